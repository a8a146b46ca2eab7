using FollowUp.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary><em>Tillgänglighetsredogörelse</em>: how usable the service is for everybody, as the law asks one to tell.</summary>
[Route("/accessibility")]
[AllowAnonymous]
public sealed class AccessibilityController(HouseBook book) : PageController
{
    [HttpGet("")]
    public IActionResult Index() => View(book.Facts);
}
