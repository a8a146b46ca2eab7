using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;

namespace FollowUp.Core.Reports;

/// <summary>Which plans' reports exist for whom, and whether as a whole. The one place that says so.</summary>
public static class ReportVisibility
{
    /// <summary>
    /// All plans for reviewers and administrators, for a reader those that are or have been fixed, and for a principal those with an activity
    /// that concerns an own unit.
    /// </summary>
    public static IQueryable<Plan> WithReportFor(this IQueryable<Plan> plans, UserAccess access, FollowUpDbContext db)
    {
        if (access.SeesAllUnits) return plans;
        var own = access.OwnUnits;
        var isReader = access.Roles.Contains(AppRole.Reader);
        return plans.Where(plan => (isReader && (plan.FixedAt != null || db.FixedReports.Any(report => report.PlanId == plan.Id)))
            || db.Activities.Any(activity => activity.PlanId == plan.Id && activity.DroppedAt == null && own.Contains(activity.OwnerUnitId))
            || db.Notes.Any(note => note.Activity.PlanId == plan.Id && note.Activity.DroppedAt == null && own.Contains(note.UnitId)));
    }

    /// <summary>True where this person may have the whole authority's report, not the own units' part alone.</summary>
    public static bool MayReadWhole(UserAccess access, bool isFixed) =>
        access.SeesAllUnits || (isFixed && access.Roles.Contains(AppRole.Reader));
}
