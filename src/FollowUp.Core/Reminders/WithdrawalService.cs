using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reminders;

/// <summary>
/// Lets an activity no longer concern a unit: the unit's note goes, as long as it is empty. Stands with the reminders, since
/// those of the note go with it.
/// </summary>
public sealed class WithdrawalService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Refused for the responsible unit, for a fixed plan, and once the unit has written anything or somebody has commented on it.</summary>
    public async Task<Outcome> RemoveUnitAsync(UserAccess access, Guid activityId, Guid unitId, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return Outcome.NotFound;
        var activity = await db.Activities.VisibleTo(access, db).Include(activity => activity.Plan)
            .SingleOrDefaultAsync(activity => activity.Id == activityId, cancel);
        if (activity is null) return Outcome.NotFound;
        var note = await db.Notes.Include(note => note.Unit).SingleOrDefaultAsync(note => note.ActivityId == activityId && note.UnitId == unitId, cancel);
        if (note is null) return Outcome.Done;
        if (Refusal(activity, note) is { } refusal) return refusal;
        if (await db.NoteComments.AnyAsync(comment => comment.NoteId == note.Id, cancel)) return Outcome.Refused("UnitHasComments", null, note.Unit.Name);
        if (await db.CheckPointNotes.AnyAsync(written => written.NoteId == note.Id, cancel)) return Outcome.Refused("UnitHasWritten", null, note.Unit.Name);

        db.Reminders.RemoveRange(await db.Reminders.Where(reminder => reminder.NoteId == note.Id).ToListAsync(cancel));
        db.GapWaivers.RemoveRange(await db.GapWaivers.Where(waiver => waiver.NoteId == note.Id).ToListAsync(cancel));
        db.Notes.Remove(note);
        activity.Plan.Touch();
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ActivityUnitRemoved, activityId, activity.Label, note.Unit.Name));
        return await db.SaveOrConflictAsync(cancel);
    }

    private static Outcome? Refusal(Activity activity, Note note) =>
        activity.Plan.IsFixed ? Outcome.Refused("PlanIsFixed")
        : activity.IsDropped ? Outcome.Refused("ActivityIsDropped")
        : activity.OwnerUnitId == note.UnitId ? Outcome.Refused("UnitIsResponsible", null, note.Unit.Name)
        : note.State != NoteState.Missing || note.HasText ? Outcome.Refused("UnitHasWritten", null, note.Unit.Name)
        : null;
}
