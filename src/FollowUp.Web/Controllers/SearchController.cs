using FollowUp.Core;
using FollowUp.Core.Plans;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Search;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>One search over everything that a person may see.</summary>
[Route("/search")]
[Requires(Permission.SeeActivities)]
public sealed class SearchController(SearchQueries search, PlanQueries plans) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? q, SearchKind? kind, int[] years, string? after, string? before, CancellationToken cancel)
    {
        if (kind is { } asked && !Enum.IsDefined(asked)) return NotFound();
        return View(new SearchPage(q, kind, await search.FindAsync(Access, q, kind, new PageRequest(after, before), years, cancel))
        {
            Plans = await plans.OptionsAsync(Access, cancel: cancel),
            Years = years,
        });
    }
}
