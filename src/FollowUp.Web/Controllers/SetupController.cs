using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FollowUp.Web.Controllers;

/// <summary>Makes the first administrator, with the code that the console shows; does not exist once there is an account.</summary>
[Route("/account/setup")]
[AllowAnonymous]
public sealed class SetupController(SetupService setup, SetupCode code) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Create(CancellationToken cancel) =>
        await setup.IsNeededAsync(cancel) ? View("~/Views/Account/Setup.cshtml", new SetupForm()) : NotFound();

    [RequestSizeLimit(Uploads.Plain)]
    [EnableRateLimiting(Throttle.Code)]
    [HttpPost("")]
    public async Task<IActionResult> Create(SetupForm form, CancellationToken cancel)
    {
        if (!await setup.IsNeededAsync(cancel)) return NotFound();
        if (!code.Matches(form.Code)) ModelState.AddModelError(nameof(form.Code), T["Account.SetupCodeWrong"]);
        if (ModelState.IsValid)
        {
            var outcome = await setup.CreateAsync(form.Setup, cancel);
            if (outcome.IsDone)
            {
                Flash(T["Account.SetupDone"]);
                return Redirect("/account/login");
            }

            ShowRefusals(outcome);
        }

        return View("~/Views/Account/Setup.cshtml", form);
    }
}
