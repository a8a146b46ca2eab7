using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Notes;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary><em>Gör till aktivitet</em>: a sentence of an analysis becomes an activity of the next plan.</summary>
[Route("/notes/{id:guid}/activities")]
[Requires(Permission.PlanActivities)]
public sealed class NoteActionsController(AnalysisActionService actions, NoteQueries notes) : PageController
{
    [HttpPost("")]
    public async Task<IActionResult> Make(Guid id, ActionForm form, CancellationToken cancel)
    {
        var outcome = await actions.MakeAsync(Access, id, form.ActivityId, form.Title ?? "", cancel);
        if (outcome.IsDone) return Finish(outcome, $"/activities/{form.ActivityId}", T["Notes.ActionMade", outcome.Value]);
        if (outcome.IsNotFound || await notes.DetailsAsync(Access, id, cancel) is not { } note) return NotFound();
        ShowRefusals(outcome);
        return View("/Views/Notes/Read.cshtml", new ReadPage(note, new ReviewForm { Version = note.Version }) { Action = form });
    }
}
