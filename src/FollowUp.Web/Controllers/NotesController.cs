using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Documents.Markdown;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Notes;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>One unit's follow-up of one activity: written by the unit, returned or approved by a reviewer.</summary>
[Route("/notes")]
[Requires(Permission.ReadNotes)]
public sealed class NotesController(NoteService notes, SubmissionService submissions, NoteQueries queries) : PageController
{
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancel)
    {
        if (await queries.DetailsAsync(Access, id, cancel) is not { } note) return NotFound();
        return note.CanWrite
            ? View("Write", new WritePage(note, NoteForm.Of(note)))
            : View("Read", new ReadPage(note, new ReviewForm { Version = note.Version }));
    }

    [HttpPost("{id:guid}/submission")]
    [Requires(Permission.WriteNotes)]
    public async Task<IActionResult> Submit(Guid id, NoteForm form, CancellationToken cancel)
    {
        var outcome = await submissions.SubmitAsync(Access, id, form.ToSave(), form.Acknowledged ?? [], cancel);
        form.Warnings = outcome.Value ?? [];
        return await FinishAsync(id, form, outcome, "Notes.Submitted", cancel);
    }

    [HttpPost("{id:guid}/reopening")]
    [Requires(Permission.WriteNotes)]
    public async Task<IActionResult> Reopen(Guid id, Guid version, CancellationToken cancel) =>
        Finish(await notes.ReopenAsync(Access, id, version, cancel), $"/notes/{id}", T["Notes.Reopened"]);

    [HttpGet("{id:guid}/language")]
    [Requires(Permission.ReviewNotes)]
    public async Task<IActionResult> Language(Guid id, CancellationToken cancel) =>
        await queries.DetailsAsync(Access, id, cancel) is { CanCorrect: true } note
            ? View("Language", new WritePage(note, NoteForm.Of(note)))
            : NotFound();

    [HttpPost("{id:guid}/language")]
    [Requires(Permission.ReviewNotes)]
    public async Task<IActionResult> Language(Guid id, NoteForm form, CancellationToken cancel) =>
        await FinishAsync(id, form, await notes.CorrectLanguageAsync(Access, id, form.Version, form.Text, cancel), "Notes.LanguageCorrected", cancel, "Language");

    [HttpPost("{id:guid}/return")]
    [Requires(Permission.ReviewNotes)]
    public async Task<IActionResult> Return(Guid id, ReviewForm form, CancellationToken cancel)
    {
        var outcome = await notes.ReturnAsync(Access, id, form.Version, form.Comment ?? "", cancel);
        if (outcome.IsNotFound) return NotFound();
        if (outcome.IsDone)
        {
            Flash(T["Notes.Returned"]);
            return Redirect($"/notes/{id}");
        }

        ShowRefusals(outcome);
        if (await queries.DetailsAsync(Access, id, cancel) is not { } note) return NotFound();
        ModelState.Remove(nameof(form.Version));
        return View("Read", new ReadPage(note, new ReviewForm { Version = note.Version, Comment = form.Comment }));
    }

    [HttpPost("{id:guid}/approval")]
    [Requires(Permission.ReviewNotes)]
    public async Task<IActionResult> Approve(Guid id, Guid version, CancellationToken cancel) =>
        Finish(await notes.ApproveAsync(Access, id, version, cancel), $"/notes/{id}", T["Notes.Approved"]);

    /// <summary>Shows typed Markdown as it will be read. Answers with a piece of HTML.</summary>
    [HttpPost("preview")]
    [Requires(Permission.WriteNotes)]
    public IActionResult Preview(string? text) => Content(MarkdownText.ToHtml(TypedText.Clean(text)), "text/html; charset=utf-8");

    /// <summary>After a save: on to the page, or back to the form with what was typed and the reason; with both texts where two wrote.</summary>
    private async Task<IActionResult> FinishAsync(
        Guid id, NoteForm form, Outcome outcome, string done, CancellationToken cancel, string view = "Write")
    {
        if (outcome.IsNotFound) return NotFound();
        if (outcome.IsDone && form.Warnings.Count == 0)
        {
            Flash(T[done]);
            return LocalRedirect(Url.IsLocalUrl(form.Back) ? form.Back : $"/notes/{id}");
        }

        if (await queries.DetailsAsync(Access, id, cancel) is not { } note) return NotFound();

        // From here on the form speaks of the version that is stored now.
        ModelState.Remove(nameof(form.Version));
        form.Version = note.Version;
        if (outcome.IsConflict)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return View("Conflict", new WritePage(note, form) { Origin = form.Origin ?? note.Text });
        }

        if (outcome.Refusals.Any(refusal => refusal.Code == "NoteJoined"))
        {
            // What is to be read before it is submitted is both texts.
            ModelState.Clear();
            form = NoteForm.Of(note);
        }

        ShowRefusals(outcome);
        return View(view, new WritePage(note, form));
    }
}
