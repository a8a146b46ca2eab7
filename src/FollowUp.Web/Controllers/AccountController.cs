using FollowUp.Core.Data.Demo;
using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FollowUp.Web.Controllers;

/// <summary>Signing in and out, and keeping a session alive while somebody writes.</summary>
[Route("/account")]
public sealed class AccountController(SignIn signIn, UserQueries users, SetupService setup, SingleSignOnOptions signOn) : SignInPageController
{
    [AllowAnonymous]
    [HttpGet("login")]
    public async Task<IActionResult> Login(string? returnUrl, CancellationToken cancel)
    {
        if (User.Identity?.IsAuthenticated == true) return LocalRedirect(Safe(returnUrl));
        if (await setup.IsNeededAsync(cancel)) return Redirect("/account/setup");
        return View(await PageAsync(new LoginForm { ReturnUrl = returnUrl }, cancel));
    }

    [AllowAnonymous]
    [EnableRateLimiting(Throttle.SignIn)]
    [HttpPost("login")]
    public async Task<IActionResult> Login(LoginForm form, [FromServices] Measures measures, CancellationToken cancel)
    {
        // Where passwords are for the break-glass account alone, it has a page of its own.
        if (!signOn.AllowLocalAccounts) ModelState.Clear();
        if (!signOn.AllowLocalAccounts || !ModelState.IsValid) return View(await PageAsync(form, cancel));
        var outcome = await signIn.InAsync(form.Email!, form.Password!);
        measures.SignedIn(outcome);
        if (outcome == SignInOutcome.SignedIn) return GoOn(form);
        if (outcome == SignInOutcome.NeedsCode) return AskForCode(form);
        ShowPasswordFailure(outcome);
        return View(await PageAsync(form, cancel));
    }

    /// <summary>For somebody who signed in in another tab, by the provider: what had been written goes on from here.</summary>
    [AllowAnonymous]
    [IgnoreAntiforgeryToken]
    [HttpPost("continue")]
    public async Task<IActionResult> Continue(ReturnForm form, CancellationToken cancel)
    {
        // The page was made before there was a session, so that its token is nobody's; that it is ours is seen by where the request comes from.
        if (!KeptForm.IsOwn(Request)) return BadRequest();
        return User.Identity?.IsAuthenticated == true
            ? GoOn(form)
            : View("Login", await PageAsync(new LoginForm { ReturnUrl = form.ReturnUrl, KeptAddress = form.KeptAddress, Kept = form.Kept }, cancel));
    }

    [BeforeSecondFactor(Always = true)]
    [HttpPost("logout")]
    public async Task<IActionResult> Logout()
    {
        var isExternal = signOn.IsOn && SecondFactorRule.IsExternal(User);
        var token = isExternal ? await SingleSignOnSetup.IdTokenAsync(HttpContext) : null;
        await signIn.OutAsync(Access, User);
        Flash(T["Account.SignedOutNow"]);
        if (!isExternal) return RedirectToAction(nameof(Login));

        // A form may not lead to another site, so that a page comes between.
        TempData[ExternalSignInController.TokenKey] = token;
        return Redirect("/account/external/signed-out");
    }

    /// <summary>Asked now and then while somebody writes: renews the session, or tells that it has ended.</summary>
    [AllowAnonymous]
    [HttpGet("alive")]
    [ResponseCache(NoStore = true)]
    public IActionResult Alive() => User.Identity?.IsAuthenticated == true ? NoContent() : StatusCode(StatusCodes.Status401Unauthorized);

    private async Task<LoginPage> PageAsync(LoginForm form, CancellationToken cancel) => new(form, signOn)
    {
        Email = form.Email,
        DemonstrationAccounts = signOn.AllowLocalAccounts && IsDemonstration ? await users.DemonstrationAccountsAsync(Demonstration.Accounts, cancel) : [],
    };

    private bool IsDemonstration => HttpContext.RequestServices.GetRequiredService<IConfiguration>().GetValue<bool>("Demonstration:Enabled");
}
