using FollowUp.Core;
using FollowUp.Core.Imports;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.ListImports;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>
/// Lists of activities, units and people read in from Excel, CSV or what was pasted: looked through with what is wrong beside each row, and the good rows taken in. Units and
/// people are for administrators; the service knows.
/// </summary>
[Route("/lists")]
[Requires(Permission.Import)]
public sealed class ListImportsController(ListImportQueries queries, ListImportService lists, ListUndoService undoing) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? after, string? before, CancellationToken cancel) =>
        View(await queries.ListAsync(Access, new PageRequest(after, before), cancel));

    [HttpGet("export")]
    public Task<IActionResult> Export(CancellationToken cancel) => ExportAsync(ListImportExport.Of, page => queries.ListAsync(Access, page, cancel), cancel);

    [HttpGet("new")]
    public Task<IActionResult> New(ListKind kind = ListKind.Activities, Guid? plan = null, CancellationToken cancel = default) =>
        ShowAsync(new NewListForm { Id = Guid.CreateVersion7(), Kind = kind, PlanId = plan }, cancel);

    [HttpPost("new")]
    public async Task<IActionResult> New(NewListForm form, CancellationToken cancel)
    {
        var upload = await form.ReadAsync(cancel);
        var outcome = upload.Value is { } list && ModelState.IsValid ? await lists.PrepareAsync(Access, list, cancel) : Outcome<Guid>.From(upload);
        if (outcome.IsNotFound) return NotFound();
        if (outcome.IsDone && ModelState.IsValid) return RedirectToAction(nameof(Show), new { id = outcome.Value });
        foreach (var refusal in outcome.Refusals) ModelState.AddModelError(form.FieldOf(refusal), Sentence(refusal));
        if (outcome.IsConflict) ModelState.AddModelError("", T["Refusals.Conflict"]);
        return await ShowAsync(form, cancel);
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, RowFate? fate = null, int page = 1, CancellationToken cancel = default) =>
        await queries.PreviewAsync(Access, id, fate, page, cancel) is { } preview ? View(new ListPage(preview, T)) : NotFound();

    /// <summary>The rows that cannot be read in, as a file to mend and read in again.</summary>
    [HttpGet("{id:guid}/refused")]
    public async Task<IActionResult> Refused(Guid id, CancellationToken cancel) => await queries.RefusedAsync(Access, id, cancel) is { } refused
        ? await ExportAsync(RefusedExport.Of(refused, Sentence), _ => Task.FromResult(RefusedExport.RowsOf(refused)), cancel)
        : NotFound();

    [HttpPost("{id:guid}/columns")]
    public async Task<IActionResult> Map(Guid id, ListColumnsForm form, CancellationToken cancel)
    {
        var outcome = await lists.MapAsync(Access, id, form.Version, form.Chosen, form.Defaults, cancel);
        if (outcome.IsNotFound || outcome.IsDone) return Finish(outcome, $"/lists/{id}", T["Lists.Mapped"]);
        if (await queries.PreviewAsync(Access, id, null, 1, cancel) is not { } preview) return NotFound();
        ShowRefusals(outcome);
        return View(nameof(Show), new ListPage(preview, T, form));
    }

    [HttpPost("{id:guid}/confirm")]
    public async Task<IActionResult> Confirm(Guid id, Guid version, string? digest, CancellationToken cancel) =>
        Finish(await lists.ConfirmAsync(Access, id, version, digest ?? "", cancel), $"/lists/{id}", T["Lists.Confirmed"]);

    [HttpPost("{id:guid}/undo")]
    public async Task<IActionResult> Undo(Guid id, Guid version, CancellationToken cancel)
    {
        var outcome = await undoing.UndoAsync(Access, id, version, cancel);
        return Finish(outcome, $"/lists/{id}", outcome.IsDone ? T[$"Lists.UndoneNow.{outcome.Value}"] : "");
    }

    [HttpPost("{id:guid}/discard")]
    public async Task<IActionResult> Discard(Guid id, Guid version, CancellationToken cancel) =>
        Finish(await lists.DiscardAsync(Access, id, version, cancel), $"/lists/{id}", T["Lists.DiscardedNow"]);

    [HttpPost("{id:guid}/takeup")]
    public async Task<IActionResult> TakeUp(Guid id, Guid version, CancellationToken cancel) =>
        Finish(await lists.TakeUpAsync(Access, id, version, cancel), $"/lists/{id}", T["Lists.TakenUpNow"]);

    private async Task<IActionResult> ShowAsync(NewListForm form, CancellationToken cancel)
    {
        form.Kinds = [.. Enum.GetValues<ListKind>().Where(kind => ListImportService.MayRead(Access, kind))];
        if (!form.Kinds.Contains(form.Kind)) return NotFound();
        form.Plans = await queries.PlansAsync(Access, cancel);
        return View(nameof(New), form);
    }
}
