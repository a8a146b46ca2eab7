using FollowUp.Documents.Excel;
using FollowUp.Testing.Reports;
using Microsoft.Playwright;
using MiniExcelLibs;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>Last year's report from Word, and a list from Excel: looked at, read in, and taken back or mended.</summary>
public sealed class ReadInTests(BrowserSession session) : IClassFixture<BrowserSession>
{
    private const string WordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string ExcelType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The report to read: the one beside the repository where there is one, else the project's own sample.</summary>
    private static readonly SampleReport Sample = SampleReport.Read("../shared/reports/fjolaret-2018-2019") ?? SampleReport.Read("tests/samples/uppfoljning-2017-2018")!;

    [Theory]
    [InlineData("heading styles")]
    [InlineData("numbers of a list")]
    [InlineData("a row each")]
    public async Task WordReport_GivesTheTenActivities_AndCanBeTakenBack(string layout)
    {
        var page = await session.OpenAsync("controller");
        await page.GotoAsync("/imports/new");
        await page.SetInputFilesAsync("input[name=file]", new FilePayload { Name = "Uppföljning.docx", MimeType = WordType, Buffer = WordLayouts.Build(layout, Sample) });
        await page.ClickAsync("main button.primary");

        Assert.Equal(10, Sample.Activities.Count);
        foreach (var (activity, index) in Sample.Activities.Select((activity, index) => (activity, index)))
        {
            await Assertions.Expect(page.Locator($"[name='Rows[{index}].Title']")).ToHaveValueAsync(activity.Title);
            await Assertions.Expect(page.Locator($"[name='Rows[{index}].FollowUp']")).ToHaveValueAsync(activity.FollowUp);
            await Assertions.Expect(page.Locator($"[name='Rows[{index}].Analysis']")).ToHaveValueAsync(activity.Analysis);
        }

        await Assertions.Expect(page.Locator("[name='Rows[10].Title']")).ToHaveCountAsync(0);
        await page.SelectOptionAsync("[name=DefaultUnitId]", new SelectOptionValue { Index = 1 });
        await page.ClickAsync("button:has-text('Importera')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("10 aktiviteter lades till");

        await page.ClickAsync("button:has-text('Ångra')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("ångrad");
        Assert.Empty(session.Violations);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task ExcelList_OfAThousandWith37Bad_EndsWith963InAndAFileOf37()
    {
        var page = await session.OpenAsync("controller");
        await page.GotoAsync("/lists/new");
        var rows = Enumerable.Range(1, 1_000).Select(number => (IReadOnlyList<object?>)[number + 1_000, $"Aktivitet {number}", number % 27 == 0 ? "Skolan som inte finns" : "Norra skolan"]);
        using var book = new MemoryStream();
        await ExcelListWriter.WriteAsync(new ExcelSheet("Blad", [.. ((string[])["Nr", "Uppdrag/Aktivitet", "Ansvarig enhet"]).Select(head => new ExcelColumn(head, 20))], rows.ToAsyncEnumerable()), book);
        await page.SetInputFilesAsync("input[name=file]", new FilePayload { Name = "Aktiviteter.xlsx", MimeType = ExcelType, Buffer = book.ToArray() });
        await page.ClickAsync("main button.primary");

        await page.ClickAsync("a:has-text('Behöver rättas: 37')");
        await Assertions.Expect(page.Locator(".list-rows tbody tr")).ToHaveCountAsync(37);
        await Assertions.Expect(page.Locator(".list-rows tbody tr").First).ToContainTextAsync("Enheten ”Skolan som inte finns” finns inte.");
        await page.ClickAsync("button:has-text('Läs in 963 rader')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("963 rader är inlästa. 37 rader behöver rättas.");

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a:has-text('Hämta filen med 37 rader')"));
        await using var file = await download.CreateReadStreamAsync();
        using var refused = new MemoryStream();
        await file.CopyToAsync(refused, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(1, 37).Select(each => $"Aktivitet {each * 27}"), refused.Query(useHeaderRow: true).Select(row => (string)((IDictionary<string, object?>)row)["Uppdrag/Aktivitet"]!));
        Assert.Empty(session.Violations);
        await page.Context.CloseAsync();
    }
}
