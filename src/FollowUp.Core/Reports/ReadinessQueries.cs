using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>Reads <em>Det här saknas</em>.</summary>
public sealed class ReadinessQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>
    /// Reads what a plan's notes lack: all units' for reviewers and administrators, the own units' for a principal. Of a fixed plan it is what they lacked on the
    /// day it was fixed. The number of commands is fixed.
    /// </summary>
    /// <returns>The list; null where the plan has no report for this person, or only a fixed one to read.</returns>
    public async Task<Readiness?> ReadAsync(UserAccess access, Guid planId, ReadinessFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        if (!access.May(Permission.ReadNotes)) return null;
        var plan = await db.Plans.AsNoTracking().WithReportFor(access, db).Where(plan => plan.Id == planId)
            .Select(plan => new { plan.YearKind, plan.StartYear, plan.Name, plan.FixedAt, plan.Version }).SingleOrDefaultAsync(cancel);
        if (plan is null) return null;

        var tree = await UnitTree.ReadAsync(db, cancel);
        var day = DayOf(plan.FixedAt);
        var seen = Seen(access, planId);
        var notes = Asked(seen, filter, tree);
        var open = await seen.WithOpenGap(db, day).GroupBy(note => note.UnitId)
            .Select(group => new { UnitId = group.Key, Count = group.Count() }).ToDictionaryAsync(found => found.UnitId, found => found.Count, cancel);
        return new Readiness
        {
            PlanId = planId,
            Year = new PlanYear(plan.YearKind, plan.StartYear),
            Name = plan.Name,
            IsFixed = plan.FixedAt is not null,
            PlanVersion = plan.Version,
            Counts = await CountsAsync(notes, day, cancel),
            Notes = await notes.CountAsync(cancel),
            NotesWithOpenGaps = filter.UnitId is { } chosen ? tree.WithAllBelow(chosen).Sum(unit => open.GetValueOrDefault(unit)) : open.Values.Sum(),
            Units = [.. tree.Rows.Where(row => open.ContainsKey(row.Unit.Id)).Select(row => new UnitGaps(row.Unit, open[row.Unit.Id]))],
            Rows = await RowsAsync(notes, day, filter, page, cancel),
        };
    }

    /// <summary>A page of the same notes alone, for the list as a file.</summary>
    /// <returns>The notes; null as for <see cref="ReadAsync"/>.</returns>
    public async Task<Page<GapRow>?> ListAsync(UserAccess access, Guid planId, ReadinessFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        if (!access.May(Permission.ReadNotes)) return null;
        var plan = await db.Plans.WithReportFor(access, db).Where(plan => plan.Id == planId).Select(plan => new { plan.FixedAt }).SingleOrDefaultAsync(cancel);
        if (plan is null) return null;
        return await RowsAsync(Asked(Seen(access, planId), filter, await UnitTree.ReadAsync(db, cancel)), DayOf(plan.FixedAt), filter, page, cancel);
    }

    /// <summary>How many notes with open gaps keep a plan's report from being fixed; of the own units alone for a principal.</summary>
    public Task<int> OpenAsync(UserAccess access, Guid planId, CancellationToken cancel = default) =>
        Seen(access, planId).WithOpenGap(db, clock.Today).CountAsync(cancel);

    private DateOnly DayOf(DateTime? fixedAt) => clock.DayOf(fixedAt ?? clock.Now);

    private IQueryable<Note> Seen(UserAccess access, Guid planId)
    {
        var notes = db.Notes.AsNoTracking().OfPlan(planId);
        return access.SeesAllUnits ? notes : notes.WritableBy(access);
    }

    private static IQueryable<Note> Asked(IQueryable<Note> notes, ReadinessFilter filter, UnitTree tree)
    {
        if (filter.UnitId is not { } unitId) return notes;
        var units = tree.WithAllBelow(unitId).ToList();
        return notes.Where(note => units.Contains(note.UnitId));
    }

    private async Task<IReadOnlyList<GapCount>> CountsAsync(IQueryable<Note> notes, DateOnly day, CancellationToken cancel)
    {
        var all = await notes
            .GroupBy(note => new { note.State, note.Status, HasAnalysis = note.Analysis.Trim() != "", IsPastDue = note.Activity.DueOn < day })
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancel);
        var waived = await db.GapWaivers
            .Join(notes, waiver => waiver.NoteId, note => note.Id, (waiver, note) => new
            {
                waiver.Kind, note.State, note.Status, HasAnalysis = note.Analysis.Trim() != "", IsPastDue = note.Activity.DueOn < day,
            })
            .GroupBy(found => found)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancel);
        return [.. Enum.GetValues<GapKind>()
            .Select(kind => (
                Kind: kind,
                All: all.Where(found => NoteGaps.Of(found.Key.State, found.Key.Status, found.Key.HasAnalysis, found.Key.IsPastDue).Contains(kind))
                    .Sum(found => found.Count),
                Waived: waived.Where(found => found.Key.Kind == kind
                    && NoteGaps.Of(found.Key.State, found.Key.Status, found.Key.HasAnalysis, found.Key.IsPastDue).Contains(kind)).Sum(found => found.Count)))
            .Where(count => count.All > 0)
            .Select(count => new GapCount(count.Kind, count.All - count.Waived, count.Waived))];
    }

    private async Task<Page<GapRow>> RowsAsync(IQueryable<Note> notes, DateOnly day, ReadinessFilter filter, PageRequest page, CancellationToken cancel)
    {
        notes = filter.WithWaived ? notes.WithAnyGap(day) : notes.WithOpenGap(db, day);
        if (filter.Kind is { } kind) notes = notes.WithGap(kind, day);
        var read = await notes.ToPageAsync(
            note => note.Activity.Number,
            note => note.Id,
            note => new
            {
                note.Id, note.Activity.Number, note.Activity.Title, note.UnitId,
                UnitName = note.Unit.Pasts.Where(past => past.Until > note.Activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? note.Unit.Name,
                note.Activity.DueOn, note.State, note.Status,
                HasAnalysis = note.Analysis.Trim() != "",
                RemindedAt = db.Reminders.Where(reminder => reminder.NoteId == note.Id).Max(reminder => (DateTime?)reminder.At),
                Waivers = db.GapWaivers.Where(waiver => waiver.NoteId == note.Id).OrderBy(waiver => waiver.Kind)
                    .Select(waiver => new GapWaiverRow(waiver.Kind, waiver.Reason, waiver.WaivedBy.Name, waiver.WaivedAt)).ToList(),
            },
            page,
            cancel: cancel);
        return new Page<GapRow>([.. read.Rows.Select(note =>
        {
            var gaps = NoteGaps.Of(note.State, note.Status, note.HasAnalysis, note.DueOn < day).ToList();
            var waived = note.Waivers.Where(waiver => gaps.Contains(waiver.Kind)).ToList();
            return new GapRow
            {
                NoteId = note.Id,
                Number = note.Number,
                Title = note.Title,
                UnitId = note.UnitId,
                UnitName = note.UnitName,
                DueOn = note.DueOn,
                State = note.State,
                RemindedAt = note.RemindedAt,
                Open = [.. gaps.Except(waived.Select(waiver => waiver.Kind))],
                Waived = waived,
            };
        })], read.Previous, read.Next, read.Count);
    }
}
