using FollowUp.Core;
using FollowUp.Core.Reminders;
using FollowUp.Core.Users;
using FollowUp.Web.Mail;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Mail;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The log of mails, for an administrator, and plans about which nobody gets any.</summary>
[Route("/mail")]
[Requires(Permission.Administer)]
public sealed class MailController(MailLogQueries mails, MailPauseService pauses, ReminderPost post, MailOptions options) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] MailFilterForm filter, string? after, string? before, CancellationToken cancel) => View(new MailPage(
        filter, await mails.ListAsync(filter.Asked, new PageRequest(after, before, Size: 50), cancel), await mails.PlansAsync(cancel), options));

    /// <summary>Sends a mail to oneself.</summary>
    [HttpPost("tests")]
    public async Task<IActionResult> Test(CancellationToken cancel)
    {
        if (!options.IsOn) return NotFound();
        var own = await mails.OwnAsync(Access, cancel);
        if (await post.SendTestAsync(Access.Name, own.Email) is { } fault) TempData["FlashError"] = T["Mail.TestFailed", T.Of(fault)].Value;
        else Flash(T["Mail.TestSent", own.Email]);
        return LocalRedirect("/mail");
    }

    [HttpPost("plans/{planId:guid}/pause")]
    public async Task<IActionResult> Pause(Guid planId, CancellationToken cancel) =>
        Finish(await pauses.PausePlanAsync(Access, planId, cancel), "/mail", T["Mail.PlanPaused"], $"/mail/plans/{planId}/resumption");

    [HttpPost("plans/{planId:guid}/resumption")]
    public async Task<IActionResult> Resume(Guid planId, CancellationToken cancel) =>
        Finish(await pauses.ResumePlanAsync(Access, planId, cancel), "/mail", T["Mail.PlanResumed"], $"/mail/plans/{planId}/pause");
}
