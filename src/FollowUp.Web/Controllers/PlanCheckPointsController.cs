using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.PlanCheckPoints;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The check-points of a plan, as those who plan make, change and remove them.</summary>
[Route("/plans/{planId:guid}/check-points")]
[Requires(Permission.PlanActivities)]
public sealed class PlanCheckPointsController(CheckPointService changes, CheckPointQueries points, PlanQueries plans) : PageController
{
    [HttpGet("new")]
    public async Task<IActionResult> New(Guid planId, CancellationToken cancel) =>
        await plans.DetailsAsync(Access, planId, cancel) is { } plan ? View("Form", new PlanCheckPointForm { Plan = plan.Plan }) : NotFound();

    [HttpPost("new")]
    public async Task<IActionResult> New(Guid planId, PlanCheckPointForm form, CancellationToken cancel)
    {
        if (await plans.DetailsAsync(Access, planId, cancel) is not { } plan) return NotFound();
        form.Plan = plan.Plan;
        if (!ModelState.IsValid) return View("Form", form);
        var outcome = await changes.CreateAsync(Access, form.Id, planId, form.Facts, cancel);
        if (outcome.IsDone) return Finish(outcome, PageOf(planId), T["CheckPoints.Created"], $"/plans/{planId}/check-points/{form.Id}/removal");
        ShowRefusals(outcome);
        return View("Form", form);
    }

    [HttpGet("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid planId, Guid id, CancellationToken cancel) =>
        await plans.DetailsAsync(Access, planId, cancel) is { } plan && await points.SettingsAsync(Access, planId, id, cancel) is { } point
            ? View("Form", PlanCheckPointForm.Of(plan.Plan, point))
            : NotFound();

    [HttpPost("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid planId, Guid id, PlanCheckPointForm form, CancellationToken cancel)
    {
        if (await plans.DetailsAsync(Access, planId, cancel) is not { } plan || await points.SettingsAsync(Access, planId, id, cancel) is not { } point) return NotFound();
        (form.Plan, form.Present) = (plan.Plan, point);
        if (!ModelState.IsValid) return View("Form", form);
        var outcome = await changes.ChangeAsync(Access, planId, id, form.Version, form.Facts, cancel);
        if (outcome.IsDone) return Finish(outcome, PageOf(planId), T["CheckPoints.Changed"]);
        if (ShowRefusalsOrConflict(outcome, nameof(form.Version))) form.Version = point.Version;
        return View("Form", form);
    }

    [HttpPost("{id:guid}/removal")]
    public async Task<IActionResult> Remove(Guid planId, Guid id, CancellationToken cancel) => Finish(
        await changes.RemoveAsync(Access, planId, id, cancel), PageOf(planId), T["CheckPoints.Removed"], $"/plans/{planId}/check-points/{id}/restoration");

    [HttpPost("{id:guid}/restoration")]
    public async Task<IActionResult> Restore(Guid planId, Guid id, CancellationToken cancel) =>
        Finish(await changes.RestoreAsync(Access, planId, id, cancel), PageOf(planId), T["CheckPoints.Restored"]);

    private static string PageOf(Guid planId) => $"/plans/{planId}#check-points";
}
