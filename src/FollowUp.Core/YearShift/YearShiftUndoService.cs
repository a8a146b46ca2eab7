using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.YearShift;

/// <summary>Takes a whole year shift back, as long as nobody has worked on what it made.</summary>
public sealed class YearShiftUndoService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>How many of the reasons against it are named.</summary>
    private const int ReasonsNamed = 5;

    /// <summary>
    /// <em>Ångra årsskiftet</em>: removes the activities and notes that it made, the instructions that it carried, and the plan that it made
    /// where nothing else is in it. Refused, with the activities named, where somebody has worked on them since. The shift can be done again.
    /// </summary>
    public async Task<Outcome> UndoAsync(UserAccess access, Guid planId, Guid shiftId, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return Outcome.NotFound;
        var outcome = await TryUndoAsync(access, planId, shiftId, removesPlan: true, cancel);

        // Others may have the plan: a report's settings, an import that was chosen for it. Only the database knows them all; then the plan stays.
        return outcome ?? await TryUndoAsync(access, planId, shiftId, removesPlan: false, cancel) ?? Outcome.Conflict;
    }

    /// <returns>Null where the database holds on to something that was to be removed.</returns>
    private async Task<Outcome?> TryUndoAsync(UserAccess access, Guid planId, Guid shiftId, bool removesPlan, CancellationToken cancel)
    {
        var shift = await db.YearShifts.Include(shift => shift.FromPlan).Include(shift => shift.ToPlan)
            .SingleOrDefaultAsync(shift => shift.Id == shiftId && shift.FromPlanId == planId, cancel);
        if (shift is null) return Outcome.NotFound;
        if (shift.UndoneAt is not null) return Outcome.Done;
        var plan = shift.ToPlan!;
        if (plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        var reasons = await ReasonsAgainstAsync(shift.Id, cancel);
        if (reasons.Count > 0) return Outcome.Refused([.. reasons.DistinctBy(reason => reason.Arguments[0]).Take(ReasonsNamed)]);

        await TakeOutAsync(shift, plan, removesPlan, cancel);
        var (old, next) = (LabelOf(shift.FromPlan), LabelOf(plan));
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.YearShiftUndone, shift.FromPlanId, old, $"{old} → {next}: {shift.Activities}"));
        if (shift.ToPlanId is { } kept) db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.YearShiftUndone, kept, next, $"{old} → {next}: {shift.Activities}"));
        shift.Undo(access.UserId, clock.Now);
        try
        {
            return await db.SaveOrConflictAsync(cancel);
        }
        catch (DbUpdateException fault) when (!faults.IsUniqueViolation(fault))
        {
            db.ChangeTracker.Clear();
            return null;
        }
    }

    private IQueryable<Activity> Made(Guid shiftId) => db.Activities.Where(activity => activity.ShiftId == shiftId);

    /// <summary>
    /// What somebody has done since: written, commented, moved on or been reminded of a note; changed, dropped or decided about an activity,
    /// added a unit to it, or let another one go on from it. Every change leaves an audit entry; what is written is looked for itself as well.
    /// </summary>
    private async Task<List<Refusal>> ReasonsAgainstAsync(Guid shiftId, CancellationToken cancel)
    {
        var made = Made(shiftId);
        var written = await db.Notes
            .Where(note => note.Activity.ShiftId == shiftId
                && (note.Revisions.Count > 0 || note.StateChanges.Count > 0 || db.Audit.Any(entry => entry.SubjectId == note.Id)))
            .OrderBy(note => note.Activity.Number).ThenBy(note => note.Id)
            .Select(note => new { note.Activity.Number, note.Activity.Title, Unit = note.Unit.Name, HasText = note.Revisions.Count > 0 })
            .Take(ReasonsNamed).ToListAsync(cancel);
        var changed = await made
            .Where(activity => activity.DroppedAt != null || db.Audit.Any(entry => entry.SubjectId == activity.Id))
            .OrderBy(activity => activity.Number).ThenBy(activity => activity.Id)
            .Select(activity => new { activity.Number, activity.Title })
            .Take(ReasonsNamed).ToListAsync(cancel);
        var continued = await made
            .Where(activity => db.Activities.Any(other => other.ContinuesId == activity.Id || other.ReplacedById == activity.Id))
            .OrderBy(activity => activity.Number).ThenBy(activity => activity.Id)
            .Select(activity => new { activity.Number, activity.Title })
            .Take(ReasonsNamed).ToListAsync(cancel);
        return
        [
            .. written.Select(note => new Refusal(note.HasText ? "ShiftNoteWritten" : "ShiftNoteHandled", null, $"{note.Number}. {note.Title}", note.Unit)),
            .. changed.Select(activity => new Refusal("ShiftActivityChanged", null, $"{activity.Number}. {activity.Title}")),
            .. continued.Select(activity => new Refusal("ShiftActivityContinued", null, $"{activity.Number}. {activity.Title}")),
        ];
    }

    private async Task TakeOutAsync(Shift shift, Plan plan, bool removesPlan, CancellationToken cancel)
    {
        db.Notes.RemoveRange(await db.Notes.Where(note => note.Activity.ShiftId == shift.Id).ToListAsync(cancel));
        db.Activities.RemoveRange(await Made(shift.Id).ToListAsync(cancel));
        var from = shift.FromPlan;
        if (shift.CarriedInstructions && (plan.FollowUpInstructions, plan.AnalysisInstructions) == (from.FollowUpInstructions, from.AnalysisInstructions))
            plan.Instruct("", "");
        plan.Touch();
        if (!removesPlan || !shift.MadePlan || !await IsEmptyWithoutAsync(shift, plan.Id, cancel)) return;
        foreach (var other in await db.YearShifts.Where(other => other.ToPlanId == plan.Id).ToListAsync(cancel)) other.LosePlan();
        db.Plans.Remove(plan);
    }

    /// <summary>True where the plan holds nothing but what this shift made, nobody has changed it, and no other shift that stands concerns it.</summary>
    private async Task<bool> IsEmptyWithoutAsync(Shift shift, Guid planId, CancellationToken cancel)
    {
        var shiftId = shift.Id;
        return !await db.Activities.AnyAsync(activity => activity.PlanId == planId && activity.ShiftId != shiftId, cancel)
            && !await db.Audit.AnyAsync(entry => entry.SubjectId == planId
                && entry.Action != AuditAction.PlanCreated && entry.Action != AuditAction.YearShifted && entry.Action != AuditAction.YearShiftUndone, cancel)
            && !await db.YearShifts.AnyAsync(other => other.Id != shiftId && other.ToPlanId == planId && other.UndoneAt == null, cancel);
    }

    private static string LabelOf(Plan plan) => $"{plan.Year} {plan.Name}".TrimEnd();
}
