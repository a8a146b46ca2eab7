using FollowUp.Core;
using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Activities;

/// <summary>The list of activities as a workbook.</summary>
public static class ActivityExport
{
    public static ListExport<ActivityRow> Of(Texts texts, AuthorityClock clock) => new(texts["Activities.Heading"],
    [
        new(texts["Activities.Plan"], 22, row => texts.Plan(row.Plan)),
        new(texts["Activities.No"], 6, row => row.Number),
        new(texts["Activities.Title"], 60, row => row.Title),
        new(texts["Activities.OwnerUnit"], 28, row => row.OwnerUnit),
        new(texts["Activities.GoalArea"], 28, row => row.GoalArea),
        new(texts["Activities.DueOn"], 13, row => row.DueOn),
        new(texts["Activities.Status"], 16, row => row.Note is { } note ? texts.Status(note.Status, note.State, note.IsReadable) : null),
        new(texts["Domain.Overdue"], 12, row => row.IsOverdue ? texts["Domain.Overdue"].Value : null),
        new(texts["Activities.State"], 16, row => row.Note is { } note ? texts.Of(note.State) : null),
        new(texts["Activities.HandedIn"], 8, row => row.HandedIn),
        new(texts["Activities.UnitCount"], 10, row => row.Units),
    ]);
}
