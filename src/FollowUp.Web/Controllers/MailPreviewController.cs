using FollowUp.Core.Users;
using FollowUp.Web.Mail;
using FollowUp.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary>What would be sent today.</summary>
[Route("/mail/preview")]
[Requires(Permission.Administer)]
public sealed class MailPreviewController(MailPreview preview) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(int skip, CancellationToken cancel) => View("~/Views/Mail/Preview.cshtml", await preview.ReadAsync(skip, cancel));
}
