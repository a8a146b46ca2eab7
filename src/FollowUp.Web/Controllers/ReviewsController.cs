using FollowUp.Core;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Reviews;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The overview of a plan: which unit has come how far with which activity.</summary>
[Route("/reviews")]
[Requires(Permission.SeeOverview)]
public sealed class ReviewsController(ReviewQueries reviews) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(OverviewForm form, string? after, string? before, CancellationToken cancel) =>
        await reviews.ReadAsync(Access, form.Filter, new PageRequest(after, before), cancel) is { } overview
            ? View(new ReviewPage(overview, form))
            : NotFound();
}
