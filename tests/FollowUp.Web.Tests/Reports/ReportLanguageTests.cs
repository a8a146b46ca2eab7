using System.IO.Compression;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Reports;

/// <summary>A report is written in the language of its plan; what surrounds it, in the reader's.</summary>
public sealed class ReportLanguageTests : IAsyncLifetime
{
    private WebApp _app = null!;
    private string _address = "";

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        _address = $"/reports/{_app.Sample.Plan.Id}";
        await _app.Sample.WriteAsync(await _app.Sample.AddActivityAsync(_app.Sample.Plan, 1, "Trygga raster", new DateOnly(2027, 6, 15), _app.Sample.North), _app.Sample.North, NoteState.Approved, NoteStatus.Completed);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Report_OfAnEnglishPlan_IsEnglishToASwedishReader()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync($"{_address}/setup");
        Assert.Equal(Languages.Swedish, visitor.Page.QuerySelector("#Language option[selected]")!.GetAttribute("value"));
        await visitor.PressAsync("Spara", ("Language", "en"));
        Assert.Contains("Valen är sparade.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("en", visitor.Page.QuerySelector("#Language option[selected]")!.GetAttribute("value"));

        var print = await visitor.OpenAsync($"{_address}/print");
        Assert.Equal("en-GB", print.DocumentElement.GetAttribute("lang"));
        Assert.Equal(["Contents", "Summary", "Activities"], print.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        Assert.Equal(["Assignment/Activity 1 Trygga raster", "Follow-up", "Analysis"], print.QuerySelectorAll("article :is(h3, h4)").Select(heading => heading.TextContent.Trim()));
        Assert.Contains("15 June 2027", print.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Carried out", print.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("sv-SE", print.QuerySelector(".report-tools")!.GetAttribute("lang"));
        Assert.Contains("Tillbaka till rapporten", print.QuerySelector(".report-tools")!.TextContent, StringComparison.Ordinal);

        var page = await visitor.OpenAsync(_address);
        Assert.Equal(("sv-SE", "Årsrapport"), (page.DocumentElement.GetAttribute("lang"), page.QuerySelector("aside .card:last-child h2")!.TextContent));
        var entry = page.QuerySelector(".report-entry")!;
        Assert.Equal("en-GB", entry.Closest("[lang]")!.GetAttribute("lang"));
        Assert.Contains("Responsible unit", entry.TextContent, StringComparison.Ordinal);

        await OpenFileAsync(visitor, $"{_address}/files/text", "annual-report-2026-27.txt");
        var text = await visitor.Answer.Content.ReadAsStringAsync();
        Assert.Contains("1. Assignment/Activity", text, StringComparison.Ordinal);
        Assert.Contains("Status: Carried out", text, StringComparison.Ordinal);
        await OpenFileAsync(visitor, $"{_address}/files/word", "annual-report-2026-27.docx");
        Assert.Contains(">en-GB</dc:language>", await PartAsync(visitor, "core"), StringComparison.Ordinal);
        Assert.Contains("w:val=\"en-GB\"", await PartAsync(visitor, "styles.xml"), StringComparison.Ordinal);
        Assert.Contains("Follow-up", await PartAsync(visitor, "word/document.xml"), StringComparison.Ordinal);
        await OpenFileAsync(visitor, $"{_address}/files/excel", "annual-report-2026-27.xlsx");
        Assert.Contains("<dc:language>en-GB", await PartAsync(visitor, "core.xml"), StringComparison.Ordinal);
        Assert.Contains("name=\"Follow-ups\"", await PartAsync(visitor, "workbook.xml"), StringComparison.Ordinal);
        await OpenFileAsync(visitor, $"{_address}/files/json", "annual-report-2026-27.json");
        Assert.Equal("en", JsonDocument.Parse(await visitor.Answer.Content.ReadAsStringAsync()).RootElement.GetProperty("report").GetProperty("language").GetString());
    }

    [Fact]
    public async Task Report_OfASwedishPlan_IsSwedishToAnEnglishReader()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.PressAsync("English");

        var page = await visitor.OpenAsync(_address);
        Assert.Equal("en-GB", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Working material, not adopted", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("sv-SE", page.QuerySelector(".report-entry")!.Closest("[lang]")!.GetAttribute("lang"));
        Assert.Contains("15 juni 2027", page.QuerySelector(".report-entry")!.TextContent, StringComparison.Ordinal);

        var print = await visitor.OpenAsync($"{_address}/print");
        Assert.Equal("sv-SE", print.DocumentElement.GetAttribute("lang"));
        Assert.Equal(["Innehåll", "Sammanfattning", "Aktiviteter"], print.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        Assert.Equal("en-GB", print.QuerySelector(".report-tools")!.GetAttribute("lang"));

        await OpenFileAsync(visitor, $"{_address}/files/excel", "arsrapport-2026-27.xlsx");
        Assert.Contains("name=\"Uppföljningar\"", await PartAsync(visitor, "workbook.xml"), StringComparison.Ordinal);
        await OpenFileAsync(visitor, $"{_address}/files/word", "arsrapport-2026-27.docx");
        Assert.Contains("Uppföljning", await PartAsync(visitor, "word/document.xml"), StringComparison.Ordinal);

        // A list is the reader's, and in the audit it is called the same whoever took it.
        await OpenFileAsync(visitor, "/reports/export", "Annual reports 2026-11-18.xlsx");
        Assert.Contains("<dc:language>en-GB", await PartAsync(visitor, "core.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fixed_ReportOfAnEnglishPlan_IsKeptInEnglishAndSharedSo()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync($"{_address}/setup");
        await visitor.PressAsync("Spara", ("Language", "en"));
        await visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        await visitor.PressAsync("Ja, fastställ");

        await using (var db = _app.OpenDatabase())
        {
            var files = await db.FixedReportFiles.ToListAsync();
            Assert.All(files, file => Assert.StartsWith("annual-report-2026-27.", file.FileName, StringComparison.Ordinal));
            var html = new HtmlParser().ParseDocument(new MemoryStream(files.Single(file => file.Format == ReportFormat.Html).Content));
            Assert.Equal("en-GB", html.DocumentElement.GetAttribute("lang"));
            Assert.Contains("The report was adopted", html.Body!.TextContent, StringComparison.Ordinal);
        }

        await visitor.OpenAsync($"{_address}/versions");
        await visitor.PressAsync("Skapa länk", ("Share.LastDay", "2026-12-01"));
        var stranger = _app.Visit();
        var shared = await stranger.OpenAsync(new Uri(visitor.Page.QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery);
        Assert.Equal(("sv-SE", "en-GB"), (shared.DocumentElement.GetAttribute("lang"), shared.QuerySelector("main")!.GetAttribute("lang")));
        Assert.Contains("In brief", stranger.Text, StringComparison.Ordinal);
        Assert.Equal(("sv-SE", "Den här länken gäller till och med 1 december 2026."), (shared.QuerySelector("main .hint")!.GetAttribute("lang"), shared.QuerySelector("main .hint")!.TextContent));
    }

    private static async Task OpenFileAsync(Visitor visitor, string address, string name)
    {
        await visitor.OpenAsync(address);
        Assert.Equal(name, visitor.Answer.Content.Headers.ContentDisposition!.FileNameStar ?? visitor.Answer.Content.Headers.ContentDisposition.FileName?.Trim('"'));
    }

    /// <summary>A part of the zip file that was opened last.</summary>
    private static async Task<string> PartAsync(Visitor visitor, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(await visitor.Answer.Content.ReadAsByteArrayAsync()));
        var part = zip.Entries.First(entry => entry.FullName.Contains(name, StringComparison.Ordinal) && !entry.FullName.EndsWith(".rels", StringComparison.Ordinal));
        using var reader = new StreamReader(await part.OpenAsync());
        return await reader.ReadToEndAsync();
    }
}
