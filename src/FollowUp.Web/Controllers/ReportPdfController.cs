using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Web.Printing;
using FollowUp.Web.Resources;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Reports;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The annual report as PDF: made while one waits, then kept for its maker.</summary>
[Route("/reports/{planId:guid}/pdf")]
[Requires(Permission.PrintReport)]
public sealed class ReportPdfController(AnnualReportQueries reports, ReportPrinter printer, PreparedFileService files) : PageController
{
    private const string MediaType = "application/pdf";

    [HttpGet("")]
    public async Task<IActionResult> Show(Guid planId, ReportScopeForm asked, CancellationToken cancel) =>
        await reports.ReadAsync(Access, planId, asked.Scope, cancel) is { } report
            ? View("~/Views/Reports/Pdf.cshtml", new PdfPage(new ReportPage(report, asked, []), printer.CanPrint))
            : NotFound();

    /// <summary>Makes the file. The page's script is told how it goes, a line at a time; without script the answer is the file, when it is made.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Make(Guid planId, [FromQuery] ReportScopeForm asked, CancellationToken cancel)
    {
        if (await reports.ReadAsync(Access, planId, asked.Scope, cancel) is not { } report) return NotFound();
        if (PrintProgressResult.IsAskedFor(Request)) return new PrintProgressResult(T, tell => MakeAsync(report, tell, cancel));
        try
        {
            return LocalRedirect(await MakeAsync(report, _ => { }, cancel));
        }
        catch (PrintFault fault)
        {
            TempData["FlashError"] = PrintProgressResult.Words(T, fault);
            return LocalRedirect($"/reports/{planId}/pdf{asked.Query}");
        }
    }

    [HttpGet("{fileId:guid}")]
    public async Task<IActionResult> Fetch(Guid planId, Guid fileId, CancellationToken cancel) =>
        await files.TakeAsync(Access, planId, fileId, cancel) is { } file ? File(file.Content, file.MediaType, file.FileName) : NotFound();

    /// <summary>Prints, keeps, and says where the file is.</summary>
    private async Task<string> MakeAsync(AnnualReport report, Action<PrintStep> tell, CancellationToken cancel)
    {
        var content = await printer.PrintAsync(report, tell, cancel);
        var name = Cultures.In(report.Language, () => T["Pdf.FileName", report.YearLabel.Replace('/', '-')].Value);
        return $"/reports/{report.PlanId}/pdf/{await files.KeepAsync(Access, new FileToPrepare(report.PlanId, name, MediaType, content), cancel)}";
    }
}
