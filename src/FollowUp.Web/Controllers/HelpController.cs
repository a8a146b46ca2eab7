using FollowUp.Web.Views.Help;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The handbook, and the keys that work in the pages.</summary>
[Route("/help")]
[AllowAnonymous]
public sealed class HelpController : PageController
{
    [HttpGet("")]
    public IActionResult Index() => View(HelpPage.Of($"{Request.PathBase}/help"));

    [HttpGet("keys")]
    public IActionResult Keys() => View();
}
