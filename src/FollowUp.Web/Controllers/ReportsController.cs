using FollowUp.Core;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Reports;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The annual report: on the screen, for print and as plain text.</summary>
[Route("/reports")]
[Requires(Permission.PrintReport)]
public sealed class ReportsController(AnnualReportQueries reports, ReadinessQueries readiness, FixedReportQueries versions, ReportOutputs outputs) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? after, string? before, CancellationToken cancel) =>
        View(await reports.ListAsync(Access, new PageRequest(after, before), cancel));

    [HttpGet("{planId:guid}")]
    public async Task<IActionResult> Show(Guid planId, ReportScopeForm asked, CancellationToken cancel)
    {
        if (await reports.ReadAsync(Access, planId, asked.Scope, cancel) is not { } report) return NotFound();
        return View(new ReportPage(report, asked, await reports.PartsAsync(Access, planId, cancel))
        {
            Kept = await KeptAsync(report, cancel),
            Reading = report.FixedAt is null ? null : await ReportReading.OfAsync(report, cancel),
            Missing = report.FixedAt is null && Access.May(Permission.ReadNotes) ? await readiness.OpenAsync(Access, planId, cancel) : null,
            HasVersions = await versions.ListAsync(Access, planId, cancel) is { Versions.Count: > 0 },
        });
    }

    /// <summary>The page that a browser prints; it stands alone.</summary>
    [HttpGet("{planId:guid}/print")]
    public async Task<IActionResult> Print(Guid planId, ReportScopeForm asked, CancellationToken cancel) =>
        await reports.ReadAsync(Access, planId, asked.Scope, cancel) is { } report ? View(new ReportPage(report, asked, [])) : NotFound();

    [HttpGet("{planId:guid}/text")]
    public async Task<IActionResult> Text(Guid planId, ReportScopeForm asked, CancellationToken cancel)
    {
        if (await reports.ReadAsync(Access, planId, asked.Scope, cancel) is not { } report) return NotFound();
        await RecordTakenAsync(planId, outputs.FileNameOf(report, ReportFormat.Text), cancel);
        return outputs.FileOf(report, ReportFormat.Text, isShown: true);
    }

    /// <summary>
    /// The report as a file, sent while it is read, or as it was kept where it is fixed; PDF takes its time and is made elsewhere.
    /// </summary>
    [HttpGet("{planId:guid}/files/{format}")]
    public async Task<IActionResult> File(Guid planId, ReportFormat format, ReportScopeForm asked, CancellationToken cancel)
    {
        if (!ReportOutputs.Endings.ContainsKey(format) || await reports.ReadAsync(Access, planId, asked.Scope, cancel) is not { } report) return NotFound();
        if (new ReportPage(report, asked, []) { Kept = await KeptAsync(report, cancel) }.KeptAddress(format) is { } kept) return LocalRedirect(kept);
        await RecordTakenAsync(planId, outputs.FileNameOf(report, format), cancel);
        return outputs.FileOf(report, format);
    }

    private async Task<IReadOnlyList<ReportFormat>> KeptAsync(AnnualReport report, CancellationToken cancel) =>
        report.FixedVersion is { } number ? await versions.FormatsAsync(Access, report.PlanId, number, cancel) : [];
}
