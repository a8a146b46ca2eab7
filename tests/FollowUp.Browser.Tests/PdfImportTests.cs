using System.Net;
using System.Text;
using System.Text.Json;
using FollowUp.Core.Imports;
using FollowUp.Documents;
using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>
/// Reports printed to PDF by a browser, in the layouts that authorities use, are read back as what they say; and so is the report that the product prints itself.
/// </summary>
public sealed class PdfImportTests(PrintingApp app) : IClassFixture<PrintingApp>
{
    private static readonly Dictionary<string, string> Looks = new()
    {
        ["as Word sets it"] = "body{font:11pt/1.15 Arial,'Liberation Sans',sans-serif}p{margin:0 0 8pt}h1{font-size:20pt}h2{font-size:15pt}h3{font-size:12.5pt}td,th{border:1px solid #000;padding:2pt 5pt;vertical-align:top;text-align:left}table{border-collapse:collapse;width:100%}",
        ["close and justified"] = "body{font:12pt/1.15 'Times New Roman','Liberation Serif',serif;text-align:justify;hyphens:auto}p{margin:0}h1{font-size:16pt;margin:12pt 0 0}h2,h3{font-size:12pt;margin:12pt 0 0}td,th{border:1px solid #999;padding:2pt 5pt;vertical-align:top}table{border-collapse:collapse;width:100%}",
    };

    private static readonly Dictionary<string, Func<JsonElement, string>> Layouts = new()
    {
        ["headings"] = activity => $"<h2>{Number(activity)}. Uppdrag/Aktivitet</h2><p>{Of(activity, "title")}</p>{Facts(activity)}<h3>Uppföljning</h3>{Text(activity, "followUp")}<h3>Analys</h3>{Text(activity, "analysis")}",
        ["titles"] = activity => $"<h2>{Number(activity)}. {Of(activity, "title")}</h2>{Facts(activity)}<h3>Uppföljning:</h3>{Text(activity, "followUp")}<h3>Analys:</h3>{Text(activity, "analysis")}",
        ["bold"] = activity => $"<p><b>Aktivitet {Number(activity)}: {Of(activity, "title")}</b></p>{Facts(activity)}<p><b>Uppföljning</b></p>{Text(activity, "followUp")}<p><b>Analys</b></p>{Text(activity, "analysis")}",
        ["tables"] = activity => $"<table><tr><td>Uppdrag/Aktivitet</td><td>{Number(activity)}. {Of(activity, "title")}</td></tr><tr><td>Ansvarig enhet</td><td>{Of(activity, "unit")}</td></tr><tr><td>Status</td><td>{Status(activity)}</td></tr><tr><td>Uppföljning</td><td>{Text(activity, "followUp")}</td></tr><tr><td>Analys</td><td>{Text(activity, "analysis")}</td></tr></table><p>&nbsp;</p>",
        ["rows"] = activity => $"<tr><td>{Number(activity)}</td><td>{Of(activity, "title")}</td><td>{Of(activity, "unit")}</td><td>{Status(activity)}</td><td>{Text(activity, "followUp")}</td><td>{Text(activity, "analysis")}</td></tr>",
    };

