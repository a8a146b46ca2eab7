using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FollowUp.Web.Controllers;

/// <summary>Changing one's own password, and choosing one through a link that works once.</summary>
[Route("/account")]
public sealed class PasswordController(PasswordService passwords, SignInManager<AppUser> sessions) : PageController
{
    [HttpGet("password")]
    public IActionResult Change() => View("~/Views/Account/Password.cshtml", new PasswordForm());

    [RequestSizeLimit(Uploads.Plain)]
    [HttpPost("password")]
    public async Task<IActionResult> Change(PasswordForm form, CancellationToken cancel)
    {
        if (ModelState.IsValid)
        {
            var outcome = await passwords.ChangeAsync(Access, form.CurrentPassword!, form.Password!, cancel);
            if (outcome.IsDone)
            {
                // The change ends every session of the account; this one goes on.
                await sessions.RefreshSignInAsync((await sessions.UserManager.GetUserAsync(User))!);
                Flash(T["Account.PasswordChanged"]);
                return Redirect("/");
            }

            ShowRefusals(outcome);
        }

        return View("~/Views/Account/Password.cshtml", form);
    }

    [AllowAnonymous]
    [EnableRateLimiting(Throttle.PasswordLink)]
    [HttpGet("reset")]
    public async Task<IActionResult> Reset(Guid user, string? token, CancellationToken cancel) => View("~/Views/Account/Reset.cshtml", new ResetForm
    {
        User = user,
        Token = token ?? "",
        IsSpent = !await passwords.WorksAsync(new PasswordLink(user, token ?? ""), cancel),
    });

    [AllowAnonymous]
    [RequestSizeLimit(Uploads.Plain)]
    [EnableRateLimiting(Throttle.PasswordLink)]
    [HttpPost("reset")]
    public async Task<IActionResult> Reset(ResetForm form, CancellationToken cancel)
    {
        if (ModelState.IsValid)
        {
            var outcome = await passwords.ResetAsync(new PasswordLink(form.User, form.Token ?? ""), form.Password!, cancel);
            if (outcome.IsDone)
            {
                Flash(T["Account.ResetDone"]);
                return Redirect("/account/login");
            }

            ShowRefusals(outcome);
        }

        return View("~/Views/Account/Reset.cshtml", form);
    }
}
