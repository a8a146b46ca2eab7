using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Web.Printing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Web.Tests.Reports;

/// <summary>What stands around the activities in print, and the print view as a file that stands alone.</summary>
public sealed class PrintViewTests : IAsyncLifetime
{
    private const string Hostile =
        """<script>document.title = "x"</script> <img src="x" onerror="alert(1)"> [här](javascript:alert(1)) @import url("http://evil.example/a.css"); </style><style>* { display: none }</style> <span class="page" data-of="a1"></span>""";

    private WebApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        var sample = _app.Sample;
        var area = new GoalArea(Guid.CreateVersion7(), "Trygghet", 1);
        await using (var db = _app.OpenDatabase())
        {
            db.GoalAreas.Add(area);
            await db.SaveChangesAsync();
        }

        var first = await sample.AddActivityAsync(1, "Trygga raster", sample.North, sample.South);
        var second = await sample.AddActivityAsync(2, "Gemensam läsning", sample.South);
        await sample.WriteAsync(first, sample.North, NoteState.Approved, NoteStatus.Completed, "Raster har vuxna.", "Fler vuxna gav lugn.");
        await sample.WriteAsync(first, sample.South, NoteState.Submitted, NoteStatus.InProgress, "Södra har schema.", "");
        var waived = await sample.WriteAsync(second, sample.South, NoteState.Draft, NoteStatus.InProgress, "Hemligt", "");
        await using (var db = _app.OpenDatabase())
        {
            var owned = await db.Activities.SingleAsync(activity => activity.Id == second.Id);
            owned.Change(new ActivityFacts { Title = owned.Title, OwnerUnitId = owned.OwnerUnitId, GoalAreaId = area.Id });
            db.GapWaivers.Add(new GapWaiver(waived.Id, GapKind.Draft, "Rektor är ny.", sample.Reviewer.Id, _app.Database.Clock.Now));
            db.ReportLogos.Add(new LogoFile(sample.Plan.Id, "image/png", [1, 2, 3], "Kommunens vapen"));
            await db.SaveChangesAsync();
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Print_EverythingChosen_StandsInItsPlace()
    {
        await ChooseAsync(ReportOrder.GoalArea);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        var page = await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/print");

        Assert.Equal(
            ["Innehåll", "Förord", "Sammanfattning", "Aktiviteter", "Avslutning", "Underskrifter", "Bilaga: Det här saknas"],
            page.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        Assert.Equal(["Trygghet", "Utan målområde"], page.QuerySelectorAll("h3.report-area").Select(heading => heading.TextContent));
        Assert.Equal(
            ["Uppdrag/Aktivitet 2 Gemensam läsning", "Uppföljning", "Analys", "Uppdrag/Aktivitet 1 Trygga raster", "Uppföljning", "Analys", "Södra provskolan: enhetens egen uppföljning", "Uppföljning", "Analys"],
            page.QuerySelectorAll("article :is(h4, h5, h6)").Select(heading => heading.TextContent.Trim()));
        Assert.Equal("BUN 2026/17", page.QuerySelectorAll(".report-cover dt").Single(term => term.TextContent == "Diarienummer").NextElementSibling!.TextContent);
        Assert.Equal(("data:image/png;base64,AQID", "Kommunens vapen"), (page.QuerySelector("img")!.GetAttribute("src"), page.QuerySelector("img")!.GetAttribute("alt")));
        Assert.Equal("väl", page.QuerySelector("section:has(#foreword) strong")!.TextContent);
        Assert.Equal(["Anna Chef", "Bo Ordförande"], page.QuerySelectorAll(".report-signatures li").Select(line => line.TextContent));
        Assert.Equal("Bara utkast", page.QuerySelector(".report-waivers tbody td")!.TextContent);
        Assert.Contains("Rektor är ny.", page.QuerySelector(".report-waivers")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemligt", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Print_Contents_NameEveryHeadingInOrder_AndLeadThere()
    {
        await ChooseAsync(ReportOrder.Unit);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        var page = await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/print");

        var links = page.QuerySelectorAll(".report-contents a");
        Assert.Equal(
            ["Förord", "Sammanfattning", "Aktiviteter", "Norra provskolan", "Trygga raster", "Södra provskolan", "Gemensam läsning", "Avslutning", "Underskrifter", "Bilaga: Det här saknas"],
            links.Select(link => link.QuerySelector(".title")!.TextContent));
        Assert.All(links, link =>
        {
            var heading = page.GetElementById(link.GetAttribute("href")![1..]);
            Assert.EndsWith(link.QuerySelector(".title")!.TextContent, heading!.TextContent, StringComparison.Ordinal);
            Assert.Equal(heading.Id, link.QuerySelector(".page")!.GetAttribute("data-of"));
        });
    }

    [Fact]
    public async Task Print_Figures_HaveABarAndATableThatSayTheSame()
    {
        await ChooseAsync(ReportOrder.Number);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        var page = await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/print");

        Assert.Equal(["Status per enhet", "Status per målområde"], page.QuerySelectorAll(".report-compared caption").Select(caption => caption.TextContent));
        var rows = page.QuerySelectorAll(".report-compared").First().QuerySelectorAll("tbody tr");
        Assert.Equal(["Norra provskolan", "Södra provskolan"], rows.Select(row => row.QuerySelector("th")!.TextContent.Trim()));
        Assert.Equal(["1", "0", "0", "0", "0", "1"], rows[0].QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Equal("ink-fill", Assert.Single(rows[0].QuerySelectorAll(".report-bar rect")).ClassName);
        Assert.All(page.QuerySelectorAll("th"), head => Assert.NotNull(head.GetAttribute("scope")));
    }

    [Fact]
    public async Task WriteHtml_HostileTexts_StandAsTextAndNothingCanRunOrBeLoaded()
    {
        await ChooseAsync(ReportOrder.Number);
        await using (var db = _app.OpenDatabase())
        {
            var hostile = new Activity(Guid.CreateVersion7(), _app.Sample.Plan.Id, 9, new ActivityFacts { Title = Hostile, OwnerUnitId = _app.Sample.North.Id });
            var note = new Note(hostile.Id, _app.Sample.North.Id);
            db.AddRange(hostile, note);
            await db.SaveChangesAsync();
            await db.Notes.Where(each => each.Id == note.Id).ExecuteUpdateAsync(set => set
                .SetProperty(each => each.State, NoteState.Approved).SetProperty(each => each.FollowUp, Hostile).SetProperty(each => each.Analysis, Hostile));
            await db.Plans.Where(plan => plan.Id == _app.Sample.Plan.Id).ExecuteUpdateAsync(set => set.SetProperty(plan => plan.ReportTitle, Hostile));
        }

        var (html, page) = await WriteAsync();

        Assert.Contains("default-src 'none'", page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("script, iframe, object, embed, link, form, base"));
        Assert.Single(page.QuerySelectorAll("style"));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes), attribute =>
            attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name == "style" || attribute.Value.Trim().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
        Assert.All(page.QuerySelectorAll("[src]"), element => Assert.StartsWith("data:", element.GetAttribute("src"), StringComparison.Ordinal));
        Assert.Contains(Hostile, page.QuerySelector("#a9")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll(".report-text").Count(text => text.TextContent.Contains("@import url", StringComparison.Ordinal)));
        Assert.DoesNotContain("url(\"../", html, StringComparison.Ordinal);

        // The mark that a page number is put into can be written in a text, and stays text.
        Assert.Single(page.QuerySelectorAll("[data-of=a1]"));
    }

    [Fact]
    public async Task WriteHtml_Report_IsTheSameAsThePrintViewWithoutTheScreensTools()
    {
        await ChooseAsync(ReportOrder.Unit);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        var print = await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/print");
        var (_, file) = await WriteAsync();

        Assert.Equal(print.QuerySelector("main")!.OuterHtml, file.QuerySelector("main")!.OuterHtml);
        Assert.Equal(print.Title, file.Title);
        Assert.NotNull(print.QuerySelector(".report-tools"));
        Assert.Null(file.QuerySelector(".report-tools"));
    }

    private async Task ChooseAsync(ReportOrder order)
    {
        await using var db = _app.OpenDatabase();
        var setup = new ReportSetup(_app.Sample.Plan.Id);
        setup.Choose(new ReportChoices
        {
            Title = "Kvalitetsrapport",
            Order = order,
            HasUnitNotes = true,
            RegistryNumber = "BUN 2026/17",
            Foreword = "Året gick **väl**.",
            Closing = "Arbetet fortsätter.",
            Signatures = "Anna Chef\nBo Ordförande",
        });
        db.ReportSetups.Add(setup);
        await db.SaveChangesAsync();
    }

    private async Task<(string Html, IHtmlDocument Page)> WriteAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<AnnualReportQueries>()
            .ReadAsync(await _app.Sample.AccessOfAsync(_app.Sample.Reviewer), _app.Sample.Plan.Id);
        var html = new StringBuilder();
        await using (var writer = new StringWriter(html)) await scope.ServiceProvider.GetRequiredService<ReportPrinter>().WriteHtmlAsync(report!, writer);
        return (html.ToString(), new HtmlParser().ParseDocument(html.ToString()));
    }
}
