using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>The main job from end to end, in a real browser: import last year's report, write, return, approve, print.</summary>
public sealed partial class WholeYearTests(BrowserSession session) : IClassFixture<BrowserSession>
{
    private const string Unit = "Norra skolan";

    [Fact]
    public async Task Import_Write_Return_Approve_Print()
    {
        var report = Report.Find();
        var controller = await session.OpenAsync("controller");
        var planId = await ImportAsync(controller, report);

        // The ten activities stand in the list in order, and each note has the expected texts.
        var notes = await NotesAsync(controller, planId, report);
        var written = report.Activities.First(activity => activity.Analysis.Length == 0);

        await WriteAndSubmitAsync(written, notes[written.Number]);
        await controller.GotoAsync(notes[written.Number]);
        await controller.FillAsync("#Comment", "Skriv gärna varför det blev så.");
        await controller.ClickAsync("button:has-text('Lämna tillbaka')");
        await Assertions.Expect(controller.Locator("main")).ToContainTextAsync("Återlämnad");

        await AnswerTheReturnAsync(written);
        await controller.GotoAsync(notes[written.Number]);
        await controller.ClickAsync("button:has-text('Godkänn')");
        await Assertions.Expect(controller.Locator(".page-header")).ToContainTextAsync("Godkänd");

        await PrintAsync(controller, planId, report);
        Assert.Empty(session.Violations);
    }

    private static async Task<string> ImportAsync(IPage page, Report report)
    {
        await page.GotoAsync("/imports/new");
        await page.SetInputFilesAsync("input[name=file]", report.Path);
        await page.ClickAsync("main button.primary");

        // What was read stands beside the original before anything is imported.
        foreach (var (activity, index) in report.Activities.Select((activity, index) => (activity, index)))
        {
            await Assertions.Expect(page.Locator($"[name='Rows[{index}].Title']")).ToHaveValueAsync(activity.Title);
            await Assertions.Expect(page.Locator($"[name='Rows[{index}].FollowUp']")).ToHaveValueAsync(activity.FollowUp);
            await Assertions.Expect(page.Locator($"[name='Rows[{index}].Analysis']")).ToHaveValueAsync(activity.Analysis);
        }

        Assert.Equal(report.Year, await page.InputValueAsync("[name=NewPlanYear]"));
        await page.SelectOptionAsync("[name=DefaultUnitId]", new SelectOptionValue { Label = await LabelOfUnitAsync(page) });
        await page.CheckAsync("[name=NoteState][value=Draft]");
        await page.ClickAsync("button:has-text('Importera')");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("10 aktiviteter lades till");
        var link = await page.Locator("main a[href*='/plans/'], main a[href*='plan=']").First.GetAttributeAsync("href");
        return KeyPattern().Match(link!).Value;
    }

    /// <summary>Options of units may be indented: the whole label of the one that names the unit.</summary>
    private static async Task<string> LabelOfUnitAsync(IPage page) =>
        (await page.Locator("[name=DefaultUnitId] option").AllInnerTextsAsync()).First(label => label.Contains(Unit, StringComparison.Ordinal));

    /// <summary>The page of each activity's note, found as a controller finds it: from the plan's list of activities.</summary>
    private static async Task<Dictionary<int, string>> NotesAsync(IPage page, string planId, Report report)
    {
        await page.GotoAsync($"/activities?plan={planId}");
        var links = await page.Locator("table.list th[scope=row] a").AllAsync();
        var titles = new List<(string Title, string Address)>();
        foreach (var link in links) titles.Add(((await link.InnerTextAsync()).Trim(), (await link.GetAttributeAsync("href"))!));
        Assert.Equal(report.Activities.Select(activity => activity.Title), titles.Select(found => found.Title));

        var notes = new Dictionary<int, string>();
        foreach (var (activity, found) in report.Activities.Zip(titles))
        {
            await page.GotoAsync(found.Address);
            notes[activity.Number] = (await page.Locator("main a[href*='/notes/']").First.GetAttributeAsync("href"))!;
        }

        return notes;
    }

