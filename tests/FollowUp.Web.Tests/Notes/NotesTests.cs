using System.Net;
using FollowUp.Core.Notes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Notes;

public sealed class NotesTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Save_AsPrincipal_StoresWhatWasTypedAndSaysSo()
    {
        var note = await NoteAsync(NoteState.Missing);
        var visitor = await OpenAsync(_app.Sample.Head, note);

        await visitor.PressAsync("Spara", ("Status", "InProgress"), ("FollowUp", "Rad ett\nRad två <b>åäö</b>"), ("Analysis", ""));

        Assert.Contains("Sparat.", visitor.Text);
        var saved = await ReadAsync(note);
        Assert.Equal((NoteState.Draft, NoteStatus.InProgress, "Rad ett\nRad två <b>åäö</b>"), (saved.State, saved.Status!.Value, saved.FollowUp));
    }

    [Fact]
    public async Task Save_TooLongText_ComesBackWholeWithTheReasonBesideTheField()
    {
        var note = await NoteAsync(NoteState.Missing);
        var visitor = await OpenAsync(_app.Sample.Head, note);
        var text = new string('å', 20_001);

        await visitor.PressAsync("Spara", ("FollowUp", text));

        Assert.Equal(text, visitor.Page.QuerySelector("textarea[name=FollowUp]")!.TextContent);
        Assert.Contains("1 tecken för lång", visitor.Page.QuerySelector("#FollowUp-error")!.TextContent);
        Assert.Equal(NoteState.Missing, (await ReadAsync(note)).State);
    }

    [Fact]
    public async Task Submit_CompletedWithoutAnalysis_ListsTheGapAndKeepsTheText()
    {
        var note = await NoteAsync(NoteState.Missing);
        var visitor = await OpenAsync(_app.Sample.Head, note);

        await visitor.PressAsync("Klarmarkera", ("Status", "Completed"), ("FollowUp", "Allt är gjort."));

        Assert.Equal("#Analysis", visitor.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal("Allt är gjort.", visitor.Page.QuerySelector("textarea[name=FollowUp]")!.TextContent);
        await visitor.PressAsync("Klarmarkera", ("Analysis", "Handledningen gjorde skillnad."));
        Assert.Contains("Klarmarkerad.", visitor.Text);
        Assert.Equal(NoteState.Submitted, (await ReadAsync(note)).State);
    }

    [Fact]
    public async Task Save_SomebodyElseSavedInBetween_ShowsBothTextsAndLosesNone()
    {
        var note = await NoteAsync(NoteState.Draft);
        var slow = await OpenAsync(_app.Sample.Head, note);
        var quick = await OpenAsync(_app.Sample.Deputy, note);
        await quick.PressAsync("Spara", ("FollowUp", "Dans text om handledning."));

        await slow.PressAsync("Spara", ("FollowUp", "Evas text om handledning."));

        Assert.Equal(HttpStatusCode.Conflict, slow.Answer.StatusCode);
        Assert.Contains("Dans", slow.Page.QuerySelector(".compare del")!.TextContent);
        Assert.Contains("Evas", slow.Page.QuerySelector(".compare ins")!.TextContent);
        Assert.Equal("Dans text om handledning.", (await ReadAsync(note)).FollowUp);

        await slow.PressAsync("Behåll min", ("FollowUp", "Dans och Evas text om handledning."));
        Assert.Equal("Dans och Evas text om handledning.", (await ReadAsync(note)).FollowUp);
        await using var db = _app.OpenDatabase();
        Assert.Contains("Dans text om handledning.", await db.NoteRevisions.Where(revision => revision.NoteId == note.Id).Select(revision => revision.FollowUp).ToListAsync());
    }

    [Fact]
    public async Task Return_WithoutComment_IsExplainedBesideTheField_WithOne_ReachesTheWriter()
    {
        var note = await NoteAsync(NoteState.Submitted);
        var reviewer = await OpenAsync(_app.Sample.Reviewer, note);

        await reviewer.PressAsync("Lämna tillbaka");
        Assert.Contains("Skriv en kommentar", reviewer.Page.QuerySelector("#Comment-error")!.TextContent);
        await reviewer.PressAsync("Lämna tillbaka", ("Comment", "Vad gjorde skillnad?"));

        var writer = await OpenAsync(_app.Sample.Head, note);
        Assert.Contains("Återlämnad av Kim Kontroll", writer.Text);
        Assert.Contains("Vad gjorde skillnad?", writer.Text);
    }

    [Fact]
    public async Task Approve_SubmittedNote_IsApproved()
    {
        var note = await NoteAsync(NoteState.Submitted);
        var reviewer = await OpenAsync(_app.Sample.Reviewer, note);

        await reviewer.PressAsync("Godkänn");

        Assert.Contains("Godkänd", reviewer.Text);
        Assert.Equal(NoteState.Approved, (await ReadAsync(note)).State);
    }

    [Fact]
    public async Task Details_DraftForReviewer_SaysThatItExistsAndHidesTheText()
    {
        var note = await NoteAsync(NoteState.Draft);

        var reviewer = await OpenAsync(_app.Sample.Reviewer, note);

        Assert.Contains("Utkast, visas inte", reviewer.Text);
        Assert.DoesNotContain("Det här är gjort.", reviewer.Page.DocumentElement.TextContent);
    }

    [Fact]
    public async Task Details_ContinuedActivity_ShowsLastYearsTextAndCarriesItIn()
    {
        var earlier = await _app.Sample.AddActivityAsync(_app.Sample.FixedPlan, 4, "Rutin för frånvaro", null, _app.Sample.North);
        await _app.Sample.WriteAsync(earlier, _app.Sample.North, NoteState.Approved, followUp: "Så skrev vi i fjol.");
        var note = await NoteAsync(NoteState.Missing);
        await using (var db = _app.OpenDatabase())
        {
            var activity = await db.Activities.SingleAsync(activity => activity.Id == note.ActivityId);
            activity.Change(new() { Title = activity.Title, OwnerUnitId = activity.OwnerUnitId, ContinuesId = earlier.Id });
            await db.SaveChangesAsync();
        }

        var visitor = await OpenAsync(_app.Sample.Head, note);

        var beside = visitor.Page.QuerySelector(".with-last:has(textarea[name=FollowUp]) > details")!;
        Assert.Contains("Förra gången: 2025/26", beside.QuerySelector("summary")!.TextContent);
        Assert.Contains("Påbörjad", beside.QuerySelector("summary")!.TextContent);
        Assert.Contains("Så skrev vi i fjol.", beside.TextContent);
        Assert.DoesNotContain("Därför blev det så.", beside.TextContent);
        Assert.Contains("Därför blev det så.", visitor.Page.QuerySelector(".with-last:has(textarea[name=Analysis]) > details")!.TextContent);
        Assert.DoesNotContain("Så skrev vi i fjol.", visitor.Page.QuerySelector("aside")!.TextContent);

        await visitor.PressAsync("Inget nytt sedan förra gången");

        Assert.Equal("Så skrev vi i fjol.", visitor.Page.QuerySelector("textarea[name=FollowUp]")!.TextContent);
        Assert.Contains("Hämtad från 2025/26, inte ändrad", visitor.Text);
        Assert.DoesNotContain("Inget nytt sedan", visitor.Text);
        await visitor.PressAsync("Klarmarkera");
        var reviewer = await OpenAsync(_app.Sample.Reviewer, note);
        Assert.Contains("Hämtad från 2025/26, inte ändrad", reviewer.Text);
        await visitor.PressAsync("Ångra klarmarkering");
        await visitor.PressAsync("Spara", ("FollowUp", "Så skriver vi i år."));
        Assert.DoesNotContain("Hämtad från", visitor.Text);
    }

    [Fact]
    public async Task Details_Writer_SeesThePlansInstructionsAndTheThreeQuestions()
    {
        var note = await NoteAsync(NoteState.Missing);
        var reviewer = await _app.SignInAsync(_app.Sample.Reviewer);
        await reviewer.OpenAsync($"/plans/{_app.Sample.Plan.Id}/instructions");
        await reviewer.PressAsync("Spara", ("FollowUp", "Skriv högst en sida."), ("Analysis", "Jämför med **förra året**."));

        var visitor = await OpenAsync(_app.Sample.Head, note);

        Assert.Contains("Skriv högst en sida.", visitor.Page.GetElementById("FollowUp-hint")!.TextContent);
        Assert.Equal("förra året", visitor.Page.QuerySelector("#Analysis-hint strong")!.TextContent);
        var questions = visitor.Page.GetElementById("Analysis")!.Closest(".field")!.QuerySelectorAll("details li").Select(item => item.TextContent);
        Assert.Equal(["Vad visar uppföljningen?", "Varför blev det så?", "Vad gör vi nu?"], questions);
    }

    [Fact]
    public async Task Preview_Markdown_IsShownAndCannotRun()
    {
        var note = await NoteAsync(NoteState.Missing);
        var visitor = await OpenAsync(_app.Sample.Head, note);
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answer = await visitor.Client.PostAsync("/notes/preview", new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), new("text", "- **fet**\n\n<script>alert(1)</script>")]));

        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("<strong>fet</strong>", html);
        Assert.DoesNotContain("<script", html);
    }

    [Fact]
    public async Task Save_WithoutAntiForgeryToken_IsRefused()
    {
        var note = await NoteAsync(NoteState.Missing);
        var visitor = await OpenAsync(_app.Sample.Head, note);

        var answer = await visitor.Client.PostAsync($"/notes/{note.Id}", new FormUrlEncodedContent([new("FollowUp", "Utifrån")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("", (await ReadAsync(note)).FollowUp);
    }

    private async Task<Note> NoteAsync(NoteState state)
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Rutin för frånvaro", _app.Sample.North);
        return await _app.Sample.WriteAsync(activity, _app.Sample.North, state);
    }

    private async Task<Visitor> OpenAsync(Core.Users.AppUser user, Note note)
    {
        var visitor = await _app.SignInAsync(user);
        await visitor.OpenAsync($"/notes/{note.Id}");
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        return visitor;
    }

    private async Task<Note> ReadAsync(Note note)
    {
        await using var db = _app.OpenDatabase();
        return await db.Notes.AsNoTracking().SingleAsync(found => found.Id == note.Id);
    }
}
