using FollowUp.Core;
using FollowUp.Core.Users;
using FollowUp.Core.YearShift;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Continuations;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>What becomes of a plan's activities after the year: proposed from their follow-ups, decided by a person, in a list or one by one.</summary>
[Requires(Permission.PlanActivities)]
public sealed class ContinuationsController(ContinuationQueries continuations, ContinuationService changes) : PageController
{
    [HttpGet("/plans/{planId:guid}/continuation")]
    public async Task<IActionResult> Index(Guid planId, bool undecided, string? after, string? before, CancellationToken cancel) =>
        await continuations.ReadAsync(Access, planId, undecided, new PageRequest(after, before), cancel) is { } list
            ? View(new ContinuationsPage(list, undecided))
            : NotFound();

    [HttpPost("/plans/{planId:guid}/continuation")]
    public async Task<IActionResult> Decide(Guid planId, ContinuationsForm form, CancellationToken cancel) =>
        Answer(planId, await changes.DecideAsync(Access, planId, form.Choices, cancel));

    [HttpPost("/plans/{planId:guid}/continuation/proposals")]
    public async Task<IActionResult> Accept(Guid planId, CancellationToken cancel) => Answer(planId, await changes.AcceptProposalsAsync(Access, planId, cancel));

    [HttpGet("/activities/{id:guid}/continuation")]
    public async Task<IActionResult> Activity(Guid id, CancellationToken cancel) => await continuations.DetailsAsync(Access, id, cancel) is { } activity
        ? View(ContinuationForm.Of(activity))
        : NotFound();

    [HttpPost("/activities/{id:guid}/continuation")]
    public async Task<IActionResult> Activity(Guid id, ContinuationForm form, CancellationToken cancel)
    {
        if (await continuations.DetailsAsync(Access, id, cancel) is not { } activity) return NotFound();
        form.Present = activity;
        if (ModelState.IsValid)
        {
            var outcome = await changes.DecideOneAsync(Access, id, form.Version, form.Continuation, form.ReplacedById, cancel);
            if (outcome.IsDone) return Finish(outcome, $"/plans/{activity.Plan.Id}/continuation", T["Continuation.Saved", $"{activity.Number}. {activity.Title}"]);
            if (ShowRefusalsOrConflict(outcome, nameof(form.Version))) form.Version = activity.Version;
        }

        return View(form);
    }

    /// <summary>Back to the same page of the list, with how many were decided about and which were left alone.</summary>
    private IActionResult Answer(Guid planId, Outcome<ContinuationsOutcome> outcome)
    {
        var address = $"/plans/{planId}/continuation{Request.QueryString}";
        if (outcome.Value is { Changed.Count: > 0 } some)
            TempData["FlashError"] = T.Count("Continuation.ChangedByOthers", some.Changed.Count, string.Join("; ", some.Changed));
        return Finish(outcome, address, T.Count("Continuation.Decided", outcome.Value?.Decided ?? 0));
    }
}
