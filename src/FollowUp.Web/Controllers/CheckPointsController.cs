using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.CheckPoints;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>Check-points (avstämningar): a short status per activity and unit, written by the units and followed by the reviewers.</summary>
[Route("/check-points/{id:guid}")]
[Requires(Permission.ReadNotes)]
public sealed class CheckPointsController(CheckPointQueries points, CheckPointWritingService writing) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, CheckPointFilterForm form, string? after, string? before, CancellationToken cancel) =>
        await points.ReadAsync(Access, id, form.Filter, new PageRequest(after, before), cancel) is { } overview
            ? View(new CheckPointPage(overview, form))
            : NotFound();

    [HttpGet("export")]
    public async Task<IActionResult> Export(Guid id, CheckPointFilterForm form, CancellationToken cancel) =>
        await points.ReadAsync(Access, id, form.Filter, new PageRequest(Size: 1), cancel) is { } overview
            ? await ExportAsync(CheckPointExport.Of(overview), async page => (await points.ReadAsync(Access, id, form.Filter, page, cancel))!.Page, cancel)
            : NotFound();

    [HttpGet("notes/{noteId:guid}")]
    public async Task<IActionResult> Write(Guid id, Guid noteId, CancellationToken cancel) =>
        await points.EntryAsync(Access, id, noteId, cancel) is { } entry ? View(CheckPointForm.Of(entry)) : NotFound();

    [HttpPost("notes/{noteId:guid}")]
    [Requires(Permission.WriteNotes)]
    public async Task<IActionResult> Write(Guid id, Guid noteId, CheckPointForm form, CancellationToken cancel)
    {
        var outcome = await writing.SaveAsync(Access, id, noteId, form.Version, form.Written, cancel);
        if (outcome.IsNotFound || await points.EntryAsync(Access, id, noteId, cancel) is not { } entry) return NotFound();
        if (outcome.IsDone)
        {
            Flash(T["CheckPoints.Saved"]);
            return LocalRedirect(form.GoOn && entry.Next is { } next ? $"/check-points/{id}/notes/{next}" : $"/check-points/{id}");
        }

        form.Entry = entry;
        if (ShowRefusalsOrConflict(outcome, nameof(form.Version)))
        {
            form.Version = entry.Version;
            form.IsConflict = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
        }

        return View(form);
    }
}
