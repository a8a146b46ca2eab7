using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.NoteComments;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>What is said beside a note's text.</summary>
[Route("/notes/{id:guid}/comments")]
[Requires(Permission.WriteNotes)]
public sealed class NoteCommentsController(NoteCommentService comments, NoteQueries notes) : PageController
{
    [HttpPost("")]
    public async Task<IActionResult> Add(Guid id, CommentForm form, CancellationToken cancel) =>
        await FinishAsync(id, form, await comments.AddAsync(Access, id, form.Comment, cancel), T["Comments.Added"], cancel);

    [HttpPost("{commentId:guid}/answers")]
    public async Task<IActionResult> Answer(Guid id, Guid commentId, CommentForm form, CancellationToken cancel)
    {
        form.AnswersId = commentId;
        return await FinishAsync(id, form, await comments.AnswerAsync(Access, id, commentId, form.Comment, cancel), T["Comments.Answered"], cancel);
    }

    [HttpPost("{commentId:guid}/closing")]
    public async Task<IActionResult> Close(Guid id, Guid commentId, CancellationToken cancel) =>
        Finish(await comments.CloseAsync(Access, id, commentId, cancel), $"/notes/{id}", T["Comments.ClosedNow"], $"/notes/{id}/comments/{commentId}/reopening");

    [HttpPost("{commentId:guid}/reopening")]
    public async Task<IActionResult> Reopen(Guid id, Guid commentId, CancellationToken cancel) =>
        Finish(await comments.ReopenAsync(Access, id, commentId, cancel), $"/notes/{id}", T["Comments.ReopenedNow"], $"/notes/{id}/comments/{commentId}/closing");

    /// <summary>Back to the note; or a page with what was typed and the reason, so that the note's own text is not touched by it.</summary>
    private async Task<IActionResult> FinishAsync(Guid id, CommentForm form, Outcome outcome, string done, CancellationToken cancel)
    {
        if (outcome.IsDone || outcome.IsNotFound) return Finish(outcome, $"/notes/{id}", done);
        ShowRefusals(outcome);
        return await notes.DetailsAsync(Access, id, cancel) is { Discussion: not null } note ? View("Edit", new CommentPage(note, form)) : NotFound();
    }
}
