using System.Security.Claims;
using FollowUp.Core.Data.Demo;
using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>Signing in and out, and keeping a session alive while somebody writes.</summary>
[Route("/account")]
public sealed class AccountController(SignIn signIn, UserQueries users, SetupService setup, IConfiguration configuration) : PageController
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
    [HttpPost("login")]
    public async Task<IActionResult> Login(LoginForm form, [FromServices] Measures measures, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return View(await PageAsync(form, cancel));
        var outcome = await signIn.InAsync(form.Email!, form.Password!);
        measures.SignedIn(outcome);
        if (outcome == SignInOutcome.SignedIn) return AfterSignIn(form);
        ModelState.AddModelError("", outcome switch
        {
            SignInOutcome.LockedOut => T["Account.LockedOut"],
            SignInOutcome.Ended => T["Account.HasEnded"],
            _ => T["Account.SignInFailed"],
        });
        return View(await PageAsync(form, cancel));
    }

    private IActionResult AfterSignIn(LoginForm form)
    {
        if (!KeptForm.IsKept(form.KeptAddress, form.Kept)) return LocalRedirect(Safe(form.ReturnUrl));
        if (!KeptForm.IsOthers(form.Kept, Guid.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!))) return View("Kept", new KeptPage(form.KeptAddress, form.Kept));
        Flash(T["Account.KeptOthers"]);
        return LocalRedirect("/");
    }

    [HttpPost("logout")]
    public async Task<IActionResult> Logout()
    {
        await signIn.OutAsync(Access);
        Flash(T["Account.SignedOutNow"]);
        return RedirectToAction(nameof(Login));
    }

    /// <summary>Asked now and then while somebody writes: renews the session, or tells that it has ended.</summary>
    [AllowAnonymous]
    [HttpGet("alive")]
    [ResponseCache(NoStore = true)]
    public IActionResult Alive() => User.Identity?.IsAuthenticated == true ? NoContent() : StatusCode(StatusCodes.Status401Unauthorized);

    private string Safe(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl : "/";

    private async Task<LoginPage> PageAsync(LoginForm form, CancellationToken cancel) => new()
    {
        Email = form.Email,
        ReturnUrl = form.ReturnUrl,
        KeptAddress = form.KeptAddress,
        Kept = form.Kept,
        DemonstrationAccounts = configuration.GetValue<bool>("Demonstration:Enabled")
            ? await users.DemonstrationAccountsAsync(Demonstration.Accounts, cancel)
            : [],
    };
}
