using FollowUp.Core;
using FollowUp.Core.Plans;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Plans;

/// <summary>The list of plans as a workbook.</summary>
public static class PlanExport
{
    public static ListExport<PlanRow> Of(Texts texts, AuthorityClock clock) => new(texts["Plans.Heading"],
    [
        new(texts["Plans.Plan"], 30, row => texts.Plan(row.Plan)),
        new(texts["Plans.OpensOn"], 13, row => row.OpensOn),
        new(texts["Plans.LastDay"], 13, row => row.LastDay),
        new(texts["Plans.GraceDays"], 13, row => row.GraceDays),
        new(texts["Plans.Activities"], 12, row => row.Activities),
        new(texts["Plans.Wanted"], 15, row => row.Notes),
        new(texts["Plans.Done"], 15, row => row.HandedIn),
        new(texts["Plans.IsFixed"], 13, row => row.Plan.IsFixed ? texts["Plans.IsFixed"].Value : null),
    ]);
}
