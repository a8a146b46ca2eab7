using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>Reads <em>Årshjul</em>: the days of the plans. A principal sees the own units' days, those who see all units everybody's.</summary>
public sealed class YearWheelQueries(FollowUpDbContext db, AuthorityClock clock)
{
    private const int MaxPlans = 100;

    /// <summary>Reads the days of the plans asked for. A fixed number of commands.</summary>
    /// <returns>Null where the plan or the unit asked for does not exist for this person.</returns>
    public async Task<YearWheel?> ReadAsync(UserAccess access, WheelFilter filter, CancellationToken cancel = default)
    {
        if (!access.May(Permission.SeeActivities)) return null;
        var activities = db.Activities.VisibleTo(access, db);
        var plans = await db.Plans.AsNoTracking()
            .Where(plan => access.SeesAllUnits || activities.Any(activity => activity.PlanId == plan.Id))
            .OrderByDescending(plan => plan.StartYear).ThenByDescending(plan => plan.YearKind).ThenBy(plan => plan.Name).ThenBy(plan => plan.Id)
            .Take(MaxPlans)
            .ToListAsync(cancel);
        var tree = await UnitTree.ReadAsync(db, cancel);
        if (filter.PlanId is { } asked && plans.All(plan => plan.Id != asked)) return null;
        if (filter.UnitId is { } unit && (tree.Find(unit) is null || !(access.SeesAllUnits || access.Owns(unit)))) return null;

        var chosen = plans.Where(plan => filter.PlanId is { } planId ? plan.Id == planId : !plan.IsFixed).ToList();
        var units = UnitsOf(access, tree, filter.UnitId);
        var whole = units?.Where(each => units.All(other => other.Id != each.ParentId)).Select(each => each.Name).ToList() ?? [];
        var calendar = await PlanCalendar.ReadAsync(db, chosen, cancel);
        var ids = chosen.Select(plan => plan.Id).ToList();
        var points = (await db.CheckPoints.AsNoTracking().Where(point => ids.Contains(point.PlanId) && point.RemovedAt == null)
            .OrderBy(point => point.FirstDay).ThenBy(point => point.Id).Take(MaxPlans * CheckPoint.MaxPerPlan)
            .ToListAsync(cancel)).ToLookup(point => point.PlanId);
        return new YearWheel
        {
            Plans = [.. plans.Select(LabelOf)],
            Units = [.. tree.Rows.Where(row => !row.Unit.IsClosed && (access.SeesAllUnits || access.Owns(row.Unit.Id)))
                .Select(row => new UnitOption(row.Unit.Id, row.Unit.Name, row.Depth, row.Unit.IsClosed))],
            Days = [.. chosen.SelectMany(plan => DaysOf(plan, calendar, units, whole, points[plan.Id])).OrderBy(day => day.On).ThenBy(day => day.Kind)],
        };
    }

    /// <summary>The units whose days are asked for; null for everybody's.</summary>
    private static List<UnitNode>? UnitsOf(UserAccess access, UnitTree tree, Guid? unitId)
    {
        var ids = unitId is { } id ? tree.WithAllBelow(id).ToHashSet() : access.SeesAllUnits ? null : access.OwnUnits.ToHashSet();
        return ids is null ? null : [.. tree.Rows.Select(row => row.Unit).Where(unit => ids.Contains(unit.Id) && !unit.IsClosed)];
    }

    /// <param name="plan">The plan.</param>
    /// <param name="calendar">Its days.</param>
    /// <param name="units">The units asked for; null for all.</param>
    /// <param name="whole">What they are called together: the uppermost of them; none for all.</param>
    /// <param name="points">The plan's check-points.</param>
    private List<WheelDay> DaysOf(Plan plan, PlanCalendar calendar, List<UnitNode>? units, IReadOnlyList<string> whole, IEnumerable<CheckPoint> points)
    {
        var groups = units is null ? calendar.GroupOwn(plan.Id) : calendar.Group(plan.Id, units.Select(unit => (unit.Id, unit.Name)));
        var days = new List<WheelDay>();
        foreach (var (kind, dayOf) in new (WheelKind, Func<WritingDays, DateOnly?>)[]
        {
            (WheelKind.Opening, each => each.OpensOn),
            (WheelKind.LastDay, each => each.LastDay),
            (WheelKind.GraceEnds, each => each.GraceDays > 0 ? each.OpenUntil : null),
        })
        {
            days.AddRange(Told(plan, kind, groups, whole, dayOf));
        }

        foreach (var point in points)
        {
            WheelDay Of(WheelKind kind, DateOnly on) => new() { On = on, Kind = kind, Plan = LabelOf(plan), CheckPointId = point.Id, CheckPoint = point.Name, Units = whole };
            days.Add(Of(WheelKind.CheckPointOpening, point.FirstDay));
            days.Add(Of(WheelKind.CheckPointLastDay, point.LastDay));
        }

        if (plan.FixedAt is { } fixedAt) days.Add(new WheelDay { On = clock.DayOf(fixedAt), Kind = WheelKind.Fixing, Plan = LabelOf(plan) });
        return days;
    }

    /// <summary>One day for all units where they agree; else one for each day that differs, with its units.</summary>
    private static IEnumerable<WheelDay> Told(
        Plan plan, WheelKind kind, IReadOnlyList<DaysOfUnits> groups, IReadOnlyList<string> whole, Func<WritingDays, DateOnly?> dayOf)
    {
        var byDay = groups.GroupBy(group => dayOf(group.Days)).ToList();
        foreach (var group in byDay.Where(group => group.Key is not null))
        {
            yield return new WheelDay
            {
                On = group.Key!.Value,
                Kind = kind,
                Plan = LabelOf(plan),
                // A group without names stands for the units that follow the plan.
                Units = byDay.Count == 1 ? whole : group.Any(units => units.Units.Count == 0) ? [] : [.. group.SelectMany(units => units.Units)],
                IsForTheRest = byDay.Count > 1 && group.Any(units => units.Units.Count == 0),
            };
        }
    }

    private static PlanLabel LabelOf(Plan plan) => new(plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.IsFixed);
}
