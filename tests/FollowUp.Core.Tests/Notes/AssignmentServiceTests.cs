using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Notes;

public sealed class AssignmentServiceTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task AddActivity_WithUnits_HasANoteForEachAndTheOwner()
    {
        await _sample.AddActivityAsync(4, "Fyra", _sample.North);
        var added = New("Trygghet", _sample.Area) with { UnitIds = [_sample.North.Id, _sample.South.Id, _sample.North.Id] };

        var outcome = await AddAsync(added);

        Assert.Equal(5, outcome.Value);
        await using var db = _database.Open();
        Assert.Equal(
            new[] { _sample.Area.Id, _sample.North.Id, _sample.South.Id }.Order(),
            (await db.Notes.Where(x => x.ActivityId == added.Id).Select(x => x.UnitId).ToListAsync()).Order());
        Assert.Equal("5. Trygghet", (await db.Audit.SingleAsync(x => x.SubjectId == added.Id)).Subject);
    }

    [Fact]
    public async Task AddActivity_DoubleClick_MakesOne()
    {
        var added = New("Trygghet", _sample.North);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => AddAsync(added)));

        Assert.All(outcomes, outcome => Assert.Equal((true, 1), (outcome.IsDone, outcome.Value)));
        await using var db = _database.Open();
        Assert.Equal((1, 1), (await db.Activities.CountAsync(), await db.Audit.CountAsync(x => x.SubjectId == added.Id)));
    }

    [Fact]
    public async Task AddActivity_TwoPeopleAtOnce_GetDifferentNumbers()
    {
        var outcomes = await Task.WhenAll(AddAsync(New("Ett", _sample.North)), AddAsync(New("Två", _sample.South)));

        Assert.Equal([1, 2], outcomes.Select(outcome => outcome.Value).Order());
    }

    [Fact]
    public async Task AddActivity_WithErrors_SaysThemAll()
    {
        await _sample.AddActivityAsync(1, "Ett", _sample.North);
        await CloseAsync(_sample.Preschool);
        var added = New(" ", _sample.Preschool) with { Number = 1, UnitIds = [Guid.NewGuid()] };
        added = added with { Facts = added.Facts with { GoalAreaId = Guid.NewGuid(), ContinuesId = Guid.NewGuid() } };

        var outcome = await AddAsync(added);

        Assert.Equal(
            ["ActivityTitleMissing", "UnitIsClosed", "GoalAreaUnknown", "ActivityContinuesNoEarlier", "ActivityNumberTaken", "UnitUnknown"],
            outcome.Refusals.Select(x => x.Code));
    }

    [Fact]
    public async Task AddActivity_NumberOfADroppedOne_IsFree()
    {
        var dropped = await _sample.AddActivityAsync(1, "Ett", _sample.North);
        await using (var db = _database.Open())
        {
            (await db.Activities.SingleAsync(x => x.Id == dropped.Id)).Drop("Skäl", _database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal(1, (await AddAsync(New("Nytt", _sample.North) with { Number = 1 })).Value);
    }

    [Fact]
    public async Task AddActivity_FixedPlanOrPrincipalOrUnknownPlan()
    {
        Assert.Equal("PlanIsFixed", Assert.Single((await AddAsync(New("Sent", _sample.North) with { PlanId = _sample.FixedPlan.Id })).Refusals).Code);
        Assert.True((await AddAsync(New("Rektor", _sample.North), _sample.Head)).IsNotFound);
        Assert.True((await AddAsync(New("Ingen", _sample.North) with { PlanId = Guid.NewGuid() })).IsNotFound);
    }

    [Fact]
    public async Task AddActivity_Continues_OnlyOneOfAnEarlierPlan()
    {
        var last = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjol", null, _sample.North);
        var same = await _sample.AddActivityAsync(1, "Samma år", _sample.North);
        var added = New("Fortsätter", _sample.North);

        Assert.Equal(
            "ActivityContinuesNoEarlier",
            Assert.Single((await AddAsync(added with { Facts = added.Facts with { ContinuesId = same.Id } })).Refusals).Code);
        Assert.True((await AddAsync(added with { Facts = added.Facts with { ContinuesId = last.Id } })).IsDone);
    }

    [Fact]
    public async Task ChangeActivity_NewOwner_GetsANoteAndTheFormerKeepsIts()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North);
        var facts = new ActivityFacts { Title = "Ett, ändrad", OwnerUnitId = _sample.South.Id, Responsible = "Rektor", DueOn = new DateOnly(2027, 5, 1) };

        Assert.True((await ChangeAsync(activity, facts)).IsDone);
        Assert.True((await ChangeAsync(activity, facts)).IsConflict);

        await using var db = _database.Open();
        var changed = await db.Activities.Include(x => x.Plan).SingleAsync(x => x.Id == activity.Id);
        Assert.Equal(("Ett, ändrad", _sample.South.Id, "Rektor"), (changed.Title, changed.OwnerUnitId, changed.Responsible));
        Assert.NotEqual(_sample.Plan.Version, changed.Plan.Version);
        Assert.Equal(2, await db.Notes.CountAsync(x => x.ActivityId == activity.Id));
    }

    [Fact]
    public async Task ChangeActivity_ClosedThingsItHasAlready_MayStay()
    {
        var areaId = Guid.CreateVersion7();
        await using (var db = _database.Open())
        {
            db.GoalAreas.Add(new GoalArea(areaId, "Trygghet", 1));
            await db.SaveChangesAsync();
        }

        var added = New("Ett", _sample.North);
        added = added with { Facts = added.Facts with { GoalAreaId = areaId } };
        await AddAsync(added);
        await using (var db = _database.Open())
        {
            (await db.GoalAreas.SingleAsync()).Close(_database.Clock.Now);
            await db.SaveChangesAsync();
        }

        await CloseAsync(_sample.North);
        await using var after = _database.Open();

        Assert.True((await ChangeAsync(await after.Activities.SingleAsync(x => x.Id == added.Id), added.Facts with { Title = "Nytt namn" })).IsDone);
    }

    [Fact]
    public async Task AddUnit_MidYear_HasANoteOnce()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North);

        Assert.True((await AddUnitAsync(activity, _sample.South)).IsDone);
        Assert.True((await AddUnitAsync(activity, _sample.South)).IsDone);

        await using var db = _database.Open();
        Assert.Equal(2, await db.Notes.CountAsync(x => x.ActivityId == activity.Id));
        var entry = await db.Audit.SingleAsync(x => x.SubjectId == activity.Id);
        Assert.Equal((AuditAction.ActivityUnitAdded, "Södra provskolan"), (entry.Action, entry.Detail));
    }

    [Fact]
    public async Task AddUnit_ClosedUnitFixedPlanOrPrincipal_IsNotDone()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North);
        var last = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjol", null, _sample.North);
        await CloseAsync(_sample.Preschool);

        Assert.Equal("UnitIsClosed", Assert.Single((await AddUnitAsync(activity, _sample.Preschool)).Refusals).Code);
        Assert.Equal("PlanIsFixed", Assert.Single((await AddUnitAsync(last, _sample.South)).Refusals).Code);
        Assert.True((await AddUnitAsync(activity, _sample.South, _sample.Head)).IsNotFound);
    }

    private NewActivity New(string title, Unit owner) => new()
    {
        Id = Guid.CreateVersion7(),
        PlanId = _sample.Plan.Id,
        Facts = new ActivityFacts { Title = title, OwnerUnitId = owner.Id },
    };

    private AssignmentService Service(Core.Data.FollowUpDbContext db) => new(db, _database.Clock, _database.Faults);

    private async Task<Outcome<int>> AddAsync(NewActivity added, AppUser? by = null)
    {
        await using var db = _database.Open();
        return await Service(db).AddActivityAsync(await _sample.AccessOfAsync(by ?? _sample.Reviewer), added);
    }

    private async Task<Outcome> ChangeAsync(Activity activity, ActivityFacts facts)
    {
        await using var db = _database.Open();
        return await Service(db).ChangeActivityAsync(await _sample.AccessOfAsync(_sample.Administrator), activity.Id, activity.Version, facts);
    }

    private async Task<Outcome> AddUnitAsync(Activity activity, Unit unit, AppUser? by = null)
    {
        await using var db = _database.Open();
        return await Service(db).AddUnitAsync(await _sample.AccessOfAsync(by ?? _sample.Reviewer), activity.Id, unit.Id);
    }

    private async Task CloseAsync(Unit unit)
    {
        await using var db = _database.Open();
        (await db.Units.SingleAsync(x => x.Id == unit.Id)).Close(_database.Clock.Now);
        await db.SaveChangesAsync();
    }
}
