using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The versions of a note's text: compared word by word, and taken up again; last year's text too.</summary>
[Route("/notes/{id:guid}")]
[Requires(Permission.ReadNotes)]
public sealed class NoteHistoryController(NoteHistoryQueries history, NoteHistoryService changes) : PageController
{
    [HttpGet("history")]
    public async Task<IActionResult> Index(Guid id, Guid? from, Guid? to, string? after, string? before, CancellationToken cancel) =>
        await history.ReadAsync(Access, id, from, to, new PageRequest(after, before), cancel) is { } found
            ? View("/Views/Notes/History.cshtml", found)
            : NotFound();

    [HttpPost("history/{revisionId:guid}/restoration")]
    [Requires(Permission.WriteNotes)]
    public async Task<IActionResult> Restore(Guid id, Guid revisionId, Guid version, CancellationToken cancel) =>
        Finish(await changes.RestoreAsync(Access, id, revisionId, version, cancel), $"/notes/{id}", T["History.Restored"]);

    [HttpPost("carrying")]
    [Requires(Permission.WriteNotes)]
    public async Task<IActionResult> CarryOver(Guid id, Guid version, string? back, CancellationToken cancel) =>
        Finish(await changes.CarryOverAsync(Access, id, version, cancel), Url.IsLocalUrl(back) ? back : $"/notes/{id}", T["History.CarriedNow"]);
}
