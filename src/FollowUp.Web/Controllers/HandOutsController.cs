using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Documents.Files;
using FollowUp.Web.Security;
using FollowUp.Web.Views.HandOuts;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary><em>Lämna ut</em>: everything about one activity or one person as a file. The audit keeps who took it.</summary>
public sealed class HandOutsController(ActivityFile activities, PersonFile people, ExportService exports) : PageController
{
    [HttpGet("/activities/{id:guid}/handout/{form}")]
    [Requires(Permission.ReadAudit)]
    public async Task<IActionResult> Activity(Guid id, ReadableForm form, CancellationToken cancel)
    {
        if (!Enum.IsDefined(form) || await activities.ReadAsync(Access, id, cancel) is not { } file) return NotFound();
        await exports.RecordHandOutAsync(Access, AuditAction.ActivityHandedOut, id, file.Subject, cancel);
        return new HandOutResult(file, form);
    }

    [HttpGet("/users/{id:guid}/handout/{form}")]
    [Requires(Permission.Administer)]
    public async Task<IActionResult> Person(Guid id, ReadableForm form, CancellationToken cancel)
    {
        if (!Enum.IsDefined(form) || await people.ReadAsync(Access, id, cancel) is not { } file) return NotFound();
        await exports.RecordHandOutAsync(Access, AuditAction.PersonHandedOut, id, file.Subject, cancel);
        return new HandOutResult(file, form);
    }
}
