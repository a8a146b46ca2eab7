using System.Text;
using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Reviews;
using FollowUp.Core.YearShift;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.YearShift;

public sealed class YearShiftServiceTests : YearShiftTests
{
    [Fact]
    public async Task CarryOut_IntoANewPlan_MakesExactlyWhatThePreviewShowed()
    {
        var one = await Sample.AddActivityAsync(Sample.Plan, 1, "Lästid", new DateOnly(2027, 5, 31), Sample.North, Sample.South);
        var two = await Sample.AddActivityAsync(4, "Frånvaro", Sample.Preschool);
        var three = await Sample.AddActivityAsync(5, "Stannar", Sample.North);
        await PrepareAsync(one);
        var choice = All(one, two);

        var preview = await PreviewAsync(choice);
        var planId = (await CarryOutAsync(choice)).Value;

        var made = await ActivitiesAsync(planId);
        await using var db = Database.Open();
        var plan = await db.Plans.SingleAsync(plan => plan.Id == planId);
        Assert.Equal(("2027/28", Sample.Plan.ReportTitle, "Fakta först.", new DateOnly(2028, 6, 10)), (plan.Year.ToString(), plan.ReportTitle, plan.FollowUpInstructions, plan.LastDay!.Value));
        Assert.Equal([(1, "Lästid", (Guid?)one.Id), (4, "Frånvaro", two.Id)], made.Select(activity => (activity.Number, activity.Title, activity.ContinuesId)));
        Assert.Equal(("Anna Ek", new DateOnly(2028, 5, 31), Sample.North.Id), (made[0].Responsible, made[0].DueOn!.Value, made[0].OwnerUnitId));
        var notes = await db.Notes.Where(note => note.Activity.PlanId == planId).OrderBy(note => note.Activity.Number).ThenBy(note => note.Unit.SortKey).ToListAsync();
        Assert.Equal([Sample.North.Id, Sample.South.Id, Sample.Preschool.Id], notes.Select(note => note.UnitId));
        Assert.All(notes, note => Assert.Equal((NoteState.Missing, ""), (note.State, note.FollowUp)));
        Assert.Equal(preview.Made.Select(activity => (activity.Number, activity.Title, activity.DueOn)), made.Select(activity => (activity.Number, activity.Title, activity.DueOn)));
        Assert.Equal(preview.Notes, notes.Count);
        Assert.Equal((three.Id, LeftReason.NotDecided), (Assert.Single(preview.NotMade).Id, preview.NotMade[0].Reason));
        Assert.Equal(2, await db.Audit.CountAsync(entry => entry.Action == AuditAction.YearShifted && entry.Detail == "2026/27 → 2027/28: 2"));
        var shift = await db.YearShifts.SingleAsync();
        Assert.Equal((2, 3, true, Sample.Reviewer.Id), (shift.Activities, shift.Notes, shift.MadePlan, shift.ById));
    }

    [Fact]
    public async Task Preview_ChangesNothing()
    {
        var activity = await Sample.AddActivityAsync(1, "Ett", Sample.North);

        Assert.Single((await PreviewAsync(All(activity))).Made);

        await using var db = Database.Open();
        Assert.Equal((2, 1, 0, 0), (await db.Plans.CountAsync(), await db.Activities.CountAsync(), await db.YearShifts.CountAsync(), await db.Audit.CountAsync()));
    }

    [Fact]
    public async Task CarryOut_AFixedPlan_LeavesItsFixedReportAndItsCountsAsTheyWere()
    {
        var one = await Sample.AddActivityAsync(Sample.FixedPlan, 1, "Ett", new DateOnly(2026, 5, 1), Sample.North, Sample.South);
        var two = await Sample.AddActivityAsync(Sample.FixedPlan, 2, "Två", null, Sample.South);
        await Sample.WriteAsync(one, Sample.North, NoteState.Approved, NoteStatus.Completed);
        await Sample.WriteAsync(one, Sample.South, NoteState.Draft);
        await Sample.WriteAsync(two, Sample.South, NoteState.Submitted, NoteStatus.NotCarriedOut);
        var before = await FiguresAsync();

        Assert.True((await CarryOutAsync(All(one, two) with { ToPlanId = Sample.Plan.Id }, from: Sample.FixedPlan)).IsDone);

        Assert.Equal(before, await FiguresAsync());
        Assert.Equal(2, (await ActivitiesAsync(Sample.Plan.Id)).Count);
        await using var db = Database.Open();
        Assert.Equal(Sample.FixedPlan.Version, (await db.Plans.SingleAsync(plan => plan.Id == Sample.FixedPlan.Id)).Version);
        Assert.Equal([one.Version, two.Version], await db.Activities.Where(activity => activity.PlanId == Sample.FixedPlan.Id).OrderBy(activity => activity.Number).Select(activity => activity.Version).ToListAsync());
    }

