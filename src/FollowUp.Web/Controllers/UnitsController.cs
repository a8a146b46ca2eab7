using FollowUp.Core;
using FollowUp.Core.Activities;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Units;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The authority's organisation.</summary>
[Route("/units")]
[Requires(Permission.Administer)]
public sealed class UnitsController(UnitQueries units, UnitService changes, UnitClosureService closures) : PageController
{
    private const int RowsPerPage = 100;

    [HttpGet("")]
    public async Task<IActionResult> Index(string? q, bool closed, string? after, string? before, CancellationToken cancel) => View(new UnitsPage(
        q, closed, await units.ListAsync(new UnitFilter(q, closed), new PageRequest(after, before, RowsPerPage), cancel)));

    [HttpGet("export")]
    public Task<IActionResult> Export(string? q, bool closed, CancellationToken cancel) =>
        ExportAsync(UnitExport.Of, page => units.ListAsync(new UnitFilter(q, closed), page, cancel), cancel);

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancel) =>
        await units.DetailsAsync(id, cancel) is { } unit ? View(unit) : NotFound();

    [HttpGet("new")]
    public Task<IActionResult> New(Guid? parentId, CancellationToken cancel) => ShowAsync(new UnitForm { ParentId = parentId }, null, cancel);

    [HttpPost("new")]
    public async Task<IActionResult> New(UnitForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await ShowAsync(form, null, cancel);
        var outcome = await changes.CreateAsync(Access.UserId, form.Id, form.Facts, cancel);
        ShowRefusals(outcome);
        if (!outcome.IsDone) return await ShowAsync(form, null, cancel);
        Flash(T["Units.Created", form.Name!]);
        return RedirectToAction(nameof(Details), new { form.Id });
    }

    [HttpGet("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancel) =>
        await units.DetailsAsync(id, cancel) is { } unit ? await ShowAsync(UnitForm.Of(unit), unit, cancel) : NotFound();

    [HttpPost("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, UnitForm form, CancellationToken cancel)
    {
        if (await units.DetailsAsync(id, cancel) is not { } unit) return NotFound();
        if (!ModelState.IsValid) return await ShowAsync(form, unit, cancel);
        var outcome = await changes.ChangeAsync(Access.UserId, id, form.Version, form.Facts, cancel);
        if (outcome.IsDone)
        {
            Flash(T["Units.Saved"]);
            return RedirectToAction(nameof(Details), new { id });
        }

        if (outcome.IsNotFound) return NotFound();
        if (ShowRefusalsOrConflict(outcome, nameof(form.Version))) form.Version = unit.Version;
        return await ShowAsync(form, unit, cancel);
    }

    [HttpPost("{id:guid}/close")]
    public async Task<IActionResult> Close(Guid id, CancellationToken cancel) =>
        Finish(await closures.CloseAsync(Access, id, cancel), $"/units/{id}", T["Units.Closed"], $"/units/{id}/reopen");

    [HttpPost("{id:guid}/reopen")]
    public async Task<IActionResult> Reopen(Guid id, CancellationToken cancel) =>
        Finish(await closures.ReopenAsync(Access, id, cancel), $"/units/{id}", T["Units.Reopened"], $"/units/{id}/close");

    private async Task<IActionResult> ShowAsync(UnitForm form, UnitDetails? unit, CancellationToken cancel)
    {
        form.Present = unit;
        form.Parents = await units.OptionsAsync(unit?.Unit.ParentId, unit?.Unit.Id, cancel);
        return View("Form", form);
    }
}