    public static TheoryData<string, string> Cases => new(Layouts.Keys.SelectMany(layout => Looks.Keys.Select(look => (layout, look))));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Read_PrintOfAReport_GivesWhatTheReportSays(string layout, string look)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FollowUp.sln"))) folder = folder.Parent;
        var shared = Path.Combine(folder.FullName, "../shared/reports");
        Assert.SkipUnless(Directory.Exists(shared), "The shared reports are not here.");
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await InstalledBrowser.LaunchAsync(playwright);
        foreach (var name in (string[])["fjolaret-2018-2019", "kvalitetsrapport-2024-2025"])
        {
            var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(shared, name + ".expected.json"), TestContext.Current.CancellationToken)).RootElement;
            var body = string.Concat(expected.GetProperty("activities").EnumerateArray().Select(Layouts[layout]));
            if (layout == "rows") body = $"<table><thead><tr><th>Nr</th><th>Uppdrag/Aktivitet</th><th>Ansvarig enhet</th><th>Status</th><th>Uppföljning</th><th>Analys</th></tr></thead>{body}</table>";

            var read = await PrintAndReadAsync(browser, $"<!doctype html><html lang=sv><style>@page{{size:A4;margin:22mm}}{Looks[look]}</style><h1>{Of(expected, "title")}</h1><p>Rapporten följer upp det som nämnden beslutade.</p>{body}<h1>Avslutning</h1><p>Resultaten redovisas i september.</p>");

            Assert.Equal(expected.GetProperty("title").GetString(), read.Title);
            var activities = expected.GetProperty("activities").EnumerateArray().ToList();
            Assert.Equal(activities.Select(activity => activity.GetProperty("title").GetString()), read.Activities.Select(activity => activity.Title));
            foreach (var (activity, actual) in activities.Zip(read.Activities))
            {
                Assert.Equal((int.Parse(Number(activity)), Raw(activity, "unit")), (actual.Number, actual.UnitName ?? ""));
                Assert.Equal(Raw(activity, "followUp"), actual.FollowUp);
                Assert.Equal(Raw(activity, "analysis"), actual.Analysis);
                Assert.Contains(actual.Suggestion?.Status.ToString(), activity.GetProperty("allowedSuggestedStatus").EnumerateArray().Select(status => status.GetString()));
            }
        }
    }

    [Fact]
    public async Task Read_ReportsOfTheProduct_GivesTheirActivities()
    {
        foreach (var (generated, _, pdf) in await app.PrintedAsync())
        {
            var document = DocumentReader.Read(pdf).Document!;
            var read = ReportReader.Read(document);

            Assert.Equal(document.Lines.Count, read.Kinds.Count);
            Assert.Equal(generated.Activities.Count, read.Activities.Count);
            Assert.Equal(generated.Activities.Select(activity => (int?)activity.Number), read.Activities.Select(activity => activity.Number));
        }
    }

    private static async Task<ReadReport> PrintAndReadAsync(IBrowser browser, string html)
    {
        var page = await browser.NewPageAsync();
        await page.SetContentAsync(html);
        var pdf = await page.PdfAsync(new PagePdfOptions
        {
            PreferCSSPageSize = true,
            DisplayHeaderFooter = true,
            HeaderTemplate = "<div style=\"font-size:9px;margin-left:22mm\">Exempelby kommun</div>",
            FooterTemplate = "<div style=\"font-size:9px;width:100%;text-align:center\">Sida <span class=pageNumber></span> av <span class=totalPages></span></div>",
        });
        await page.CloseAsync();
        return ReportReader.Read(DocumentReader.Read(pdf).Document!);
    }

    private static string Raw(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static string Of(JsonElement of, string name) => WebUtility.HtmlEncode(Raw(of, name));

    private static string Number(JsonElement activity) => activity.GetProperty("number").ToString();

    private static string Status(JsonElement activity)
    {
        var allowed = activity.GetProperty("allowedSuggestedStatus").EnumerateArray().Select(status => status.GetString()).ToList();
        return allowed.Contains(null) ? "" : allowed[0] switch { "Completed" => "Genomförd", "InProgress" => "Pågår", "NotCarriedOut" => "Ej genomförd", _ => "Ej påbörjad" };
    }

    private static string Facts(JsonElement activity) =>
        (Raw(activity, "unit").Length > 0 ? $"<p>Ansvarig enhet: {Of(activity, "unit")}</p>" : "") + (Status(activity).Length > 0 ? $"<p>Status: {Status(activity)}</p>" : "");

    private static string Text(JsonElement activity, string name)
    {
        var html = new StringBuilder();
        foreach (var paragraph in Raw(activity, name).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = paragraph.Split('\n');
            var text = string.Join(' ', lines.Where(line => !line.StartsWith("- ", StringComparison.Ordinal)));
            if (text.Length > 0) html.Append("<p>").Append(WebUtility.HtmlEncode(text)).Append("</p>");
            if (lines.Any(line => line.StartsWith("- ", StringComparison.Ordinal)))
                html.Append("<ul>").AppendJoin("", lines.Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => $"<li>{WebUtility.HtmlEncode(line[2..])}</li>")).Append("</ul>");
        }

        return html.ToString();
    }
}
