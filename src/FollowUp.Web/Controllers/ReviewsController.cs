using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Reviews;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>The overview of a plan: which unit has come how far with which activity; approving and returning what is chosen there.</summary>
[Route("/reviews")]
[Requires(Permission.SeeOverview)]
public sealed class ReviewsController(ReviewQueries reviews, BulkReviewService bulkReviews) : ReviewListController(reviews)
{
    private readonly ReviewQueries _reviews = reviews;

    [HttpGet("")]
    public async Task<IActionResult> Index(OverviewForm form, string? after, string? before, CancellationToken cancel) =>
        await _reviews.ReadAsync(Access, form.Filter, new PageRequest(after, before), cancel) is { } overview
            ? View(new ReviewPage(overview, form))
            : NotFound();

    [HttpGet("export")]
    public async Task<IActionResult> Export(OverviewForm form, CancellationToken cancel) =>
        await _reviews.ReadAsync(Access, form.Filter, new PageRequest(Size: 1), cancel) is null ? NotFound()
            : await ExportAsync(ReviewExport.Of, async page => ReviewExport.RowsOf(
                (await _reviews.ReadAsync(Access, form.Filter, page with { Size = ReviewExport.PageSize }, cancel))!, form.Filter), cancel);

    [HttpPost("approvals")]
    [Requires(Permission.ReviewNotes)]
    public async Task<IActionResult> Approve([FromQuery] OverviewForm form, [FromForm] BulkForm bulk, CancellationToken cancel) =>
        await AnswerAsync(BulkAct.Approve, await bulkReviews.ApproveAsync(Access, bulk.Notes(), bulk.Comment, cancel), form, bulk, cancel);

    [HttpPost("returns")]
    [Requires(Permission.ReviewNotes)]
    public async Task<IActionResult> Return([FromQuery] OverviewForm form, [FromForm] BulkForm bulk, CancellationToken cancel) =>
        await AnswerAsync(BulkAct.Return, await bulkReviews.ReturnAsync(Access, bulk.Notes(), bulk.Comment, cancel), form, bulk, cancel);
}
