using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Documents.Word;
using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using FollowUp.Web.Views.ReportTemplate;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The house's own Word document, whose look every report in Word takes.</summary>
[Route("/reports/template")]
[Requires(Permission.PlanActivities)]
public sealed class ReportTemplateController(ReportTemplateQueries queries, ReportTemplateService changes) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel) =>
        await queries.ReadAsync(Access, cancel) is { } present ? View(new ReportTemplateForm { Version = present.Version, Present = present }) : NotFound();

    [RequestSizeLimit(Uploads.Template)]
    [HttpPost("")]
    public async Task<IActionResult> Index(ReportTemplateForm form, CancellationToken cancel)
    {
        var upload = await form.ReadAsync(cancel);
        var outcome = upload.Value is { } file ? await changes.UploadAsync(Access, file, cancel) : upload;
        if (outcome.IsNotFound || outcome.IsDone) return Finish(outcome, "/reports/template", T["ReportTemplate.Saved"]);
        if (await queries.ReadAsync(Access, cancel) is not { } present) return NotFound();
        ShowRefusals(outcome);
        ModelState.Remove(nameof(form.Version));
        (form.Version, form.Present) = (present.Version, present);
        return View(form);
    }

    /// <summary>The file in use, as it was uploaded.</summary>
    [HttpGet("file")]
    [ResponseCache(NoStore = true)]
    public async Task<IActionResult> File(CancellationToken cancel) =>
        await queries.FileAsync(Access, cancel) is { } file ? File(file.Content, WordReportWriter.MediaType, file.FileName) : NotFound();

    [HttpPost("removal")]
    public async Task<IActionResult> Remove(Guid version, CancellationToken cancel)
    {
        var outcome = await changes.RemoveAsync(Access, version, cancel);
        return Finish(outcome, "/reports/template", T["ReportTemplate.Removed"], $"/reports/template/restoration?version={outcome.Value}");
    }

    [HttpPost("restoration")]
    public async Task<IActionResult> Restore(Guid version, CancellationToken cancel) =>
        Finish(await changes.RestoreAsync(Access, version, cancel), "/reports/template", T["ReportTemplate.Restored"]);
}
