using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Notes;

public sealed class UnitMergeServiceTests : IAsyncLifetime
{
    private readonly Guid _mergeId = Guid.CreateVersion7();

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;
    private Note _draft = null!;
    private Note _shared = null!;
    private Note _approved = null!;
    private Note _fixed = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        _draft = await _sample.WriteAsync(await _sample.AddActivityAsync(1, "Egen", _sample.North), _sample.North, NoteState.Draft);
        _shared = await _sample.WriteAsync(await _sample.AddActivityAsync(2, "Båda", _sample.North, _sample.South), _sample.North, NoteState.Draft);
        _approved = await _sample.WriteAsync(await _sample.AddActivityAsync(3, "Klar", _sample.North), _sample.North, NoteState.Approved);
        _fixed = await _sample.WriteAsync(await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjol", null, _sample.North), _sample.North, NoteState.Draft);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Merge_NorthIntoSouth_HandsOverWhatIsOpenAndLeavesTheRest()
    {
        Assert.True((await MergeAsync(withPeople: false)).IsDone);

        await using var db = _database.Open();
        Assert.NotNull((await db.Units.SingleAsync(unit => unit.Id == _sample.North.Id)).ClosedAt);
        Assert.Equal((_sample.South.Id, _sample.South.Id), await PlaceAsync(_draft));
        Assert.Equal((_sample.North.Id, _sample.North.Id), await PlaceAsync(_shared));
        Assert.Equal((_sample.North.Id, _sample.North.Id), await PlaceAsync(_approved));
        Assert.Equal((_sample.North.Id, _sample.North.Id), await PlaceAsync(_fixed));
        Assert.Equal(
            [(AuditAction.UnitMerged, "Södra provskolan"), (AuditAction.UnitTookOver, "Norra provskolan")],
            (await db.Audit.Where(entry => entry.SubjectId == _sample.North.Id || entry.SubjectId == _sample.South.Id).OrderBy(entry => entry.Action).ToListAsync())
                .Select(entry => (entry.Action, entry.Detail)));
        Assert.Equal(AuditAction.NoteHandedOver, (await db.Audit.SingleAsync(entry => entry.SubjectId == _draft.Id)).Action);
        Assert.False(await db.Memberships.AnyAsync(member => member.UserId == _sample.Head.Id && member.UnitId == _sample.South.Id));
    }

    [Fact]
    public async Task Merge_WithPeople_GivesThemTheSamePlaceAndTheOldOneStays()
    {
        await MergeAsync(withPeople: true);

        await using var db = _database.Open();
        Assert.Equal(
            [(_sample.North.Id, MembershipKind.Deputy), (_sample.South.Id, MembershipKind.Deputy)],
            (await db.Memberships.Where(member => member.UserId == _sample.Deputy.Id).OrderBy(member => member.Unit.SortKey).ToListAsync()).Select(member => (member.UnitId, member.Kind)));
        Assert.True((await _sample.AccessOfAsync(_sample.Deputy)).Owns(_sample.South.Id));
    }

    [Fact]
    public async Task Merge_TwiceFromOneForm_IsDoneOnce()
    {
        Assert.True((await MergeAsync()).IsDone);
        Assert.True((await MergeAsync()).IsDone);

        await using var db = _database.Open();
        Assert.Equal(1, await db.UnitMerges.CountAsync());
    }

    [Fact]
    public async Task Merge_OfTheAuthority_OfAUnitWithOthersBelow_IntoItselfOrByAReviewer_IsNotDone()
    {
        Assert.Equal("UnitAuthorityStays", Code(await MergeAsync(_sample.Authority, _sample.South)));
        Assert.Equal("UnitHasUnitsBelow", Code(await MergeAsync(_sample.Area, _sample.Preschool)));
        Assert.Equal("UnitSuccessorMissing", Code(await MergeAsync(_sample.North, _sample.North)));
        Assert.True((await MergeAsync(_sample.North, _sample.South, _sample.Reviewer)).IsNotFound);
    }

    [Fact]
    public async Task Undo_NobodyHasWritten_GivesEverythingBack()
    {
        await MergeAsync(withPeople: true);

        Assert.True((await UndoAsync()).IsDone);
        Assert.True((await UndoAsync()).IsDone);

        await using var db = _database.Open();
        Assert.Null((await db.Units.SingleAsync(unit => unit.Id == _sample.North.Id)).ClosedAt);
        Assert.Equal((_sample.North.Id, _sample.North.Id), await PlaceAsync(_draft));
        Assert.False(await db.Memberships.AnyAsync(member => member.UserId == _sample.Deputy.Id && member.UnitId == _sample.South.Id));
        Assert.Equal(2, await db.Audit.CountAsync(entry => entry.Action == AuditAction.UnitMergeUndone));
    }

    [Fact]
    public async Task Undo_SomebodyHasWritten_IsRefusedWithHowMany()
    {
        await MergeAsync();
        await using (var db = _database.Open())
        {
            var note = await db.Notes.SingleAsync(note => note.Id == _draft.Id);
            note.Save(new NoteText(NoteStatus.InProgress, "Södra skrev vidare.", ""), _sample.OtherHead.Id, _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        var refusal = Assert.Single((await UndoAsync()).Refusals);
        Assert.Equal(("UnitMergeWrittenSince", 1), (refusal.Code, (int)refusal.Arguments[0]));
        Assert.Equal((_sample.South.Id, _sample.South.Id), await PlaceAsync(_draft));
    }

    [Fact]
    public async Task Preview_ToldBefore_IsWhatTheMergeDoes()
    {
        await using var db = _database.Open();
        var preview = (await new UnitMergeQueries(db, _database.Clock).ReadAsync(await _sample.AccessOfAsync(_sample.Administrator), _sample.North.Id, _sample.South.Id))!;

        var plan = Assert.Single(preview.Plans);
        Assert.Equal((1, 1), (plan.Notes, plan.Activities));
        Assert.Equal((_shared.Id, true), (Assert.Single(preview.Staying).NoteId, preview.Staying[0].IsOwner));
        Assert.Equal(1, preview.Approved);
        Assert.Equal(["Eva Provsson", "Dan Testberg"], preview.People.Select(person => person.Name));
    }

    [Fact]
    public async Task UnitPages_AfterTheMerge_LinkBothWays()
    {
        await MergeAsync();
        await using var db = _database.Open();
        var units = new UnitQueries(db, _database.Clock);

        Assert.Equal(_sample.South.Id, (await units.DetailsAsync(_sample.North.Id))!.Successor!.UnitId);
        Assert.Equal(_sample.North.Id, Assert.Single((await units.DetailsAsync(_sample.South.Id))!.TakenOver).UnitId);
    }

    [Fact]
    public async Task Merge_WithUnitsBelow_MovesThemAndUndoMovesThemBack()
    {
        Assert.True((await MergeAsync(_sample.Area, _sample.Preschool, withUnits: true)).IsDone);

        await using (var db = _database.Open())
        {
            Assert.Equal([_sample.Preschool.Id, _sample.Preschool.Id], await ParentsAsync(db));
            Assert.Equal(2, await db.UnitPasts.CountAsync());
            Assert.True((await _sample.AccessOfAsync(_sample.Head)).Owns(_sample.North.Id));
            Assert.Equal(2, await db.Audit.CountAsync(entry => entry.Action == AuditAction.UnitChanged));
        }

        Assert.True((await UndoAsync()).IsDone);
        await using var after = _database.Open();
        Assert.Equal([_sample.Area.Id, _sample.Area.Id], await ParentsAsync(after));
        Assert.Equal(0, await after.UnitPasts.CountAsync());
        Assert.Null((await after.Units.SingleAsync(unit => unit.Id == _sample.Area.Id)).ClosedAt);

        Task<List<Guid>> ParentsAsync(FollowUpDbContext db) =>
            db.Units.Where(unit => unit.Id == _sample.North.Id || unit.Id == _sample.South.Id).Select(unit => unit.ParentId!.Value).ToListAsync();
    }

    [Fact]
    public async Task Merge_WithUnitsBelow_IntoOneOfThemOrOneWithTheSameName_IsRefused()
    {
        Assert.Equal("UnitSuccessorStandsBelow", Code(await MergeAsync(_sample.Area, _sample.North, withUnits: true)));
        await using var db = _database.Open();
        db.Units.Add(new Unit(Guid.CreateVersion7(), "norra  Provskolan", _sample.Preschool.Id, null));
        await db.SaveChangesAsync();

        var refusal = Assert.Single((await MergeAsync(_sample.Area, _sample.Preschool, withUnits: true)).Refusals);
        Assert.Equal(("UnitNameTakenBelow", "Norra provskolan"), (refusal.Code, refusal.Arguments[1]));
    }

    [Fact]
    public async Task Undo_AMovedUnitWasChangedSince_IsRefusedWithItsName()
    {
        await MergeAsync(_sample.Area, _sample.Preschool, withUnits: true);
        await using (var db = _database.Open())
        {
            (await db.Units.SingleAsync(unit => unit.Id == _sample.South.Id)).Change(
                new UnitFacts { Name = "Södra skolan", ParentId = _sample.Preschool.Id }, _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        var refusal = Assert.Single((await UndoAsync()).Refusals);
        Assert.Equal(("UnitMergeUnitChanged", "Södra skolan"), (refusal.Code, refusal.Arguments[0]));
    }

    [Fact]
    public async Task Access_AfterTheMerge_ReachesWhatTheFormerUnitHandedInAndNoDraft()
    {
        Assert.Empty((await _sample.AccessOfAsync(_sample.OtherHead)).FormerUnits);
        await MergeAsync();
        var access = await _sample.AccessOfAsync(_sample.OtherHead);

        await using var db = _database.Open();
        Assert.Equal([_sample.North.Id], access.FormerUnits);
        var visible = await db.Notes.VisibleTo(access).Select(note => note.Id).ToListAsync();
        Assert.Equal((true, false, false), (visible.Contains(_approved.Id), visible.Contains(_shared.Id), visible.Contains(_fixed.Id)));
        Assert.Contains(_approved.ActivityId, await db.Activities.VisibleTo(access, db).Select(activity => activity.Id).ToListAsync());
        Assert.DoesNotContain(_fixed.ActivityId, await db.Activities.VisibleTo(access, db).Select(activity => activity.Id).ToListAsync());

        await UndoAsync();
        Assert.Empty((await _sample.AccessOfAsync(_sample.OtherHead)).FormerUnits);
    }

    private static string Code(Outcome outcome) => Assert.Single(outcome.Refusals).Code;

    private async Task<(Guid Unit, Guid Owner)> PlaceAsync(Note note)
    {
        await using var db = _database.Open();
        var found = await db.Notes.Include(found => found.Activity).SingleAsync(found => found.Id == note.Id);
        return (found.UnitId, found.Activity.OwnerUnitId);
    }

    private Task<Outcome> MergeAsync(bool withPeople = false) => MergeAsync(_sample.North, _sample.South, withPeople: withPeople);

    private async Task<Outcome> MergeAsync(Unit unit, Unit into, AppUser? by = null, bool withPeople = false, bool withUnits = false)
    {
        await using var db = _database.Open();
        return await new UnitMergeService(db, _database.Clock, _database.Faults).MergeAsync(
            await _sample.AccessOfAsync(by ?? _sample.Administrator),
            new NewUnitMerge { Id = _mergeId, UnitId = unit.Id, SuccessorId = into.Id, WithUnits = withUnits, WithPeople = withPeople });
    }

    private async Task<Outcome> UndoAsync()
    {
        await using var db = _database.Open();
        return await new UnitMergeService(db, _database.Clock, _database.Faults).UndoAsync(await _sample.AccessOfAsync(_sample.Administrator), _mergeId);
    }
}
