using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>Reads check-points: a principal's are those of plans in which an own unit has something to write.</summary>
public sealed class CheckPointQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>More check-points than are open at once.</summary>
    private const int MaxOpen = 50;

    /// <summary>The check-points of a plan, the first one first. Three commands.</summary>
    public async Task<IReadOnlyList<CheckPointRow>> ListAsync(UserAccess access, Guid planId, CancellationToken cancel = default)
    {
        var notes = Wanted(access, planId);
        var wanted = await notes.CountAsync(cancel);
        if (wanted == 0 && !access.SeesAllUnits) return [];
        var points = await db.CheckPoints.AsNoTracking().OfPlan(planId)
            .Select(point => new CheckPointRow
            {
                Id = point.Id,
                Name = point.Name,
                FirstDay = point.FirstDay,
                LastDay = point.LastDay,
                Written = db.CheckPointNotes.Count(written => written.CheckPointId == point.Id && notes.Any(note => note.Id == written.NoteId)),
                Wanted = 0,
            })
            .ToListAsync(cancel);
        return [.. points.Select(point => point with { Wanted = wanted })];
    }

    /// <summary>One check-point's name and days with its version, to change them; null for those who may not.</summary>
    public async Task<CheckPointSettings?> SettingsAsync(UserAccess access, Guid planId, Guid id, CancellationToken cancel = default) =>
        access.May(Permission.PlanActivities)
            ? await db.CheckPoints.AsNoTracking().Where(point => point.Id == id && point.PlanId == planId && point.RemovedAt == null)
                .Select(point => new CheckPointSettings(point.Id, point.Name, point.FirstDay, point.LastDay, point.Version,
                    db.CheckPointNotes.Count(written => written.CheckPointId == id)))
                .SingleOrDefaultAsync(cancel)
            : null;

    /// <summary>The check-points in which units of this person can write today, those that end first first. A fixed number of commands.</summary>
    public async Task<IReadOnlyList<OpenCheckPoint>> OpenAsync(UserAccess access, CancellationToken cancel = default)
    {
        if (!access.May(Permission.ReadNotes)) return [];
        var today = clock.Today;
        var earliest = today.AddDays(-WritingDays.MaxGraceDays);
        var points = await db.CheckPoints.AsNoTracking().Include(point => point.Plan)
            .Where(point => point.RemovedAt == null && point.Plan.FixedAt == null && point.FirstDay <= today && point.LastDay >= earliest)
            .OrderBy(point => point.LastDay).ThenBy(point => point.Id).Take(MaxOpen)
            .ToListAsync(cancel);
        if (points.Count == 0) return [];

        var calendar = await PlanCalendar.ReadAsync(db, points.Select(point => point.Plan), cancel);
        var (planIds, ids) = (points.Select(point => point.PlanId).Distinct().ToList(), points.Select(point => point.Id).ToList());
        var wanted = await db.Notes.AsNoTracking().WithCheckPointsFor(access)
            .Where(note => planIds.Contains(note.Activity.PlanId) && note.Activity.DroppedAt == null)
            .GroupBy(note => new { note.Activity.PlanId, note.UnitId })
            .Select(group => new { group.Key.PlanId, group.Key.UnitId, Count = group.Count() })
            .OrderBy(group => group.PlanId).ThenBy(group => group.UnitId).Take(planIds.Count * UnitTree.MaxUnits)
            .ToListAsync(cancel);
        var written = await db.CheckPointNotes.AsNoTracking()
            .Where(written => ids.Contains(written.CheckPointId) && written.Note.Activity.DroppedAt == null)
            .GroupBy(written => new { written.CheckPointId, written.Note.UnitId })
            .Select(group => new { group.Key.CheckPointId, group.Key.UnitId, Count = group.Count() })
            .OrderBy(group => group.CheckPointId).ThenBy(group => group.UnitId).Take(ids.Count * UnitTree.MaxUnits)
            .ToDictionaryAsync(group => (group.CheckPointId, group.UnitId), group => group.Count, cancel);
        var open = from point in points
                   let units = wanted.Where(unit => unit.PlanId == point.PlanId)
                       .Select(unit => (unit.UnitId, unit.Count, Days: point.DaysWith(calendar.DaysOf(point.PlanId, unit.UnitId))))
                       .Where(unit => unit.Days.IsOpenOn(today)).ToList()
                   where units.Count > 0
                   select new OpenCheckPoint(point.Id, point.Name, LabelOf(point.Plan), units.MinBy(unit => unit.Days.OpenUntil).Days,
                       units.Sum(unit => written.GetValueOrDefault((point.Id, unit.UnitId))), units.Sum(unit => unit.Count));
        return [.. open];
    }

    /// <summary>
    /// One check-point with what the units said, by the activities' numbers: all units' for those who see all, else the own ones'. A fixed number of commands.
    /// </summary>
    /// <returns>Null where the check-point, or the unit asked for, does not exist for this person.</returns>
    public async Task<CheckPointOverview?> ReadAsync(UserAccess access, Guid id, CheckPointFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        if (await FindAsync(id, cancel) is not { } point) return null;
        var tree = await UnitTree.ReadAsync(db, point.Plan.NamedAt, cancel);
        if (filter.UnitId is { } asked && (tree.Find(asked) is null || !access.ReadsCheckPointsOf(asked))) return null;
        var all = Wanted(access, point.PlanId);
        var units = await all.Select(note => note.UnitId).Distinct().OrderBy(unitId => unitId).Take(UnitTree.MaxUnits).ToListAsync(cancel);
        if (units.Count == 0 && !access.SeesAllUnits) return null;

        var below = filter.UnitId is { } unitId ? tree.WithAllBelow(unitId).ToList() : [];
        var notes = filter.UnitId is null ? all : all.Where(note => below.Contains(note.UnitId));
        if (filter.GoalAreaId is { } areaId) notes = notes.Where(note => note.Activity.GoalAreaId == areaId);
        var said = db.CheckPointNotes.Where(written => written.CheckPointId == id);
        var statuses = await said.Where(written => notes.Any(note => note.Id == written.NoteId))
            .GroupBy(written => written.Status).Select(group => new { Status = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Status, group => group.Count, cancel);
        var wanted = await notes.CountAsync(cancel);
        if (filter.Status is { } status) notes = notes.Where(note => said.Any(written => written.NoteId == note.Id && written.Status == status));
        if (filter.IsWritten is { } isWritten) notes = notes.Where(note => said.Any(written => written.NoteId == note.Id) == isWritten);

        var calendar = await PlanCalendar.ReadAsync(db, [point.Plan], cancel);
        var rows = await notes.ToPageAsync(
            note => note.Activity.Number,
            note => note.Id,
            note => new CheckPointNoteRow
            {
                NoteId = note.Id,
                UnitId = note.UnitId,
                UnitName = note.Unit.Pasts.Where(past => past.Until > note.Activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? note.Unit.Name,
                Number = note.Activity.Number,
                Title = note.Activity.Title,
                GoalArea = note.Activity.GoalArea!.Name,
                Status = said.Where(written => written.NoteId == note.Id).Select(written => (NoteStatus?)written.Status).FirstOrDefault(),
                Text = said.Where(written => written.NoteId == note.Id).Select(written => written.Text).FirstOrDefault(),
                SavedAt = said.Where(written => written.NoteId == note.Id).Select(written => (DateTime?)written.SavedAt).FirstOrDefault(),
                SavedBy = said.Where(written => written.NoteId == note.Id).Select(written => written.SavedBy.Name).FirstOrDefault(),
            },
            page,
            cancel: cancel);
        return new CheckPointOverview
        {
            Id = id,
            Name = point.Name,
            Plan = LabelOf(point.Plan),
            Days = access.SeesAllUnits || units.Count == 0
                ? point.DaysWith(point.Plan.Days)
                : units.Select(each => point.DaysWith(calendar.DaysOf(point.PlanId, each))).MinBy(days => days.OpenUntil)!,
            Units = [.. tree.Rows.Where(row => access.ReadsCheckPointsOf(row.Unit.Id) && tree.WithAllBelow(row.Unit.Id).Any(units.Contains))
                .Select(row => new UnitOption(row.Unit.Id, row.Unit.Name, row.Depth, row.Unit.IsClosed))],
            GoalAreas = await GoalAreasAsync(all, cancel),
            Page = rows with { Rows = [.. rows.Rows.Select(row => Dated(row, access, point, calendar))] },
            Statuses = statuses,
            Wanted = wanted,
        };
    }

    /// <summary>What one writes and reads of one activity at a check-point; null where it does not exist for this person.</summary>
    public async Task<CheckPointEntry?> EntryAsync(UserAccess access, Guid id, Guid noteId, CancellationToken cancel = default)
    {
        if (await FindAsync(id, cancel) is not { } point) return null;
        var note = await Wanted(access, point.PlanId).Where(note => note.Id == noteId)
            .Select(note => new { note.UnitId, UnitName = note.Unit.Name, note.ActivityId, note.Activity.Number, note.Activity.Title })
            .SingleOrDefaultAsync(cancel);
        if (note is null) return null;

        var calendar = await PlanCalendar.ReadAsync(db, [point.Plan], cancel);
        var points = (await CheckPointReading.ReadAsync(db, access, point.PlanId, calendar, [(noteId, note.UnitId)], cancel))[noteId].ToList();
        var days = point.DaysWith(calendar.DaysOf(point.PlanId, note.UnitId));
        var version = await db.CheckPointNotes.Where(written => written.CheckPointId == id && written.NoteId == noteId)
            .Select(written => written.Version).SingleOrDefaultAsync(cancel);
        var next = await Wanted(access, point.PlanId)
            .Where(other => other.UnitId == note.UnitId && other.Activity.Number > note.Number)
            .OrderBy(other => other.Activity.Number).ThenBy(other => other.Id)
            .Select(other => (Guid?)other.Id).FirstOrDefaultAsync(cancel);
        return new CheckPointEntry
        {
            CheckPointId = id,
            Name = point.Name,
            Plan = LabelOf(point.Plan),
            Days = days,
            NoteId = noteId,
            ActivityId = note.ActivityId,
            Number = note.Number,
            Title = note.Title,
            UnitName = note.UnitName,
            Written = points.Find(each => each.Id == id)?.Written,
            Version = version,
            CanWrite = CanWrite(access, note.UnitId, point.Plan, days),
            IsFixed = point.Plan.IsFixed,
            Before = points.TakeWhile(each => each.Id != id).LastOrDefault(each => each.Written is not null),
            Next = next,
        };
    }

    private Task<CheckPoint?> FindAsync(Guid id, CancellationToken cancel) => db.CheckPoints.AsNoTracking().Include(point => point.Plan)
        .SingleOrDefaultAsync(point => point.Id == id && point.RemovedAt == null, cancel);

    /// <summary>The notes of a plan that a check-point asks about, of those that this person reads.</summary>
    private IQueryable<Note> Wanted(UserAccess access, Guid planId) => db.Notes.AsNoTracking().WithCheckPointsFor(access)
        .Where(note => note.Activity.PlanId == planId && note.Activity.DroppedAt == null);

    private async Task<IReadOnlyList<GoalAreaOption>> GoalAreasAsync(IQueryable<Note> notes, CancellationToken cancel) => await db.GoalAreas.AsNoTracking()
        .Where(area => notes.Any(note => note.Activity.GoalAreaId == area.Id))
        .OrderBy(area => area.Position).ThenBy(area => area.Id)
        .Take(GoalAreaQueries.OptionsLimit)
        .Select(area => new GoalAreaOption(area.Id, area.Name, area.ClosedAt != null))
        .ToListAsync(cancel);

    private CheckPointNoteRow Dated(CheckPointNoteRow row, UserAccess access, CheckPoint point, PlanCalendar calendar)
    {
        var days = point.DaysWith(calendar.DaysOf(point.PlanId, row.UnitId));
        return row with { CanWrite = CanWrite(access, row.UnitId, point.Plan, days), IsLate = row.Status is null && days.LastDay < clock.Today };
    }

    private bool CanWrite(UserAccess access, Guid unitId, Plan plan, CheckPointDays days) =>
        !plan.IsFixed && access.WritesFor(unitId) && days.HasBegunOn(clock.Today) && (days.IsOpenOn(clock.Today) || access.WritesAfterTheEnd());

    private static PlanLabel LabelOf(Plan plan) => new(plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.IsFixed);
}

/// <summary>What a form for changing a check-point shows.</summary>
/// <param name="Id">The check-point.</param>
/// <param name="Name">Its name.</param>
/// <param name="FirstDay">The first day.</param>
/// <param name="LastDay">The last day.</param>
/// <param name="Version">Its version.</param>
/// <param name="Written">How many have been written.</param>
public sealed record CheckPointSettings(Guid Id, string Name, DateOnly FirstDay, DateOnly LastDay, Guid Version, int Written);
