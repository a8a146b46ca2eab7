using FollowUp.Core;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Delegations;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>Who writes and stands in for whom: a rektor lets another person write for the unit, or submit as well for a period.</summary>
[Route("/delegations")]
[Requires(Permission.Delegate)]
public sealed class DelegationsController(DelegationQueries delegations, DelegationService changes, AuthorityClock clock) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid? unit, DelegationStanding? standing, string? after, string? before, CancellationToken cancel)
    {
        var filter = new DelegationFilter(unit, standing);
        return View(new DelegationsPage(
            filter, await delegations.UnitsAsync(Access, cancel), await delegations.ListAsync(Access, filter, new PageRequest(after, before), cancel)));
    }

    [HttpGet("export")]
    public Task<IActionResult> Export(Guid? unit, DelegationStanding? standing, CancellationToken cancel) =>
        ExportAsync(DelegationExport.Of, page => delegations.ListAsync(Access, new DelegationFilter(unit, standing), page, cancel), cancel);

    [HttpGet("new")]
    public async Task<IActionResult> New(CancellationToken cancel) =>
        Access.Delegates ? await ShowAsync(new DelegationForm { FirstDay = clock.Today }, cancel) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Create(DelegationForm form, CancellationToken cancel)
    {
        if (!Access.Delegates) return NotFound();
        if (!ModelState.IsValid) return await ShowAsync(form, cancel);
        var outcome = await changes.GiveAsync(Access, form.Given, cancel);
        if (outcome.IsNotFound) return NotFound();
        ShowRefusals(outcome);
        if (!outcome.IsDone) return await ShowAsync(form, cancel);
        Flash(T["Delegations.Given"], $"/delegations/{form.Id}/ending", T["Delegations.UndoGiving"]);
        return LocalRedirect("/delegations");
    }

    [HttpPost("{id:guid}/ending")]
    public async Task<IActionResult> End(Guid id, CancellationToken cancel) =>
        Finish(await changes.EndAsync(Access, id, cancel), "/delegations", T["Delegations.Ended"]);

    private async Task<IActionResult> ShowAsync(DelegationForm form, CancellationToken cancel)
    {
        form.Units = await delegations.UnitsAsync(Access, cancel);
        form.Suggestions = await delegations.SuggestionsAsync(Access, cancel);
        if (form.Units.Count == 1) form.UnitId ??= form.Units[0].Id;
        return View("Form", form);
    }
}
