using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The start page: what is mine to do.</summary>
public sealed class HomeController : PageController
{
    [HttpGet("/")]
    public IActionResult Index() => View();
}
