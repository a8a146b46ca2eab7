using System.Net;
using AngleSharp.Dom;
using FollowUp.Core.Notes;
using Xunit;

namespace FollowUp.Web.Tests.Reports;

public sealed class ReportPagesTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task List_LeadsToTheReport_AndFromThereToPrintAndText()
    {
        await AddAsync();
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        await visitor.OpenAsync("/reports");
        Assert.Contains("2026/27", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("Uppföljning av årets planerade aktiviteter");

        Assert.Contains("Raster har vuxna.", visitor.Text, StringComparison.Ordinal);
        Assert.StartsWith("/css/report.", (await FollowAsync(visitor, "Skriv ut")).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href"), StringComparison.Ordinal);
        await visitor.FollowAsync("Tillbaka till rapporten");
        await visitor.FollowAsync("Visa som text");
        Assert.Equal("text/plain; charset=utf-8", visitor.Answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline", visitor.Answer.Content.Headers.ContentDisposition!.DispositionType);
        var text = await visitor.Answer.Content.ReadAsStringAsync();
        Assert.Contains("1. Uppdrag/Aktivitet", text, StringComparison.Ordinal);
        Assert.Contains("Status: Genomförd", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_Download_IsAFileNamedAfterTheYear()
    {
        await AddAsync();
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}");
        Assert.NotNull(visitor.Page.QuerySelector($"a[href='/reports/{_app.Sample.Plan.Id}/files/excel']"));
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[download][href$='/files/text']")!.GetAttribute("href")!);

        var disposition = visitor.Answer.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", "arsrapport-2026-27.txt"), (disposition.DispositionType, disposition.FileName));
    }

    [Fact]
    public async Task Print_HasThePartsInOrder_AndNoDraft()
    {
        await AddAsync();
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        var page = await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/print");

        Assert.Equal("sv-SE", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Uppföljning av årets planerade aktiviteter · Läsåret 2026/27 · Provkommunen", page.Title);
        Assert.Equal(["Innehåll", "Sammanfattning", "Aktiviteter"], page.QuerySelectorAll("h2").Select(heading => heading.TextContent));
        Assert.Equal(
            ["Uppdrag/Aktivitet 1 Trygga raster", "Uppföljning", "Analys", "Uppdrag/Aktivitet 2 Gemensam läsning", "Uppföljning", "Analys"],
            page.QuerySelectorAll("article :is(h3, h4)").Select(heading => heading.TextContent.Trim()));
        var activities = page.QuerySelectorAll("article");
        Assert.Contains("Genomförd", activities[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("Raster har vuxna.", activities[0].QuerySelector("strong")!.TextContent);
        Assert.Contains("Utkast, visas inte", activities[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemligt", page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll(".report-contents a"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
        Assert.Equal(["1", "0", "0", "0", "1", "2"], page.QuerySelectorAll(".report-table tr > td:nth-child(2)").Select(cell => cell.TextContent));
        Assert.Equal(2, page.QuerySelectorAll(".report-bar > rect").Length);
        Assert.All(page.QuerySelectorAll("script"), script => Assert.StartsWith("/js/", script.GetAttribute("src"), StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("use"), use => Assert.NotNull(page.GetElementById(use.GetAttribute("href")![1..])));
        Assert.Empty(page.QuerySelectorAll("[style], style"));
    }

    [Fact]
    public async Task Show_ChoiceOfUnit_ShowsItsPartEverywhere()
    {
        await AddAsync();
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}");

        await visitor.PressAsync("Visa", ("unit", _app.Sample.South.Id.ToString()));
        Assert.DoesNotContain("Trygga raster", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Södra provskolan", visitor.Page.QuerySelectorAll("dt").First(term => term.TextContent == "Uppföljning från").NextElementSibling!.TextContent);
        await visitor.FollowAsync("Skriv ut");

        Assert.Equal("Södra provskolan", visitor.Page.QuerySelector(".report-unit")!.TextContent);
        Assert.Single(visitor.Page.QuerySelectorAll("article"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Show_APartIsRemembered_TheWholeCanBeChosen(bool isUnit)
    {
        await AddAsync();
        await _app.Sample.AddActivityAsync(3, "Förvaltningens", _app.Sample.Administration);
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/setup");
        await visitor.PressAsync("Spara", ("Part", isUnit ? $"{_app.Sample.Area.Id}" : "CompulsorySchool"));

        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}");
        Assert.DoesNotContain("Förvaltningens", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(isUnit ? "Grundskola" : "grundskola", Chosen(), ignoreCase: true);
        var whole = visitor.Page.QuerySelectorAll("#unit option").Single(option => option.TextContent == "Hela huvudmannen");
        await visitor.PressAsync("Visa", ("unit", whole.GetAttribute("value")));

        Assert.Contains("Förvaltningens", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Hela huvudmannen", Chosen());

        string Chosen() => visitor.Page.QuerySelectorAll("#unit option[selected]").Single().TextContent.Trim('\u00a0');
    }

    [Fact]
    public async Task Show_ReaderWithAFixedPlan_HasNoPartToChoose()
    {
        await _app.Sample.AddActivityAsync(_app.Sample.FixedPlan, 1, "Fjolårets", null, _app.Sample.North);
        var visitor = await _app.SignInAsync(_app.Sample.Reader);

        await visitor.OpenAsync($"/reports/{_app.Sample.FixedPlan.Id}");
        Assert.Null(visitor.Page.QuerySelector("#unit"));
        await visitor.OpenAsync($"/reports/{_app.Sample.FixedPlan.Id}?unit={_app.Sample.North.Id}");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Answer.StatusCode);
    }

    [Fact]
    public async Task Show_Principal_SeesTheOwnUnitsPartAndNoFixing()
    {
        await AddAsync();
        await _app.Sample.AddActivityAsync(3, "Bara Södra", _app.Sample.South);
        var visitor = await _app.SignInAsync(_app.Sample.Head);

        await visitor.OpenAsync("/reports");
        await visitor.FollowAsync("Uppföljning av årets planerade aktiviteter");

        Assert.Contains("Norra provskolan", visitor.Page.QuerySelector(".eyebrow")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Bara Södra", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("fastställa", visitor.Text, StringComparison.Ordinal);
        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}?unit={_app.Sample.South.Id}");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Answer.StatusCode);
    }

    [Fact]
    public async Task Show_Reader_SeesTheFixedReportAlone()
    {
        await AddAsync();
        var activity = await _app.Sample.AddActivityAsync(_app.Sample.FixedPlan, 1, "Fjolårets", null, _app.Sample.North);
        await _app.Sample.WriteAsync(activity, _app.Sample.North, NoteState.Approved);
        var visitor = await _app.SignInAsync(_app.Sample.Reader);

        await visitor.OpenAsync("/reports");
        Assert.DoesNotContain("2026/27", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("Uppföljning av fjolårets planerade aktiviteter");
        Assert.Contains("Fastställd 18 november 2026", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("Skriv ut");
        Assert.Contains("av Ada Påhitt", visitor.Page.QuerySelector(".report-signature")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_PlanWithoutActivities_SaysSo()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}");
        Assert.Contains("Det finns inga aktiviteter", visitor.Text, StringComparison.Ordinal);
        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/print");
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
    }

    private static async Task<IDocument> FollowAsync(Visitor visitor, string text) => await visitor.FollowAsync(text);

    private async Task AddAsync()
    {
        var sample = _app.Sample;
        var first = await sample.AddActivityAsync(1, "Trygga raster", sample.North);
        var second = await sample.AddActivityAsync(2, "Gemensam läsning", sample.North, sample.South);
        await sample.WriteAsync(first, sample.North, NoteState.Approved, NoteStatus.Completed, "**Raster har vuxna.**", "Fler vuxna gav lugn.");
        await sample.WriteAsync(second, sample.North, NoteState.Draft, NoteStatus.InProgress, "Hemligt utkast", "Hemlig analys");
    }
}
