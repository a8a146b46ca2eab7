using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.CheckPoints;

/// <summary>What the units said at a check-point as a workbook.</summary>
public static class CheckPointExport
{
    public static Func<Texts, AuthorityClock, ListExport<CheckPointNoteRow>> Of(CheckPointOverview point) => (texts, clock) => new(point.Name,
    [
        new(texts["Activities.No"], 8, row => row.Number),
        new(texts["Activities.Title"], 50, row => row.Title),
        new(texts["CheckPoints.Unit"], 28, row => row.UnitName),
        new(texts["Activities.GoalArea"], 28, row => row.GoalArea),
        new(texts["CheckPoints.Status"], 18, row => row.Status is { } status ? texts.Of(status) : null),
        new(texts["CheckPoints.Text"], 60, row => row.Text),
        new(texts["CheckPoints.SavedAt"], 17, row => row.SavedAt is { } at ? clock.Local(at) : null),
        new(texts["CheckPoints.SavedBy"], 28, row => row.SavedBy),
    ]);
}
