using System.Globalization;
using FollowUp.Core.Data;
using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using FollowUp.Web.Views.Error;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>What a person sees when a page does not exist, is not theirs, or failed: a sentence, a way on, and the error's id.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ApiExplorerSettings(IgnoreApi = true)]
[ResponseCache(NoStore = true)]
public sealed class ErrorController(IDatabaseFaults faults, SingleSignOnOptions signOn) : PageController
{
    [Route("/error/{status:int?}")]
    public async Task<IActionResult> Index()
    {
        // Read here and not bound: where a form cannot be read, nothing is bound.
        var status = RouteData.Values["status"] is string given ? int.Parse(given, CultureInfo.InvariantCulture) : StatusCodes.Status500InternalServerError;
        if (Request.ContentLength > HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize) status = StatusCodes.Status413PayloadTooLarge;

        // A session that ended while somebody wrote: what was posted goes along to the sign-in page.
        if (status == StatusCodes.Status401Unauthorized && await KeptForm.OfAsync(Request) is { Count: > 0 } kept)
        {
            var posted = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
            return View("~/Views/Account/Login.cshtml", new LoginPage(new ReturnForm { KeptAddress = $"{posted?.OriginalPathBase}{posted?.OriginalPath}", Kept = kept }, signOn));
        }

        if (HttpContext.Features.Get<IExceptionHandlerFeature>() is { } thrown && faults.IsFull(thrown.Error)) status = StatusCodes.Status507InsufficientStorage;
        if (status is < 400 or > 599) status = StatusCodes.Status404NotFound;
        Response.StatusCode = status;
        var page = new ErrorPage(status, ErrorIds.Of(HttpContext))
        {
            Texts = status is StatusCodes.Status400BadRequest or StatusCodes.Status500InternalServerError
                or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status507InsufficientStorage
                ? await TextsAsync()
                : [],
            Return = status == StatusCodes.Status429TooManyRequests ? await ReturnAsync() : null,
        };

        // A page that saves by itself shows the sentence where it stands.
        return Request.Headers.XRequestedWith == "XMLHttpRequest"
            ? Json(new { Message = $"{T[$"{page.Key}.Title"].Value}. {T["Error.Id", page.ErrorId].Value}." })
            : View(page);
    }

    /// <summary>What goes along through the sign-in; never the password.</summary>
    private async Task<ReturnForm> ReturnAsync()
    {
        var form = new ReturnForm();
        await TryUpdateModelAsync(form, "");
        return form;
    }

    /// <summary>What a person typed in the form that failed; nothing where the form itself cannot be read.</summary>
    private async Task<IReadOnlyList<string>> TextsAsync()
    {
        try
        {
            return [.. (await KeptForm.OfAsync(Request)).Where(field => field.IsText && !field.Name.StartsWith("Origin", StringComparison.Ordinal)).Select(field => field.Value)];
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return [];
        }
    }
}
