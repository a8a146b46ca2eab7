using System.Text.RegularExpressions;
using FollowUp.Testing;
using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>
/// The handbook's pictures, made from the demonstration. They are kept below <c>artifacts/handbook</c>; with <c>FOLLOWUP_UPDATE_HANDBOOK=1</c> they take
/// the place of those that the handbook shows.
/// </summary>
public sealed partial class HandbookTests(BrowserSession session) : IClassFixture<BrowserSession>
{
    private const string Report =
        """
        Uppföljning av fjolårets planerade aktiviteter 2024/25

        Uppdrag/Aktivitet 1: Läslust i alla ämnen
        Ansvarig enhet: Norra skolan
        Uppföljning
        Aktiviteten är genomförd. Alla klasser har haft en lässtund varje dag.
        Analys
        Lässtunden gav ro. Eleverna lånar fler böcker än förra året.

        Uppdrag/Aktivitet 2: Trygga raster
        Ansvarig enhet: Södra skolan
        Uppföljning
        Arbetet pågår. Rastvärdarna har bytt tider.
        Analys
        Schemat blev klart sent på terminen.
        """;

    private static readonly Dictionary<string, (string Account, Func<IPage, Task> Open)> Pictures = new()
    {
        ["att-gora"] = ("rektor", page => page.GotoAsync("/")),
        ["skriv"] = ("rektor", page => page.ClickAsync("main a[href*='/notes/'] >> nth=0")),
        ["import"] = ("controller", ImportAsync),
        ["granska"] = ("controller", page => page.GotoAsync("/reviews?view=matrix")),
        ["saknas"] = ("controller", page => OpenReportAsync(page, "/missing")),
        ["rapport"] = ("controller", page => OpenReportAsync(page, "")),
    };

    public static TheoryData<string> Names => [.. Pictures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Picture_IsMadeFromThePage(string name)
    {
        var (account, open) = Pictures[name];
        var page = await session.OpenAsync(account);
        await open(page);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var folder = Path.Combine(SourceTree.Root, "artifacts", "handbook");
        await page.SetViewportSizeAsync(900, 600);
        var made = await AsWebPAsync(page, await page.ScreenshotAsync());
        await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, $"{name}.webp"), made, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(Shown(name))!);
        if (Environment.GetEnvironmentVariable("FOLLOWUP_UPDATE_HANDBOOK") == "1") await File.WriteAllBytesAsync(Shown(name), made, TestContext.Current.CancellationToken);

        Assert.NotNull(await page.QuerySelectorAsync("main h1"));
        Assert.True(made.Length > 5_000, $"The picture has {made.Length} bytes.");
        Assert.True(File.Exists(Shown(name)), $"{Shown(name)} is missing: run the tests with FOLLOWUP_UPDATE_HANDBOOK=1.");
    }

    [Fact]
    public async Task Handbook_ShowsThesePicturesAndNoOthers()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs", "handbok.md"), TestContext.Current.CancellationToken);

        Assert.Equal(Pictures.Keys.Order(), Picture().Matches(text).Select(match => match.Groups["name"].Value).Order());
    }

    private static string Shown(string name) => Path.Combine(SourceTree.Root, "src", "FollowUp.Web", "wwwroot", "help", $"{name}.webp");

    /// <summary>A third of the bytes, written by the browser itself.</summary>
    private static async Task<byte[]> AsWebPAsync(IPage page, byte[] png)
    {
        var canvas = await page.Context.NewPageAsync();
        var address = await canvas.EvaluateAsync<string>(
            """
            async png => {
                const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
                const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
                canvas.getContext('2d').drawImage(picture, 0, 0);
                return canvas.toDataURL('image/webp', .12);
            }
            """,
            Convert.ToBase64String(png));
        return Convert.FromBase64String(address.Split(',')[1]);
    }

    private static async Task ImportAsync(IPage page)
    {
        await page.GotoAsync("/imports/new");
        await page.FillAsync("textarea", Report);
        await page.ClickAsync("main button.primary");
        await page.WaitForSelectorAsync("#import");
    }

    /// <summary>The newest report: its plan is open.</summary>
    private static async Task OpenReportAsync(IPage page, string below)
    {
        await page.GotoAsync("/reports");
        var report = await page.Locator("main th a[href^='/reports/']").First.GetAttributeAsync("href");
        await page.GotoAsync(report + below);
    }

    [GeneratedRegex(@"!\[[^\]]+\]\([^)]*/(?<name>[a-z-]+)\.webp\)")]
    private static partial Regex Picture();
}
