using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>Passwords: the link with which one is chosen, and the change of one's own.</summary>
public sealed class PasswordService(FollowUpDbContext db, UserManager<AppUser> accounts, AuthorityClock clock)
{
    /// <summary>True while a link can be used: not yet used, its time not out, the account in use.</summary>
    public async Task<bool> WorksAsync(PasswordLink link, CancellationToken cancel = default) =>
        await FindAsync(link.UserId, cancel) is { DeactivatedAt: null } user && !user.HasEndedOn(clock.Today)
        && await accounts.VerifyUserTokenAsync(user, accounts.Options.Tokens.PasswordResetTokenProvider, UserManager<AppUser>.ResetPasswordTokenPurpose, link.Token);

    /// <summary>Makes what a link to a new password needs. The link works until it is used, its time is out or the password is changed.</summary>
    public async Task<Outcome<PasswordLink>> MakeLinkAsync(UserAccess access, Guid userId, CancellationToken cancel = default)
    {
        var user = access.May(Permission.Administer) ? await FindAsync(userId, cancel) : null;
        if (user is null) return Outcome<PasswordLink>.From(Outcome.NotFound);
        if (user.DeactivatedAt is not null) return Outcome<PasswordLink>.From(Outcome.Refused("UserIsDeactivated"));
        if (user.HasEndedOn(clock.Today)) return Outcome<PasswordLink>.From(Outcome.Refused("UserHasEnded", null, user.EndsOn!.Value));
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ResetLinkMade, user.Id, user.Name));
        await db.SaveChangesAsync(cancel);
        return new PasswordLink(user.Id, await accounts.GeneratePasswordResetTokenAsync(user));
    }

    /// <summary>
    /// Gives the account the password chosen through a link, and opens it where it was locked. An unknown or deactivated account, or one
    /// whose last day has passed, gets the same answer as a used link.
    /// </summary>
    public async Task<Outcome> ResetAsync(PasswordLink link, string password, CancellationToken cancel = default)
    {
        var user = await FindAsync(link.UserId, cancel);
        if (user is not { DeactivatedAt: null } || user.HasEndedOn(clock.Today)) return LinkIsSpent();
        var result = await accounts.ResetPasswordAsync(user, link.Token, password);
        if (result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.InvalidToken))) return LinkIsSpent();
        if (!result.Succeeded) return Refused(result);

        user.Unlock();
        var saved = await SaveAsync(user, AuditAction.PasswordReset, cancel);
        return saved.IsConflict ? LinkIsSpent() : saved;
    }

    /// <summary>Changes one's own password. Wrong guesses of the present one count as failed sign-ins, since an open session may be a stranger's.</summary>
    public async Task<Outcome> ChangeAsync(UserAccess access, string current, string password, CancellationToken cancel = default)
    {
        var user = await FindAsync(access.UserId, cancel);
        if (user is null) return Outcome.NotFound;
        if (await accounts.IsLockedOutAsync(user)) return Outcome.Refused("UserIsLockedOut");
        var result = await accounts.ChangePasswordAsync(user, current, password);
        if (result.Succeeded) return await SaveAsync(user, AuditAction.PasswordChanged, cancel);
        if (result.Errors.All(error => error.Code != nameof(IdentityErrorDescriber.PasswordMismatch))) return Refused(result);

        await accounts.AccessFailedAsync(user);
        await db.SaveOrConflictAsync(cancel);
        return Outcome.Refused(IdentityRefusals.From(result, accounts.Options.Password));
    }

    private Task<AppUser?> FindAsync(Guid id, CancellationToken cancel) => db.Users.SingleOrDefaultAsync(user => user.Id == id, cancel);

    private Task<Outcome> SaveAsync(AppUser user, AuditAction action, CancellationToken cancel)
    {
        db.Audit.Add(new AuditEntry(clock.Now, user.Id, action, user.Id, user.Name));
        return db.SaveOrConflictAsync(cancel);
    }

    private static Outcome LinkIsSpent() => Outcome.Refused("PasswordLinkSpent");

    private Outcome Refused(IdentityResult result)
    {
        db.ChangeTracker.Clear();
        return Outcome.Refused(IdentityRefusals.From(result, accounts.Options.Password));
    }
}