    [Fact]
    public async Task CarryOut_IntoAPlanWithActivities_KeepsFreeNumbersAndPutsTheRestLast()
    {
        var (one, two) = (await Sample.AddActivityAsync(1, "Ett", Sample.North), await Sample.AddActivityAsync(2, "Två", Sample.North));
        var plan = await AddPlanAsync(2027);
        await Sample.AddActivityAsync(plan, 1, "Fanns", null, Sample.North);
        await Sample.AddActivityAsync(plan, 7, "Fanns också", null, Sample.North);

        var preview = await PreviewAsync(All(one, two) with { ToPlanId = plan.Id });
        Assert.True((await CarryOutAsync(All(one, two) with { ToPlanId = plan.Id })).IsDone);

        Assert.Equal([(1, "Fanns"), (2, "Två"), (7, "Fanns också"), (8, "Ett")], (await ActivitiesAsync(plan.Id)).Select(activity => (activity.Number, activity.Title)));
        Assert.Equal(new ShiftChange(ShiftChangeKind.NewNumber, "1"), Assert.Single(preview.Made[1].Changes));
    }

    [Fact]
    public async Task Preview_ClosedAndUnchosenUnits_AreToldAndTheirActivitiesLeftOutOrHandedOver()
    {
        var owned = await Sample.AddActivityAsync(1, "Stängds", Sample.South, Sample.North);
        var shared = await Sample.AddActivityAsync(2, "Delad", Sample.North, Sample.South, Sample.Preschool);
        await CloseAsync(Sample.South);
        var choice = All(owned, shared) with { UnitIds = [Sample.North.Id, Sample.South.Id] };

        var preview = await PreviewAsync(choice);

        Assert.Equal([(Sample.South.Name, true), (Sample.Preschool.Name, false)], preview.UnitsLeft.Select(unit => (unit.Name, unit.IsClosed)));
        Assert.Equal(LeftReason.OwnerClosed, Assert.Single(preview.NotMade).Reason);
        Assert.Equal([Sample.North.Id], Assert.Single(preview.Made).Units.Select(unit => unit.Id));
        Assert.Equal([Sample.South.Name, Sample.Preschool.Name], preview.Made[0].Changes.Where(change => change.Kind == ShiftChangeKind.UnitLeft).Select(change => change.Detail));

        var handed = await PreviewAsync(choice with { NewOwnerId = Sample.Administration.Id });
        Assert.Equal(2, handed.Made.Count);
        Assert.Equal((Sample.Administration.Id, Sample.South.Name), (handed.Made[0].OwnerUnitId, handed.Made[0].Changes[0].Detail));
        Assert.Equal([Sample.North.Id, Sample.Administration.Id], handed.Made[0].Units.Select(unit => unit.Id));
        Assert.Equal(LeftReason.OwnerNotChosen, (await PreviewAsync(choice with { UnitIds = [Sample.Preschool.Id] })).NotMade[1].Reason);
    }

    [Fact]
    public async Task Preview_NothingChosenToGoAlong_LeavesDatesAndResponsibleEmptyAndSaysSo()
    {
        var activity = await Sample.AddActivityAsync(Sample.Plan, 1, "Lästid", new DateOnly(2028, 2, 29), Sample.North);
        await PrepareAsync(activity);
        await DecideAsync(activity, Continuation.Ends);

        var preview = await PreviewAsync(All(activity) with { WithResponsible = false, WithInstructions = false, MovesDueDates = false });

        var made = Assert.Single(preview.Made);
        Assert.Equal(("", null, null), (made.Responsible, made.DueOn, preview.LastDay));
        Assert.Equal(
            [new(ShiftChangeKind.ResponsibleLeft, "Anna Ek"), new(ShiftChangeKind.DueLeft, "2028-02-29"), new ShiftChange(ShiftChangeKind.DecidedOtherwise, "Ends")], made.Changes);
        Assert.Equal(InstructionsFate.NotChosen, preview.Instructions);
        Assert.Equal(new DateOnly(2029, 2, 28), Assert.Single((await PreviewAsync(All(activity))).Made).DueOn);
    }

