using FollowUp.Core;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.UnitPages;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>How a unit stands, for those who write there and those who follow it.</summary>
[Route("/units/{unitId:guid}/standing")]
[Requires(Permission.SeeActivities)]
public sealed class UnitPagesController(UnitStandingQueries units) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid unitId, Guid? plan, string? after, string? before, CancellationToken cancel) =>
        await units.ReadAsync(Access, unitId, plan, new PageRequest(after, before), cancel) is { } standing ? View(new UnitPage(standing, plan)) : NotFound();
}
