using FollowUp.Core.Reports;
using FollowUp.Web.Hosting;
using FollowUp.Web.Views.Reports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FollowUp.Web.Controllers;

/// <summary>A fixed report for those who have a link to it and no account.</summary>
[AllowAnonymous]
public sealed class SharedReportsController(FixedReportQueries reports) : PageController
{
    [EnableRateLimiting(Throttle.SharedLink)]
    [HttpGet("/shared/{secret}")]
    [ResponseCache(NoStore = true)]
    public async Task<IActionResult> Show(string secret, CancellationToken cancel)
    {
        if (await reports.SharedAsync(secret, cancel) is not { } shared) return NotFound();
        Response.Headers["X-Robots-Tag"] = "noindex";
        return View("~/Views/FixedReports/Shared.cshtml", new SharedReportPage(await ReportReading.OfAsync(shared.Report, cancel), shared.LastDay));
    }
}
