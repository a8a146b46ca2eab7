using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>The PDF of the demonstration's fixed report, as an administrator gets it by one click.</summary>
public sealed class ReportPdfTests(BrowserSession session) : IClassFixture<BrowserSession>
{
    [Fact]
    public async Task Click_FixedReport_GivesAFileWithRightNumbersBookmarksAndStructure()
    {
        var page = await session.OpenAsync("controller");
        var (contents, title) = await OpenFixedAsync(page);
        var content = await DownloadAsync(page, () => page.ClickAsync("main a:has-text('Hämta som PDF')"));
        await Assertions.Expect(page.Locator("[data-prepared-text]")).ToHaveTextAsync("Klart. Filen är skapad.");
        await Assertions.Expect(page.Locator("[data-prepared-file]")).ToBeVisibleAsync();
        Assert.Empty(session.Violations);

        using var pdf = new PdfFile(content);
        Assert.Equal("sv-SE", pdf.Language);
        Assert.StartsWith(title, pdf.Title, StringComparison.Ordinal);
        Assert.Contains("Fastställd", pdf.TextOf(1), StringComparison.Ordinal);
        AssertNumbers(pdf, contents);
        AssertStructure(pdf, contents.Count(entry => entry.Number is not null));
        for (var number = 2; number <= pdf.Pages.Count; number++)
        {
            Assert.Contains(PdfFile.Squeeze($"Sida {number} av {pdf.Pages.Count}"), pdf.TextOf(number), StringComparison.Ordinal);
            Assert.StartsWith(PdfFile.Squeeze(title), pdf.TextOf(number), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WithoutScript_TheButtonWaitsForTheFile()
    {
        var scripted = await session.OpenAsync("controller");
        await OpenFixedAsync(scripted);
        var address = $"{new Uri(scripted.Url).AbsolutePath.Replace("/print", "", StringComparison.Ordinal)}/prepared/pdf";
        var context = await scripted.Context.Browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = session.App.Address,
            Locale = "sv-SE",
            JavaScriptEnabled = false,
            StorageState = await scripted.Context.StorageStateAsync(),
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(address);

        var content = await DownloadAsync(page, () => page.ClickAsync("button:has-text('Skapa filen')"));

        using var pdf = new PdfFile(content);
        Assert.True(pdf.Pages.Count > 3);
        await context.CloseAsync();
    }

    [Fact]
    public async Task Cancel_WhileItPrints_EndsThePrintOnTheServer_AndCanBeginAgain()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Where the application's temporary files go is chosen by TMPDIR.");
        var page = await session.OpenAsync("controller");
        await OpenFixedAsync(page);
        var kept = await KeptFilesAsync();

        await page.ClickAsync("main a:has-text('Hämta som PDF')");
        await Assertions.Expect(page.Locator("[data-prepared-text]")).ToContainTextAsync("Skriver ut rapporten");
        Assert.NotEmpty(PrintFolders());
        await page.ClickAsync("button:has-text('Avbryt')");

        await Assertions.Expect(page.Locator("[data-prepared-text]")).ToHaveTextAsync("Avbrutet. Ingen fil är skapad.");
        for (var i = 0; i < 100 && PrintFolders().Any(); i++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Empty(PrintFolders());
        Assert.Equal(kept, await KeptFilesAsync());
        Assert.NotEmpty(await DownloadAsync(page, () => page.ClickAsync("button:has-text('Skapa filen')")));
    }

    private IEnumerable<string> PrintFolders() => Directory.EnumerateDirectories(session.App.Folder, "followup-pdf-*");

    private async Task<long> KeptFilesAsync()
    {
        await using var database = new SqliteConnection($"Data Source={session.App.DatabaseFile};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync();
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM PreparedFiles";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Opens the page of the fixed report.</summary>
    /// <returns>What its contents list in print names, and its title.</returns>
    private static async Task<(IReadOnlyList<Entry> Contents, string Title)> OpenFixedAsync(IPage page)
    {
        await page.GotoAsync("/reports");
        await page.ClickAsync("main table.list tbody tr:not(:has-text('Inte fastställd')) a >> nth=0");
        var address = page.Url;
        await page.GotoAsync($"{address}/print");
        var entries = new List<Entry>();
        foreach (var link in await page.Locator(".report-contents a").AllAsync())
        {
            var text = link.Locator(".title");
            entries.Add(new Entry(await text.GetAttributeAsync("data-number"), (await text.InnerTextAsync()).Trim()));
        }

        var title = await page.InnerTextAsync("h1");
        await page.GotoAsync(address);
        return (entries, title);
    }

    private static async Task<byte[]> DownloadAsync(IPage page, Func<Task> act)
    {
        var download = await page.RunAndWaitForDownloadAsync(act, new PageRunAndWaitForDownloadOptions { Timeout = 60_000 });
        Assert.Matches(@"^arsrapport-\d{4}(-\d\d)?\.pdf$", download.SuggestedFilename);
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    /// <summary>Each line of the contents says the page on which its heading is found, by the words on that page and by the bookmark.</summary>
    private static void AssertNumbers(PdfFile pdf, IReadOnlyList<Entry> contents)
    {
        var first = pdf.Bookmarks.First(bookmark => bookmark.Title == "Innehåll").Page;
        var chapters = pdf.Bookmarks.First(bookmark => bookmark.Title == contents[0].Title).Page;
        var numbers = Enumerable.Range(first, chapters - first).SelectMany(pdf.NumbersAtTheRight).ToList();
        Assert.Equal(contents.Count, numbers.Count);
        foreach (var (entry, number) in contents.Zip(numbers))
        {
            var heading = entry.Number is null ? entry.Title : $"Uppdrag/Aktivitet {entry.Number} {entry.Title}";
            Assert.Contains(PdfFile.Squeeze(heading), pdf.TextOf(number), StringComparison.Ordinal);
            Assert.Contains((heading, number), pdf.Bookmarks.Select(bookmark => (bookmark.Title, bookmark.Page)));
        }
    }

    private static void AssertStructure(PdfFile pdf, int activities)
    {
        Assert.Equal(1, pdf.Tags.Count(tag => tag == "H1"));
        Assert.Contains("H2", pdf.Tags);
        Assert.True(pdf.Tags.Count(tag => tag == "H3") >= activities);
        var tables = pdf.Tags.Select((tag, index) => (tag, index)).Where(found => found.tag == "Table").Select(found => found.index).ToList();
        Assert.NotEmpty(tables);
        Assert.All(tables, table => Assert.Equal("TH", pdf.Tags.Skip(table).First(tag => tag is "TH" or "TD")));
    }

    /// <param name="Number">An activity's number; null for a chapter.</param>
    private sealed record Entry(string? Number, string Title);
}
