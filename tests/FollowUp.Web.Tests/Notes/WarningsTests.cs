using FollowUp.Core.Notes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Notes;

public sealed class WarningsTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Submit_TextWithAName_IsWarnedOfOnceAndThenSubmitted()
    {
        var (visitor, note) = await OpenAsync();

        await visitor.PressAsync("Klarmarkera", ("Status", "InProgress"), ("FollowUp", "Dan Testberg har börjat."));

        Assert.Contains("Läs igenom innan du klarmarkerar", visitor.Text);
        Assert.Contains("namn på personer (Dan Testberg)", visitor.Text);
        Assert.Equal("Uppföljning", visitor.Page.QuerySelector(".notice a[href='#FollowUp']")!.TextContent);
        Assert.NotNull(visitor.Page.GetElementById("FollowUp"));
        Assert.Equal("Dan Testberg har börjat.", visitor.Page.QuerySelector("textarea[name=FollowUp]")!.TextContent);
        Assert.Equal((NoteState.Draft, "Dan Testberg har börjat."), await ReadAsync(note));

        await visitor.PressAsync("Klarmarkera ändå");

        Assert.Contains("Klarmarkerad.", visitor.Text);
        Assert.Equal(NoteState.Submitted, (await ReadAsync(note)).State);
    }

    [Fact]
    public async Task Submit_AnotherKindOfWarning_IsShownAgain()
    {
        var (visitor, note) = await OpenAsync();
        await visitor.PressAsync("Klarmarkera", ("Status", "InProgress"), ("FollowUp", "Dan Testberg har börjat."));

        await visitor.PressAsync("Klarmarkera ändå", ("Analysis", "Personnummer 640823-3234."));

        Assert.Contains("ser ut som ett personnummer", visitor.Text);
        Assert.Equal(NoteState.Draft, (await ReadAsync(note)).State);
        await visitor.PressAsync("Klarmarkera ändå");
        Assert.Equal(NoteState.Submitted, (await ReadAsync(note)).State);
    }

    [Fact]
    public async Task Submit_GapsAndWarnings_ListsTheGapsFirstEachWithItsField()
    {
        var (visitor, _) = await OpenAsync();

        await visitor.PressAsync("Klarmarkera", ("FollowUp", "Dan Testberg har börjat."));

        Assert.Equal("Det här saknas", visitor.Page.QuerySelector(".error-summary h2")!.TextContent);
        Assert.Equal("#Status", visitor.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.NotNull(visitor.Page.GetElementById("Status"));
        Assert.DoesNotContain("Läs igenom", visitor.Text);
        await visitor.PressAsync("Klarmarkera", ("Status", "NotCarriedOut"));
        Assert.Equal("#Analysis", visitor.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        Assert.NotNull(visitor.Page.GetElementById("Analysis"));
    }

    [Fact]
    public async Task Save_TextWithAName_IsNotWarnedOf()
    {
        var (visitor, _) = await OpenAsync();

        await visitor.PressAsync("Spara", ("FollowUp", "Dan Testberg har börjat."));

        Assert.Contains("Sparat.", visitor.Text);
        Assert.DoesNotContain("Läs igenom", visitor.Text);
    }

    private async Task<(Visitor Visitor, Note Note)> OpenAsync()
    {
        var activity = await _app.Sample.AddActivityAsync(1, "Rutin för frånvaro", _app.Sample.North);
        var note = await _app.Sample.WriteAsync(activity, _app.Sample.North, NoteState.Missing);
        var visitor = await _app.SignInAsync(_app.Sample.Head);
        await visitor.OpenAsync($"/notes/{note.Id}");
        return (visitor, note);
    }

    private async Task<(NoteState State, string FollowUp)> ReadAsync(Note note)
    {
        await using var db = _app.OpenDatabase();
        var found = await db.Notes.AsNoTracking().SingleAsync(each => each.Id == note.Id);
        return (found.State, found.FollowUp);
    }
}
