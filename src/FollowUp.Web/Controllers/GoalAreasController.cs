using FollowUp.Core;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.GoalAreas;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>Goal areas, under which activities stand.</summary>
[Route("/goal-areas")]
[Requires(Permission.PlanActivities)]
public sealed class GoalAreasController(GoalAreaQueries areas, GoalAreaService changes) : PageController
{
    private const string List = "/goal-areas";

    [HttpGet("")]
    public async Task<IActionResult> Index(bool closed, string? after, string? before, CancellationToken cancel) =>
        View(new GoalAreasPage(closed, await areas.ListAsync(new PageRequest(after, before), closed, cancel)));

    [HttpGet("export")]
    public Task<IActionResult> Export(bool closed, CancellationToken cancel) =>
        ExportAsync(GoalAreaExport.Of, page => areas.ListAsync(page, closed, cancel), cancel);

    [HttpGet("new")]
    public IActionResult New() => View("Form", new GoalAreaForm());

    [HttpPost("new")]
    public async Task<IActionResult> New(GoalAreaForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return View("Form", form);
        var outcome = await changes.CreateAsync(Access, form.Id, form.Facts, cancel);
        ShowRefusals(outcome);
        return outcome.IsDone ? Finish(outcome, List, T["GoalAreas.Created", form.Name!]) : View("Form", form);
    }

    [HttpGet("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancel) =>
        await areas.DetailsAsync(id, cancel) is { } area ? View("Form", GoalAreaForm.Of(area)) : NotFound();

    [HttpPost("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, GoalAreaForm form, CancellationToken cancel)
    {
        if (await areas.DetailsAsync(id, cancel) is not { } area) return NotFound();
        form.Present = area;
        if (!ModelState.IsValid) return View("Form", form);
        var outcome = await changes.ChangeAsync(Access, id, form.Version, form.Facts, cancel);
        if (outcome.IsDone) return Finish(outcome, List, T["GoalAreas.Saved"]);
        if (ShowRefusalsOrConflict(outcome, nameof(form.Version))) form.Version = area.Version;
        return View("Form", form);
    }

    [HttpPost("{id:guid}/close")]
    public async Task<IActionResult> Close(Guid id, CancellationToken cancel) =>
        Finish(await changes.CloseAsync(Access, id, cancel), List, T["GoalAreas.Closed"], $"/goal-areas/{id}/reopen");

    [HttpPost("{id:guid}/reopen")]
    public async Task<IActionResult> Reopen(Guid id, CancellationToken cancel) =>
        Finish(await changes.ReopenAsync(Access, id, cancel), List, T["GoalAreas.Reopened"], $"/goal-areas/{id}/close");
}
