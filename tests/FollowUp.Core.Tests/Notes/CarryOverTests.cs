using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Notes;

/// <summary><em>Inget nytt sedan förra gången</em>.</summary>
public sealed class CarryOverTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;
    private Note _earlier = null!;
    private Note _note = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        var last = await _sample.AddActivityAsync(_sample.FixedPlan, 4, "Rutin för frånvaro", null, _sample.North);
        _earlier = await _sample.WriteAsync(last, _sample.North, NoteState.Approved, NoteStatus.Completed, "Så gjorde vi.", "Därför gick det.");
        var activity = await _sample.AddActivityAsync(1, "Rutin för frånvaro", _sample.North, _sample.South);
        await using var db = _database.Open();
        db.Attach(activity).Entity.Change(new ActivityFacts { Title = activity.Title, OwnerUnitId = activity.OwnerUnitId, ContinuesId = last.Id });
        await db.SaveChangesAsync();
        _note = await db.Notes.AsNoTracking().SingleAsync(note => note.ActivityId == activity.Id && note.UnitId == _sample.North.Id);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task CarryOver_EmptyNote_HasTheEarlierTextAsAVersionOfItsOwn()
    {
        Assert.True((await CarryOverAsync(_sample.Deputy)).IsDone);

        await using var db = _database.Open();
        var note = await db.Notes.Include(x => x.Revisions).SingleAsync(x => x.Id == _note.Id);
        Assert.Equal((_earlier.Text, _earlier.Id, NoteState.Draft), (note.Text, note.CarriedFromId!.Value, note.State));
        Assert.Equal(RevisionKind.Carried, Assert.Single(note.Revisions).Kind);
        var entry = await db.Audit.SingleAsync(entry => entry.SubjectId == _note.Id);
        Assert.Equal(AuditAction.NoteCarried, entry.Action);
        Assert.DoesNotContain("Så gjorde vi", entry.Subject + entry.Detail);
    }

    [Fact]
    public async Task CarryOver_TwiceAsByADoubleClick_IsOneVersion()
    {
        Assert.True((await CarryOverAsync(_sample.Head)).IsDone);
        Assert.True((await CarryOverAsync(_sample.Head)).IsDone);

        await using var db = _database.Open();
        Assert.Equal(1, await db.NoteRevisions.CountAsync(revision => revision.NoteId == _note.Id));
    }

    [Fact]
    public async Task CarryOver_SomethingIsWritten_IsRefusedAndNothingIsOverwritten()
    {
        await ChangeAsync(note => note.Save(new NoteText(null, "Nytt i år.", ""), _sample.Head.Id, _database.Clock.Now));

        var outdated = await CarryOverAsync(_sample.Head);
        var present = await CarryOverAsync(_sample.Head, (await ReadAsync()).Version);

        Assert.Equal("NoteHasText", Assert.Single(outdated.Refusals).Code);
        Assert.Equal("NoteHasText", Assert.Single(present.Refusals).Code);
        Assert.Equal("Nytt i år.", (await ReadAsync()).FollowUp);
    }

    [Fact]
    public async Task CarryOver_ChangedInBetween_IsAConflict()
    {
        await ChangeAsync(note => note.Save(new NoteText(null, "Nytt i år.", ""), _sample.Head.Id, _database.Clock.Now));
        await ChangeAsync(note => note.Save(new NoteText(null, "", ""), _sample.Head.Id, _database.Clock.Now));

        Assert.True((await CarryOverAsync(_sample.Head)).IsConflict);
    }

    [Fact]
    public async Task CarryOver_OthersThanTheUnitsWriters_IsNotFound()
    {
        foreach (var user in new[] { _sample.OtherHead, _sample.Reviewer, _sample.Administrator, _sample.Reader })
            Assert.True((await CarryOverAsync(user)).IsNotFound);
        Assert.False((await ReadAsync()).HasText);
    }

    [Fact]
    public async Task CarryOver_UnitWroteNothingLastTime_IsNotFound()
    {
        await using var db = _database.Open();
        var other = await db.Notes.AsNoTracking().SingleAsync(note => note.ActivityId == _note.ActivityId && note.UnitId == _sample.South.Id);

        var outcome = await new NoteHistoryService(db, _database.Clock).CarryOverAsync(await _sample.AccessOfAsync(_sample.OtherHead), other.Id, other.Version);

        Assert.True(outcome.IsNotFound);
    }

    [Fact]
    public async Task CarryOver_TheFormerUnitWroteLastTime_IsTheSuccessorsToSeeAndTakeIn()
    {
        await MergeAsync();
        await using var db = _database.Open();
        var other = await db.Notes.AsNoTracking().SingleAsync(note => note.ActivityId == _note.ActivityId && note.UnitId == _sample.South.Id);
        var access = await _sample.AccessOfAsync(_sample.OtherHead);

        var details = (await new NoteQueries(db, _database.Clock).DetailsAsync(access, other.Id))!;
        Assert.Equal((_earlier.Id, "Norra provskolan", null), (details.Earlier!.NoteId, details.Earlier.FormerUnit, details.Earlier.OtherUnit));
        Assert.True(details.CanCarryOver);
        Assert.NotNull(await new NoteQueries(db, _database.Clock).DetailsAsync(access, _earlier.Id));
        var sheet = (await new WritingSheetQueries(db, _database.Clock).ReadAsync(access, _sample.Plan.Id, _sample.South.Id, new PageRequest()))!;
        Assert.Equal("Norra provskolan", Assert.Single(sheet.Notes.Rows).Earlier!.FormerUnit);
        var thread = (await new ThreadQueries(db).ReadAsync(access, other.ActivityId))!;
        Assert.Equal(("Norra provskolan", "Södra provskolan"), (thread.Years[0].Notes.Single().Unit, thread.Years[0].Notes.Single().TakenOverBy));

        Assert.True((await new NoteHistoryService(db, _database.Clock).CarryOverAsync(access, other.Id, other.Version)).IsDone);
        await using var after = _database.Open();
        Assert.Equal("Så gjorde vi.", (await after.Notes.SingleAsync(note => note.Id == other.Id)).FollowUp);
    }

    private async Task MergeAsync()
    {
        await using var db = _database.Open();
        var merge = new NewUnitMerge { Id = Guid.CreateVersion7(), UnitId = _sample.North.Id, SuccessorId = _sample.South.Id };
        Assert.True((await new UnitMergeService(db, _database.Clock, _database.Faults).MergeAsync(await _sample.AccessOfAsync(_sample.Administrator), merge)).IsDone);
    }

    [Fact]
    public async Task CarryOver_DroppedActivity_IsRefused()
    {
        await using (var db = _database.Open())
        {
            (await db.Activities.SingleAsync(activity => activity.Id == _note.ActivityId)).Drop("Behövs inte", _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal("ActivityIsDropped", Assert.Single((await CarryOverAsync(_sample.Head)).Refusals).Code);
    }

    [Fact]
    public async Task Details_CarriedText_SaysSoUntilSomebodyEditsIt()
    {
        Assert.True((await DetailsAsync(_sample.Head))!.CanCarryOver);
        await CarryOverAsync(_sample.Head);
        var carried = (await DetailsAsync(_sample.Head))!;
        var hidden = (await DetailsAsync(_sample.Reviewer))!;
        await ChangeAsync(note => note.Submit(_sample.Head.Id, _database.Clock.Now));
        var submitted = (await DetailsAsync(_sample.Reviewer))!;
        await ChangeAsync(note => note.Reopen(_sample.Head.Id, _database.Clock.Now));
        await ChangeAsync(note => note.Save(note.Text with { FollowUp = "Så gjorde vi, och mer." }, _sample.Head.Id, _database.Clock.Now));
        var edited = (await DetailsAsync(_sample.Head))!;

        Assert.Equal((_sample.FixedPlan.Year, false), (carried.CarriedFrom, carried.CanCarryOver));
        Assert.Equal((null, _sample.FixedPlan.Year, null), (hidden.CarriedFrom, submitted.CarriedFrom, edited.CarriedFrom));
    }

    private async Task ChangeAsync(Func<Note, Outcome> change)
    {
        await using var db = _database.Open();
        Assert.True(change(await db.Notes.SingleAsync(note => note.Id == _note.Id)).IsDone);
        await db.SaveChangesAsync();
    }

    private async Task<Outcome> CarryOverAsync(AppUser user, Guid? version = null)
    {
        await using var db = _database.Open();
        return await new NoteHistoryService(db, _database.Clock).CarryOverAsync(await _sample.AccessOfAsync(user), _note.Id, version ?? _note.Version);
    }

    private async Task<NoteDetails?> DetailsAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new NoteQueries(db, _database.Clock).DetailsAsync(await _sample.AccessOfAsync(user), _note.Id);
    }

    private async Task<Note> ReadAsync()
    {
        await using var db = _database.Open();
        return await db.Notes.AsNoTracking().SingleAsync(note => note.Id == _note.Id);
    }
}
