using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>What was said at check-points, and who may read it: the unit's own writers, and those who see all units.</summary>
internal static class CheckPointReading
{
    /// <summary>True where this person reads what a unit says at check-points.</summary>
    public static bool ReadsCheckPointsOf(this UserAccess access, Guid unitId) => access.SeesAllUnits || access.Owns(unitId);

    /// <summary>The notes of which this person reads what was said at check-points.</summary>
    public static IQueryable<Note> WithCheckPointsFor(this IQueryable<Note> notes, UserAccess access)
    {
        var own = access.OwnUnits;
        return access.SeesAllUnits ? notes : notes.Where(note => own.Contains(note.UnitId));
    }

    /// <summary>The check-points of a plan in the order of their days, those removed left out.</summary>
    public static IQueryable<CheckPoint> OfPlan(this IQueryable<CheckPoint> points, Guid planId) => points
        .Where(point => point.PlanId == planId && point.RemovedAt == null)
        .OrderBy(point => point.LastDay).ThenBy(point => point.FirstDay).ThenBy(point => point.Id)
        .Take(CheckPoint.MaxPerPlan);

    /// <summary>The check-points of some notes of one plan. Two commands, and those of the calendar.</summary>
    public static async Task<ILookup<Guid, NoteCheckPoint>> ReadAsync(
        FollowUpDbContext db, UserAccess access, Guid planId, PlanCalendar calendar, IReadOnlyList<(Guid NoteId, Guid UnitId)> notes, CancellationToken cancel)
    {
        var points = await db.CheckPoints.AsNoTracking().OfPlan(planId).ToListAsync(cancel);
        var readable = notes.Where(note => access.ReadsCheckPointsOf(note.UnitId)).ToList();
        var ids = points.Count == 0 ? [] : readable.Select(note => note.NoteId).ToList();
        var written = ids.Count == 0 ? [] : await db.CheckPointNotes.AsNoTracking()
            .Where(written => ids.Contains(written.NoteId) && written.CheckPoint.RemovedAt == null)
            .OrderBy(written => written.Id).Take(ids.Count * CheckPoint.MaxPerPlan)
            .Select(written => new { written.CheckPointId, written.NoteId, Status = new CheckPointStatus(written.Status, written.Text, written.SavedAt, written.SavedBy.Name) })
            .ToListAsync(cancel);
        var found = written.ToDictionary(each => (each.NoteId, each.CheckPointId), each => each.Status);
        return readable
            .SelectMany(note => points.Select(point => (note.NoteId, Point: new NoteCheckPoint(
                point.Id, point.Name, point.DaysWith(calendar.DaysOf(planId, note.UnitId)), found.GetValueOrDefault((note.NoteId, point.Id))))))
            .ToLookup(each => each.NoteId, each => each.Point);
    }
}
