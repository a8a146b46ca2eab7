using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Reviews;

public sealed class BulkReviewTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Approve_AllChosen_SaysHowManyAndComesBackToTheFilter()
    {
        await NoteAsync(1, _app.Sample.North, NoteState.Submitted);
        await NoteAsync(2, _app.Sample.South, NoteState.Submitted);
        await NoteAsync(3, _app.Sample.South, NoteState.Draft);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/reviews?waiting=true");
        Choose(visitor, "Norra provskolan", "Södra provskolan");

        await visitor.PressAsync("Godkänn valda");

        Assert.Equal("/reviews?waiting=true", visitor.Address);
        Assert.Contains("2 godkända.", visitor.Text, StringComparison.Ordinal);
        await AssertStatesAsync(NoteState.Approved, NoteState.Approved, NoteState.Draft);
    }

    [Fact]
    public async Task Approve_SomeCannot_TellsOfEachWithALinkAndTheReason()
    {
        await NoteAsync(1, _app.Sample.North, NoteState.Submitted);
        var draft = await NoteAsync(2, _app.Sample.South, NoteState.Draft);
        var changed = await NoteAsync(3, _app.Sample.Preschool, NoteState.Submitted);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/reviews");
        Choose(visitor, "Norra provskolan", "Södra provskolan", "Åsens förskola");
        await using (var db = _app.OpenDatabase())
        {
            var stored = await db.Notes.SingleAsync(note => note.Id == changed.Id);
            stored.CorrectLanguage(stored.Text with { FollowUp = "Rättat." }, _app.Sample.SecondReviewer.Id, _app.Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        await visitor.PressAsync("Godkänn valda");

        var notice = visitor.Page.QuerySelector("main > .notice.warning")!;
        Assert.Contains("1 godkänd. 2 kunde inte godkännas:", Folded(notice), StringComparison.Ordinal);
        Assert.Equal([$"/notes/{draft.Id}", $"/notes/{changed.Id}"], notice.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Contains("inte klarmarkerad", notice.QuerySelectorAll("li")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Läs den igen", notice.QuerySelectorAll("li")[1].TextContent, StringComparison.Ordinal);
        await AssertStatesAsync(NoteState.Approved, NoteState.Draft, NoteState.Submitted);
        Assert.DoesNotContain(visitor.Page.QuerySelectorAll<IHtmlInputElement>(".select input"), box => box.IsChecked);
    }

    [Fact]
    public async Task Return_WithoutAComment_KeepsTheChoiceAndTheVersionChosen()
    {
        var note = await NoteAsync(1, _app.Sample.North, NoteState.Submitted);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/reviews?state=Submitted");
        Choose(visitor, "Norra provskolan");

        await visitor.PressAsync("Lämna tillbaka valda");

        Assert.Contains("Skriv en kommentar", visitor.Page.QuerySelector("#Comment-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Filtrera uppföljningar", visitor.Page.QuerySelector("form.filters")!.GetAttribute("aria-label"));
        Assert.Contains("Läge: Klarmarkerad", visitor.Text, StringComparison.Ordinal);
        Assert.True(visitor.Page.QuerySelector<IHtmlInputElement>(".select input")!.IsChecked);

        // Somebody saves while the comment is typed: the note is not the one that was chosen any more.
        await using (var db = _app.OpenDatabase())
        {
            var stored = await db.Notes.SingleAsync(found => found.Id == note.Id);
            stored.CorrectLanguage(stored.Text with { FollowUp = "Rättat." }, _app.Sample.SecondReviewer.Id, _app.Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        await visitor.PressAsync("Lämna tillbaka valda", ("Comment", "Skriv mer."));
        Assert.Contains("0 återlämnade med kommentar. 1 kunde inte lämnas tillbaka:", visitor.Text, StringComparison.Ordinal);

        Choose(visitor, "Norra provskolan");
        await visitor.PressAsync("Lämna tillbaka valda", ("Comment", "Skriv mer."));
        Assert.Contains("1 återlämnad med kommentar.", visitor.Text, StringComparison.Ordinal);
        await AssertStatesAsync(NoteState.Returned);
    }

    [Fact]
    public async Task Approve_WithAComment_KeepsItWithTheApproval()
    {
        await NoteAsync(1, _app.Sample.North, NoteState.Submitted);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/reviews");
        Choose(visitor, "Norra provskolan");

        await visitor.PressAsync("Godkänn valda", ("Comment", "Bra skrivet!"));

        Assert.Contains("1 godkänd.", visitor.Text, StringComparison.Ordinal);
        await AssertStatesAsync(NoteState.Approved);
        await using var db = _app.OpenDatabase();
        Assert.Equal("Bra skrivet!", (await db.NoteStateChanges.SingleAsync(change => change.To == NoteState.Approved)).Comment);
    }

    [Fact]
    public async Task Approve_NothingChosen_AsksForAChoice_AndPagesAsBefore()
    {
        for (var number = 1; number <= 30; number++) await NoteAsync(number, _app.Sample.North, NoteState.Missing);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/reviews");

        await visitor.PressAsync("Godkänn valda");

        Assert.Contains("Välj minst en uppföljning", visitor.Page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        await visitor.FollowAsync("Nästa");
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Equal(5, visitor.Page.QuerySelectorAll("tr.group").Length);
    }

    [Fact]
    public async Task Remind_Chosen_RemindsEach_AndIsAllThatAnAdministratorIsOffered()
    {
        await NoteAsync(1, _app.Sample.North, NoteState.Draft);
        await NoteAsync(2, _app.Sample.South, NoteState.Missing);
        await NoteAsync(3, _app.Sample.Preschool, NoteState.Submitted);
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync("/reviews");
        Assert.Equal(["Påminn valda"], visitor.Page.QuerySelectorAll(".bulk button").Select(button => button.TextContent));
        Choose(visitor, "Norra provskolan", "Södra provskolan", "Åsens förskola");

        await visitor.PressAsync("Påminn valda", ("Comment", "Sista dagen närmar sig."));

        Assert.Contains("2 påminnelser visas nu för enheterna. 1 kunde inte påminnas:", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("redan klarmarkerad", visitor.Text, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Equal(["Sista dagen närmar sig.", "Sista dagen närmar sig."], await db.Reminders.Select(reminder => reminder.Comment).ToListAsync());
    }

    [Fact]
    public async Task List_OfAFixedPlan_HasNothingToChoose()
    {
        await _app.Sample.AddActivityAsync(_app.Sample.FixedPlan, 1, "Fjolårets", null, _app.Sample.North);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        await visitor.OpenAsync($"/reviews?plan={_app.Sample.FixedPlan.Id}");

        Assert.Empty(visitor.Page.QuerySelectorAll(".select, .bulk"));
    }

    private static void Choose(Visitor visitor, params string[] units)
    {
        foreach (var unit in units)
        {
            var row = visitor.Page.QuerySelectorAll(".list tbody tr").Single(row => row.QuerySelector("th[scope=row]")?.TextContent.Trim() == unit);
            row.QuerySelector<IHtmlInputElement>("input[name=Chosen]")!.IsChecked = true;
        }
    }

    private static string Folded(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<Note> NoteAsync(int number, Unit unit, NoteState state)
    {
        Activity activity = await _app.Sample.AddActivityAsync(number, $"Aktivitet {number}", unit);
        return await _app.Sample.WriteAsync(activity, unit, state);
    }

    private async Task AssertStatesAsync(params NoteState[] states)
    {
        await using var db = _app.OpenDatabase();
        Assert.Equal(states, await db.Notes.OrderBy(note => note.Activity.Number).Select(note => note.State).ToListAsync());
    }
}
