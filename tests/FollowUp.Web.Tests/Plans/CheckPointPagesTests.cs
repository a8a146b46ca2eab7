using System.Net;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Plans;

/// <summary>Check-points, the units' days and the year, as pages.</summary>
public sealed class CheckPointPagesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 18);

    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Plan_CheckPoint_IsAddedChangedRemovedAndTakenBack()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        await visitor.FollowAsync("Ny avstämning");
        await visitor.PressAsync("Spara", ("Name", "Avstämning i november"), ("FirstDay", "2026-11-10"));
        Assert.Contains("Ange sista dagen.", visitor.Page.QuerySelector("#LastDay-error")!.TextContent, StringComparison.Ordinal);
        await visitor.PressAsync("Spara", ("LastDay", "2026-11-30"));
        Assert.Contains("Avstämningen är tillagd.", visitor.Text, StringComparison.Ordinal);

        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href$='/edit'][href*='check-points']")!.GetAttribute("href")!);
        await visitor.PressAsync("Spara", ("Name", "Höstens avstämning"), ("LastDay", "2026-12-01"));
        Assert.Contains("Höstens avstämning", visitor.Text, StringComparison.Ordinal);

        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href$='/edit'][href*='check-points']")!.GetAttribute("href")!);
        await visitor.PressAsync("Ta bort avstämningen");
        Assert.DoesNotContain("Höstens avstämning", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Ångra");
        Assert.Contains("Höstens avstämning", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Principal_WritesFromAttGora_AndTheFollowUpBeginsWithIt()
    {
        var (point, note) = await OpenCheckPointAsync();
        var head = await _app.SignInAsync(_app.Sample.Head);
        await head.OpenAsync("/");
        await head.FollowAsync("Höstens avstämning");
        await head.FollowAsync("1. Läslyftet");
        await head.PressAsync("Spara", ("Text", "Vi har börjat."));
        Assert.Contains("Välj status.", head.Text, StringComparison.Ordinal);
        Assert.Contains("Vi har börjat.", head.Page.QuerySelector("#Text")!.TextContent, StringComparison.Ordinal);
        await head.PressAsync("Spara", ("Status", "InProgress"));
        Assert.Contains("1 av 1 skrivna", head.Text, StringComparison.Ordinal);

        await head.OpenAsync($"/notes/{note}");
        Assert.Contains("Ifyllt från avstämningen i november.", head.Text, StringComparison.Ordinal);
        Assert.Equal("Vi har börjat.", head.Page.QuerySelector("#FollowUp")!.TextContent.Trim());
        Assert.NotNull(head.Page.QuerySelector("form[data-prefilled] input[name=Status][value=InProgress][checked]"));
        Assert.Equal(NoteState.Missing, await StateAsync(note));
        await head.PressAsync("Spara");
        Assert.Equal(NoteState.Draft, await StateAsync(note));
        await head.OpenAsync($"/notes/{note}");
        Assert.DoesNotContain("Ifyllt från", head.Text, StringComparison.Ordinal);

        var reviewer = await _app.SignInAsync(_app.Sample.Reviewer);
        await reviewer.OpenAsync($"/check-points/{point}?written=false");
        Assert.Contains("Inget stämmer med det du valde", reviewer.Text, StringComparison.Ordinal);
        await reviewer.OpenAsync($"/check-points/{point}?status=InProgress");
        Assert.Contains("Norra provskolan", reviewer.Text, StringComparison.Ordinal);
        Assert.Contains("Vi har börjat.", reviewer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_SomebodyElseSavedMeanwhile_ShowsBothTexts()
    {
        var (point, note) = await OpenCheckPointAsync();
        var (head, deputy) = (await _app.SignInAsync(_app.Sample.Head), await _app.SignInAsync(_app.Sample.Deputy));
        await head.OpenAsync($"/check-points/{point}/notes/{note}");
        await deputy.OpenAsync($"/check-points/{point}/notes/{note}");
        await head.PressAsync("Spara", ("Status", "InProgress"), ("Text", "Evas text"));

        await deputy.PressAsync("Spara", ("Status", "Completed"), ("Text", "Dans text"));

        Assert.Equal(HttpStatusCode.Conflict, deputy.Answer.StatusCode);
        Assert.Contains("Evas text", deputy.Text, StringComparison.Ordinal);
        Assert.Equal("Dans text", deputy.Page.QuerySelector("#Text")!.TextContent.Trim());
        Assert.Equal("dirty", deputy.Page.QuerySelector("form.editor")!.GetAttribute("data-guard"));
        await deputy.PressAsync("Spara");
        await using var db = _app.OpenDatabase();
        Assert.Equal("Dans text", (await db.CheckPointNotes.SingleAsync()).Text);
    }

    [Fact]
    public async Task Days_OfAUnit_AreShownInTheTreeAndToTheUnit()
    {
        await OpenCheckPointAsync();
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        await visitor.FollowAsync("Enheternas dagar");
        await visitor.FollowAsync("Ändra Norra provskolan");
        await visitor.PressAsync("Spara", ("OpensOn", "2026-12-01"), ("LastDay", "2026-11-01"));
        Assert.Contains("Sista dagen måste ligga efter den första.", visitor.Page.QuerySelector("#LastDay-error")!.TextContent, StringComparison.Ordinal);
        await visitor.PressAsync("Spara", ("OpensOn", ""), ("LastDay", "2026-11-16"), ("GraceDays", "4"));
        Assert.Contains("1 enhet har egna dagar", visitor.Text, StringComparison.Ordinal);

        var head = await _app.SignInAsync(_app.Sample.Head);
        await head.OpenAsync("/");
        Assert.Contains("sista dagen var 16 november 2026, öppet till 20 november 2026", head.Text, StringComparison.Ordinal);
        await head.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        Assert.Contains("till och med 16 november 2026, 4 dagar till godo", head.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wheel_ShowsTheDaysByMonth_AndAsACalendar()
    {
        await OpenCheckPointAsync();
        var head = await _app.SignInAsync(_app.Sample.Head);
        await head.OpenAsync("/");
        await head.FollowAsync("Årshjul");
        Assert.Contains("Höstens avstämning: sista dag", head.Page.QuerySelector("table.grouped")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["november 2026"], head.Page.QuerySelectorAll("section[aria-labelledby=coming] tr.group").Select(row => row.TextContent.Trim()));

        var calendar = await head.Client.GetStringAsync("/wheel/calendar");
        Assert.StartsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", calendar, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20261123\r\n", calendar, StringComparison.Ordinal);
        Assert.All(calendar.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));

        var other = await _app.SignInAsync(_app.Sample.OtherHead);
        await other.OpenAsync("/wheel");
        Assert.Contains("Inga dagar är satta", other.Text, StringComparison.Ordinal);
        await other.OpenAsync($"/wheel?plan={_app.Sample.Plan.Id}");
        Assert.Equal(HttpStatusCode.NotFound, other.Answer.StatusCode);
    }

    private async Task<(Guid Point, Guid Note)> OpenCheckPointAsync()
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Läslyftet", _app.Sample.North);
        await using var db = _app.OpenDatabase();
        var point = new CheckPoint(Guid.CreateVersion7(), _app.Sample.Plan.Id,
            new CheckPointFacts { Name = "Höstens avstämning", FirstDay = Today.AddDays(-5), LastDay = Today.AddDays(5) });
        db.CheckPoints.Add(point);
        await db.SaveChangesAsync();
        return (point.Id, (await db.Notes.SingleAsync(note => note.ActivityId == activity.Id)).Id);
    }

    private async Task<NoteState> StateAsync(Guid note)
    {
        await using var db = _app.OpenDatabase();
        return (await db.Notes.SingleAsync(x => x.Id == note)).State;
    }
}
