using FollowUp.Core.Reports;
using FollowUp.Web.Views.FixedReports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace FollowUp.Web.Views.Reports;

/// <summary>The report as a file, sent while it is read.</summary>
/// <param name="format">In what form.</param>
/// <param name="fileName">The name to save it under; null to show it.</param>
/// <param name="write">Writes it.</param>
public sealed class ReportFileResult(ReportFormat format, string? fileName, Func<Stream, CancellationToken, Task> write) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = MediaTypes.Of(format);
        response.Headers.CacheControl = "no-store";
        var disposition = new ContentDispositionHeaderValue(fileName is null ? "inline" : "attachment");
        if (fileName is not null) disposition.SetHttpFileName(fileName);
        response.Headers.ContentDisposition = disposition.ToString();
        await write(response.Body, context.HttpContext.RequestAborted);
    }
}
