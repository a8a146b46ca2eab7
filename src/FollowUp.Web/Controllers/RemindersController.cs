using FollowUp.Core.Reminders;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>Reminders to the writers of a note.</summary>
[Requires(Permission.Remind)]
public sealed class RemindersController(ReminderService reminders) : PageController
{
    [HttpPost("/notes/{noteId:guid}/reminders")]
    public async Task<IActionResult> Create(Guid noteId, string? comment, string? returnUrl, CancellationToken cancel)
    {
        var outcome = await reminders.RemindAsync(Access, noteId, comment, cancel);
        return Finish(outcome, Url.IsLocalUrl(returnUrl) ? returnUrl : $"/notes/{noteId}", T["Reviews.Reminded"]);
    }
}
