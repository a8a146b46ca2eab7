using FollowUp.Core;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary><em>Min säkerhet</em>: the app that shows codes, and the recovery codes. Passkeys have their own controller.</summary>
[Route("/account/security")]
[BeforeSecondFactor]
public sealed class SecurityController(SecondFactorService factors, SignInManager<AppUser> sessions, SecurityPages pages) : SignInPageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel) => await ShowAsync(cancel);

    /// <summary>Where a session comes to that has to choose a second factor first.</summary>
    [BeforeSecondFactor(Always = true)]
    [HttpGet("required")]
    public IActionResult Required(string? returnUrl)
    {
        var form = new ReturnForm { ReturnUrl = returnUrl };
        return SecondFactorRule.IsWaiting(User) ? ShowRequired(form) : GoOn(form);
    }

    [HttpGet("app")]
    public Task<IActionResult> App(CancellationToken cancel) => AppAsync(new AppForm(), cancel);

    /// <summary>The same from the page that requires it, with what had been written.</summary>
    [HttpPost("app/begin")]
    public Task<IActionResult> Begin(ReturnForm form, CancellationToken cancel) => AppAsync(new AppForm { ReturnUrl = form.ReturnUrl, KeptAddress = form.KeptAddress, Kept = form.Kept }, cancel);

    /// <summary>The picture of the key, for the owner while the app is being set up.</summary>
    [HttpGet("app/picture")]
    [ResponseCache(NoStore = true)]
    public async Task<IActionResult> Picture(CancellationToken cancel)
    {
        var key = await factors.KeyAsync(Access, cancel);
        return key.IsDone ? Content(KeyPicture.Svg(key.Value!, (await sessions.UserManager.GetUserAsync(User))!.Email!), "image/svg+xml") : NotFound();
    }

    [HttpPost("app")]
    public async Task<IActionResult> App(AppForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await AppAsync(form, cancel);
        var outcome = await factors.TurnOnAsync(Access, form.Code!, cancel);
        if (outcome.IsNotFound) return Redirect("/account/security");
        ShowRefusals(outcome);
        if (!outcome.IsDone) return await AppAsync(form, cancel);

        // The session goes on as one that was begun with both factors.
        await sessions.RefreshSignInAsync((await sessions.UserManager.GetUserAsync(User))!);
        return Codes(outcome.Value!, form);
    }

    [HttpPost("codes")]
    public async Task<IActionResult> RenewCodes(ConfirmForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await ShowAsync(cancel);
        var outcome = await factors.RenewCodesAsync(Access, form.Code!, cancel);
        if (outcome.IsNotFound) return NotFound();
        ShowRefusals(outcome);
        return outcome.IsDone ? Codes(outcome.Value!, new ReturnForm { ReturnUrl = "/account/security" }) : await ShowAsync(cancel);
    }

    /// <summary>The codes that the page shows, as a file; the server does not know them any more.</summary>
    [HttpPost("codes/file")]
    public IActionResult CodesFile(string[] codes)
    {
        var own = codes.Where(RecoveryCode.LooksLikeOne).Take(RecoveryCode.Count).ToList();
        return own.Count == 0 ? NotFound() : File(System.Text.Encoding.UTF8.GetBytes($"{T["TwoStep.FileHeading"].Value}\r\n\r\n{string.Join("\r\n", own)}\r\n"), "text/plain; charset=utf-8", T["TwoStep.FileName"]);
    }

    [HttpPost("off")]
    public async Task<IActionResult> TurnOff(ConfirmForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await ShowAsync(cancel);
        var outcome = await factors.TurnOffAsync(Access, form.Code!, cancel);
        if (outcome.IsNotFound) return NotFound();
        ShowRefusals(outcome);
        if (!outcome.IsDone) return await ShowAsync(cancel);
        await sessions.ForgetTwoFactorClientAsync();
        await sessions.RefreshSignInAsync((await sessions.UserManager.GetUserAsync(User))!);
        Flash(T["TwoStep.TurnedOff"]);
        return Redirect("/account/security");
    }

    /// <summary>Goes on from the recovery codes to what was asked for, or what had been written.</summary>
    [HttpPost("go-on")]
    public IActionResult Next(ReturnForm form) => GoOn(form);

    private ViewResult Codes(IReadOnlyList<string> codes, ReturnForm form) => View("~/Views/Account/Codes.cshtml", new CodesPage
    {
        Codes = codes,
        ReturnUrl = form.ReturnUrl ?? "/account/security",
        KeptAddress = form.KeptAddress,
        Kept = form.Kept,
    });

    private async Task<IActionResult> ShowAsync(CancellationToken cancel) => SecondFactorRule.IsWaiting(User) ? ShowRequired(new ReturnForm()) : View("~/Views/Account/Security.cshtml", await pages.ReadAsync(Access, cancel));

    private async Task<IActionResult> AppAsync(AppForm form, CancellationToken cancel)
    {
        var key = await factors.KeyAsync(Access, cancel);
        if (!key.IsDone) return Redirect("/account/security");
        form.Key = KeyPicture.Grouped(key.Value!);
        form.IsRequired = SecondFactorRule.IsWaiting(User);
        return View("~/Views/Account/App.cshtml", form);
    }
}
