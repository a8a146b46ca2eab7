using FollowUp.Web.Hosting;
using FollowUp.Web.Views.Error;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>What a person sees when a page does not exist, is not theirs, or failed: a sentence, a way on, and the error's id.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ApiExplorerSettings(IgnoreApi = true)]
[ResponseCache(NoStore = true)]
public sealed class ErrorController : Controller
{
    [Route("/error/{status:int?}")]
    public IActionResult Index([FromRoute] int status = StatusCodes.Status500InternalServerError)
    {
        if (status is < 400 or > 599) status = StatusCodes.Status404NotFound;
        Response.StatusCode = status;
        return View(new ErrorPage(status, ErrorIds.Of(HttpContext)));
    }
}
