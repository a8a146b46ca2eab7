using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>Reads where a person is signed in.</summary>
public sealed class UserSessionQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Most sign-ins shown: more than anybody has browsers.</summary>
    public const int Limit = 50;

    /// <summary>One's own sign-ins that can still be used, the one used last first.</summary>
    /// <param name="access">Whose.</param>
    /// <param name="hours">For how long an unused one can be.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<IReadOnlyList<UserSessionRow>> ListAsync(UserAccess access, int hours, CancellationToken cancel = default) => await Open(access.UserId, hours)
        .OrderByDescending(session => session.SeenAt).ThenByDescending(session => session.Id)
        .Take(Limit)
        .Select(session => new UserSessionRow(session.Id, session.Browser, session.StartedAt, session.SeenAt))
        .ToListAsync(cancel);

    /// <summary>In how many browsers a person is signed in, for an administrator.</summary>
    public Task<int> CountAsync(Guid userId, int hours, CancellationToken cancel = default) => Open(userId, hours).Take(Limit).CountAsync(cancel);

    private IQueryable<UserSession> Open(Guid userId, int hours)
    {
        // That it is in use is noted some minutes late.
        var used = clock.Now.AddHours(-hours) - UserSession.SeenEvery;
        return db.UserSessions.AsNoTracking().Where(session => session.UserId == userId && session.EndedAt == null && session.SeenAt > used);
    }
}

/// <summary>A sign-in in the list.</summary>
/// <param name="Id">The sign-in's key.</param>
/// <param name="Browser">The browser and the system; empty where it did not say.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="SeenAt">UTC, in whole minutes and some minutes late.</param>
public sealed record UserSessionRow(Guid Id, string Browser, DateTime StartedAt, DateTime SeenAt);
