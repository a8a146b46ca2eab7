using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Documents;
using FollowUp.Web.Hosting;
using FollowUp.Web.Printing;
using FollowUp.Web.Security;
using FollowUp.Web.Views.FixedReports;
using FollowUp.Web.Views.Reports;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The annual report as a file that takes time: made while one waits, then kept for its maker.</summary>
[Route("/reports/{planId:guid}/prepared")]
[Requires(Permission.PrintReport)]
public sealed class PreparedReportsController(AnnualReportQueries reports, FixedReportQueries versions, ReportOutputs outputs, PreparedFileService files) : PageController
{
    [HttpGet("{format}")]
    public async Task<IActionResult> Show(Guid planId, ReportFormat format, ReportScopeForm asked, CancellationToken cancel)
    {
        if (!Enum.IsDefined(format) || await reports.ReadAsync(Access, planId, asked.Scope, cancel) is not { } report) return NotFound();
        var page = await PageOfAsync(report, asked, cancel);
        return page.KeptAddress(format) is { } kept
            ? LocalRedirect(kept)
            : View("~/Views/Reports/Prepared.cshtml", new PreparedPage(page, format, outputs.CanMake(format)));
    }

    /// <summary>
    /// Makes the file, unless it was kept when the report was fixed. The page's script is told how it goes, a line at a time; without script the answer is the file: at once where it can be sent while it
    /// is read, else when it is made.
    /// </summary>
    [HttpPost("{format}")]
    public async Task<IActionResult> Make(Guid planId, ReportFormat format, [FromQuery] ReportScopeForm asked, CancellationToken cancel)
    {
        if (!Enum.IsDefined(format) || await reports.ReadAsync(Access, planId, asked.Scope, cancel) is not { } report) return NotFound();
        var page = await PageOfAsync(report, asked, cancel);
        if (PreparationResult.IsAskedFor(Request))
            return new PreparationResult(T, report.Entries.Count, async tell => Proxies.Within(Request.PathBase, await MakeAsync(page, format, tell, cancel)));
        if (format != ReportFormat.Pdf) return LocalRedirect(page.DirectAddress(format));
        try
        {
            return LocalRedirect(await MakeAsync(page, format, _ => { }, cancel));
        }
        catch (PrintFault fault)
        {
            TempData["FlashError"] = PreparationResult.Words(T, fault);
            return LocalRedirect(page.PreparedAddress(format));
        }
    }

    [HttpGet("{fileId:guid}")]
    public async Task<IActionResult> Fetch(Guid planId, Guid fileId, CancellationToken cancel)
    {
        if (await files.TakeAsync(Access, planId, fileId, cancel) is not { } file) return NotFound();
        await RecordTakenAsync(planId, file.FileName, cancel);
        return new TakenFileResult(file);
    }

    private async Task<ReportPage> PageOfAsync(AnnualReport report, ReportScopeForm asked, CancellationToken cancel) => new(report, asked, [])
    {
        Kept = report.FixedVersion is { } number ? await versions.FormatsAsync(Access, report.PlanId, number, cancel) : [],
    };

    /// <summary>Writes, keeps, and says where the file is.</summary>
    private async Task<string> MakeAsync(ReportPage page, ReportFormat format, Action<PrintStep> tell, CancellationToken cancel)
    {
        if (page.KeptAddress(format) is { } kept) return kept[1..];
        var report = page.Report;
        await using var content = TemporaryFile.Open();
        await outputs.MakeAsync(report, format, content, tell, cancel);
        content.Position = 0;
        tell(new PrintStep(PrintStage.Keeping, 0));
        var file = new FileToPrepare(report.PlanId, outputs.FileNameOf(report, format), MediaTypes.Of(format), content);
        return $"/reports/{report.PlanId}/prepared/{await files.KeepAsync(Access, file, cancel)}";
    }
}
