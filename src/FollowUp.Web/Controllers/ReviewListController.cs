using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Web.Views.Reviews;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>What the controllers have in common that do something to notes chosen in the overview.</summary>
public abstract class ReviewListController(ReviewQueries reviews) : PageController
{
    /// <summary>Back to the list: with a sentence where all went well, else with what was not done and why, or with the form as it was typed.</summary>
    protected async Task<IActionResult> AnswerAsync(
        BulkAct act, Outcome<NotesOutcome> outcome, OverviewForm form, BulkForm bulk, CancellationToken cancel)
    {
        if (outcome.IsNotFound) return NotFound();
        if (outcome is { IsDone: true, Value: { NotDone.Count: 0, Gone: 0 } all })
        {
            Flash(T.Count($"Reviews.BulkDone.{act}", all.Done.Count));
            return LocalRedirect($"/reviews{Request.QueryString}");
        }

        ShowRefusals(outcome);
        var page = new PageRequest(Request.Query["after"], Request.Query["before"]);
        return await reviews.ReadAsync(Access, form.Filter, page, cancel) is { } overview
            ? View("/Views/Reviews/Index.cshtml", new ReviewPage(overview, form)
            {
                Bulk = outcome.IsDone ? new BulkForm() : bulk,
                Result = outcome.Value is { } some ? ResultOf(act, some) : null,
            })
            : NotFound();
    }

    private BulkResult ResultOf(BulkAct act, NotesOutcome some) => new(
        T.Count($"Reviews.BulkDone.{act}", some.Done.Count),
        T.Count($"Reviews.BulkNotDone.{act}", some.NotDone.Count + some.Gone),
        [.. some.NotDone.Select(note => (note, note.Outcome.IsConflict ? T["Reviews.BulkChanged"].Value : string.Join(" ", note.Outcome.Refusals.Select(Sentence))))])
    {
        Gone = some.Gone == 0 ? null : T.Count("Reviews.BulkGone", some.Gone),
    };
}
