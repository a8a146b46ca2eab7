using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>What another unit takes over from one that closes, and what stays. The one place that says so, for the preview and for the merge.</summary>
internal static class MergeSplit
{
    /// <summary>
    /// What the unit has not finished: notes that are not approved, in plans that have never been fixed. What is approved is the unit's own work, and stays.
    /// </summary>
    public static IQueryable<Note> UnfinishedOf(this IQueryable<Note> notes, Guid unitId) => notes.Where(note =>
        note.UnitId == unitId && note.State != NoteState.Approved && note.Activity.DroppedAt == null && note.Activity.Plan.FixedAt == null && note.Activity.Plan.NamedAt == null);

    /// <summary>Of those, the ones whose activity the other unit reports on as well: they stay, since one unit has one note on an activity.</summary>
    public static IQueryable<Note> SharedWith(this IQueryable<Note> notes, Guid successorId, FollowUpDbContext db) =>
        notes.Where(note => db.Notes.Any(other => other.ActivityId == note.ActivityId && other.UnitId == successorId));

    /// <summary>Of those, the ones that the other unit takes over.</summary>
    public static IQueryable<Note> TakenOverBy(this IQueryable<Note> notes, Guid successorId, FollowUpDbContext db) =>
        notes.Where(note => !db.Notes.Any(other => other.ActivityId == note.ActivityId && other.UnitId == successorId));

    /// <summary>Why these two cannot be merged; null where they can.</summary>
    public static async Task<Refusal?> RefusalAsync(FollowUpDbContext db, Guid unitId, Guid successorId, CancellationToken cancel)
    {
        const string field = "SuccessorId";
        var unit = await db.Units.AsNoTracking().SingleAsync(unit => unit.Id == unitId, cancel);
        if (unit.IsAuthority) return new Refusal("UnitAuthorityStays");
        if (unit.ClosedAt is not null) return new Refusal("UnitIsClosed", null, unit.Name);
        var below = await db.Units.CountAsync(child => child.ParentId == unitId && child.ClosedAt == null, cancel);
        if (below > 0) return new Refusal("UnitHasUnitsBelow", null, below);
        var successor = await db.Units.AsNoTracking().SingleOrDefaultAsync(unit => unit.Id == successorId, cancel);
        if (successor is null || successor.Id == unitId) return new Refusal("UnitSuccessorMissing", field);
        return successor.ClosedAt is null ? null : new Refusal("UnitIsClosed", field, successor.Name);
    }
}
