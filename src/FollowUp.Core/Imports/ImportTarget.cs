using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports;

/// <summary>The plan that an import's choice points at, with what stands in it, or why it cannot be used.</summary>
internal sealed record ImportTarget
{
    /// <summary>The year of the plan to make; null where an existing plan is chosen, or the year cannot be read.</summary>
    public PlanYear? NewYear { get; private init; }

    /// <summary>The year of the plan, new or not; null where it is not known.</summary>
    public PlanYear? Year { get; private init; }

    public IReadOnlyList<PlannedActivity> Planned { get; private init; } = [];

    public IReadOnlyList<Refusal> Refusals { get; private init; } = [];

    /// <summary>Reads the target. Two commands at the most.</summary>
    public static async Task<ImportTarget> ReadAsync(FollowUpDbContext db, ImportChoice choice, CancellationToken cancel)
    {
        if (choice.PlanId is not { } planId) return await NewAsync(db, choice, cancel);
        var plan = await db.Plans.Where(plan => plan.Id == planId).Select(plan => new { IsFixed = plan.FixedAt != null, plan.YearKind, plan.StartYear }).SingleOrDefaultAsync(cancel);
        if (plan is null) return Refused("ImportPlanGone", nameof(choice.PlanId));
        if (plan.IsFixed) return Refused("PlanIsFixed", nameof(choice.PlanId));
        return new ImportTarget
        {
            Year = new PlanYear(plan.YearKind, plan.StartYear),
            Planned = await db.Activities.AsNoTracking()
                .Where(activity => activity.PlanId == planId && activity.DroppedAt == null)
                .OrderBy(activity => activity.Number).ThenBy(activity => activity.Id)
                .Select(activity => new PlannedActivity(activity.Id, activity.Number, activity.Title, activity.OwnerUnitId))
                .ToListAsync(cancel),
        };
    }

    private static async Task<ImportTarget> NewAsync(FollowUpDbContext db, ImportChoice choice, CancellationToken cancel)
    {
        if (choice.NewPlanYear.Length == 0) return Refused("ImportYearMissing", nameof(choice.NewPlanYear));
        if (PlanYear.Parse(choice.NewPlanYear) is not { } year) return Refused("ImportYearUnreadable", nameof(choice.NewPlanYear));
        var name = choice.NewPlanName;
        var same = await db.Plans
            .Where(plan => plan.StartYear == year.Start && plan.YearKind == year.Kind && plan.Name == name)
            .Select(plan => new { IsFixed = plan.FixedAt != null })
            .SingleOrDefaultAsync(cancel);
        if (same is null) return new ImportTarget { NewYear = year, Year = year };
        return Refused(same.IsFixed ? "ImportFixedPlanExists" : "ImportPlanExists",
            same.IsFixed ? nameof(choice.NewPlanName) : nameof(choice.PlanId), $"{year} {name}".TrimEnd());
    }

    /// <summary>What the units were called in the plan's year.</summary>
    public Task<UnitYearNames> NamesAsync(FollowUpDbContext db, UnitTree units, CancellationToken cancel) =>
        UnitYearNames.ReadAsync(db, units, Year is { } year ? (year.FirstDay, year.LastDay) : null, cancel);

    private static ImportTarget Refused(string code, string field, params object[] arguments) =>
        new() { Refusals = [new Refusal(code, field, arguments)] };
}
