using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reviews;

public sealed class TakeoverQueriesTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;
    private Note _draft = null!;
    private Note _returned = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        _draft = await _sample.WriteAsync(await _sample.AddActivityAsync(1, "Utkast", _sample.North), _sample.North, NoteState.Draft, followUp: "Halvfärdigt.");
        _returned = await _sample.WriteAsync(await _sample.AddActivityAsync(2, "Återlämnad", _sample.North), _sample.North, NoteState.Returned);
        await _sample.WriteAsync(await _sample.AddActivityAsync(3, "Klar", _sample.North), _sample.North, NoteState.Approved, followUp: "Klart och godkänt.");
        await _sample.AddActivityAsync(4, "Andras", _sample.South);
        await using var db = _database.Open();
        db.NoteComments.Add(new NoteComment(Guid.CreateVersion7(), _returned.Id, null, CommentPart.Whole, "Prata med Kim.", _sample.Deputy.Id, _database.Clock.Now));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Read_ByTheRektor_TellsWhatIsOpenWrittenDecidedAndTalkedAbout()
    {
        var brief = (await ReadAsync(_sample.Head))!;

        Assert.Equal([_returned.Id, _draft.Id], brief.Open.Select(note => note.NoteId));
        Assert.Equal((2, "Skriv mer om varför."), (brief.OpenCount, brief.Open[0].Wanted));
        Assert.Contains("Halvfärdigt.", brief.Written.Select(note => note.FollowUp));
        Assert.Equal([NoteState.Approved, NoteState.Returned], brief.Decisions.Select(decision => decision.To).Order().Reverse());
        Assert.Equal("Prata med Kim.", Assert.Single(brief.Remarks).Text);
        Assert.Equal(["Eva Provsson", "Dan Testberg"], brief.People.Select(person => person.Name));
    }

    [Fact]
    public async Task Read_ActivitiesAreDecidedAbout_TellsWhatGoesOn()
    {
        await using (var db = _database.Open())
        {
            var activity = await db.Activities.SingleAsync(activity => activity.Number == 3);
            var other = await db.Activities.SingleAsync(activity => activity.Number == 4);
            activity.Decide(Continuation.ReplacedBy, other.Id, _sample.Reviewer.Id, _database.Clock.Now);
            other.Decide(Continuation.Ends, null, _sample.Reviewer.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        var decision = Assert.Single((await ReadAsync(_sample.Head))!.Continuations);
        Assert.Equal((3, Continuation.ReplacedBy, "4. Andras", "Kim Kontroll"), (decision.Number, decision.Continuation, decision.ReplacedBy, decision.Author));
    }

    [Fact]
    public async Task Read_ByAnAdministrator_LeavesDraftsAndTalkToTheUnit()
    {
        var brief = (await ReadAsync(_sample.Administrator))!;

        Assert.Equal(2, brief.OpenCount);
        Assert.Equal(["Klart och godkänt."], brief.Written.Select(note => note.FollowUp));
        Assert.Empty(brief.Remarks);
    }

    [Fact]
    public async Task Read_ByOthers_IsNothing()
    {
        foreach (var user in new[] { _sample.Deputy, _sample.OtherHead, _sample.Reviewer, _sample.Reader }) Assert.Null(await ReadAsync(user));
    }

    private async Task<Takeover?> ReadAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new TakeoverQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(user), _sample.North.Id);
    }
}
