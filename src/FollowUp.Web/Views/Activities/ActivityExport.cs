using FollowUp.Core;
using FollowUp.Core.Activities;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Activities;

/// <summary>The list of activities as a workbook. Read in again unchanged, it changes nothing.</summary>
public static class ActivityExport
{
    public static Func<Texts, AuthorityClock, ListExport<ActivityWithUnits>> Of(UnitNames names) => (texts, clock) => new(texts["Activities.Heading"],
    [
        new(texts["Activities.Plan"], 22, row => texts.Plan(row.Activity.Plan)),
        new(texts["Activities.No"], 6, row => row.Activity.Number),
        new(texts["Activities.Title"], 60, row => row.Activity.Title),
        new(texts["Activities.OwnerUnit"], 28, row => names.Of(row.Activity.OwnerUnitId)),
        new(texts["Activities.Responsible"], 24, row => row.Activity.Responsible),
        new(texts["Activities.GoalArea"], 28, row => row.Activity.GoalArea),
        new(texts["Activities.DueOn"], 13, row => row.Activity.DueOn),
        new(texts["Activities.UnitsColumn"], 50, row => UnitCells.Join(row.UnitIds.Select(names.Of))),
        new(texts["Activities.Status"], 16, row => row.Activity.Note is { } note ? texts.Status(note.Status, note.State, note.IsReadable) : null),
        new(texts["Domain.Overdue"], 12, row => row.Activity.IsOverdue ? texts["Domain.Overdue"].Value : null),
        new(texts["Activities.State"], 16, row => row.Activity.Note is { } note ? texts.Of(note.State) : null),
        new(texts["Activities.HandedIn"], 8, row => row.Activity.HandedIn),
        new(texts["Activities.UnitCount"], 10, row => row.Activity.Units),
    ]);
}
