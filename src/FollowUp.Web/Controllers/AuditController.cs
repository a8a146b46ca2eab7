using FollowUp.Core;
using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Audit;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>Who did what, and when.</summary>
[Route("/audit")]
[Requires(Permission.ReadAudit)]
public sealed class AuditController(AuditQueries audit) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] AuditFilterForm filter, string? after, string? before, CancellationToken cancel) =>
        View(new AuditPage(filter, await audit.ListAsync(filter.Asked, new PageRequest(after, before, Size: 50), cancel)));

    [HttpGet("export")]
    public Task<IActionResult> Export([FromQuery] AuditFilterForm filter, CancellationToken cancel) =>
        ExportAsync(AuditExport.Of, page => audit.ListAsync(filter.Asked, page, cancel), cancel);
}
