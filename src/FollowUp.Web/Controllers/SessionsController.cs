using FollowUp.Core.Users;
using FollowUp.Web.Security;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Mvc;

namespace FollowUp.Web.Controllers;

/// <summary><em>Mina inloggningar</em>: in which browsers one is signed in, and signing out there.</summary>
[Route("/account/sessions")]
public sealed class SessionsController(UserSessionQueries sessions, UserSessionService changes, SessionTimes times) : PageController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancel) =>
        View("~/Views/Account/Sessions.cshtml", new SessionsPage(await sessions.ListAsync(Access, times.Hours, cancel), Current, times.Hours));

    [HttpPost("{id:guid}/ending")]
    public async Task<IActionResult> End(Guid id, CancellationToken cancel) =>
        Finish(await changes.EndAsync(Access, id, cancel), "/account/sessions", T["Sessions.Ended"]);

    [HttpPost("others/ending")]
    public async Task<IActionResult> EndOthers(CancellationToken cancel) =>
        Finish(await changes.EndOthersAsync(Access, Current, cancel), "/account/sessions", T["Sessions.OthersEnded"]);

    private Guid Current => BrowserSessions.IdOf(User) ?? Guid.Empty;
}
