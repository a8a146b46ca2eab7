using FollowUp.Core.Data;

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

    /// <summary>Why its text may not be written today; null where plan and activity let it.</summary>
    public static Outcome? RefusalToWrite(this Note note, DateOnly today) =>
        note.RefusalOfLocked()
        ?? (note.Activity.Plan.IsOpenOn(today) ? null : Outcome.Refused("PlanNotOpenYet", null, note.Activity.Plan.OpensOn!.Value));
}
