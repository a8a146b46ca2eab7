using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Activities;

/// <summary>What must hold for the facts of an activity, beyond what the entity itself can know.</summary>
internal static class ActivityRules
{
    /// <param name="db">Where units, goal areas and earlier activities stand.</param>
    /// <param name="plan">The activity's plan.</param>
    /// <param name="current">The activity before the change; null for a new one. What it has already, it may keep.</param>
    /// <param name="facts">What it is to become.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public static async Task<List<Refusal>> CheckAsync(
        FollowUpDbContext db, Plan plan, Activity? current, ActivityFacts facts, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        CheckTexts(facts, refusals);
        if (facts.OwnerUnitId != current?.OwnerUnitId
            && await RefusalOfUnitAsync(db, facts.OwnerUnitId, nameof(facts.OwnerUnitId), cancel) is { } refusal) refusals.Add(refusal);
        if (facts.GoalAreaId is { } areaId && areaId != current?.GoalAreaId
            && !await db.GoalAreas.AnyAsync(area => area.Id == areaId && area.ClosedAt == null, cancel))
            refusals.Add(new Refusal("GoalAreaUnknown", nameof(facts.GoalAreaId)));
        if (facts.ContinuesId is { } continuesId && continuesId != current?.ContinuesId)
        {
            var earlier = await db.Activities.Where(activity => activity.Id == continuesId).Select(activity => activity.Plan).FirstOrDefaultAsync(cancel);
            if (earlier is null || earlier.Year.CompareTo(plan.Year) >= 0)
                refusals.Add(new Refusal("ActivityContinuesNoEarlier", nameof(facts.ContinuesId)));
        }

        return refusals;
    }

    /// <summary>The part that needs no database.</summary>
    public static void CheckTexts(ActivityFacts facts, List<Refusal> refusals)
    {
        refusals.Require(facts.Title, Activity.TitleLength, "ActivityTitleMissing", nameof(facts.Title));
        refusals.Limit(facts.Responsible, Activity.ResponsibleLength, nameof(facts.Responsible));
    }

    /// <summary>Null where the unit exists and is in use.</summary>
    public static async Task<Refusal?> RefusalOfUnitAsync(FollowUpDbContext db, Guid unitId, string field, CancellationToken cancel)
    {
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(unit => unit.Id == unitId, cancel);
        return unit switch
        {
            null => new Refusal("UnitUnknown", field),
            { ClosedAt: not null } => new Refusal("UnitIsClosed", field, unit.Name),
            _ => null,
        };
    }
}
