using System.Net;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Notes;

public sealed class NoteHistoryTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task History_FollowedFromTheNote_ShowsWhichWordsChanged()
    {
        var note = await RewrittenAsync();
        var visitor = await OpenAsync(_app.Sample.Head, note);

        await visitor.FollowAsync("Jämför och återställ versioner");

        Assert.Equal("Första", visitor.Page.QuerySelector("del")!.TextContent.Trim());
        Assert.Equal("Andra", visitor.Page.QuerySelector("ins")!.TextContent.Trim());
        Assert.Contains("2 versioner", visitor.Text);
    }

    [Fact]
    public async Task History_TwoVersionsChosen_AreCompared()
    {
        var note = await RewrittenAsync();
        await SaveAsync(note, "Tredje texten om rutinen");
        var visitor = await OpenAsync(_app.Sample.Head, note);
        await visitor.FollowAsync("Jämför och återställ versioner");
        var oldest = visitor.Page.QuerySelectorAll("input[name=from]").Last().GetAttribute("value");

        await visitor.PressAsync("Jämför valda", ("from", oldest), ("to", note.Id.ToString()));

        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Equal("Första", visitor.Page.QuerySelector("del")!.TextContent.Trim());
        Assert.Equal("Tredje", visitor.Page.QuerySelector("ins")!.TextContent.Trim());
    }

    [Fact]
    public async Task History_VersionChosenOnAnotherPage_StaysChosenUntilAnotherIs()
    {
        var note = await RewrittenAsync();
        for (var i = 0; i < 25; i++) await SaveAsync(note, $"Text nummer {i}");
        var visitor = await OpenAsync(_app.Sample.Head, note);
        await visitor.FollowAsync("Jämför och återställ versioner");
        await visitor.FollowAsync("Nästa");
        await visitor.PressAsync("Jämför valda", ("from", visitor.Page.QuerySelectorAll("input[type=radio][name=from]").Last().GetAttribute("value")));
        Assert.Equal(("Första texten om rutinen", "Text nummer 24"), Compared());

        // The list is at its first page again, where the oldest version is not.
        await visitor.PressAsync("Jämför valda");
        Assert.Equal(("Första texten om rutinen", "Text nummer 24"), Compared());
        visitor.Page.QuerySelectorAll("input[type=radio][name=from]")[2].SetAttribute("checked", "");
        await visitor.PressAsync("Jämför valda");
        Assert.Equal(("Text nummer 23", "Text nummer 24"), Compared());

        (string, string) Compared() => (visitor.Page.QuerySelectorAll(".original")[0].TextContent, visitor.Page.QuerySelectorAll(".original")[1].TextContent);
    }

    [Fact]
    public async Task Restore_FromTheComparison_BringsTheTextBackAndKeepsTheOther()
    {
        var note = await RewrittenAsync();
        var visitor = await OpenAsync(_app.Sample.Head, note);
        await visitor.FollowAsync("Jämför och återställ versioner");

        await visitor.PressAsync("Återställ den här versionen");

        Assert.Equal($"/notes/{note.Id}", visitor.Address);
        Assert.Contains("Den tidigare versionen är återställd.", visitor.Text);
        Assert.Equal("Första texten om rutinen", visitor.Page.QuerySelector("textarea[name=FollowUp]")!.TextContent);
        await using var db = _app.OpenDatabase();
        Assert.Equal(3, await db.NoteRevisions.CountAsync(revision => revision.NoteId == note.Id));
    }

    [Fact]
    public async Task Restore_SomebodyElseSavedInBetween_SaysSoAndChangesNothing()
    {
        var note = await RewrittenAsync();
        var visitor = await OpenAsync(_app.Sample.Head, note);
        await visitor.FollowAsync("Jämför och återställ versioner");
        await SaveAsync(note, "Dans text");

        await visitor.PressAsync("Återställ den här versionen");

        Assert.Contains("Någon annan ändrade samma sak", visitor.Text);
        Assert.Equal("Dans text", visitor.Page.QuerySelector("textarea[name=FollowUp]")!.TextContent);
    }

    [Fact]
    public async Task History_ReviewerOfADraft_IsEmptyAndHoldsNoText()
    {
        var note = await RewrittenAsync();
        var visitor = await OpenAsync(_app.Sample.Reviewer, note);

        await visitor.FollowAsync("Jämför och återställ versioner");

        Assert.Contains("Inga versioner än", visitor.Text);
        Assert.DoesNotContain("texten om rutinen", visitor.Page.DocumentElement.TextContent);
    }

    private async Task<Note> RewrittenAsync()
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Rutin för frånvaro", _app.Sample.North);
        var note = await _app.Sample.WriteAsync(activity, _app.Sample.North, NoteState.Draft, followUp: "Första texten om rutinen");
        await SaveAsync(note, "Andra texten om rutinen");
        return note;
    }

    private async Task SaveAsync(Note note, string followUp)
    {
        _app.Database.Time.Advance(TimeSpan.FromMinutes(1));
        await using var db = _app.OpenDatabase();
        var found = await db.Notes.SingleAsync(each => each.Id == note.Id);
        found.Save(found.Text with { FollowUp = followUp }, _app.Sample.Deputy.Id, _app.Database.Clock.Now);
        await db.SaveChangesAsync();
    }

    private async Task<Visitor> OpenAsync(AppUser user, Note note)
    {
        var visitor = await _app.SignInAsync(user);
        await visitor.OpenAsync($"/notes/{note.Id}");
        return visitor;
    }
}
