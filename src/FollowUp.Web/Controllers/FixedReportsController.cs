using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.FixedReports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace FollowUp.Web.Controllers;

/// <summary>The fixed versions of a report: their files with checksums, what differs between them, and the links by which they are shared.</summary>
[Route("/reports/{planId:guid}/versions")]
[Requires(Permission.PrintReport)]
public sealed class FixedReportsController(FixedReportQueries reports, ReportShareService shares) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid planId, CancellationToken cancel) =>
        await reports.ListAsync(Access, planId, cancel) is { } found ? View(new FixedReportsPage(found, new ShareForm(), null)) : NotFound();

    [HttpGet("{number:int}/{format}")]
    public async Task<IActionResult> File(Guid planId, int number, ReportFormat format, CancellationToken cancel)
    {
        if (!Enum.IsDefined(format) || await reports.FileAsync(Access, planId, number, format, cancel) is not { } file) return NotFound();

        // A kept page stands alone: nothing in it runs or is fetched.
        if (file.Format == ReportFormat.Html) Response.Headers[HeaderNames.ContentSecurityPolicy] = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";
        await RecordTakenAsync(planId, file.FileName, cancel);
        return File(file.Content, MediaTypes.Of(file.Format), file.FileName);
    }

    /// <summary>The files of a version for an archive, with checksums and an explanation, as a ZIP.</summary>
    [HttpGet("{number:int}/archive")]
    public async Task<IActionResult> Archive(Guid planId, int number, [FromServices] ArchiveFiles archive, CancellationToken cancel)
    {
        if (await reports.ListAsync(Access, planId, cancel) is not { } found || found.Versions.FirstOrDefault(version => version.Number == number) is not { } version) return NotFound();
        return File(await archive.PackAsync(Access, found, version, cancel), "application/zip", archive.NameOf(found, version));
    }

    [HttpPost("{fixedReportId:guid}/shares")]
    [Requires(Permission.FixReport)]
    public async Task<IActionResult> Share(Guid planId, Guid fixedReportId, [Bind(Prefix = nameof(FixedReportsPage.Share))] ShareForm form, CancellationToken cancel)
    {
        var outcome = form.LastDay is { } lastDay ? await shares.ShareAsync(Access, fixedReportId, form.Id, lastDay, cancel) : null;
        if (outcome is { IsNotFound: true }) return NotFound();
        if (outcome is { IsDone: true, Value: "" }) return RedirectToAction(nameof(Index), new { planId });
        if (outcome is not null) ShowRefusals(outcome, $"{nameof(FixedReportsPage.Share)}.");
        if (await reports.ListAsync(Access, planId, cancel) is not { } found) return NotFound();

        // The link is shown on this page alone: the system keeps no secret that it could show again.
        return View("Index", outcome is { IsDone: true }
            ? new FixedReportsPage(found, new ShareForm(), Url.Action("Show", "SharedReports", new { secret = outcome.Value }, Request.Scheme))
            : new FixedReportsPage(found, form, null));
    }

    [HttpPost("shares/{shareId:guid}/ending")]
    [Requires(Permission.FixReport)]
    public async Task<IActionResult> EndShare(Guid planId, Guid shareId, CancellationToken cancel) =>
        Finish(await shares.EndAsync(Access, shareId, cancel), $"/reports/{planId}/versions", T["FixedReports.ShareEnded"]);
}
