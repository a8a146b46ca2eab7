using FollowUp.Core;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.UnitDays;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The first and last day of writing for each level of the unit tree in a plan.</summary>
[Route("/plans/{planId:guid}/days")]
[Requires(Permission.PlanActivities)]
public sealed class UnitDaysController(UnitDaysQueries days, UnitDaysService changes) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid planId, bool own, string? after, string? before, CancellationToken cancel) =>
        await days.ReadAsync(Access, planId, own, new PageRequest(after, before), cancel) is { } found ? View(new UnitDaysPage(found, own)) : NotFound();

    [HttpGet("{unitId:guid}")]
    public async Task<IActionResult> Edit(Guid planId, Guid unitId, CancellationToken cancel) =>
        await days.DetailsAsync(Access, planId, unitId, cancel) is { } unit ? View("Form", UnitDaysForm.Of(unit)) : NotFound();

    [HttpPost("{unitId:guid}")]
    public async Task<IActionResult> Edit(Guid planId, Guid unitId, UnitDaysForm form, CancellationToken cancel)
    {
        if (await days.DetailsAsync(Access, planId, unitId, cancel) is not { } unit) return NotFound();
        form.Present = unit;
        if (!ModelState.IsValid) return View("Form", form);
        var outcome = await changes.SetAsync(Access, planId, unitId, form.Version, form.Facts, cancel);
        if (outcome.IsDone) return Finish(outcome, $"/plans/{planId}/days", T["UnitDays.Saved", unit.Unit]);
        if (ShowRefusalsOrConflict(outcome, nameof(form.Version))) form.Version = unit.PlanVersion;
        return View("Form", form);
    }
}
