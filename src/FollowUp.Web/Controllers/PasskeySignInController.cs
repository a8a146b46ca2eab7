using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FollowUp.Web.Controllers;

/// <summary>Signing in with a passkey: what the browser is to ask for, and what it answers.</summary>
[Route("/account/login")]
[AllowAnonymous]
public sealed class PasskeySignInController(SignIn signIn, SignInManager<AppUser> manager, SingleSignOnOptions signOn) : SignInPageController
{
    [HttpPost("passkey-options")]
    [ResponseCache(NoStore = true)]
    public async Task<IActionResult> Options() => Content(await manager.MakePasskeyRequestOptionsAsync(null!), "application/json");

    [EnableRateLimiting(Throttle.SignIn)]
    [HttpPost("passkey")]
    public async Task<IActionResult> Index(PasskeyForm form)
    {
        var outcome = ModelState.IsValid ? await signIn.InWithPasskeyAsync(form.Credential!) : SignInOutcome.Failed;
        if (outcome == SignInOutcome.SignedIn) return GoOn(form);
        ModelState.Clear();
        ShowFailure(outcome, "TwoStep.PasskeyFailed");
        return View("~/Views/Account/Login.cshtml", new LoginPage(form, signOn));
    }
}
