using System.Globalization;
using FollowUp.Core;
using FollowUp.Documents.Files;
using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace FollowUp.Web.Views.HandOuts;

/// <summary>A file that is handed out.</summary>
/// <param name="Name">What it is saved as, without its ending.</param>
/// <param name="Subject">What the audit calls the activity or the person.</param>
/// <param name="Content">What it tells; read while it is sent.</param>
public sealed record HandOut(string Name, string Subject, ReadableFile Content);

/// <summary>Sends the file while it is read.</summary>
public sealed class HandOutResult(HandOut file, ReadableForm form) : IActionResult
{
    /// <summary>Longer names cannot be saved everywhere.</summary>
    private const int MaxName = 80;

    /// <summary>What some system does not allow in a name; <see cref="Path.GetInvalidFileNameChars"/> knows the server's own alone.</summary>
    private const string Forbidden = "\"<>|:*?\\/";

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, cancel) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        var services = context.HttpContext.RequestServices;
        var (ending, type) = form == ReadableForm.Json ? ("json", "application/json") : ("html", "text/html");
        var today = services.GetRequiredService<AuthorityClock>().Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{Safe(file.Name)} {today}.{ending}");
        response.Headers.ContentDisposition = disposition.ToString();
        response.ContentType = $"{type}; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        await ReadableFileWriter.WriteAsync(file.Content, form, services.GetRequiredService<Texts>()["HandOuts.Contents"], response.Body, cancel);
    }

    /// <summary>A name that every system can save.</summary>
    internal static string Safe(string name)
    {
        var safe = string.Concat(name.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter) && !Forbidden.Contains(letter, StringComparison.Ordinal)));
        return (safe.Length > MaxName ? safe[..MaxName] : safe).Trim(' ', '.');
    }
}
