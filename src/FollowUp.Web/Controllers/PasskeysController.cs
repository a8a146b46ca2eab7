using System.Security.Claims;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>One's own passkeys: adding, naming and removing them.</summary>
[Route("/account/passkeys")]
[BeforeSecondFactor]
public sealed class PasskeysController(PasskeyService passkeys, SignInManager<AppUser> manager, SecurityPages pages) : SignInPageController
{
    /// <summary>What the browser is to make a passkey from.</summary>
    [HttpPost("options")]
    [ResponseCache(NoStore = true)]
    public async Task<IActionResult> Options() => Content(await manager.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
    {
        Id = Access.UserId.ToString(),
        Name = (await manager.UserManager.GetUserAsync(User))!.Email!,
        DisplayName = Access.Name,
    }), "application/json");

    [HttpPost("")]
    public async Task<IActionResult> Add(PasskeyNameForm form, CancellationToken cancel)
    {
        var answer = ModelState.IsValid && form.Credential is { Length: > 0 } ? await AttestedAsync(form.Credential) : null;
        if (answer is not { Succeeded: true, Passkey: { } passkey, UserEntity.Id: { } owner } || owner != Access.UserId.ToString())
        {
            ModelState.AddModelError("", T["TwoStep.PasskeyNotMade"]);
            return await ShowAsync(form, cancel);
        }

        var outcome = await passkeys.AddAsync(Access, passkey, form.PasskeyName, cancel);
        ShowRefusals(outcome);
        if (!outcome.IsDone) return await ShowAsync(form, cancel);
        if (SecondFactorRule.IsWaiting(User))
            await manager.SignInWithClaimsAsync((await manager.UserManager.GetUserAsync(User))!, isPersistent: false, [new Claim(SecondFactorRule.Method, SecondFactorRule.ByPasskey)]);
        Flash(T["TwoStep.PasskeyAdded"]);
        return GoOn(form);
    }

    [HttpPost("name")]
    public async Task<IActionResult> Rename(PasskeyNameForm form, CancellationToken cancel)
    {
        var outcome = await passkeys.RenameAsync(Access, form.Key ?? "", form.PasskeyName, cancel);
        return Finish(outcome, "/account/security", T["TwoStep.PasskeyRenamed"]);
    }

    [HttpPost("remove")]
    public async Task<IActionResult> Remove(PasskeyNameForm form, CancellationToken cancel) =>
        Finish(await passkeys.RemoveAsync(Access, form.Key ?? "", cancel), "/account/security", T["TwoStep.PasskeyRemoved"]);

    private async Task<PasskeyAttestationResult?> AttestedAsync(string credential)
    {
        try
        {
            return await manager.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // Nothing was asked for, or too long ago.
            return null;
        }
    }

    private async Task<IActionResult> ShowAsync(ReturnForm form, CancellationToken cancel) => SecondFactorRule.IsWaiting(User) ? ShowRequired(form) : View("~/Views/Account/Security.cshtml", await pages.ReadAsync(Access, cancel));
}
