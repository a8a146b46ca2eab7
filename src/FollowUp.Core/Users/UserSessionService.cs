using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>Begins and ends sign-ins. One that has ended lets nobody in from the next request on.</summary>
public sealed class UserSessionService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Begins a sign-in, and ends the one that the same browser had before.</summary>
    /// <param name="userId">Who signs in; that it is this person has been checked.</param>
    /// <param name="formerId">The sign-in that this browser came with; null where there was none.</param>
    /// <param name="browser">The browser in words.</param>
    /// <param name="cancel">Ends early.</param>
    /// <returns>The key for the browser's cookie.</returns>
    public async Task<Guid> BeginAsync(Guid userId, Guid? formerId, string browser, CancellationToken cancel = default)
    {
        var now = clock.Now;
        var (forgotten, former) = (now - UserSession.Kept, formerId ?? Guid.Empty);
        await db.UserSessions.Where(session => session.UserId == userId && session.SeenAt < forgotten && (session.EndedAt == null || session.EndedAt < forgotten)).ExecuteDeleteAsync(cancel);
        (await db.UserSessions.SingleOrDefaultAsync(session => session.Id == former, cancel))?.End(now);
        var made = new UserSession(Guid.CreateVersion7(), userId, browser, now);
        db.UserSessions.Add(made);
        await db.SaveChangesAsync(cancel);
        return made.Id;
    }

    /// <summary>Notes now and then that a sign-in is in use.</summary>
    public async Task SeeAsync(Guid id, CancellationToken cancel = default)
    {
        if (await db.UserSessions.SingleOrDefaultAsync(session => session.Id == id, cancel) is { } session && session.See(clock.Now)) await db.SaveChangesAsync(cancel);
    }

    /// <summary>Ends the sign-in from which somebody signs out.</summary>
    public async Task SignOutAsync(UserAccess access, Guid id, CancellationToken cancel = default)
    {
        (await OpenAsync(access.UserId, cancel)).Find(session => session.Id == id)?.End(clock.Now);
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.SignedOut, access.UserId, access.Name));
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Ends one of one's own sign-ins, such as on a computer that was left. One that has ended already stays so.</summary>
    public async Task<Outcome> EndAsync(UserAccess access, Guid id, CancellationToken cancel = default)
    {
        if (await db.UserSessions.SingleOrDefaultAsync(session => session.Id == id && session.UserId == access.UserId, cancel) is not { } session) return Outcome.NotFound;
        if (session.EndedAt is not null) return Outcome.Done;
        session.End(clock.Now);
        return await SaveAsync(access, access.UserId, access.Name, cancel);
    }

    /// <summary>Ends all of one's own sign-ins but the one from which it is asked.</summary>
    public async Task<Outcome> EndOthersAsync(UserAccess access, Guid currentId, CancellationToken cancel = default)
    {
        var others = (await OpenAsync(access.UserId, cancel)).Where(session => session.Id != currentId).ToList();
        if (others.Count == 0) return Outcome.Done;
        foreach (var session in others) session.End(clock.Now);
        return await SaveAsync(access, access.UserId, access.Name, cancel);
    }

    /// <summary>Ends all sign-ins of a person, for an administrator.</summary>
    public async Task<Outcome> EndAllAsync(UserAccess access, Guid userId, CancellationToken cancel = default)
    {
        var user = access.May(Permission.Administer) ? await db.Users.SingleOrDefaultAsync(user => user.Id == userId, cancel) : null;
        if (user is null) return Outcome.NotFound;
        var open = await OpenAsync(userId, cancel);
        if (open.Count == 0) return Outcome.Done;
        foreach (var session in open) session.End(clock.Now);
        return await SaveAsync(access, userId, user.Name, cancel);
    }

    private Task<List<UserSession>> OpenAsync(Guid userId, CancellationToken cancel) =>
        db.UserSessions.Where(session => session.UserId == userId && session.EndedAt == null).ToListAsync(cancel);

    private Task<Outcome> SaveAsync(UserAccess access, Guid userId, string name, CancellationToken cancel)
    {
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.SessionsEnded, userId, name));
        return db.SaveOrConflictAsync(cancel);
    }
}
