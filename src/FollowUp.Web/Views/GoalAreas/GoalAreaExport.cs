using FollowUp.Core;
using FollowUp.Core.Plans;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.GoalAreas;

/// <summary>The list of goal areas as a workbook.</summary>
public static class GoalAreaExport
{
    public static ListExport<GoalAreaRow> Of(Texts texts, AuthorityClock clock) => new(texts["GoalAreas.Heading"],
    [
        new(texts["GoalAreas.Position"], 8, row => row.Position),
        new(texts["GoalAreas.Name"], 50, row => row.Name),
        new(texts["GoalAreas.Activities"], 12, row => row.Activities),
        new(texts["GoalAreas.IsClosed"], 12, row => row.IsClosed ? texts["GoalAreas.IsClosed"].Value : null),
    ]);
}
