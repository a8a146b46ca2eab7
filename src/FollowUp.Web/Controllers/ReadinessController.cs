using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Readiness;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary><em>Det här saknas</em>: what a plan's report lacks, and letting some of it stand.</summary>
[Requires(Permission.ReadNotes)]
public sealed class ReadinessController(ReadinessQueries readiness, WaiverService waivers) : PageController
{
    [HttpGet("/reports/{planId:guid}/missing")]
    public async Task<IActionResult> Index(Guid planId, ReadinessForm form, string? after, string? before, CancellationToken cancel) =>
        await readiness.ReadAsync(Access, planId, form.Filter, new PageRequest(after, before), cancel) is { } found
            ? View(new ReadinessPage(found, form, null, null))
            : NotFound();

    [HttpGet("/reports/{planId:guid}/missing/export")]
    public async Task<IActionResult> Export(Guid planId, ReadinessForm form, CancellationToken cancel) =>
        await readiness.ListAsync(Access, planId, form.Filter, new PageRequest(Size: 1), cancel) is null ? NotFound()
            : await ExportAsync(ReadinessExport.Of, async page => (await readiness.ListAsync(Access, planId, form.Filter, page, cancel))!, cancel);

    /// <summary>Lets what one note lacks stand. A reason that is missing is asked for where it was to be typed.</summary>
    [HttpPost("/reports/{planId:guid}/missing/{noteId:guid}/waivers")]
    [Requires(Permission.FixReport)]
    public async Task<IActionResult> Waive(
        Guid planId, Guid noteId, string? reason, [FromQuery] ReadinessForm form, [FromQuery] string? after, [FromQuery] string? before, CancellationToken cancel)
    {
        var outcome = await waivers.WaiveAsync(Access, noteId, reason, cancel);
        var address = $"/reports/{planId}/missing{Request.QueryString}";
        if (!outcome.Refusals.Any(refusal => refusal.Field == nameof(GapWaiver.Reason)))
            return Finish(outcome, address, T["Readiness.Waived"], $"/reports/{planId}/missing/{noteId}/waivers/withdrawal{Request.QueryString}");
        if (await readiness.ReadAsync(Access, planId, form.Filter, new PageRequest(after, before), cancel) is not { } found) return NotFound();
        ShowRefusals(outcome);
        return View("Index", new ReadinessPage(found, form, noteId, reason));
    }

    [HttpPost("/reports/{planId:guid}/missing/{noteId:guid}/waivers/withdrawal")]
    [Requires(Permission.FixReport)]
    public async Task<IActionResult> Withdraw(Guid planId, Guid noteId, CancellationToken cancel) =>
        Finish(await waivers.WithdrawAsync(Access, noteId, cancel), $"/reports/{planId}/missing{Request.QueryString}", T["Readiness.Withdrawn"]);
}
