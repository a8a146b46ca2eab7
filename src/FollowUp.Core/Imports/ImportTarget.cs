using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports;

/// <summary>The plan that an import's choice points at, with what stands in it, or why it cannot be used.</summary>
internal sealed record ImportTarget
{
    /// <summary>The year of the plan to make; null where an existing plan is chosen, or the year cannot be read.</summary>
    public PlanYear? NewYear { get; private init; }

    public IReadOnlyList<PlannedActivity> Planned { get; private init; } = [];

    public IReadOnlyList<Refusal> Refusals { get; private init; } = [];

    /// <summary>Reads the target. Two commands at the most.</summary>
    public static async Task<ImportTarget> ReadAsync(FollowUpDbContext db, ImportChoice choice, CancellationToken cancel)
    {
        if (choice.PlanId is not { } planId) return await NewAsync(db, choice, cancel);
        var plan = await db.Plans.Where(plan => plan.Id == planId).Select(plan => new { IsFixed = plan.FixedAt != null }).SingleOrDefaultAsync(cancel);
        if (plan is null) return Refused("ImportPlanGone", nameof(choice.PlanId));
        if (plan.IsFixed) return Refused("PlanIsFixed", nameof(choice.PlanId));
        return new ImportTarget
        {
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
        if (same is null) return new ImportTarget { NewYear = year };
        return Refused(same.IsFixed ? "ImportFixedPlanExists" : "ImportPlanExists",
            same.IsFixed ? nameof(choice.NewPlanName) : nameof(choice.PlanId), $"{year} {name}".TrimEnd());
    }

    private static ImportTarget Refused(string code, string field, params object[] arguments) =>
        new() { Refusals = [new Refusal(code, field, arguments)] };
}