    private async Task WriteAndSubmitAsync(Activity activity, string address)
    {
        var rektor = await session.OpenAsync("rektor");
        await rektor.ClickAsync($"main a:has-text(\"{activity.Title}\")");
        Assert.EndsWith(address, rektor.Url);
        Assert.Equal(activity.FollowUp, await rektor.InputValueAsync("#FollowUp"));
        await rektor.ClickAsync(".choice:has-text('Genomförd') >> nth=0");
        await rektor.ClickAsync("button:has-text('Klarmarkera')");

        // A completed activity wants an analysis: the gap is a link to the field, and nothing typed is gone.
        await Assertions.Expect(rektor.Locator(".error-summary a[href='#Analysis']")).ToBeVisibleAsync();
        Assert.Equal(activity.FollowUp, await rektor.InputValueAsync("#FollowUp"));
        await rektor.FillAsync("#Analysis", "Vi såg tidigt vad som behövdes.");
        await rektor.ClickAsync("button:has-text('Klarmarkera')");
        await Assertions.Expect(rektor.Locator("main")).ToContainTextAsync("Klarmarkerad. Controllern ser nu din text.");
        await rektor.Context.CloseAsync();
    }

    private async Task AnswerTheReturnAsync(Activity activity)
    {
        var rektor = await session.OpenAsync("rektor");
        await Assertions.Expect(rektor.Locator("main")).ToContainTextAsync("Skriv gärna varför det blev så.");
        await rektor.ClickAsync($"main a:has-text(\"{activity.Title}\")");
        await rektor.FillAsync("#Analysis", "Vi såg tidigt vad som behövdes, därför att alla var med från början.");
        await rektor.ClickAsync("button:has-text('Klarmarkera')");
        await Assertions.Expect(rektor.Locator(".page-header")).ToContainTextAsync("Klarmarkerad");
        await rektor.Context.CloseAsync();
    }

    private static async Task PrintAsync(IPage page, string planId, Report report)
    {
        await page.GotoAsync($"/reports/{planId}/print");
        using var pdf = PdfDocument.Open(await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, Tagged = true, Outline = true }));
        var pages = pdf.GetPages().ToList();
        Assert.All(pages, sheet => Assert.Equal((595, 842), ((int)Math.Round(sheet.Width), (int)Math.Round(sheet.Height))));

        // White space differs where lines break, so the words are compared without it.
        var text = Squeeze(string.Concat(pages.Select(sheet => string.Concat(sheet.GetWords().Select(word => word.Text)))));
        var at = 0;
        foreach (var activity in report.Activities)
        {
            // The contents list names each title as well: in the chapter they come once more, in order, with their label.
            at = text.IndexOf(Squeeze($"Uppdrag/Aktivitet {activity.Number}{activity.Title}"), at, StringComparison.OrdinalIgnoreCase);
            Assert.True(at >= 0, $"Activity {activity.Number} is not in the print, or not in its place.");
        }

        Assert.Contains(Squeeze("därför att alla var med från början."), text);
        Assert.Contains(Squeeze($"Sida {pages.Count} av {pages.Count}"), text);
    }

    private static string Squeeze(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex KeyPattern();

    private sealed record Activity(int Number, string Title, string FollowUp, string Analysis);

    /// <summary>The report to import: the one beside the repository where there is one, else the project's own sample; ten activities each.</summary>
    private sealed record Report(string Path, string Year, IReadOnlyList<Activity> Activities)
    {
        public static Report Find()
        {
            var shared = System.IO.Path.Combine(RunningApp.RepositoryRoot, "..", "shared", "reports", "fjolaret-2018-2019.txt");
            return File.Exists(shared)
                ? Read(shared, "2018/19")
                : Read(System.IO.Path.Combine(RunningApp.RepositoryRoot, "tests", "samples", "uppfoljning-2017-2018.txt"), "2017/18");
        }

        private static Report Read(string path, string year)
        {
            using var expected = JsonDocument.Parse(File.ReadAllText(System.IO.Path.ChangeExtension(path, ".expected.json")));
            return new Report(path, year,
            [
                .. expected.RootElement.GetProperty("activities").EnumerateArray().Select(activity => new Activity(
                    activity.GetProperty("number").GetInt32(), activity.GetProperty("title").GetString()!,
                    activity.GetProperty("followUp").GetString()!, activity.GetProperty("analysis").GetString()!)),
            ]);
        }
    }
}
