using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Shared;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The list of annual reports as a workbook.</summary>
[Route("/reports/export")]
[Requires(Permission.PrintReport)]
public sealed class ReportListController(AnnualReportQueries reports) : PageController
{
    [HttpGet("")]
    public Task<IActionResult> Export(CancellationToken cancel) => ExportAsync(ReportExport.Of, page => reports.ListAsync(Access, page, cancel), cancel);
}
