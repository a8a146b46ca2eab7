using FollowUp.Core;
using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>Signing in and out at the authority's own provider; does not exist where none is configured.</summary>
[Route("/account/external")]
[AllowAnonymous]
public sealed class ExternalSignInController(SignIn signIn, ExternalSignInService admission, SingleSignOnOptions signOn, ILogger<ExternalSignInController> log) : SignInPageController
{
    /// <summary>Under which name the provider's token waits for the page that signs out there.</summary>
    internal const string TokenKey = "ExternalToken";

    [HttpGet("")]
    public Task<IActionResult> Start(string? returnUrl) =>
        LeaveAsync(http => http.ChallengeAsync(SingleSignOnSetup.Scheme, new AuthenticationProperties { RedirectUri = $"{Request.PathBase}/account/external/done?returnUrl={Uri.EscapeDataString(Safe(returnUrl))}" }));

    [HttpGet("done")]
    public async Task<IActionResult> Done(string? returnUrl, CancellationToken cancel)
    {
        if (!signOn.IsOn) return NotFound();
        var answer = await HttpContext.AuthenticateAsync(IdentityConstants.ExternalScheme);
        if (!answer.Succeeded || SingleSignOnSetup.PersonOf(answer.Principal, signOn) is not { } person) return Redirect("/account/login");
        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        var outcome = await admission.AdmitAsync(person, cancel);
        if (outcome.IsConflict) outcome = await admission.AdmitAsync(person, cancel);
        if (outcome is not { IsDone: true, Value: { } user }) return Tell(outcome.Refusals.FirstOrDefault());
        return await signIn.InFromProviderAsync(user, person.Issuer, answer.Properties) switch
        {
            SignInOutcome.SignedIn => GoOn(new ReturnForm { ReturnUrl = returnUrl }),
            SignInOutcome.NeedsCode => AskForCode(new ReturnForm { ReturnUrl = returnUrl }),
            SignInOutcome.LockedOut => Tell(new Refusal("UserIsLockedOut")),
            _ => Tell(null),
        };
    }

    [HttpGet("failed")]
    public IActionResult Refused(string? id) => signOn.IsOn ? Tell(null, id is { Length: <= 12 } && id.All(char.IsAsciiHexDigit) ? id : null) : NotFound();

    /// <summary>The page between our own signing out and the provider's.</summary>
    [HttpGet("signed-out")]
    public IActionResult SignedOut()
    {
        if (!signOn.IsOn) return NotFound();
        Response.Headers["Refresh"] = $"0; url={Request.PathBase}/account/external/sign-out";
        return View("~/Views/Account/SignedOut.cshtml", signOn.DisplayName);
    }

    [HttpGet("sign-out")]
    public Task<IActionResult> Leave()
    {
        var token = TempData[TokenKey] as string;
        return LeaveAsync(http => http.SignOutAsync(SingleSignOnSetup.Scheme, SingleSignOnSetup.SignOutWith(token)), isSignOut: true);
    }

    /// <summary>Sends the browser to the provider; a page that says so where it does not answer.</summary>
    private async Task<IActionResult> LeaveAsync(Func<HttpContext, Task> leave, bool isSignOut = false)
    {
        if (!signOn.IsOn) return NotFound();
        try
        {
            await leave(HttpContext);
            return new EmptyResult();
        }
        catch (Exception fault) when (fault is InvalidOperationException or HttpRequestException or IOException)
        {
            log.LogWarning(fault, "The provider of the single sign-on does not answer ({ErrorId})", ErrorIds.Of(HttpContext));
            return isSignOut ? Show("SingleSignOn.SignedOutTitle", T["SingleSignOn.SignedOutHere", signOn.DisplayName], ErrorIds.Of(HttpContext)) : Tell(null);
        }
    }

    /// <summary>Says why nobody came in, and whom to ask; without a reason of ours, that something went wrong at the provider.</summary>
    private ViewResult Tell(Refusal? refusal, string? errorId = null) => refusal is null
        ? Show("SingleSignOn.FailedTitle", T["SingleSignOn.Failed", signOn.DisplayName], errorId ?? ErrorIds.Of(HttpContext))
        : Show("SingleSignOn.FailedTitle", Sentence(refusal), errorId: null, isRefused: true);

    private ViewResult Show(string title, string sentence, string? errorId, bool isRefused = false)
    {
        Response.StatusCode = isRefused ? StatusCodes.Status403Forbidden : StatusCodes.Status502BadGateway;
        return View("~/Views/Account/External.cshtml", new ExternalPage(T[title], sentence, errorId));
    }
}
