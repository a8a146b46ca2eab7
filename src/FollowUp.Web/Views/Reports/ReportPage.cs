using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Reports;

/// <param name="Report">The report, or a unit's part of it.</param>
/// <param name="UnitId">The unit asked for; null for all that this person may read.</param>
/// <param name="Parts">The units whose part can be chosen.</param>
public sealed record ReportPage(AnnualReport Report, Guid? UnitId, IReadOnlyList<UnitTreeRow> Parts)
{
    /// <summary>The query that keeps the choice of unit in a link; empty where none is made.</summary>
    public string Query => UnitId is { } unit ? $"?unit={unit}" : "";

    /// <summary><c>Läsåret 2026/27</c>.</summary>
    public string Year(Texts texts) => PlanYear.Parse(Report.YearLabel) is { } year ? texts.Year(year) : Report.YearLabel;

    /// <summary>How many activities the report shows the text of.</summary>
    public int Shown => Report.Activities.Count(activity => activity.IsShown);
}
