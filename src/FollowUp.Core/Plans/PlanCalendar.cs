using FollowUp.Core.Data;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Plans;

/// <summary>
/// Which days hold for which unit in one or more plans. The one place that says so: each day is the unit's own, else that of the nearest unit
/// above that has one, else the plan's.
/// </summary>
public sealed class PlanCalendar
{
    /// <summary>More plans than are open at once.</summary>
    private const int MaxPlans = 1_000;

    private readonly IReadOnlyDictionary<Guid, WritingDays> _plans;
    private readonly Dictionary<(Guid PlanId, Guid UnitId), UnitDays> _own;
    private readonly UnitTree? _tree;

    private PlanCalendar(IReadOnlyDictionary<Guid, WritingDays> plans, IEnumerable<UnitDays> own, UnitTree? tree)
    {
        _plans = plans;
        _own = own.ToDictionary(days => (days.PlanId, days.UnitId));
        _tree = tree;
    }

    /// <summary>The plans in which a unit has days of its own.</summary>
    public IReadOnlyList<Guid> PlansWithOwnDays => [.. _own.Keys.Select(key => key.PlanId).Distinct()];

    /// <summary>Reads what units have of their own in some plans. One command, and one more where there is anything.</summary>
    public static async Task<PlanCalendar> ReadAsync(FollowUpDbContext db, IReadOnlyDictionary<Guid, WritingDays> plans, CancellationToken cancel = default)
    {
        var ids = plans.Keys.ToList();
        var own = await db.UnitDays.AsNoTracking().Where(days => ids.Contains(days.PlanId))
            .OrderBy(days => days.PlanId).ThenBy(days => days.UnitId)
            .Take(ids.Count * UnitTree.MaxUnits)
            .ToListAsync(cancel);
        return new PlanCalendar(plans, own, own.Count == 0 ? null : await UnitTree.ReadAsync(db, cancel));
    }

    /// <summary>The same for plans that have been read.</summary>
    public static Task<PlanCalendar> ReadAsync(FollowUpDbContext db, IEnumerable<Plan> plans, CancellationToken cancel = default) =>
        ReadAsync(db, plans.DistinctBy(plan => plan.Id).ToDictionary(plan => plan.Id, plan => plan.Days), cancel);

    /// <summary>The same for every plan that is not fixed.</summary>
    public static async Task<PlanCalendar> ReadOpenAsync(FollowUpDbContext db, CancellationToken cancel = default) =>
        await ReadAsync(db, await db.Plans.AsNoTracking().Where(plan => plan.FixedAt == null)
            .OrderByDescending(plan => plan.StartYear).ThenBy(plan => plan.Id)
            .Take(MaxPlans)
            .Select(plan => new { plan.Id, plan.OpensOn, plan.LastDay, plan.GraceDays })
            .ToDictionaryAsync(plan => plan.Id, plan => new WritingDays(plan.OpensOn, plan.LastDay, plan.GraceDays), cancel), cancel);

    /// <summary>The days of one unit in one plan.</summary>
    public static async Task<WritingDays> DaysOfAsync(FollowUpDbContext db, Plan plan, Guid unitId, CancellationToken cancel = default) =>
        (await ReadAsync(db, [plan], cancel)).DaysOf(plan.Id, unitId);

    /// <summary>The days that hold for a unit.</summary>
    public WritingDays DaysOf(Guid planId, Guid unitId) => Above(unitId).Reverse()
        .Aggregate(_plans[planId], (days, id) => _own.TryGetValue((planId, id), out var own) ? days.With(own) : days);

    /// <summary>The days that would hold for a unit if it had none of its own.</summary>
    public WritingDays DaysAbove(Guid planId, Guid unitId) =>
        _tree?.Find(unitId)?.ParentId is { } parent ? DaysOf(planId, parent) : _plans[planId];

    /// <summary>How many units have days of their own in a plan.</summary>
    public int CountOwn(Guid planId) => _own.Keys.Count(key => key.PlanId == planId);

    /// <summary>What a unit itself has; null where it has nothing of its own.</summary>
    public UnitDays? OwnOf(Guid planId, Guid unitId) => _own.GetValueOrDefault((planId, unitId));

    /// <summary>The units for which writing in a plan has not opened on a day; for plans where a unit has days of its own.</summary>
    public IReadOnlyList<Guid> UnitsNotOpenOn(DateOnly today, Guid planId) =>
        [.. (_tree?.Rows ?? []).Select(row => row.Unit.Id).Where(unitId => !DaysOf(planId, unitId).HasOpenedOn(today))];

    /// <summary>Units by the days that hold for them, the earliest last day first; those without a last day come last.</summary>
    public IReadOnlyList<DaysOfUnits> Group(Guid planId, IEnumerable<(Guid Id, string Name)> units) =>
    [
        .. units.GroupBy(unit => DaysOf(planId, unit.Id))
            .Select(group => new DaysOfUnits(group.Key, [.. group.Select(unit => unit.Name)]))
            .OrderBy(group => group.Days.LastDay ?? DateOnly.MaxValue),
    ];

    /// <summary>The plan's days with no unit named, and the units that have days of their own by what holds for them.</summary>
    public IReadOnlyList<DaysOfUnits> GroupOwn(Guid planId) =>
    [
        new DaysOfUnits(_plans[planId], []),
        .. Group(planId, (_tree?.Rows ?? []).Where(row => _own.ContainsKey((planId, row.Unit.Id))).Select(row => (row.Unit.Id, row.Unit.Name))),
    ];

    /// <summary>The unit and those above it, nearest first.</summary>
    private IEnumerable<Guid> Above(Guid unitId)
    {
        if (_tree is null) yield break;
        for (var unit = _tree.Find(unitId); unit is not null; unit = unit.ParentId is { } parent ? _tree.Find(parent) : null) yield return unit.Id;
    }
}

/// <summary>Units that have the same days in a plan.</summary>
/// <param name="Days">The days.</param>
/// <param name="Units">The units' names.</param>
public sealed record DaysOfUnits(WritingDays Days, IReadOnlyList<string> Units);
