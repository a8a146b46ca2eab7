using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.SideBySide;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>All units' texts on one activity beside each other, and the summary that a reviewer writes from them.</summary>
[Requires(Permission.SeeActivities)]
public sealed class SideBySideController(
    SideBySideQueries texts, NoteQueries notes, AssignmentService assignments) : PageController
{
    [HttpGet("/activities/{id:guid}/side-by-side")]
    public async Task<IActionResult> Index(Guid id, Guid? unit, NoteState? state, string? after, string? before, CancellationToken cancel)
    {
        var filter = new SideBySideFilter(unit, state);
        if (await texts.ReadAsync(Access, id, filter, new PageRequest(after, before), cancel) is not { } read) return NotFound();
        var summary = read.SummaryId is { } summaryId ? await notes.DetailsAsync(Access, summaryId, cancel) : null;
        return View(new SideBySidePage(read, filter, summary));
    }

    [HttpPost("/activities/{id:guid}/summary")]
    [Requires(Permission.ReviewNotes)]
    public async Task<IActionResult> BeginSummary(Guid id, CancellationToken cancel) => Finish(
        await assignments.AddUnitAsync(Access, id, Access.AuthorityId, cancel), $"/activities/{id}/side-by-side#summary", T["SideBySide.SummaryBegun"]);
}
