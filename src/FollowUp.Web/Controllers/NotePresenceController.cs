using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>Who is writing in a note right now. Asked by the writing page's script.</summary>
[Route("/notes/{id:guid}/presence")]
[Requires(Permission.WriteNotes)]
public sealed class NotePresenceController(NoteWritingService writing, NoteQueries queries, AuthorityClock clock) : PageController
{
    /// <summary>Says that somebody is writing, and hears who else is and whether the text has changed.</summary>
    [HttpPost]
    public async Task<IActionResult> Presence(Guid id, bool isWriting, CancellationToken cancel)
    {
        if (isWriting && (await writing.SeeWriterAsync(Access, id, cancel)).IsNotFound) return NotFound();
        if (await queries.GlanceAsync(Access, id, cancel) is not { } note) return NotFound();
        return Json(new
        {
            note.Version,
            Writers = note.Writers.Count == 0 ? "" : T["Notes.WritingNow", string.Join(", ", note.Writers)].Value,
            News = note.SavedAt is { } at
                ? note.IsOwnSave ? T["Notes.NewerOwn", clock.Local(at)].Value : T["Notes.Newer", note.SavedBy ?? "", clock.Local(at)].Value
                : "",
        });
    }
}
