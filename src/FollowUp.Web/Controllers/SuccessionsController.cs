using FollowUp.Core;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Successions;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>A rektor who leaves a unit to another from a day on.</summary>
[Route("/users/{id:guid}/succession")]
[Requires(Permission.Administer)]
public sealed class SuccessionsController(UserQueries users, SuccessionService successions, AuthorityClock clock) : PageController
{
    [HttpGet("")]
    public Task<IActionResult> New(Guid id, CancellationToken cancel) => ShowAsync(id, new SuccessionForm { FirstDay = clock.Today.AddDays(1) }, cancel);

    [HttpPost("")]
    public async Task<IActionResult> New(Guid id, SuccessionForm form, CancellationToken cancel)
    {
        if (!ModelState.IsValid) return await ShowAsync(id, form, cancel);
        var outcome = await successions.ReplaceAsync(Access, form.Asked(id), cancel);
        if (outcome.IsDone) return Finish(outcome, $"/users/{id}", T["Succession.Done"]);
        if (outcome.IsNotFound) return NotFound();
        ShowRefusals(outcome);
        return await ShowAsync(id, form, cancel);
    }

    private async Task<IActionResult> ShowAsync(Guid id, SuccessionForm form, CancellationToken cancel)
    {
        if (await users.DetailsAsync(id, cancel) is not { } user) return NotFound();
        form.Former = user;
        form.Places = [.. user.Places.Where(place => place.Kind == MembershipKind.Head)];
        form.Principals = (await users.ListAsync(new UserFilter(Role: AppRole.Principal, Standing: UserStanding.Active), new PageRequest(Size: SuccessionForm.SuggestionLimit), cancel)).Rows;
        if (form.Places.Count == 1) form.UnitId ??= form.Places[0].UnitId;
        return View("~/Views/Successions/Form.cshtml", form);
    }
}
