using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FollowUp.Web.Controllers;

/// <summary>The second step of signing in.</summary>
[Route("/account/code")]
[AllowAnonymous]
public sealed class CodeController(CodeSignIn signIn, SingleSignOnOptions signOn, SecondFactorOptions options) : SignInPageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? returnUrl) =>
        await signIn.IsUnderWayAsync() ? ShowCode(new ReturnForm { ReturnUrl = returnUrl }) : Redirect("/account/login");

    [EnableRateLimiting(Throttle.Code)]
    [HttpPost("")]
    public async Task<IActionResult> Index(CodeForm form, CancellationToken cancel)
    {
        if (!await signIn.IsUnderWayAsync())
        {
            // Too long ago: the first step once more, with what had been written.
            ModelState.Clear();
            ModelState.AddModelError("", T["TwoStep.TooLate"]);
            return View("~/Views/Account/Login.cshtml", new LoginPage(form, signOn));
        }

        if (ModelState.IsValid)
        {
            var outcome = await signIn.InAsync(form.Code!, form.Remember && options.RememberDays > 0, cancel);
            if (outcome == SignInOutcome.SignedIn) return GoOn(form);
            if (outcome == SignInOutcome.LockedOut) ShowFailure(outcome, "TwoStep.CodeWrong");
            else ModelState.AddModelError(nameof(form.Code), T["TwoStep.CodeWrong"]);
        }

        return ShowCode(form);
    }
}
