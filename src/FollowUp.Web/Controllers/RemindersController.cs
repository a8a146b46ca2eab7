using FollowUp.Core.Reminders;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Reviews;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>Reminders to the writers of a note, or of those chosen in the overview.</summary>
[Requires(Permission.Remind)]
public sealed class RemindersController(ReminderService reminders, ReviewQueries reviews) : ReviewListController(reviews)
{
    [HttpPost("/notes/{noteId:guid}/reminders")]
    public async Task<IActionResult> Create(Guid noteId, string? comment, string? returnUrl, CancellationToken cancel)
    {
        var outcome = await reminders.RemindAsync(Access, noteId, comment, cancel);
        return Finish(outcome, Url.IsLocalUrl(returnUrl) ? returnUrl : $"/notes/{noteId}", T["Reviews.Reminded"]);
    }

    [HttpPost("/reminders")]
    public async Task<IActionResult> CreateMany([FromQuery] OverviewForm form, [FromForm] BulkForm bulk, CancellationToken cancel) => await AnswerAsync(
        BulkAct.Remind, await reminders.RemindManyAsync(Access, [.. bulk.Notes().Select(note => note.NoteId)], bulk.Comment, cancel), form, bulk, cancel);
}
