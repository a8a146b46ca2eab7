using System.Net;
using FollowUp.Core.Notes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Reviews;

public sealed class ReviewPagesTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task List_ShowsEveryUnitUnderItsActivity_WithDraftsMasked()
    {
        await AddAsync();
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        await visitor.OpenAsync("/");
        await visitor.FollowAsync("Granska");

        Assert.Contains("1 av 3 klara · 1 utkast · 1 saknas · 1 väntar på granskning", visitor.Text, StringComparison.Ordinal);
        var rows = visitor.Page.QuerySelectorAll(".list tbody tr:not(.group)").Select(row => row.TextContent).ToList();
        Assert.Equal(3, rows.Count);
        Assert.Contains("Utkast", rows[0], StringComparison.Ordinal);
        Assert.Contains("Visas inte", rows[0], StringComparison.Ordinal);
        Assert.Contains("Genomförd", rows[1], StringComparison.Ordinal);
        Assert.Contains("Ingen status", rows[2], StringComparison.Ordinal);
        Assert.All(visitor.Page.QuerySelectorAll(".list tbody tr:not(.group) th a"), link => Assert.StartsWith("/notes/", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Filters_AreKeptByTagsViewsAndPages()
    {
        for (var number = 1; number <= 30; number++) await _app.Sample.AddActivityAsync(number, $"Årets Ärende {number}", _app.Sample.North);
        await _app.Sample.AddActivityAsync(31, "Något annat", _app.Sample.North);
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync("/reviews");

        await visitor.PressAsync("Visa", ("q", "ÄRENDE"), ("state", "Missing"));
        Assert.Contains("30 aktiviteter", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Läge: Saknas", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("Nästa");
        Assert.Equal(5, visitor.Page.QuerySelectorAll("tr.group").Length);
        await visitor.FollowAsync("Aktiviteter × enheter");
        Assert.Equal(25, visitor.Page.QuerySelectorAll(".matrix tbody tr").Length);
        await visitor.FollowAsync("Sök: ÄRENDE");
        Assert.Contains("31 aktiviteter", visitor.Text, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector(".matrix"));
    }

    [Fact]
    public async Task Matrix_HasAColumnPerUnit_AndWordsInEveryCell()
    {
        await AddAsync();
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        await visitor.OpenAsync("/reviews?view=matrix");

        Assert.Equal(
            ["Aktivitet", "Norra provskolan", "Södra provskolan", "Åsens förskola"],
            visitor.Page.QuerySelectorAll(".matrix thead th").Select(head => head.TextContent));
        Assert.Equal(
            [
                "Norra provskolan, aktivitet 1: Visas inte Utkast", "Södra provskolan, aktivitet 1: Genomförd Klarmarkerad", "Berörs inte",
                "Berörs inte", "Berörs inte", "Åsens förskola, aktivitet 2: Ingen status Saknas",
            ],
            visitor.Page.QuerySelectorAll(".matrix td").Select(cell => cell.TextContent.Trim()));
        Assert.All(visitor.Page.QuerySelectorAll(".matrix th"), head => Assert.Contains(head.GetAttribute("scope"), new[] { "col", "row" }));
        Assert.NotNull(visitor.Page.QuerySelector(".matrix caption"));
        var region = visitor.Page.QuerySelector("[role=region]")!;
        Assert.Equal(("0", "Aktiviteter och enheter, Läsåret 2026/27"), (region.GetAttribute("tabindex"), region.GetAttribute("aria-label")));
        Assert.NotNull(visitor.Page.QuerySelector("script[src*='/js/matrix.']"));
        Assert.Null(visitor.Page.QuerySelector("script[src*='/js/bulk.js']"));
    }

    [Fact]
    public async Task List_NothingFits_SaysSoAndOffersAWayOut()
    {
        await AddAsync();
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        await visitor.OpenAsync("/reviews?q=finns-inte");
        Assert.Contains("Inga aktiviteter passar filtret", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("Rensa filtret");
        Assert.Equal(2, visitor.Page.QuerySelectorAll("tr.group").Length);
        await visitor.OpenAsync($"/reviews?plan={Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Answer.StatusCode);
        await visitor.OpenAsync("/reviews?status=99&plan=x");
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
    }

    [Fact]
    public async Task Remind_FromTheList_AddsAReminderAndComesBack()
    {
        await AddAsync();
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/reviews?state=Draft");

        await visitor.PressAsync("Påminn");

        Assert.Equal("/reviews?state=Draft", visitor.Address);
        Assert.Contains("Påminnelsen visas nu", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Påmind 18 nov", visitor.Text, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Equal(_app.Sample.North.Id, (await db.Reminders.Include(reminder => reminder.Note).SingleAsync()).Note.UnitId);
    }

    [Fact]
    public async Task Remind_HandedInNote_SaysWhyNot_AndNeverLeavesTheSite()
    {
        await AddAsync();
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await using var db = _app.OpenDatabase();
        var done = await db.Notes.SingleAsync(note => note.State == NoteState.Submitted);
        await visitor.OpenAsync("/reviews");
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answer = await visitor.Client.PostAsync($"/notes/{done.Id}/reminders", new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), new("returnUrl", "https://example.se/")]));

        Assert.Equal($"/notes/{done.Id}", answer.Headers.Location!.OriginalString);
        Assert.Equal(0, await db.Reminders.CountAsync());
    }

    [Fact]
    public async Task List_FixedPlan_HasNothingToRemindOf()
    {
        await _app.Sample.AddActivityAsync(_app.Sample.FixedPlan, 1, "Fjolårets", null, _app.Sample.North);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        await visitor.OpenAsync($"/reviews?plan={_app.Sample.FixedPlan.Id}");

        Assert.Contains("Låst", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll("button[formaction]"));
    }

    private async Task AddAsync()
    {
        var sample = _app.Sample;
        var first = await sample.AddActivityAsync(1, "Gemensam läsning", sample.North, sample.South);
        await sample.AddActivityAsync(2, "Förskolans egen", sample.Preschool);
        await sample.WriteAsync(first, sample.North, NoteState.Draft, NoteStatus.InProgress);
        await sample.WriteAsync(first, sample.South, NoteState.Submitted, NoteStatus.Completed);
    }
}
