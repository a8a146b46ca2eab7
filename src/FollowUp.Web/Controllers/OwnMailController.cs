using FollowUp.Core;
using FollowUp.Core.Reminders;
using FollowUp.Web.Mail;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>One's own reminders by mail: what comes, and letting it rest.</summary>
[Route("/account/mail")]
public sealed class OwnMailController(MailLogQueries mails, MailPauseService pauses, MailOptions options) : PageController
{
    [HttpGet("")]
    public Task<IActionResult> Edit(CancellationToken cancel) => ShowAsync(new PauseForm(), cancel);

    /// <summary>Lets mail rest, about everything or about a plan.</summary>
    [HttpPost("pauses")]
    public async Task<IActionResult> Pause(PauseForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await ShowAsync(form, cancel);
        var outcome = await pauses.PauseAsync(Access, form.PlanId, form.Until, cancel);
        if (outcome.IsDone || outcome.IsNotFound)
            return Finish(outcome, ReminderWriter.PausePath, T["Mail.Paused"], $"{ReminderWriter.PausePath}/pauses/ending{(form.PlanId is { } plan ? $"?planId={plan}" : "")}");
        ShowRefusals(outcome);
        return await ShowAsync(form, cancel);
    }

    [HttpPost("pauses/ending")]
    public async Task<IActionResult> Resume(Guid? planId, CancellationToken cancel) =>
        Finish(await pauses.ResumeAsync(Access, planId, cancel), ReminderWriter.PausePath, T["Mail.Resumed"]);

    private async Task<IActionResult> ShowAsync(PauseForm form, CancellationToken cancel)
    {
        (form.Own, form.Options) = (await mails.OwnAsync(Access, cancel), options);
        return View("~/Views/Account/Mail.cshtml", form);
    }
}
