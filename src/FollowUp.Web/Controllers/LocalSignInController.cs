using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FollowUp.Web.Controllers;

/// <summary>The break-glass account's way in when the provider does not answer; does not exist where anybody may use a password, or there is no such account.</summary>
[Route("/account/local")]
[AllowAnonymous]
public sealed class LocalSignInController(SignIn signIn, SingleSignOnOptions signOn, ILogger<LocalSignInController> log) : SignInPageController
{
    [HttpGet("")]
    public IActionResult Index() => IsThere ? View("~/Views/Account/Local.cshtml", new LoginForm()) : NotFound();

    [EnableRateLimiting(Throttle.SignIn)]
    [HttpPost("")]
    public async Task<IActionResult> Index(LoginForm form)
    {
        if (!IsThere) return NotFound();
        if (ModelState.IsValid)
        {
            var outcome = await signIn.InAsync(form.Email!, form.Password!);
            if (outcome != SignInOutcome.SignedIn) log.LogWarning("Somebody tried to sign in on the page of the break-glass account: {Outcome}", outcome);
            if (outcome == SignInOutcome.SignedIn) return GoOn(form);
            if (outcome == SignInOutcome.NeedsCode) return AskForCode(form);
            ShowPasswordFailure(outcome);
        }

        return View("~/Views/Account/Local.cshtml", form);
    }

    private bool IsThere => !signOn.AllowLocalAccounts && signOn.BreakGlassAccount.Length > 0;
}
