using FollowUp.Core;
using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Activities;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>Activities: the list, one's own page, adding and changing. What else is done to one is in <see cref="ActivityPlacesController"/>.</summary>
[Route("/activities")]
[Requires(Permission.SeeActivities)]
public sealed class ActivitiesController(ActivityQueries activities, ActivityChoices choices, AssignmentService changes) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] ActivityFilterForm filter, string? after, string? before, CancellationToken cancel)
    {
        var page = await choices.OfListAsync(Access, filter, cancel);
        return View(page with { Page = await activities.ListAsync(Access, page.Filter, new PageRequest(after, before, ActivityQueries.PageSize), cancel) });
    }

    [HttpGet("export")]
    public async Task<IActionResult> Export([FromQuery] ActivityFilterForm filter, CancellationToken cancel)
    {
        var asked = (await choices.OfListAsync(Access, filter, cancel)).Filter;
        var names = await choices.UnitNamesAsync(cancel);
        return await ExportAsync(ActivityExport.Of(names), page => activities.ListWithUnitsAsync(Access, asked, page, cancel), cancel);
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancel) => await activities.DetailsAsync(Access, id, cancel) is { } activity
        ? View(new ActivityPage(activity, await choices.OfMoreUnitsAsync(Access, activity, cancel)))
        : NotFound();

    [HttpGet("{id:guid}/thread")]
    public async Task<IActionResult> Thread(Guid id, [FromServices] ThreadQueries threads, CancellationToken cancel) =>
        await threads.ReadAsync(Access, id, cancel) is { } thread ? View(thread) : NotFound();

    [HttpGet("new")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> New(Guid? planId, CancellationToken cancel)
    {
        var form = await choices.FillAsync(Access, new ActivityForm { PlanId = planId }, null, cancel);
        if (form.Plans.Count > 0) return View("Form", form);
        TempData["FlashError"] = T["Activities.NoOpenPlan"].Value;
        return LocalRedirect("/plans");
    }

    [HttpPost("new")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> New(ActivityForm form, CancellationToken cancel)
    {
        if (form.PlanId is null) ModelState.AddModelError(nameof(form.PlanId), T["Refusals.ActivityPlanMissing"]);
        if (!ModelState.IsValid) return View("Form", await choices.FillAsync(Access, form, null, cancel));
        var outcome = await changes.AddActivityAsync(Access, form.Added, cancel);
        if (outcome.IsDone)
        {
            Flash(T["Activities.Created", outcome.Value]);
            return RedirectToAction(nameof(Details), new { form.Id });
        }

        if (outcome.IsNotFound) return NotFound();
        ShowRefusals(outcome);
        return View("Form", await choices.FillAsync(Access, form, null, cancel));
    }

    [HttpGet("{id:guid}/edit")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancel) => await activities.DetailsAsync(Access, id, cancel) is { } activity
        ? View("Form", await choices.FillAsync(Access, ActivityForm.Of(activity), activity, cancel))
        : NotFound();

    [HttpPost("{id:guid}/edit")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> Edit(Guid id, ActivityForm form, CancellationToken cancel)
    {
        if (await activities.DetailsAsync(Access, id, cancel) is not { } activity) return NotFound();
        if (!ModelState.IsValid) return View("Form", await choices.FillAsync(Access, form, activity, cancel));
        var outcome = await changes.ChangeActivityAsync(Access, id, form.Version, form.Facts, cancel);
        if (outcome.IsDone) return Finish(outcome, $"/activities/{id}", T["Activities.Saved"]);
        if (ShowRefusalsOrConflict(outcome, nameof(form.Version))) form.Version = activity.Version;
        return View("Form", await choices.FillAsync(Access, form, activity, cancel));
    }
}
