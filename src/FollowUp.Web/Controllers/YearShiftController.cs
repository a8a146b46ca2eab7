using FollowUp.Core;
using FollowUp.Core.Users;
using FollowUp.Core.YearShift;
using FollowUp.Web.Security;
using FollowUp.Web.Views.YearShift;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary><em>Årsskiftet</em>: choose what goes on into the next plan, see exactly what that comes to, carry it out, take it back.</summary>
[Route("/plans/{planId:guid}/shift")]
[Requires(Permission.PlanActivities)]
public sealed class YearShiftController(YearShiftQueries shifts, YearShiftService changes, YearShiftUndoService undo) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid planId, CancellationToken cancel) =>
        await shifts.SetupAsync(Access, planId, cancel) is { } setup ? View(new ShiftPage(setup, ShiftForm.Of(setup))) : NotFound();

    /// <summary>The dry run: nothing is changed.</summary>
    [HttpPost("preview")]
    public async Task<IActionResult> Preview(Guid planId, ShiftForm form, CancellationToken cancel)
    {
        if (await shifts.PreviewAsync(Access, planId, form.Choice, cancel) is not { } preview) return NotFound();
        if (preview.Refusals.Count == 0) return await ShowAsync(planId, form, preview, cancel);
        ShowRefusals(Outcome.Refused(preview.Refusals));
        return await ChooseAsync(planId, form, cancel);
    }

    [HttpPost("")]
    public async Task<IActionResult> CarryOut(Guid planId, ShiftForm form, CancellationToken cancel)
    {
        var outcome = await changes.CarryOutAsync(Access, form.Id, planId, form.Choice, form.Seal, cancel);
        if (outcome.IsNotFound) return NotFound();
        if (outcome.IsDone)
        {
            Flash(T["YearShift.Done"], $"/plans/{planId}/shift/{form.Id}/undo", T["YearShift.Undo"].Value);
            return LocalRedirect($"/plans/{outcome.Value}");
        }

        ShowRefusals(outcome with { IsConflict = false });
        if (!outcome.IsConflict || await shifts.PreviewAsync(Access, planId, form.Choice, cancel) is not { Refusals.Count: 0 } preview) return await ChooseAsync(planId, form, cancel);
        ModelState.AddModelError("", T["YearShift.ChangedSince"]);
        return await ShowAsync(planId, form, preview, cancel);
    }

    [HttpPost("{shiftId:guid}/undo")]
    public async Task<IActionResult> Undo(Guid planId, Guid shiftId, CancellationToken cancel) =>
        Finish(await undo.UndoAsync(Access, planId, shiftId, cancel), $"/plans/{planId}/shift", T["YearShift.Undone"]);

    private async Task<IActionResult> ShowAsync(Guid planId, ShiftForm form, ShiftPreview preview, CancellationToken cancel)
    {
        ModelState.Remove(nameof(form.Seal));
        form.Seal = preview.Seal;
        return await shifts.SetupAsync(Access, planId, cancel) is { } setup ? View("Preview", new ShiftPreviewPage(setup.Plan, form, preview)) : NotFound();
    }

    private async Task<IActionResult> ChooseAsync(Guid planId, ShiftForm form, CancellationToken cancel) =>
        await shifts.SetupAsync(Access, planId, cancel) is { } setup ? View("Index", new ShiftPage(setup, form)) : NotFound();
}
