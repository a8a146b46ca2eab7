using FollowUp.Core.Data;
using FollowUp.Core.Units;
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

    /// <summary>The units in use that stand right below: they go on below the unit that takes over.</summary>
    public static IQueryable<Unit> OpenBelow(this IQueryable<Unit> units, Guid unitId) =>
        units.Where(child => child.ParentId == unitId && child.ClosedAt == null);

    /// <summary>Why these two cannot be merged; null where they can.</summary>
    /// <param name="db">Where they are.</param>
    /// <param name="unitId">The unit that would close.</param>
    /// <param name="successorId">The unit that would take over.</param>
    /// <param name="withUnits">True where the units below are to move along.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public static async Task<Refusal?> RefusalAsync(FollowUpDbContext db, Guid unitId, Guid successorId, bool withUnits, CancellationToken cancel)
    {
        const string field = "SuccessorId";
        var unit = await db.Units.AsNoTracking().SingleAsync(unit => unit.Id == unitId, cancel);
        if (unit.IsAuthority) return new Refusal("UnitAuthorityStays");
        if (unit.ClosedAt is not null) return new Refusal("UnitIsClosed", null, unit.Name);
        var below = await db.Units.AsNoTracking().OpenBelow(unitId).OrderBy(child => child.SortKey).Take(UnitTree.MaxUnits).ToListAsync(cancel);
        if (below.Count > 0 && !withUnits) return new Refusal("UnitHasUnitsBelow", "WithUnits", below.Count);
        var successor = await db.Units.AsNoTracking().SingleOrDefaultAsync(unit => unit.Id == successorId, cancel);
        if (successor is null || successor.Id == unitId) return new Refusal("UnitSuccessorMissing", field);
        if (successor.ClosedAt is not null) return new Refusal("UnitIsClosed", field, successor.Name);
        if (below.Count == 0) return null;
        var tree = await UnitTree.ReadAsync(db, cancel);
        if (tree.WithAllBelow(unitId).Contains(successorId)) return new Refusal("UnitSuccessorStandsBelow", field, successor.Name, unit.Name);
        var taken = tree.Rows.Where(row => row.Unit.ParentId == successorId).Select(row => UnitNames.Key(row.Unit.Name)).ToHashSet();
        return below.Find(child => taken.Contains(UnitNames.Key(child.Name))) is { } same ? new Refusal("UnitNameTakenBelow", field, successor.Name, same.Name) : null;
    }
}
