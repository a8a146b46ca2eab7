using FollowUp.Core;
using FollowUp.Core.Reviews;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.WritingSheet;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>All activities of one unit on one page: one writes the next without going back.</summary>
[Route("/notes")]
[Requires(Permission.WriteNotes)]
public sealed class WritingSheetController(WritingSheetQueries sheets) : PageController
{
    [HttpGet]
    public async Task<IActionResult> Index(Guid? plan, Guid? unit, string? after, string? before, CancellationToken cancel) =>
        await sheets.ReadAsync(Access, plan, unit, new PageRequest(after, before), cancel) is { } sheet
            ? View(new SheetPage(sheet, Request.Path + Request.QueryString))
            : NotFound();
}
