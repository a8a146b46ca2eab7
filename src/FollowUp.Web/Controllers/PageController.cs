using FollowUp.Core;
using FollowUp.Core.Users;
using FollowUp.Web.Resources;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Shared;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>What every controller of pages has at hand: who is asking, words, and what to do with an outcome.</summary>
public abstract class PageController : Controller
{
    private const string FlashText = "FlashText";
    private const string FlashUndoUrl = "FlashUndoUrl";
    private const string FlashUndoLabel = "FlashUndoLabel";

    /// <summary>The access of the person who asks; only in actions that need one to be signed in.</summary>
    protected UserAccess Access => HttpContext.RequestServices.GetRequiredService<CurrentAccess>().Value;

    protected Texts T => HttpContext.RequestServices.GetRequiredService<Texts>();

    /// <summary>Shows a sentence on the next page, once; with a button that takes the change back where it can be.</summary>
    protected void Flash(string text, string? undoUrl = null, string? undoLabel = null)
    {
        TempData[FlashText] = text;
        if (undoUrl is null) return;
        TempData[FlashUndoUrl] = undoUrl;
        TempData[FlashUndoLabel] = undoLabel ?? T["Shared.Undo"].Value;
    }

    /// <summary>Puts each refusal beside its field (fields that the form does not have go to the summary).</summary>
    protected void ShowRefusals(Outcome outcome, string prefix = "")
    {
        foreach (var refusal in outcome.Refusals) ModelState.AddModelError(refusal.Field is { } field ? prefix + field : "", Sentence(refusal));
        if (outcome.IsConflict) ModelState.AddModelError("", T["Refusals.Conflict"]);
    }

    /// <summary>
    /// The same for a form that changes something. Where somebody else saved first it comes back with what was typed, and is to be
    /// given the present version, so that saving it once more is a choice and not an accident.
    /// </summary>
    /// <returns>True on a conflict.</returns>
    protected bool ShowRefusalsOrConflict(Outcome outcome, string versionField)
    {
        ShowRefusals(outcome with { IsConflict = false });
        if (!outcome.IsConflict) return false;
        ModelState.Remove(versionField);
        ModelState.AddModelError("", T["Refusals.ConflictKept"]);
        return true;
    }

    protected string Sentence(Refusal refusal) => T[$"Refusals.{refusal.Code}", refusal.Arguments];

    /// <summary>The whole list as a workbook, sent while it is read page by page. The audit keeps who took it.</summary>
    /// <param name="columns">The list's columns, such as <c>UnitExport.Of</c>.</param>
    /// <param name="read">Reads a page with the filters of the list and for the person who asks, as the list's own page does.</param>
    /// <param name="cancel">Ends early.</param>
    protected async Task<IActionResult> ExportAsync<TRow>(
        Func<Texts, AuthorityClock, ListExport<TRow>> columns, Func<PageRequest, Task<Page<TRow>>> read, CancellationToken cancel)
    {
        var services = HttpContext.RequestServices;
        var list = columns(T, services.GetRequiredService<AuthorityClock>());
        var first = await read(new PageRequest(Size: ListExportResult<TRow>.PageSize));

        // The audit calls the list the same whoever takes it.
        var name = Cultures.In(Languages.Swedish, () => columns(T, services.GetRequiredService<AuthorityClock>()).Title);
        await services.GetRequiredService<ExportService>().RecordAsync(Access, name, cancel);
        return new ListExportResult<TRow>(list, first, read);
    }

    /// <summary>The audit keeps who took a report out as a file.</summary>
    protected Task RecordTakenAsync(Guid planId, string fileName, CancellationToken cancel) =>
        HttpContext.RequestServices.GetRequiredService<ExportService>().RecordReportAsync(Access, planId, fileName, cancel);

    /// <summary>For an action without a form of its own: says what became of it, and goes back to a page.</summary>
    protected IActionResult Finish(Outcome outcome, string url, string done, string? undoUrl = null, string? undoLabel = null)
    {
        if (outcome.IsNotFound) return NotFound();
        if (outcome.IsDone) Flash(done, undoUrl, undoLabel);
        else TempData["FlashError"] = outcome.IsConflict ? T["Refusals.Conflict"].Value : string.Join(" ", outcome.Refusals.Select(Sentence));
        return LocalRedirect(url);
    }
}
