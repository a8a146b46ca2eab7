using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Activities;

public sealed class ActivityServiceTests : IAsyncLifetime
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
    public async Task Drop_WithReason_KeepsNotesAndMovesThePlansVersion()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North);

        Assert.True((await DropAsync(activity, "Projektet lades ner.")).IsDone);

        await using var db = _database.Open();
        var dropped = await db.Activities.Include(x => x.Plan).SingleAsync(x => x.Id == activity.Id);
        Assert.Equal((_database.Clock.Now, "Projektet lades ner."), (dropped.DroppedAt!.Value, dropped.DropReason));
        Assert.NotEqual(_sample.Plan.Version, dropped.Plan.Version);
        Assert.True(await db.Notes.AnyAsync(x => x.ActivityId == activity.Id));
        Assert.Equal(AuditAction.ActivityDropped, (await db.Audit.SingleAsync(x => x.SubjectId == activity.Id)).Action);
    }

    [Fact]
    public async Task Drop_WithoutReason_OnAFixedPlan_OrLate_IsRefused()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North);
        var last = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjol", null, _sample.North);

        Assert.Equal("ActivityReasonMissing", Assert.Single((await DropAsync(activity, " ")).Refusals).Code);
        Assert.Equal("PlanIsFixed", Assert.Single((await DropAsync(last, "Skäl")).Refusals).Code);
        Assert.True((await DropAsync(activity, "Skäl")).IsDone);
        Assert.True((await DropAsync(activity, "Annat skäl")).IsConflict);
        Assert.True((await DropAsync(activity, "Skäl", _sample.Head)).IsNotFound);
    }

    [Fact]
    public async Task Restore_NumberTaken_GetsTheNextAfterTheLast()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North);
        await DropAsync(activity, "Skäl");
        await _sample.AddActivityAsync(1, "Nya ett", _sample.North);
        await _sample.AddActivityAsync(4, "Fyra", _sample.North);

        Assert.True((await RestoreAsync(activity)).IsDone);

        Assert.Equal(["1 Nya ett", "4 Fyra", "5 Ett"], await NumbersAsync());
    }

    [Fact]
    public async Task Restore_NumberFree_GetsItBack_AndTwiceIsDone()
    {
        var activity = await _sample.AddActivityAsync(3, "Tre", _sample.North);
        await DropAsync(activity, "Skäl");

        Assert.True((await RestoreAsync(activity)).IsDone);
        Assert.True((await RestoreAsync(activity)).IsDone);

        Assert.Equal(["3 Tre"], await NumbersAsync());
    }

    [Fact]
    public async Task Restore_OwnerClosedMeanwhile_IsRefused()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North);
        await DropAsync(activity, "Skäl");
        await using (var db = _database.Open())
        {
            (await db.Units.SingleAsync(x => x.Id == _sample.North.Id)).Close(_database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal("UnitIsClosed", Assert.Single((await RestoreAsync(activity)).Refusals).Code);
    }

    [Theory]
    [InlineData("D", 2, "1 A,2 D,3 B,4 C,9 E")]
    [InlineData("A", 3, "1 B,2 C,3 A,4 D,9 E")]
    [InlineData("E", 1, "1 E,2 A,3 B,4 C,5 D")]
    [InlineData("A", 9, "1 B,2 C,3 D,8 E,9 A")]
    [InlineData("A", 7, "2 B,3 C,4 D,7 A,9 E")]
    public async Task Renumber_OthersMoveOneStepAndKeepTheirOrder(string title, int number, string expected)
    {
        var activities = new Dictionary<string, Activity>();
        foreach (var (name, at) in new[] { ("A", 1), ("B", 2), ("C", 3), ("D", 4), ("E", 9) })
            activities[name] = await _sample.AddActivityAsync(at, name, _sample.North);

        Assert.True((await RenumberAsync(activities[title], number)).IsDone);

        Assert.Equal(expected.Split(','), await NumbersAsync());
        await using var db = _database.Open();
        Assert.EndsWith($"→ {number}", (await db.Audit.SingleAsync(x => x.SubjectId == activities[title].Id)).Detail);
    }

    [Fact]
    public async Task Renumber_LeavesDroppedAndOtherPlansAlone()
    {
        var first = await _sample.AddActivityAsync(1, "Ett", _sample.North);
        var dropped = await _sample.AddActivityAsync(2, "Utgår", _sample.North);
        await DropAsync(dropped, "Skäl");
        var third = await _sample.AddActivityAsync(2, "Två", _sample.North);
        var last = await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjol", null, _sample.North);

        Assert.True((await RenumberAsync(third, 1)).IsDone);

        Assert.Equal(["1 Två", "2 Ett"], await NumbersAsync());
        await using var db = _database.Open();
        Assert.Equal((2, 1), ((await db.Activities.SingleAsync(x => x.Id == dropped.Id)).Number, (await db.Activities.SingleAsync(x => x.Id == last.Id)).Number));
        Assert.NotNull(first);
    }

    [Fact]
    public async Task Renumber_SomebodyElseChangedThePlan_IsAConflict()
    {
        var first = await _sample.AddActivityAsync(1, "Ett", _sample.North);
        var second = await _sample.AddActivityAsync(2, "Två", _sample.North);
        Assert.True((await RenumberAsync(second, 1, _sample.Plan.Version)).IsDone);

        Assert.True((await RenumberAsync(first, 1, _sample.Plan.Version)).IsConflict);

        // The second click of a double click finds the work done.
        Assert.True((await RenumberAsync(second, 1, _sample.Plan.Version)).IsDone);
        Assert.Equal(["1 Två", "2 Ett"], await NumbersAsync());
    }

    [Fact]
    public async Task Renumber_OutsideTheRange_IsRefused()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North);

        Assert.Equal("ActivityNumberOutside", Assert.Single((await RenumberAsync(activity, 0)).Refusals).Code);
        Assert.Equal("ActivityNumberOutside", Assert.Single((await RenumberAsync(activity, 100_000)).Refusals).Code);
    }

    [Fact]
    public async Task Reorder_NumbersFromOne_AndWantsEveryActivity()
    {
        var a = await _sample.AddActivityAsync(3, "A", _sample.North);
        var b = await _sample.AddActivityAsync(7, "B", _sample.North);
        var c = await _sample.AddActivityAsync(8, "C", _sample.North);
        await using var db = _database.Open();
        var service = new ActivityService(db, _database.Clock);
        var access = await _sample.AccessOfAsync(_sample.Reviewer);

        Assert.Equal("ActivityOrderIncomplete", (await service.ReorderAsync(access, _sample.Plan.Id, _sample.Plan.Version, [a.Id, b.Id])).Refusals.Single().Code);
        Assert.Equal("ActivityOrderIncomplete", (await service.ReorderAsync(access, _sample.Plan.Id, _sample.Plan.Version, [a.Id, b.Id, b.Id])).Refusals.Single().Code);
        Assert.True((await service.ReorderAsync(access, _sample.Plan.Id, _sample.Plan.Version, [c.Id, a.Id, b.Id])).IsDone);
        Assert.True((await service.ReorderAsync(access, _sample.Plan.Id, _sample.Plan.Version, [a.Id, b.Id, c.Id])).IsConflict);

        Assert.Equal(["1 C", "2 A", "3 B"], await NumbersAsync());
    }

    private async Task<Outcome> DropAsync(Activity activity, string reason, AppUser? by = null)
    {
        await using var db = _database.Open();
        return await new ActivityService(db, _database.Clock).DropAsync(
            await _sample.AccessOfAsync(by ?? _sample.Reviewer), activity.Id, activity.Version, reason);
    }

    private async Task<Outcome> RestoreAsync(Activity activity)
    {
        await using var db = _database.Open();
        return await new ActivityService(db, _database.Clock).RestoreAsync(await _sample.AccessOfAsync(_sample.Reviewer), activity.Id);
    }

    private async Task<Outcome> RenumberAsync(Activity activity, int number, Guid? planVersion = null)
    {
        await using var db = _database.Open();
        var version = planVersion ?? await db.Plans.Where(x => x.Id == activity.PlanId).Select(x => x.Version).SingleAsync();
        return await new ActivityService(db, _database.Clock).RenumberAsync(
            await _sample.AccessOfAsync(_sample.Reviewer), activity.Id, version, number);
    }

    private async Task<IEnumerable<string>> NumbersAsync()
    {
        await using var db = _database.Open();
        return (await db.Activities.Where(x => x.PlanId == _sample.Plan.Id && x.DroppedAt == null).OrderBy(x => x.Number).ToListAsync())
            .Select(x => $"{x.Number} {x.Title}");
    }
}
