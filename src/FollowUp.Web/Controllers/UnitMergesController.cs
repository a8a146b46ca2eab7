using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.UnitMerges;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>A unit that closes and is taken over by another: first what would happen, then the merge, and the way back.</summary>
[Route("/units")]
[Requires(Permission.Administer)]
public sealed class UnitMergesController(UnitMergeQueries previews, UnitMergeService merges) : PageController
{
    [HttpGet("{unitId:guid}/merge")]
    public Task<IActionResult> New(Guid unitId, Guid? successorId, CancellationToken cancel) =>
        ShowAsync(unitId, new MergeForm { SuccessorId = successorId, WithUnits = true }, cancel);

    [HttpPost("{unitId:guid}/merge")]
    public async Task<IActionResult> New(Guid unitId, MergeForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await ShowAsync(unitId, form, cancel);
        var outcome = await merges.MergeAsync(Access, form.Merge(unitId), cancel);
        if (outcome.IsDone) return Finish(outcome, $"/units/{unitId}", T["Merges.Done"], $"/units/merges/{form.Id}/undoing");
        if (outcome.IsNotFound) return NotFound();
        ShowRefusals(outcome);
        return await ShowAsync(unitId, form, cancel);
    }

    [HttpPost("merges/{mergeId:guid}/undoing")]
    public async Task<IActionResult> Undo(Guid mergeId, Guid? unitId, CancellationToken cancel) =>
        Finish(await merges.UndoAsync(Access, mergeId, cancel), unitId is { } unit ? $"/units/{unit}" : "/units", T["Merges.Undone"]);

    private async Task<IActionResult> ShowAsync(Guid unitId, MergeForm form, CancellationToken cancel)
    {
        if (await previews.ReadAsync(Access, unitId, form.SuccessorId, cancel) is not { } preview) return NotFound();
        form.Preview = preview;
        return View("~/Views/UnitMerges/Form.cshtml", form);
    }
}
