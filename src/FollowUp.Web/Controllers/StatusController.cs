using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>How the system is, for those who run it.</summary>
[Route("/status")]
[Requires(Permission.Administer)]
public sealed class StatusController : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel) => View(await HttpContext.RequestServices.GetRequiredService<SystemStatus>().ReadAsync(cancel));
}
