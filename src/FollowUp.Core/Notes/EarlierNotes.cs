using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>What a unit goes on from when it writes: its own text of the year before, or that of a unit which it has taken over. The one place that says so.</summary>
internal static class EarlierNotes
{
    /// <summary>
    /// What was written on each of these activities that the unit goes on from, as far as this person may read it: its own first, else the latest of those taken
    /// over; else, where that is asked for, the responsible unit's. Two commands, and one for each step back among units taken over.
    /// </summary>
    /// <param name="db">Where it is read.</param>
    /// <param name="access">Who asks.</param>
    /// <param name="activityIds">The earlier activities: a page of them.</param>
    /// <param name="unitId">The unit that writes now.</param>
    /// <param name="withOwners">True where the responsible unit's text does for one that took no part.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public static async Task<IReadOnlyDictionary<Guid, EarlierNote>> ReadAsync(
        FollowUpDbContext db, UserAccess access, IReadOnlyCollection<Guid> activityIds, Guid unitId, bool withOwners, CancellationToken cancel)
    {
        if (activityIds.Count == 0) return new Dictionary<Guid, EarlierNote>();
        var former = await UnitMerge.FormerOfAsync(db, [unitId], cancel);
        var found = await db.Notes.VisibleTo(access).ReadableBy(access).AsNoTracking()
            .Where(note => activityIds.Contains(note.ActivityId) && note.State != NoteState.Missing
                && (note.UnitId == unitId || former.Contains(note.UnitId) || (withOwners && note.UnitId == note.Activity.OwnerUnitId)))
            .Select(note => new
            {
                note.Id,
                note.ActivityId,
                note.UnitId,
                UnitName = note.Unit.Pasts.Where(past => past.Until > note.Activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? note.Unit.Name,
                note.Status,
                note.FollowUp,
                note.Analysis,
                note.Activity.Number,
                note.Activity.Plan.YearKind,
                note.Activity.Plan.StartYear,
            })
            .ToListAsync(cancel);
        return found.GroupBy(note => note.ActivityId).Select(notes => notes.MinBy(note => Rank(note.UnitId))!).ToDictionary(
            note => note.ActivityId,
            note => new EarlierNote(
                note.Id, new PlanYear(note.YearKind, note.StartYear), note.Number, new NoteText(note.Status, note.FollowUp, note.Analysis),
                note.UnitId == unitId || former.Contains(note.UnitId) ? null : note.UnitName, former.Contains(note.UnitId) ? note.UnitName : null));

        int Rank(Guid id) => id == unitId ? 0 : former.Index().Where(each => each.Item == id).Select(each => each.Index + 1).DefaultIfEmpty(int.MaxValue).First();
    }
}
