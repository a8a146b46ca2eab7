using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Notes;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>
/// Saving a note's text: by the button, by the page itself, and after two people's changes met. What a script asks for is answered with
/// JSON; the same addresses take the plain form.
/// </summary>
[Route("/notes/{id:guid}")]
[Requires(Permission.WriteNotes)]
public sealed class NoteWritingController(NoteWritingService writing, QuoteService quotes, NoteQueries queries, AuthorityClock clock) : PageController
{
    [HttpPost]
    public async Task<IActionResult> Save(Guid id, NoteForm form, CancellationToken cancel) =>
        await FinishAsync(id, form, await writing.SaveAsync(Access, id, form.ToSave(), cancel), cancel);

    [HttpPost("resolution")]
    public async Task<IActionResult> Resolve(Guid id, NoteForm form, ConflictChoice choice, CancellationToken cancel) =>
        await FinishAsync(id, form, await writing.ResolveAsync(Access, id, form.ToSave(), choice, cancel), cancel, isChoice: true);

    /// <summary>Quotes a unit in the authority's summary, after what was typed in its form has been saved.</summary>
    [HttpPost("quotes")]
    [Requires(Permission.ReviewNotes)]
    public async Task<IActionResult> Quote(Guid id, NoteForm form, Guid quotedNoteId, CommentPart part, CancellationToken cancel)
    {
        var saved = await writing.SaveAsync(Access, id, form.ToSave(), cancel);
        return saved.IsDone
            ? Finish(await quotes.QuoteAsync(Access, id, saved.Value!.Version, quotedNoteId, part, cancel), AddressAfter(id, form), T["SideBySide.Quoted"])
            : await FinishAsync(id, form, saved, cancel);
    }

    /// <summary>The page that the writer came from, or the note's own.</summary>
    private string AddressAfter(Guid id, NoteForm form) => Url.IsLocalUrl(form.Back) ? form.Back : $"/notes/{id}";

    private bool IsScript => Request.Headers.XRequestedWith == "XMLHttpRequest";

    private async Task<IActionResult> FinishAsync(Guid id, NoteForm form, Outcome<SavedNote> outcome, CancellationToken cancel, bool isChoice = false)
    {
        if (outcome.IsNotFound) return NotFound();
        if (outcome.IsDone) return Saved(id, form, outcome.Value!);
        if (await queries.DetailsAsync(Access, id, cancel) is not { } note) return NotFound();
        if (!outcome.IsConflict) return Refused(form, note, outcome, isChoice);

        // There is nothing to choose between where nothing can be written any more.
        if (IsScript && !note.CanWrite) return Problem(StatusCodes.Status422UnprocessableEntity, T["Refusals.NoteNotWritable"]);

        // From here on the form speaks of the version that is stored now; what both started from stays.
        ModelState.Remove(nameof(form.Version));
        form.Version = note.Version;
        Response.StatusCode = StatusCodes.Status409Conflict;
        var page = new WritePage(note, form) { Origin = form.Origin ?? note.Text };
        if (!IsScript) return View("Conflict", page);
        Response.Headers["X-Note-Version"] = note.Version.ToString();
        return PartialView("_Conflict", page);
    }

    private IActionResult Saved(Guid id, NoteForm form, SavedNote saved)
    {
        var joined = saved.JoinedWith is not { } name ? "" : name.Length == 0 ? T["Notes.JoinedOwn"].Value : T["Notes.Joined", name].Value;
        if (!IsScript)
        {
            Flash(joined.Length > 0 ? joined : T["Notes.Saved"].Value);
            return LocalRedirect(AddressAfter(id, form));
        }

        return Json(new
        {
            saved.Version,
            Text = saved.Text == form.Text.Cleaned() ? null : Fields(saved.Text),
            Saved = saved.SavedAt is { } at ? T["Notes.SavedClock", clock.Local(at)].Value : "",
            Joined = joined,
        });
    }

    /// <summary>By the names of the form's fields.</summary>
    private static Dictionary<string, string> Fields(NoteText text) => new()
    {
        [nameof(NoteForm.Status)] = text.Status?.ToString() ?? "",
        [nameof(NoteForm.FollowUp)] = text.FollowUp,
        [nameof(NoteForm.Analysis)] = text.Analysis,
    };

    /// <summary>
    /// The form with what was typed and the reason. It still speaks of the version that the writer started from: nothing was saved, and what others wrote since
    /// has not been joined. After a choice between two texts, the choice is shown again.
    /// </summary>
    private IActionResult Refused(NoteForm form, NoteDetails note, Outcome outcome, bool isChoice)
    {
        if (IsScript)
        {
            // What may pass by itself is tried again by the page; a refusal by a rule is not.
            return Problem(
                outcome.Refusals.Any(refusal => refusal.Code == "DatabaseFull") ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status422UnprocessableEntity,
                string.Join(" ", outcome.Refusals.Select(Sentence)));
        }

        ShowRefusals(outcome);
        return View(isChoice ? "Conflict" : "Write", new WritePage(note, form) { Origin = form.Origin ?? note.Text });
    }

    private JsonResult Problem(int status, string message)
    {
        Response.StatusCode = status;
        return Json(new { Message = message });
    }
}
