using FollowUp.Core;
using FollowUp.Core.Reviews;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;

namespace FollowUp.Web.Views.Reviews;

/// <summary>The overview as a workbook: a row per note that the filter asks for, and one for an activity that concerns no unit.</summary>
public static class ReviewExport
{
    /// <summary>Activities that are read at once: each may concern hundreds of units.</summary>
    public const int PageSize = 50;

    public static ListExport<ReviewNoteRow> Of(Texts texts, AuthorityClock clock) => new(texts["Reviews.ExportHeading"],
    [
        new(texts["Reviews.Plan"], 22, row => row.Plan is { } plan ? texts.Plan(plan) : null),
        new(texts["Activities.No"], 6, row => row.Activity.Number),
        new(texts["Reviews.Activity"], 60, row => row.Activity.Title),
        new(texts["Activities.OwnerUnit"], 28, row => row.Activity.OwnerUnitName),
        new(texts["Reviews.GoalArea"], 28, row => row.Activity.GoalArea),
        new(texts["Activities.DueOn"], 13, row => row.Activity.DueOn),
        new(texts["Reviews.Unit"], 28, row => row.Note?.UnitName),
        new(texts["Reviews.State"], 16, row => row.Note is { } note ? texts.Of(note.State) : null),
        new(texts["Reviews.Status"], 16, row => row.Note is { } note ? texts.Status(note.Status, note.State, note.IsReadable) : null),
        new(texts["Domain.Overdue"], 12, row => row.Note is { IsOverdue: true } ? texts["Domain.Overdue"].Value : null),
        new(texts["Reviews.Saved"], 17, row => row.Note?.SavedAt is { } at ? clock.Local(at) : null),
        new(texts["Reviews.RemindColumn"], 17, row => row.Note?.RemindedAt is { } at ? clock.Local(at) : null),
    ]);

    /// <summary>The rows of one page of the overview; the notes are those that the list on the page shows.</summary>
    public static Page<ReviewNoteRow> RowsOf(ReviewOverview overview, ReviewFilter filter)
    {
        var rows = overview.Rows.Rows.SelectMany(activity => activity.Notes.Count == 0
            ? [new ReviewNoteRow(overview.Plan, activity, null)]
            : activity.Notes.Where(note => note.IsMatch || !filter.AsksOfNotes).Select(note => new ReviewNoteRow(overview.Plan, activity, note)));
        return new Page<ReviewNoteRow>([.. rows], null, overview.Rows.Next, overview.Rows.Count);
    }
}

/// <summary>One note of the overview with its activity.</summary>
public sealed record ReviewNoteRow(PlanChoice? Plan, ReviewRow Activity, ReviewNote? Note);
