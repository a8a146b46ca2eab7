using FollowUp.Core.Data;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Plans;

/// <summary>Reads which days hold for which unit in a plan, for those who plan.</summary>
public sealed class UnitDaysQueries(FollowUpDbContext db)
{
    /// <summary>A page of the unit tree with each unit's days, parents before children; closed units only where they have days of their own.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="onlyOwn">True for the units that have days of their own.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends early.</param>
    /// <returns>Null for those who do not plan, and where there is no such plan.</returns>
    public async Task<PlanDays?> ReadAsync(UserAccess access, Guid planId, bool onlyOwn, PageRequest page, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return null;
        var plan = await db.Plans.AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == planId, cancel);
        if (plan is null) return null;
        var tree = await UnitTree.ReadAsync(db, plan.NamedAt, cancel);
        var calendar = await PlanCalendar.ReadAsync(db, [plan], cancel);
        var rows = tree.Rows
            .Where(row => calendar.OwnOf(planId, row.Unit.Id) is not null || (!onlyOwn && !row.Unit.IsClosed))
            .Select(row => new UnitDaysRow(row.Unit.Id, row.Unit.Name, row.Depth, calendar.DaysOf(planId, row.Unit.Id), calendar.OwnOf(planId, row.Unit.Id) is not null))
            .ToList();

        int IndexOf(string? cursor) => Guid.TryParse(cursor, out var id) ? rows.FindIndex(row => row.UnitId == id) : -1;
        var before = IndexOf(page.Before);
        var start = before >= 0 ? Math.Max(0, before - page.Size) : IndexOf(page.After) + 1;
        var shown = rows.Skip(start).Take(before >= 0 ? Math.Min(page.Size, before) : page.Size).ToList();
        return new PlanDays(
            new PlanLabel(plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.IsFixed), plan.Days, calendar.CountOwn(planId),
            new Page<UnitDaysRow>(
                shown,
                start > 0 && shown.Count > 0 ? shown[0].UnitId.ToString() : null,
                start + shown.Count < rows.Count && shown.Count > 0 ? shown[^1].UnitId.ToString() : null,
                rows.Count));
    }

    /// <summary>One unit's days in a plan, to change them; null for those who do not plan, and where there is no such plan or unit, or it is the authority.</summary>
    public async Task<UnitDaysDetails?> DetailsAsync(UserAccess access, Guid planId, Guid unitId, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return null;
        var plan = await db.Plans.AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == planId, cancel);
        var unit = await db.Units.AsNoTracking().Where(unit => unit.Id == unitId && unit.ParentId != null).Select(unit => unit.Name).SingleOrDefaultAsync(cancel);
        if (plan is null || unit is null) return null;
        var calendar = await PlanCalendar.ReadAsync(db, [plan], cancel);
        var own = calendar.OwnOf(planId, unitId);
        return new UnitDaysDetails(
            new PlanLabel(plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.IsFixed), plan.Version, unitId, unit,
            new UnitDaysFacts { OpensOn = own?.OpensOn, LastDay = own?.LastDay, GraceDays = own?.GraceDays }, calendar.DaysAbove(planId, unitId));
    }
}

/// <summary>The days of a plan and of the units in it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Days">The plan's own days.</param>
/// <param name="Own">How many units have days of their own.</param>
/// <param name="Units">The units.</param>
public sealed record PlanDays(PlanLabel Plan, WritingDays Days, int Own, Page<UnitDaysRow> Units);

/// <summary>A unit and the days that hold for it.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="Depth">How deep it stands: 0 for the authority.</param>
/// <param name="Days">The days.</param>
/// <param name="IsOwn">True where at least one of them is the unit's own.</param>
public sealed record UnitDaysRow(Guid UnitId, string Name, int Depth, WritingDays Days, bool IsOwn);

/// <summary>What the form of a unit's days shows.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="PlanVersion">The plan's version.</param>
/// <param name="UnitId">The unit.</param>
/// <param name="Unit">Its name.</param>
/// <param name="Own">What the unit has of its own.</param>
/// <param name="Above">What holds for the rest.</param>
public sealed record UnitDaysDetails(PlanLabel Plan, Guid PlanVersion, Guid UnitId, string Unit, UnitDaysFacts Own, WritingDays Above);
