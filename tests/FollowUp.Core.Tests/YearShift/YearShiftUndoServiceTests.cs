using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.YearShift;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.YearShift;

public sealed class YearShiftUndoServiceTests : YearShiftTests
{
    private readonly Guid _shift = Guid.CreateVersion7();

    [Fact]
    public async Task Undo_NewPlan_RemovesEverythingAndCanBeDoneAgain()
    {
        var activity = await Sample.AddActivityAsync(1, "Ett", Sample.North, Sample.South);
        await CarryOutAsync(All(activity), _shift);

        Assert.True((await UndoAsync(_shift)).IsDone);
        Assert.True((await UndoAsync(_shift)).IsDone);

        await using (var db = Database.Open())
        {
            Assert.Equal((2, 1, 2), (await db.Plans.CountAsync(), await db.Activities.CountAsync(), await db.Notes.CountAsync()));
            var shift = await db.YearShifts.SingleAsync();
            Assert.Equal((null, "2027/28", Sample.Administrator.Id), (shift.ToPlanId, shift.ToYear.ToString(), shift.UndoneById));
            Assert.Equal(Sample.Plan.Id, (await db.Audit.SingleAsync(entry => entry.Action == AuditAction.YearShiftUndone)).SubjectId);
        }

        Assert.True((await CarryOutAsync(All(activity))).IsDone);
        await using var again = Database.Open();
        Assert.Equal(3, await again.Plans.CountAsync());
    }

    [Fact]
    public async Task Undo_PlanThatWasThere_LeavesItAsItWas()
    {
        var activity = await Sample.AddActivityAsync(1, "Ett", Sample.North);
        await using (var db = Database.Open())
        {
            (await db.Plans.SingleAsync(plan => plan.Id == Sample.Plan.Id)).Instruct("Fakta först.", "");
            await db.SaveChangesAsync();
        }

        var plan = await AddPlanAsync(2027);
        await Sample.AddActivityAsync(plan, 1, "Fanns", null, Sample.North);
        await CarryOutAsync(All(activity) with { ToPlanId = plan.Id }, _shift);

        Assert.True((await UndoAsync(_shift)).IsDone);

        Assert.Equal("Fanns", Assert.Single(await ActivitiesAsync(plan.Id)).Title);
        await using var after = Database.Open();
        Assert.Equal("", (await after.Plans.SingleAsync(each => each.Id == plan.Id)).FollowUpInstructions);
    }

    [Fact]
    public async Task Undo_SomebodyHasWritten_IsRefusedWithTheActivityAndUnitNamed()
    {
        var (one, two) = (await Sample.AddActivityAsync(1, "Ett", Sample.North), await Sample.AddActivityAsync(2, "Två", Sample.North));
        var planId = (await CarryOutAsync(All(one, two), _shift)).Value;
        await WriteAsync(planId, 2);

        var refusal = Assert.Single((await UndoAsync(_shift)).Refusals);

        Assert.Equal(("ShiftNoteWritten", "2. Två", Sample.North.Name), (refusal.Code, refusal.Arguments[0], refusal.Arguments[1]));
        Assert.Equal(2, (await ActivitiesAsync(planId)).Count);
    }

    [Fact]
    public async Task Undo_ActivityChangedOrContinued_OrNoteHandled_IsRefused()
    {
        var activities = new List<Activity>();
        for (var number = 1; number <= 3; number++) activities.Add(await Sample.AddActivityAsync(number, $"Aktivitet {number}", Sample.North));
        var planId = (await CarryOutAsync(All([.. activities]), _shift)).Value;
        var made = await ActivitiesAsync(planId);
        var later = await AddPlanAsync(2028);
        await using (var db = Database.Open())
        {
            db.Activities.Add(new Activity(Guid.CreateVersion7(), later.Id, 1, new ActivityFacts { Title = "Fortsatt", OwnerUnitId = Sample.North.Id, ContinuesId = made[1].Id }));
            var note = await db.Notes.SingleAsync(note => note.ActivityId == made[2].Id);
            db.Audit.Add(new AuditEntry(Database.Clock.Now, Sample.Reviewer.Id, AuditAction.Reminded, note.Id, "3. Aktivitet 3"));
            await db.SaveChangesAsync();
            var access = await Sample.AccessOfAsync(Sample.Reviewer);
            Assert.True((await new AssignmentService(db, Database.Clock, Database.Faults).AddUnitAsync(access, made[0].Id, Sample.South.Id)).IsDone);
        }

        Assert.Equal(
            [("ShiftActivityChanged", "1. Aktivitet 1"), ("ShiftActivityContinued", "2. Aktivitet 2"), ("ShiftNoteHandled", "3. Aktivitet 3")],
            (await UndoAsync(_shift)).Refusals.Select(refusal => (refusal.Code, (string)refusal.Arguments[0])).OrderBy(reason => reason.Item2));
    }

    [Fact]
    public async Task Undo_ThePlanIsUsedOtherwise_KeepsItEmpty()
    {
        var activity = await Sample.AddActivityAsync(1, "Ett", Sample.North);
        var planId = (await CarryOutAsync(All(activity), _shift)).Value;
        await using (var db = Database.Open())
        {
            db.ReportSetups.Add(new ReportSetup(planId));
            await db.SaveChangesAsync();
        }

        Assert.True((await UndoAsync(_shift)).IsDone);

        Assert.Empty(await ActivitiesAsync(planId));
        await using var after = Database.Open();
        Assert.True(await after.Plans.AnyAsync(plan => plan.Id == planId));
        Assert.NotNull((await after.YearShifts.SingleAsync()).UndoneAt);
    }

    [Fact]
    public async Task Undo_ThePlanIsFixed_OrAnothersPlanIsNamed_IsNotDone()
    {
        var activity = await Sample.AddActivityAsync(1, "Ett", Sample.North);
        var planId = (await CarryOutAsync(All(activity), _shift)).Value;
        Assert.True((await UndoAsync(_shift, Sample.FixedPlan)).IsNotFound);
        await using (var db = Database.Open())
        {
            (await db.Plans.SingleAsync(plan => plan.Id == planId)).Fix(Sample.Reviewer.Id, Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal("PlanIsFixed", Assert.Single((await UndoAsync(_shift)).Refusals).Code);
    }

    [Fact]
    public async Task Undo_TwoShiftsIntoTheNewPlan_RemovesThePlanWithTheLast()
    {
        var (one, two) = (await Sample.AddActivityAsync(1, "Ett", Sample.North), await Sample.AddActivityAsync(2, "Två", Sample.North));
        var planId = (await CarryOutAsync(All(one), _shift)).Value;
        var second = Guid.CreateVersion7();
        await CarryOutAsync(All(two) with { ToPlanId = planId }, second);

        Assert.True((await UndoAsync(second)).IsDone);
        Assert.Single(await ActivitiesAsync(planId));
        Assert.True((await UndoAsync(_shift)).IsDone);

        await using var db = Database.Open();
        Assert.Equal((2, 2), (await db.Plans.CountAsync(), await db.YearShifts.CountAsync(shift => shift.ToPlanId == null)));
    }
}
