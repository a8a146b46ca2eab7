using System.Net;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Notes;

public sealed class NoteCommentsTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Comment_ByTheReviewer_IsAnsweredAndClosedByTheWriter()
    {
        var note = await NoteAsync(NoteState.Submitted);
        var reviewer = await OpenAsync(_app.Sample.Reviewer, note);
        await reviewer.PressAsync("Kommentera", ("Part", "Analysis"), ("Text", "Vad gjorde **skillnad**?"));
        Assert.Contains("Kommentaren är sparad.", reviewer.Text);

        var writer = await OpenAsync(_app.Sample.Head, note);
        Assert.Contains("Kim Kontroll 18 november 10.00 · Om analysen", writer.Text);
        Assert.Equal("skillnad", writer.Page.QuerySelector("#comments strong")!.TextContent);
        await writer.PressAsync("Svara", ("Text", "Handledningen."));
        Assert.Contains("Handledningen.", writer.Page.QuerySelector("#comments .timeline")!.TextContent);
        await writer.PressAsync("Avsluta");

        Assert.Contains("Avslutad av Eva Provsson", writer.Page.QuerySelector("#comments details")!.TextContent);
        await writer.PressAsync("Ångra");
        Assert.Contains("Kommentaren är öppen igen.", writer.Text);
        await writer.OpenAsync("/");
        Assert.Contains("1 öppen kommentar", writer.Text);
    }

    [Fact]
    public async Task Comment_EmptyOrTooLong_ComesBackWithTheReasonBesideTheField()
    {
        var note = await NoteAsync(NoteState.Draft);
        var visitor = await OpenAsync(_app.Sample.Head, note);
        var text = new string('å', NoteComment.TextLength + 1);

        await visitor.PressAsync("Kommentera", ("Part", "FollowUp"), ("Text", text));

        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Equal(text, visitor.Page.GetElementById("Text")!.TextContent);
        Assert.Contains("högst", visitor.Page.GetElementById("Text-error")!.TextContent);
        Assert.Equal("#Text", visitor.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.Equal("FollowUp", visitor.Page.QuerySelector("option[selected]")!.GetAttribute("value"));
        await visitor.PressAsync("Kommentera", ("Text", ""));
        Assert.Contains("Skriv något först.", visitor.Page.GetElementById("Text-error")!.TextContent);
        await visitor.PressAsync("Kommentera", ("Text", "Kort."));
        Assert.Contains("Kommentaren är sparad.", visitor.Text);
        await using var db = _app.OpenDatabase();
        Assert.Equal((CommentPart.FollowUp, "Kort."), await db.NoteComments.Select(comment => ValueTuple.Create(comment.Part, comment.Text)).SingleAsync());
    }

    [Fact]
    public async Task Answer_Empty_ComesBackUnderWhatItAnswers()
    {
        var note = await NoteAsync(NoteState.Draft);
        var visitor = await OpenAsync(_app.Sample.Head, note);
        await visitor.PressAsync("Kommentera", ("Text", "Vem skriver om fritids?"));

        await visitor.PressAsync("Svara", ("Text", " "));

        Assert.Contains("Svar till Eva Provsson", visitor.Text);
        Assert.Contains("Vem skriver om fritids?", visitor.Text);
        Assert.Contains("Skriv något först.", visitor.Page.GetElementById("Text-error")!.TextContent);
        await visitor.PressAsync("Svara", ("Text", "Jag gör det."));
        Assert.Contains("Svaret är sparat.", visitor.Text);
        await using var db = _app.OpenDatabase();
        Assert.Equal(1, await db.NoteComments.CountAsync(comment => comment.ReplyToId != null));
    }

    [Fact]
    public async Task Comment_WhileSomebodyWrites_IsNoConflict()
    {
        var note = await NoteAsync(NoteState.Draft);
        var writer = await OpenAsync(_app.Sample.Head, note);
        await (await OpenAsync(_app.Sample.Reviewer, note)).PressAsync("Kommentera", ("Text", "Ser fram emot texten."));

        await writer.PressAsync("Spara", ("FollowUp", "Vidare."));

        Assert.Contains("Sparat.", writer.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/print")]
    [InlineData("/text")]
    public async Task Report_HoldsNoComment(string output)
    {
        var note = await NoteAsync(NoteState.Approved);
        await (await OpenAsync(_app.Sample.Reviewer, note)).PressAsync("Kommentera", ("Text", "Hemlig kommentar"));
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        var answer = await (await visitor.Client.GetAsync($"/reports/{_app.Sample.Plan.Id}{output}")).Content.ReadAsStringAsync();

        Assert.Contains("Det här är gjort.", answer);
        Assert.DoesNotContain("Hemlig kommentar", answer);
    }

    [Fact]
    public async Task Comments_LockedPlan_AreReadAndNoFormIsShown()
    {
        var note = await NoteAsync(NoteState.Approved);
        await (await OpenAsync(_app.Sample.Reviewer, note)).PressAsync("Kommentera", ("Text", "Bra skrivet."));
        await using (var db = _app.OpenDatabase())
        {
            (await db.Plans.SingleAsync(plan => plan.Id == _app.Sample.Plan.Id)).Fix(_app.Sample.Administrator.Id, _app.Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        var visitor = await OpenAsync(_app.Sample.Head, note);

        Assert.Contains("Bra skrivet.", visitor.Page.QuerySelector("#comments")!.TextContent);
        Assert.Empty(visitor.Page.QuerySelectorAll("#comments form"));
    }

    [Fact]
    public async Task Comments_AdministratorWhoNeitherWritesNorReviews_SeesNone()
    {
        var note = await NoteAsync(NoteState.Approved);
        await (await OpenAsync(_app.Sample.Reviewer, note)).PressAsync("Kommentera", ("Text", "Bra skrivet."));

        var visitor = await OpenAsync(_app.Sample.Administrator, note);

        Assert.DoesNotContain("Bra skrivet.", visitor.Text);
    }

    private async Task<Note> NoteAsync(NoteState state)
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Rutin för frånvaro", _app.Sample.North);
        return await _app.Sample.WriteAsync(activity, _app.Sample.North, state);
    }

    private async Task<Visitor> OpenAsync(AppUser user, Note note)
    {
        var visitor = await _app.SignInAsync(user);
        await visitor.OpenAsync($"/notes/{note.Id}");
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        return visitor;
    }
}
