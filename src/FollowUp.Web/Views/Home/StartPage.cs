using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Reviews;

namespace FollowUp.Web.Views.Home;

/// <summary>The start page: a part for each role, null where the person does not have it.</summary>
public sealed record StartPage
{
    public required ToDoForm Form { get; init; }

    public required ToDo? ToDo { get; init; }

    public required Start? Start { get; init; }

    /// <summary>The check-points in which somebody of the own units, or for those who see all somebody of any, can write today.</summary>
    public required IReadOnlyList<OpenCheckPoint> CheckPoints { get; init; }

    /// <summary>The years of all that this person follows; empty with fewer than two to compare.</summary>
    public required IReadOnlyList<PlanCounts> Years { get; init; }

    /// <summary>The reports of a reader who sees nothing else of other units.</summary>
    public required Page<ReportRow>? Reports { get; init; }
}

/// <summary>One part of <em>Att göra</em>.</summary>
/// <param name="Section">Which.</param>
/// <param name="Page">Its first rows, or the page asked for.</param>
/// <param name="Rows">The same rows, to show.</param>
/// <param name="Form">The filter.</param>
public sealed record ToDoPart(ToDoSection Section, Page<ToDoRow> Page, ToDoRows Rows, ToDoForm Form);

/// <summary>Notes to write, with what tells them apart: the unit where a person has several, the year where several plans are open.</summary>
public sealed record ToDoRows(IReadOnlyList<ToDoRow> Rows, ToDo ToDo)
{
    public string? UnitOf(ToDoRow row) => ToDo.Units.Count > 1 ? row.UnitName : null;

    public string? PlanOf(ToDoRow row)
    {
        if (ToDo.Plans.Count < 2) return null;
        var plan = ToDo.Plans.First(found => found.Plan.PlanId == row.PlanId).Plan;
        return ToDo.Plans.Count(found => found.Plan.Year == plan.Year) > 1 ? plan.Label : plan.Year.ToString();
    }
}
