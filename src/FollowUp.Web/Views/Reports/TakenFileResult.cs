using FollowUp.Core.Reports;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace FollowUp.Web.Views.Reports;

/// <summary>A prepared file, sent piece by piece.</summary>
public sealed class TakenFileResult(TakenFile file) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, cancel) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.FileName);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "no-store";
        response.ContentType = file.MediaType;
        response.ContentLength = file.Length;
        await foreach (var piece in file.Pieces.WithCancellation(cancel)) await response.Body.WriteAsync(piece, cancel);
    }
}