    [Fact]
    public async Task Preview_WhatStandsInTheWay_IsRefusedWithTheReason()
    {
        var activity = await Sample.AddActivityAsync(1, "Ett", Sample.North);
        var next = await AddPlanAsync(2027);

        Assert.Equal(["ShiftNothingChosen"], await RefusalsAsync(All() with { ToPlanId = next.Id }));
        Assert.Equal(["PlanIsFixed", "ShiftToEarlierYear"], await RefusalsAsync(All(activity) with { ToPlanId = Sample.FixedPlan.Id }));
        Assert.Equal(["PlanExists"], await RefusalsAsync(All(activity)));
        Assert.Empty(await RefusalsAsync(All(activity) with { NewPlanName = "Förskola" }));
        Assert.Equal(["UnitUnknown"], await RefusalsAsync(All(activity) with { ToPlanId = next.Id, NewOwnerId = Guid.CreateVersion7() }));
        await using var db = Database.Open();
        Assert.Null(await new YearShiftQueries(db).PreviewAsync(await Sample.AccessOfAsync(Sample.Head), Sample.Plan.Id, All(activity)));
        Assert.True((await CarryOutAsync(All(activity), Guid.CreateVersion7(), "", by: Sample.Head)).IsNotFound);
    }

    [Fact]
    public async Task CarryOut_TwiceFromTheSameForm_IsDoneOnce()
    {
        var activity = await Sample.AddActivityAsync(1, "Ett", Sample.North);
        var (id, choice) = (Guid.CreateVersion7(), All(activity));
        var seal = (await PreviewAsync(choice)).Seal;

        var both = await Task.WhenAll(CarryOutAsync(choice, id, seal), CarryOutAsync(choice, id, seal));
        var third = await CarryOutAsync(choice, id, seal);

        Assert.All([.. both, third], outcome => Assert.Equal((true, third.Value), (outcome.IsDone, outcome.Value)));
        Assert.Single(await ActivitiesAsync(third.Value));
    }

    [Fact]
    public async Task CarryOut_AgainAfterwards_FindsThemCarriedAlready()
    {
        var (one, two) = (await Sample.AddActivityAsync(1, "Ett", Sample.North), await Sample.AddActivityAsync(2, "Två", Sample.North));
        var planId = (await CarryOutAsync(All(one))).Value;

        var preview = await PreviewAsync(All(one, two) with { ToPlanId = planId });

        Assert.Equal((one.Id, LeftReason.AlreadyCarried), (Assert.Single(preview.NotMade).Id, preview.NotMade[0].Reason));
        Assert.Equal(two.Id, Assert.Single(preview.Made).FromId);
    }

    [Fact]
    public async Task CarryOut_SomethingChangedSinceThePreview_IsAConflictAndMakesNothing()
    {
        var activity = await Sample.AddActivityAsync(1, "Ett", Sample.North, Sample.South);
        var seal = (await PreviewAsync(All(activity))).Seal;
        await CloseAsync(Sample.South);

        Assert.True((await CarryOutAsync(All(activity), Guid.CreateVersion7(), seal)).IsConflict);

        await using var db = Database.Open();
        Assert.Equal(2, await db.Plans.CountAsync());
    }

