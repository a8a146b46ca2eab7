using System.Text;
using FollowUp.Core;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Wheel;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary><em>Årshjul</em>: who writes what when, each person's own days or everybody's.</summary>
[Route("/wheel")]
[Requires(Permission.SeeActivities)]
public sealed class WheelController(YearWheelQueries wheel) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid? plan, Guid? unit, CancellationToken cancel) =>
        await wheel.ReadAsync(Access, new WheelFilter(plan, unit), cancel) is { } found ? View(new WheelPage(found, plan, unit)) : NotFound();

    /// <summary>The same days for a calendar program, as iCalendar (RFC 5545).</summary>
    [HttpGet("calendar")]
    public async Task<IActionResult> Calendar(Guid? plan, Guid? unit, [FromServices] AuthorityClock clock, CancellationToken cancel) =>
        await wheel.ReadAsync(Access, new WheelFilter(plan, unit), cancel) is { } found
            ? File(Encoding.UTF8.GetBytes(WheelCalendar.Of(found, T, clock.Now)), "text/calendar; charset=utf-8", $"{T["Wheel.FileName"].Value}.ics")
            : NotFound();
}
