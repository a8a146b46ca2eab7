using FollowUp.Core.Users;
using FollowUp.Web.Mail;
using FollowUp.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>What an administrator does to an account: a link to a new password, resetting the second factor, unlocking, deactivating and activating.</summary>
[Route("/users/{id:guid}")]
[Requires(Permission.Administer)]
public sealed class UserAccountsController(UserService users, PasswordService passwords, SecondFactorService factors, UserSessionService sessions) : PageController
{
    [HttpPost("reset-link")]
    public async Task<IActionResult> MakeLink(Guid id, CancellationToken cancel)
    {
        var outcome = await passwords.MakeLinkAsync(Access, id, cancel);
        if (outcome.IsDone) TempData[LinkKey(id)] = AddressOf(Url, outcome.Value!);
        return Finish(outcome, $"/users/{id}", T["Users.LinkMade"]);
    }

    /// <summary>Makes a link and mails it; where that fails the link is there to be copied.</summary>
    [HttpPost("reset-link/mail")]
    public async Task<IActionResult> MailLink(Guid id, [FromServices] UserQueries people, [FromServices] ReminderPost post, CancellationToken cancel)
    {
        if (!post.IsOn) return NotFound();
        var outcome = await passwords.MakeLinkAsync(Access, id, cancel);
        if (!outcome.IsDone) return Finish(outcome, $"/users/{id}", "");
        var user = (await people.DetailsAsync(id, cancel))!;
        if (await post.SendLinkAsync(user, outcome.Value!) is not { } fault) return Finish(outcome, $"/users/{id}", T["Users.LinkMailed", user.Email]);
        TempData[LinkKey(id)] = AddressOf(Url, outcome.Value!);
        TempData["FlashError"] = T["Users.LinkNotMailed", T.Of(fault)].Value;
        return LocalRedirect($"/users/{id}");
    }

    [HttpPost("unlock")]
    public async Task<IActionResult> Unlock(Guid id, CancellationToken cancel) =>
        Finish(await users.UnlockAsync(Access, id, cancel), $"/users/{id}", T["Users.Unlocked"]);

    [HttpPost("deactivate")]
    public async Task<IActionResult> Deactivate(Guid id, CancellationToken cancel) =>
        Finish(await users.DeactivateAsync(Access, id, cancel), $"/users/{id}", T["Users.Deactivated"], $"/users/{id}/activate");

    [HttpPost("activate")]
    public async Task<IActionResult> Activate(Guid id, CancellationToken cancel) =>
        Finish(await users.ActivateAsync(Access, id, cancel), $"/users/{id}", T["Users.Activated"], $"/users/{id}/deactivate");

    [HttpPost("second-factor/reset")]
    public async Task<IActionResult> ResetSecondFactor(Guid id, CancellationToken cancel) =>
        Finish(await factors.ResetAsync(Access, id, cancel), $"/users/{id}", T["TwoStep.AdminResetDone"]);

    [HttpPost("sessions/ending")]
    public async Task<IActionResult> EndSessions(Guid id, CancellationToken cancel) =>
        Finish(await sessions.EndAllAsync(Access, id, cancel), $"/users/{id}", T["Sessions.AllEnded"]);

    /// <summary>Under which name the link waits for the next page, the only one that shows it.</summary>
    internal static string LinkKey(Guid id) => $"PasswordLink:{id}";

    /// <summary>The whole address to hand over, for a page that anybody may open.</summary>
    internal static string AddressOf(IUrlHelper url, PasswordLink link)
    {
        var request = url.ActionContext.HttpContext.Request;
        return $"{request.Scheme}://{request.Host}{request.PathBase}/account/reset?user={link.UserId}&token={Uri.EscapeDataString(link.Token)}";
    }
}