    [Fact]
    public async Task CarryOut_ThreeHundredActivities_IsOneSaveAndUndoneInOne()
    {
        const int many = 300;
        await using (var db = Database.Open())
        {
            for (var number = 1; number <= many; number++)
            {
                var activity = new Activity(Guid.CreateVersion7(), Sample.Plan.Id, number, new ActivityFacts { Title = $"Aktivitet {number}", OwnerUnitId = Sample.North.Id });
                db.Activities.Add(activity);
                db.Notes.AddRange(new Note(activity.Id, Sample.North.Id), new Note(activity.Id, Sample.South.Id));
            }

            await db.SaveChangesAsync();
        }

        var (choice, id) = (All([.. await ActivitiesAsync(Sample.Plan.Id)]), Guid.CreateVersion7());
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var preview = await PreviewAsync(choice);
        var planId = (await CarryOutAsync(choice, id, preview.Seal)).Value;
        Assert.Equal((many, 2 * many, 0), (preview.Made.Count, preview.Notes, preview.NotMade.Count));
        Assert.Equal(many, (await ActivitiesAsync(planId)).Count(activity => activity.ContinuesId is not null));
        Assert.True((await UndoAsync(id)).IsDone);

        // Nobody needs to be shown how far it has come.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await using var after = Database.Open();
        Assert.Equal((2, many, 2 * many), (await after.Plans.CountAsync(), await after.Activities.CountAsync(), await after.Notes.CountAsync()));
    }

    [Fact]
    public async Task Setup_SuggestsTheOpenPlanOfTheNextYearAndTellsClosedUnits()
    {
        var one = await Sample.AddActivityAsync(1, "Ett", Sample.North, Sample.South);
        await Sample.AddActivityAsync(2, "Två", Sample.North);
        await DecideAsync(one, Continuation.Continues);
        await CloseAsync(Sample.South);
        Assert.Null((await SetupAsync()).Suggested);
        await AddPlanAsync(2027, "Förskola");
        var next = await AddPlanAsync(2027);

        var setup = await SetupAsync();

        Assert.Equal((next.Id, "2027/28"), (setup.Suggested!.Id, setup.NextYear.ToString()));
        Assert.Equal([Continuation.Continues, null], setup.Activities.Select(activity => activity.Continuation));
        Assert.Equal([(Sample.North.Name, false), (Sample.South.Name, true)], setup.Units.Select(row => (row.Unit.Name, row.Unit.IsClosed)));
        Assert.DoesNotContain(setup.AllUnits, row => row.Unit.Id == Sample.South.Id);
    }

    private async Task<ShiftSetup> SetupAsync()
    {
        await using var db = Database.Open();
        return (await new YearShiftQueries(db).SetupAsync(await Sample.AccessOfAsync(Sample.Reviewer), Sample.Plan.Id))!;
    }

    private async Task<IEnumerable<string>> RefusalsAsync(ShiftChoice choice) => (await PreviewAsync(choice)).Refusals.Select(refusal => refusal.Code);

    private async Task DecideAsync(Activity activity, Continuation continuation)
    {
        await using var db = Database.Open();
        await new ContinuationService(db, Database.Clock).DecideAsync(await Sample.AccessOfAsync(Sample.Reviewer), activity.PlanId, [new(activity.Id, null, continuation)]);
    }

    /// <summary>Gives the plan days and instructions, and the activity a person responsible.</summary>
    private async Task PrepareAsync(Activity activity)
    {
        await using var db = Database.Open();
        var plan = await db.Plans.SingleAsync(plan => plan.Id == Sample.Plan.Id);
        plan.Change(plan.Year, plan.Name, plan.ReportTitle, null, new DateOnly(2027, 6, 10));
        plan.Instruct("Fakta först.", "");
        (await db.Activities.SingleAsync(each => each.Id == activity.Id))
            .Change(new ActivityFacts { Title = activity.Title, OwnerUnitId = activity.OwnerUnitId, DueOn = activity.DueOn, Responsible = "Anna Ek" });
        await db.SaveChangesAsync();
    }

    /// <summary>All that is counted of the fixed plan, and its whole report.</summary>
    private async Task<string> FiguresAsync()
    {
        await using var db = Database.Open();
        var access = await Sample.AccessOfAsync(Sample.Reviewer);
        var planId = Sample.FixedPlan.Id;
        var overview = (await new ReviewQueries(db, Database.Clock).ReadAsync(access, new ReviewFilter { PlanId = planId }, new PageRequest()))!;
        var plan = (await new PlanQueries(db).DetailsAsync(access, planId))!;
        var report = (await new AnnualReportQueries(db, Database.Clock).ReadAsync(access, planId))!;
        using var json = new MemoryStream();
        await ReportJson.WriteAsync(report, json);
        return $"{overview.States} {overview.Statuses} {overview.Overdue} {overview.Rows.Count} {plan.Activities} {plan.Notes} {plan.HandedIn} {report.Counts} {Encoding.UTF8.GetString(json.ToArray())}";
    }
}
