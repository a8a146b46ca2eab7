using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The brief for somebody who takes a unit over.</summary>
[Route("/units/{unitId:guid}/takeover")]
[Requires(Permission.Delegate)]
public sealed class TakeoversController(TakeoverQueries takeovers) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid unitId, CancellationToken cancel) =>
        await takeovers.ReadAsync(Access, unitId, cancel) is { } takeover ? View(takeover) : NotFound();
}
