using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>Reads how units stand: one unit's page, and the years compared.</summary>
public sealed class UnitStandingQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Plans compared at the most, the newest of them.</summary>
    public const int PlansCompared = 5;

    private const int MaxMembers = 50;
    private const int YearsAfter = 3_000;
    private const int NumbersInAPlan = 100_000;

    /// <summary>One unit's page; null where the unit does not exist for this person: an own unit, or any for those who see all.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="unitId">The unit.</param>
    /// <param name="planId">The plan whose follow-ups are listed; null for all.</param>
    /// <param name="page">Which page of them.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<UnitStanding?> ReadAsync(UserAccess access, Guid unitId, Guid? planId, PageRequest page, CancellationToken cancel = default)
    {
        if (!access.SeesAllUnits && !access.Owns(unitId)) return null;
        var tree = await UnitTree.ReadAsync(db, cancel);
        if (tree.Find(unitId) is not { } unit) return null;
        var path = new List<UnitNode>();
        for (var above = unit.ParentId; above is { } id && tree.Find(id) is { } node; above = node.ParentId) path.Insert(0, node);

        var today = clock.Today;
        var members = await db.Memberships.AsNoTracking().InForceOn(today)
            .Where(member => member.UnitId == unitId && member.User.DeactivatedAt == null && (member.User.EndsOn == null || member.User.EndsOn >= today))
            .OrderBy(member => member.Kind).ThenBy(member => member.User.SortKey)
            .Take(MaxMembers)
            .Select(member => new StandingMember(member.User.Name, member.Kind))
            .ToListAsync(cancel);
        return new UnitStanding
        {
            Unit = unit,
            Path = path,
            Below = [.. tree.Rows.Select(row => row.Unit).Where(row => row.ParentId == unitId && (access.SeesAllUnits || access.Owns(row.Id)))],
            Members = members,
            Changes = await UnitChange.ReadAsync(db, tree, unit, cancel),
            Successor = await db.UnitMerges.AsNoTracking().Where(merge => merge.UnitId == unitId && merge.UndoneAt == null)
                .OrderByDescending(merge => merge.MergedAt)
                .Select(merge => new UnitSuccession(merge.Id, merge.SuccessorId, merge.Successor.Name, merge.MergedAt))
                .FirstOrDefaultAsync(cancel),
            TakenOver = await db.UnitMerges.AsNoTracking().Where(merge => merge.SuccessorId == unitId && merge.UndoneAt == null)
                .OrderByDescending(merge => merge.MergedAt).ThenBy(merge => merge.Id)
                .Take(MaxMembers)
                .Select(merge => new UnitSuccession(merge.Id, merge.UnitId, merge.Unit.Name, merge.MergedAt))
                .ToListAsync(cancel),
            Years = await CountAsync([.. tree.WithAllBelow(unitId)], cancel),
            Notes = await NotesAsync(access, unitId, planId, page, cancel),
        };
    }

    /// <summary>The years of all that this person reads as one: every unit, or the own ones; nothing with fewer than two plans to compare.</summary>
    public async Task<IReadOnlyList<PlanCounts>> YearsAsync(UserAccess access, CancellationToken cancel = default)
    {
        if (!access.SeesAllUnits && access.OwnUnits.Count == 0) return [];
        var years = await CountAsync(access.SeesAllUnits ? null : access.OwnUnits, cancel);
        return years.Count < 2 ? [] : years;
    }

    /// <summary>For every unit each activity counts once, by its owning unit's follow-up, as in the report; for some of them each follow-up of theirs does.</summary>
    private Task<IReadOnlyList<PlanCounts>> CountAsync(IReadOnlyList<Guid>? units, CancellationToken cancel)
    {
        var key = (typeof(PlanCounts), units is null ? "" : string.Join(' ', units));
        return db.RememberAsync(
            (key, "states"), () => db.RememberLargeAsync(key, () => CountNowAsync(units, cancel), counted => counted.Sum(plan => plan.Counts.Total)), cancel, withStates: true);
    }

    private async Task<IReadOnlyList<PlanCounts>> CountNowAsync(IReadOnlyList<Guid>? units, CancellationToken cancel)
    {
        var notes = db.Notes.AsNoTracking().Where(note => note.Activity.DroppedAt == null);
        notes = units is null ? notes.Where(note => note.UnitId == note.Activity.OwnerUnitId) : notes.Where(note => units.Contains(note.UnitId));
        var plans = await db.Plans.AsNoTracking()
            .Where(plan => notes.Any(note => note.Activity.PlanId == plan.Id))
            .OrderByDescending(plan => plan.StartYear).ThenBy(plan => plan.Name).ThenBy(plan => plan.Id)
            .Take(PlansCompared)
            .Select(plan => new { plan.Id, plan.YearKind, plan.StartYear, plan.Name })
            .ToListAsync(cancel);
        var ids = plans.Select(plan => plan.Id).ToList();
        var counted = await notes.Where(note => ids.Contains(note.Activity.PlanId))
            .GroupBy(note => new
            {
                note.Activity.PlanId,
                Status = note.State == NoteState.Submitted || note.State == NoteState.Approved ? note.Status : null,
            })
            .Select(group => new { group.Key.PlanId, group.Key.Status, Count = group.Count() })
            .ToListAsync(cancel);
        return [.. plans.AsEnumerable().Reverse().Select(plan => new PlanCounts(
            plan.Id,
            new PlanYear(plan.YearKind, plan.StartYear),
            plan.Name,
            StatusCounts.Of(counted.Where(found => found.PlanId == plan.Id).Select(found => (found.Status, found.Count)))))];
    }

    private async Task<Page<UnitNote>> NotesAsync(UserAccess access, Guid unitId, Guid? planId, PageRequest page, CancellationToken cancel)
    {
        var notes = db.Notes.AsNoTracking().VisibleTo(access).Where(note => note.UnitId == unitId && note.Activity.DroppedAt == null);
        if (planId is { } id) notes = notes.Where(note => note.Activity.PlanId == id);
        var read = await notes.ToPageAsync(
            note => ((YearsAfter - note.Activity.Plan.StartYear) * NumbersInAPlan) + note.Activity.Number,
            note => note.Id,
            note => new UnitNote
            {
                NoteId = note.Id,
                PlanId = note.Activity.PlanId,
                Number = note.Activity.Number,
                Title = note.Activity.Title,
                YearKind = note.Activity.Plan.YearKind,
                StartYear = note.Activity.Plan.StartYear,
                DueOn = note.Activity.DueOn,
                State = note.State,
                Status = note.Status,
                IsReadable = true,
            },
            page,
            cancel: cancel);
        return read with
        {
            Rows = [.. read.Rows.Select(row => NoteVisibility.IsReadable(row.State, unitId, access) ? row : row with { Status = null, IsReadable = false })],
        };
    }
}
