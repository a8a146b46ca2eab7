using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.YearShift;

/// <summary>
/// Carries activities over into the next plan, all in one save. The old plan is only read: whatever is counted of it stays as it was.
/// </summary>
public sealed class YearShiftService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>
    /// Carries out what a preview has shown: the plan where it is new, the activities, each linked to the one that it goes on from, and a note
    /// to be written for each unit concerned.
    /// </summary>
    /// <param name="access">Who does it.</param>
    /// <param name="id">The shift's key, made with the form, so that a second click finds the first one's work.</param>
    /// <param name="planId">The old plan, fixed or not.</param>
    /// <param name="choice">What is to go on.</param>
    /// <param name="seen">The <see cref="ShiftPreview.Seal"/> of the preview that was shown; a conflict where it has become another one since.</param>
    /// <param name="cancel">Ends the work early.</param>
    /// <returns>The plan that got the activities.</returns>
    public async Task<Outcome<Guid>> CarryOutAsync(
        UserAccess access, Guid id, Guid planId, ShiftChoice choice, string seen, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return Outcome<Guid>.From(Outcome.NotFound);
        if (await MadeAsync(access, id, cancel) is { } made) return made;
        var draft = await ShiftDraft.ReadAsync(db, planId, choice, cancel);
        if (draft is null) return Outcome<Guid>.From(Outcome.NotFound);
        if (draft.Preview.Refusals.Count > 0 || draft.Preview.Seal != seen)
        {
            // What the first click of a double click made while the second was at work stands in its way here.
            return await MadeAsync(access, id, cancel) ?? Outcome<Guid>.From(draft.Preview.Refusals.Count > 0 ? Outcome.Refused(draft.Preview.Refusals) : Outcome.Conflict);
        }

        var plan = Make(access, id, draft);
        try
        {
            await db.SaveChangesAsync(cancel);
            return plan.Id;
        }
        catch (Exception fault) when (fault is DbUpdateConcurrencyException || (fault is DbUpdateException update && faults.IsUniqueViolation(update)))
        {
            db.ChangeTracker.Clear();
            return await MadeAsync(access, id, cancel) ?? Outcome<Guid>.From(Outcome.Conflict);
        }
    }

    private async Task<Outcome<Guid>?> MadeAsync(UserAccess access, Guid id, CancellationToken cancel) =>
        await db.YearShifts.Where(shift => shift.Id == id && shift.ById == access.UserId).Select(shift => shift.ToPlanId).SingleOrDefaultAsync(cancel) is { } planId ? planId : null;

    private Plan Make(UserAccess access, Guid id, ShiftDraft draft)
    {
        var (preview, from) = (draft.Preview, draft.From);
        var plan = draft.To ?? NewPlan(access, preview, from);
        if (preview.Instructions == InstructionsFate.Carried) plan.Instruct(from.FollowUpInstructions, from.AnalysisInstructions);
        plan.Touch();
        var shift = new Shift(id, from.Id, plan, access.UserId, clock.Now)
        {
            MadePlan = draft.To is null,
            CarriedInstructions = preview.Instructions == InstructionsFate.Carried,
            Activities = preview.Made.Count,
            Notes = preview.Notes,
        };
        db.YearShifts.Add(shift);
        foreach (var made in preview.Made)
        {
            var facts = new ActivityFacts
            {
                Title = made.Title,
                OwnerUnitId = made.OwnerUnitId,
                Responsible = made.Responsible,
                DueOn = made.DueOn,
                GoalAreaId = made.GoalAreaId,
                ContinuesId = made.FromId,
            };
            var activity = new Activity(Guid.CreateVersion7(), plan.Id, made.Number, facts) { ShiftId = shift.Id };
            db.Activities.Add(activity);
            db.Notes.AddRange(made.Units.Select(unit => new Note(activity.Id, unit.Id)));
        }

        var (old, next) = (LabelOf(from), LabelOf(plan));
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.YearShifted, from.Id, old, $"{old} → {next}: {shift.Activities}"));
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.YearShifted, plan.Id, next, $"{old} → {next}: {shift.Activities}"));
        return plan;
    }

    private Plan NewPlan(UserAccess access, ShiftPreview preview, Plan from)
    {
        var plan = new Plan(Guid.CreateVersion7(), preview.ToYear, preview.ToName, from.ReportTitle);
        plan.Change(preview.ToYear, preview.ToName, from.ReportTitle, preview.OpensOn, preview.LastDay, preview.LastDay is null ? null : from.GraceDays);
        plan.Retitle(from.ReportTitle, from.Language);
        db.Plans.Add(plan);
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.PlanCreated, plan.Id, LabelOf(plan)));
        return plan;
    }

    private static string LabelOf(Plan plan) => $"{plan.Year} {plan.Name}".TrimEnd();
}
