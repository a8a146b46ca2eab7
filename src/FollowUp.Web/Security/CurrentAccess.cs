using System.Security.Claims;
using FollowUp.Core;
using FollowUp.Core.Data;
using FollowUp.Core.Users;

namespace FollowUp.Web.Security;

/// <summary>The access of the person behind this request, read once. What an administrator changed a moment ago holds already.</summary>
public sealed class CurrentAccess(FollowUpDbContext db, AuthorityClock clock, IHttpContextAccessor http)
{
    private UserAccess? _access;
    private bool _isRead;

    /// <summary>The access; null where nobody is signed in, the session has been ended, or the account has been deactivated or has had its last day.</summary>
    public ValueTask<UserAccess?> ReadAsync() => ReadAsync(http.HttpContext?.User);

    /// <summary>The same for somebody whose session is just being looked at.</summary>
    public async ValueTask<UserAccess?> ReadAsync(ClaimsPrincipal? user)
    {
        if (_isRead) return _access;
        _isRead = true;
        if (Guid.TryParse(user?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) && BrowserSessions.IdOf(user) is { } session)
            _access = await UserAccess.ReadAsync(db, id, session, clock.Today, http.HttpContext!.RequestAborted);
        return _access;
    }

    /// <summary>The access of a request that has passed authorization.</summary>
    public UserAccess Value => _access ?? throw new InvalidOperationException("The request has not been authorized.");

    /// <summary>The access if it has been read; for the layout of pages that anybody may open.</summary>
    public UserAccess? ValueOrNull => _access;
}
