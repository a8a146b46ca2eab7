using System.Text;
using FollowUp.Core;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Documents.Text;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Reports;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The annual report: on the screen, for print and as plain text.</summary>
[Route("/reports")]
[Requires(Permission.PrintReport)]
public sealed class ReportsController(AnnualReportQueries reports) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? after, string? before, CancellationToken cancel) =>
        View(await reports.ListAsync(Access, new PageRequest(after, before), cancel));

    [HttpGet("{planId:guid}")]
    public async Task<IActionResult> Show(Guid planId, Guid? unit, CancellationToken cancel) =>
        await reports.ReadAsync(Access, planId, unit, cancel) is { } report
            ? View(new ReportPage(report, unit, await reports.PartsAsync(Access, planId, cancel)))
            : NotFound();

    /// <summary>The page that a browser prints; it stands alone.</summary>
    [HttpGet("{planId:guid}/print")]
    public async Task<IActionResult> Print(Guid planId, Guid? unit, CancellationToken cancel) =>
        await reports.ReadAsync(Access, planId, unit, cancel) is { } report ? View(new ReportPage(report, unit, [])) : NotFound();

    [HttpGet("{planId:guid}/text")]
    public async Task<IActionResult> Text(Guid planId, Guid? unit, bool download, CancellationToken cancel)
    {
        if (await reports.ReadAsync(Access, planId, unit, cancel) is not { } report) return NotFound();
        var content = Encoding.UTF8.GetBytes(TextReportWriter.Write(report));
        const string type = "text/plain; charset=utf-8";
        if (download) return File(content, type, T["Reports.FileName", report.YearLabel.Replace('/', '-')]);
        Response.Headers.ContentDisposition = "inline";
        return File(content, type);
    }
}
