using System.Security.Claims;
using FollowUp.Core.Users;
using FollowUp.Web.Resources;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>What the pages by which one signs in have in common: how an attempt is told, and where one goes on to with what had been written.</summary>
public abstract class SignInPageController : PageController
{
    /// <summary>To the page that was asked for, to what is to be saved, or first to the second factor that the person must choose.</summary>
    protected IActionResult GoOn(ReturnForm form)
    {
        if (SecondFactorRule.IsWaiting(User))
            return KeptForm.IsKept(form.KeptAddress, form.Kept) ? ShowRequired(form) : LocalRedirect($"/account/security/required?returnUrl={Uri.EscapeDataString(Safe(form.ReturnUrl))}");
        if (!KeptForm.IsKept(form.KeptAddress, form.Kept)) return LocalRedirect(Safe(form.ReturnUrl));
        if (!KeptForm.IsOthers(form.Kept, Guid.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!))) return View("~/Views/Account/Kept.cshtml", new KeptPage(form.KeptAddress, form.Kept));
        Flash(T["Account.KeptOthers"]);
        return LocalRedirect("/");
    }

    protected IActionResult ShowRequired(ReturnForm form) => View("~/Views/Account/Required.cshtml", form);

    /// <summary>To the second step, with all that goes along.</summary>
    protected IActionResult AskForCode(ReturnForm form) => KeptForm.IsKept(form.KeptAddress, form.Kept)
        ? ShowCode(form)
        : LocalRedirect($"/account/code?returnUrl={Uri.EscapeDataString(Safe(form.ReturnUrl))}");

    protected IActionResult ShowCode(ReturnForm form) => View("~/Views/Account/Code.cshtml", new CodeForm
    {
        ReturnUrl = form.ReturnUrl,
        KeptAddress = form.KeptAddress,
        Kept = form.Kept,
        RememberDays = HttpContext.RequestServices.GetRequiredService<SecondFactorOptions>().RememberDays,
    });

    protected void ShowFailure(SignInOutcome outcome, string otherwise) => ModelState.AddModelError("", outcome switch
    {
        SignInOutcome.LockedOut => T["Account.LockedOut"],
        SignInOutcome.Ended => T["Account.HasEnded"],
        _ => T[otherwise],
    });

    /// <summary>A locked account gets the sentence of a wrong password, which tells of the lock: any other would say that the account exists.</summary>
    protected void ShowPasswordFailure(SignInOutcome outcome) => ShowFailure(outcome == SignInOutcome.LockedOut ? SignInOutcome.Failed : outcome, "Account.SignInFailed");

    protected string Safe(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
}
