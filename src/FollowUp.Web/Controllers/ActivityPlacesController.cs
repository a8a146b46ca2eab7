using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Reminders;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Activities;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>An activity's place in the plan: whether it stands there, under which number, and which units it concerns.</summary>
[Route("/activities/{id:guid}")]
[Requires(Permission.PlanActivities)]
public sealed class ActivityPlacesController(
    ActivityQueries activities, ActivityService changes, AssignmentService assignments, WithdrawalService withdrawals) : PageController
{
    [HttpGet("drop")]
    public async Task<IActionResult> Drop(Guid id, CancellationToken cancel) => await activities.DetailsAsync(Access, id, cancel) is { } activity
        ? View("/Views/Activities/Drop.cshtml", new DropForm { Version = activity.Version, Present = activity })
        : NotFound();

    [HttpPost("drop")]
    public async Task<IActionResult> Drop(Guid id, DropForm form, CancellationToken cancel)
    {
        if (await activities.DetailsAsync(Access, id, cancel) is not { } activity) return NotFound();
        form.Present = activity;
        if (ModelState.IsValid)
        {
            var outcome = await changes.DropAsync(Access, id, form.Version, form.Reason!, cancel);
            if (outcome.IsDone) return Finish(outcome, $"/activities/{id}", T["Activities.DroppedNow"], $"/activities/{id}/restore");
            if (ShowRefusalsOrConflict(outcome, nameof(form.Version))) form.Version = activity.Version;
        }

        return View("/Views/Activities/Drop.cshtml", form);
    }

    [HttpPost("restore")]
    public async Task<IActionResult> Restore(Guid id, CancellationToken cancel) =>
        Finish(await changes.RestoreAsync(Access, id, cancel), $"/activities/{id}", T["Activities.RestoredNow"]);

    [HttpPost("renumber")]
    public async Task<IActionResult> Renumber(Guid id, Guid planVersion, int number, CancellationToken cancel) =>
        Finish(await changes.RenumberAsync(Access, id, planVersion, number, cancel), $"/activities/{id}", T["Activities.Renumbered", number]);

    [HttpPost("units")]
    public async Task<IActionResult> AddUnit(Guid id, Guid unitId, CancellationToken cancel) =>
        Finish(await assignments.AddUnitAsync(Access, id, unitId, cancel), $"/activities/{id}", T["Activities.UnitAdded"], $"/activities/{id}/units/{unitId}/remove");

    [HttpPost("units/{unitId:guid}/remove")]
    public async Task<IActionResult> RemoveUnit(Guid id, Guid unitId, CancellationToken cancel) =>
        Finish(await withdrawals.RemoveUnitAsync(Access, id, unitId, cancel), $"/activities/{id}", T["Activities.UnitRemoved"]);
}
