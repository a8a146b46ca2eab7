using System.Globalization;
using FollowUp.Core;
using FollowUp.Core.House;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Reports;
using FollowUp.Web.Views.Retention;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary><em>Gallring</em>: first what would go, then its removal for good.</summary>
[Route("/retention")]
[Requires(Permission.Administer)]
public sealed class RetentionController(RetentionQueries queries, RetentionService changes) : PageController
{
    [HttpGet("")]
    public Task<IActionResult> Index(Guid? plan, Guid? done, string? after, string? before, CancellationToken cancel) =>
        ShowAsync(new PurgeForm { PlanId = plan }, new PageRequest(after, before), done, cancel);

    /// <summary>Removes what was listed. The page's script is told how it goes, a line at a time; without script the answer is the page with the result.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Purge(PurgeForm form, CancellationToken cancel)
    {
        if (PreparationResult.IsAskedFor(Request)) return new ProgressResult<int>(count => LineOf(count, form.Expected), tell => PurgeAsync(form, tell, cancel));
        var outcome = await changes.PurgeAsync(Access, form.Purge, null, cancel);
        if (outcome.IsNotFound) return NotFound();
        if (outcome.IsDone) return LocalRedirect(ResultOf(form));
        ShowRefusals(outcome);
        return await ShowAsync(form, new PageRequest(), null, cancel);
    }

    private async Task<ProgressLine> PurgeAsync(PurgeForm form, Action<int> tell, CancellationToken cancel)
    {
        var outcome = await changes.PurgeAsync(Access, form.Purge, tell, cancel);
        return outcome.IsDone
            ? new ProgressLine(T["Retention.Finished"], Url: Url.Content($"~{ResultOf(form)}"))
            : new ProgressLine(outcome.IsNotFound ? T["Refusals.PurgeNothing"] : string.Join(" ", outcome.Refusals.Select(Sentence)), IsFault: true);
    }

    private ProgressLine LineOf(int count, int expected) => new(
        T["Retention.Working"],
        T["Retention.Gone", count.ToString("N0", CultureInfo.CurrentCulture), expected.ToString("N0", CultureInfo.CurrentCulture)],
        Math.Min(100, (int)(100L * count / Math.Max(1, expected))));

    private static string ResultOf(PurgeForm form) => $"/retention?done={form.Id}{(form.PlanId is { } plan ? $"&plan={plan}" : "")}";

    private async Task<IActionResult> ShowAsync(PurgeForm form, PageRequest page, Guid? done, CancellationToken cancel)
    {
        if (await queries.ListAsync(Access, form.PlanId, page, cancel) is not { } list) return NotFound();

        // What the list says now is what is confirmed next.
        ModelState.Remove(nameof(form.Expected));
        form.Expected = list.Total.Revisions;
        form.List = list;
        form.Done = list.Purges.FirstOrDefault(purge => purge.Id == done && purge.FinishedAt is not null);
        return View("Index", form);
    }
}
