using System.Text;
using FollowUp.Core.Reports;
using FollowUp.Documents.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace FollowUp.Web.Views.Reports;

/// <summary>The report as plain text, sent while it is read.</summary>
/// <param name="report">What is written.</param>
/// <param name="fileName">The name to save it under; null to show it.</param>
public sealed class TextReportResult(AnnualReport report, string? fileName) : IActionResult
{
    private const int BufferSize = 16 * 1024;

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "text/plain; charset=utf-8";
        var disposition = new ContentDispositionHeaderValue(fileName is null ? "inline" : "attachment");
        if (fileName is not null) disposition.SetHttpFileName(fileName);
        response.Headers.ContentDisposition = disposition.ToString();
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(false), BufferSize, leaveOpen: true);
        await TextReportWriter.WriteAsync(report, writer, context.HttpContext.RequestAborted);
    }
}
