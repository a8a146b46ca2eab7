using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;

namespace FollowUp.Core.Notes;

/// <summary>What stands against work on a note that its own state does not tell: its plan and its activity. Both are to be loaded.</summary>
internal static class NoteLocks
{
    /// <summary>Why nothing about the note may change any more; null where it may.</summary>
    public static Outcome? RefusalOfLocked(this Note note) =>
        note.Activity.Plan.IsFixed ? Outcome.Refused("PlanIsFixed")
        : note.Activity.IsDropped ? Outcome.Refused("ActivityIsDropped")
        : null;

    /// <summary>
    /// Makes the save that follows a conflict where the plan was fixed since it was read. It moves nothing that another save looks at, so that two notes of a
    /// plan never stand in each other's way; nor does it ask the plan for more than its row for the moment of the save.
    /// </summary>
    public static void HoldOpen(this FollowUpDbContext db, Note note) => db.Entry(note.Activity.Plan).Property(plan => plan.FixedAt).IsModified = true;

    /// <summary>Why its text may not be written today; null where plan, activity and the unit's days let it. One command, or two.</summary>
    public static async Task<Outcome?> RefusalToWriteAsync(
        this Note note, FollowUpDbContext db, UserAccess access, DateOnly today, CancellationToken cancel)
    {
        if (note.RefusalOfLocked() is { } locked) return locked;
        var days = await PlanCalendar.DaysOfAsync(db, note.Activity.Plan, note.UnitId, cancel);
        return !days.HasOpenedOn(today) ? Outcome.Refused("PlanNotOpenYet", null, days.OpensOn!.Value)
            : access.IsShutOut(note.State, days, today) ? Outcome.Refused("WritingIsClosed", null, days.LastDay!.Value, days.OpenUntil!.Value)
            : null;
    }

    /// <summary>True for those whom a closing day does not bind: who plans can move it.</summary>
    public static bool WritesAfterTheEnd(this UserAccess access) => access.May(Permission.PlanActivities);

    /// <summary>True where the days of grace are over for this person; not for a note that was returned, which is wanted back.</summary>
    public static bool IsShutOut(this UserAccess access, NoteState state, WritingDays days, DateOnly today) =>
        days.HasClosedOn(today) && state != NoteState.Returned && !access.WritesAfterTheEnd();
}
