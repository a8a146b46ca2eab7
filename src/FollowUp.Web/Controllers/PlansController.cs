using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using FollowUp.Web.Resources;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Plans;
using FollowUp.Web.Views.Reports;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>Plans: a year of activities each.</summary>
[Route("/plans")]
[Requires(Permission.SeeActivities)]
public sealed class PlansController(PlanQueries plans, PlanService changes, ReportFixingService fixing, ReportOutputs outputs) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? after, string? before, CancellationToken cancel) =>
        View(await plans.ListAsync(Access, new PageRequest(after, before), cancel));

    [HttpGet("export")]
    public Task<IActionResult> Export(CancellationToken cancel) => ExportAsync(PlanExport.Of, page => plans.ListAsync(Access, page, cancel), cancel);

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, [FromServices] CheckPointQueries points, CancellationToken cancel) =>
        await plans.DetailsAsync(Access, id, cancel) is { } plan ? View(new PlanPage(plan, await points.ListAsync(Access, id, cancel))) : NotFound();

    [HttpGet("new")]
    [Requires(Permission.PlanActivities)]
    public IActionResult New([FromServices] HouseBook house) => View("Form", new PlanForm
    {
        ReportTitle = house.Facts.ReportTitle is { Length: > 0 } title ? title : Cultures.In(Languages.Swedish, () => T["Plans.DefaultReportTitle"].Value),
    });

    [HttpPost("new")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> New(PlanForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return View("Form", form);
        var outcome = await changes.CreateAsync(Access, form.Id, form.Facts, cancel);
        ShowRefusals(outcome);
        if (!outcome.IsDone) return View("Form", form);
        Flash(T["Plans.Created"]);
        return RedirectToAction(nameof(Details), new { form.Id });
    }

    [HttpGet("{id:guid}/edit")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancel) =>
        await plans.DetailsAsync(Access, id, cancel) is { } plan ? View("Form", PlanForm.Of(plan)) : NotFound();

    [HttpPost("{id:guid}/edit")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> Edit(Guid id, PlanForm form, CancellationToken cancel)
    {
        if (await plans.DetailsAsync(Access, id, cancel) is not { } plan) return NotFound();
        form.Present = plan;
        if (!ModelState.IsValid) return View("Form", form);
        var outcome = await changes.ChangeAsync(Access, id, form.Version, form.Facts, cancel);
        if (outcome.IsDone) return Finish(outcome, $"/plans/{id}", T["Plans.Saved"]);
        if (ShowRefusalsOrConflict(outcome, nameof(form.Version))) form.Version = plan.Version;
        return View("Form", form);
    }

    [HttpGet("{id:guid}/instructions")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> Instructions(Guid id, CancellationToken cancel) =>
        await plans.DetailsAsync(Access, id, cancel) is { } plan ? View(InstructionsForm.Of(plan)) : NotFound();

    [HttpPost("{id:guid}/instructions")]
    [Requires(Permission.PlanActivities)]
    public async Task<IActionResult> Instructions(Guid id, InstructionsForm form, CancellationToken cancel)
    {
        if (await plans.DetailsAsync(Access, id, cancel) is not { } plan) return NotFound();
        form.Present = plan;
        var outcome = await changes.InstructAsync(Access, id, form.Version, new PlanInstructions(form.FollowUp ?? "", form.Analysis ?? ""), cancel);
        if (outcome.IsDone) return Finish(outcome, $"/plans/{id}", T["Plans.InstructionsSaved"]);
        if (ShowRefusalsOrConflict(outcome, nameof(form.Version))) form.Version = plan.Version;
        return View(form);
    }

    [HttpPost("{id:guid}/fix")]
    [Requires(Permission.FixReport)]
    public async Task<IActionResult> Fix(Guid id, Guid version, CancellationToken cancel) =>
        Finish(await fixing.FixAsync(Access, id, version, outputs.PressOf(Access, id), cancel), $"/plans/{id}", T["Plans.FixedNow"]);

    [HttpPost("{id:guid}/unlock")]
    [Requires(Permission.FixReport)]
    public async Task<IActionResult> Unlock(Guid id, Guid version, CancellationToken cancel) =>
        Finish(await changes.UnlockAsync(Access, id, version, cancel), $"/plans/{id}", T["Plans.UnlockedNow"]);
}
