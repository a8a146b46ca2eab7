using FollowUp.Core;
using FollowUp.Core.Imports;
using FollowUp.Core.Users;
using FollowUp.Web.Reading;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Imports;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>Reports read in: uploaded or pasted, looked through and corrected, imported and taken out again.</summary>
[Route("/imports")]
[Requires(Permission.Import)]
public sealed class ImportsController(ImportQueries queries, ImportService imports, ImportUndoService undoing) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(ImportListForm form, string? after, string? before, CancellationToken cancel) => View(new ImportListPage
    {
        State = form.State,
        Person = form.Person,
        Q = form.Q,
        People = await queries.PeopleAsync(Access, cancel),
        Imports = await queries.ListAsync(Access, new ImportFilter(form.State, form.Person, form.Q), new PageRequest(after, before), cancel),
    });

    [HttpGet("export")]
    public Task<IActionResult> Export(ImportListForm form, CancellationToken cancel) =>
        ExportAsync(ImportExport.Of, page => queries.ListAsync(Access, new ImportFilter(form.State, form.Person, form.Q), page, cancel), cancel);

    [HttpGet("new")]
    public IActionResult New() => View(new NewImportForm { Id = Guid.CreateVersion7() });

    [HttpPost("new")]
    public async Task<IActionResult> New(NewImportForm form, [FromServices] PdfReading pdf, CancellationToken cancel)
    {
        var upload = await ReportUpload.ReadAsync(form, pdf, cancel);
        var outcome = upload.Document is { } document && ModelState.IsValid
            ? await imports.PrepareAsync(Access, form.Id, upload.FileName, document, cancel)
            : Outcome<Guid>.From(Outcome.Refused([.. upload.Refusals]));
        if (outcome.IsNotFound) return NotFound();
        if (outcome.IsDone && ModelState.IsValid) return RedirectToAction(nameof(Show), new { id = outcome.Value });
        foreach (var refusal in outcome.Refusals) ModelState.AddModelError(upload.Field, Sentence(refusal));
        if (outcome.IsConflict) ModelState.AddModelError("", T["Refusals.Conflict"]);
        return View(form);
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, int page = 1, CancellationToken cancel = default) =>
        await queries.PreviewAsync(Access, id, page, cancel) is { } preview ? Page(new ImportPage(preview)) : NotFound();

    /// <summary>The whole report as it was read.</summary>
    [HttpGet("{id:guid}/text")]
    public async Task<IActionResult> Text(Guid id, CancellationToken cancel) =>
        await queries.SourceAsync(Access, id, cancel) is { } source ? Content(source, "text/plain; charset=utf-8") : NotFound();

    [HttpPost("{id:guid}/rows")]
    public Task<IActionResult> Correct(Guid id, ImportCorrectionForm form, CancellationToken cancel) =>
        TakeAsync(id, form, imports.CorrectAsync, "Imports.Corrected", cancel);

    [HttpPost("{id:guid}/confirm")]
    public Task<IActionResult> Confirm(Guid id, ImportCorrectionForm form, CancellationToken cancel) =>
        TakeAsync(id, form, imports.ConfirmAsync, "Imports.Confirmed", cancel);

    [HttpPost("{id:guid}/undo")]
    public async Task<IActionResult> Undo(Guid id, Guid version, CancellationToken cancel) =>
        Finish(await undoing.UndoAsync(Access, id, version, cancel), $"/imports/{id}", T["Imports.UndoneNow"]);

    [HttpPost("{id:guid}/discard")]
    public async Task<IActionResult> Discard(Guid id, Guid version, CancellationToken cancel) =>
        Finish(await imports.DiscardAsync(Access, id, version, cancel), $"/imports/{id}", T["Imports.DiscardedNow"]);

    [HttpPost("{id:guid}/takeup")]
    public async Task<IActionResult> TakeUp(Guid id, Guid version, CancellationToken cancel) =>
        Finish(await imports.TakeUpAsync(Access, id, version, cancel), $"/imports/{id}", T["Imports.TakenUpNow"]);

    private delegate Task<Outcome> Change(
        UserAccess access, Guid id, Guid version, ImportChoice choice, IReadOnlyList<ImportRowCorrection> rows, CancellationToken cancel);

    /// <summary>Saves or imports what was typed. Where that cannot be, the page comes back with every word of it.</summary>
    private async Task<IActionResult> TakeAsync(Guid id, ImportCorrectionForm form, Change change, string done, CancellationToken cancel)
    {
        var isReadable = ModelState.IsValid;
        var outcome = isReadable ? await change(Access, id, form.Version, form.Choice, form.Corrections, cancel) : Outcome.Refused([]);
        if (outcome.IsNotFound) return NotFound();
        if (outcome.IsDone && isReadable)
        {
            Flash(T[done]);
            return RedirectToAction(nameof(Show), new { id, page = form.GoTo ?? form.Page });
        }

        if (await queries.PreviewAsync(Access, id, form.Page, cancel) is not { } preview) return NotFound();
        foreach (var refusal in outcome.Refusals.Where(refusal => refusal.Field is null)) ModelState.AddModelError("", Sentence(refusal));

        // What could be read has been compared with what is saved, so the next save builds on that.
        if (isReadable) ModelState.Remove(nameof(form.Version));
        if (outcome.IsConflict) Response.StatusCode = StatusCodes.Status409Conflict;
        return Page(new ImportPage(preview, form, outcome.IsConflict) { Version = isReadable ? preview.Import.Version : form.Version });
    }

    private ViewResult Page(ImportPage page)
    {
        foreach (var (field, refusal) in page.Mends) ModelState.AddModelError(field, Sentence(refusal));
        return View(nameof(Show), page);
    }
}
