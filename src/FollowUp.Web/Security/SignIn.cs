using FollowUp.Core;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Identity;

namespace FollowUp.Web.Security;

/// <summary>How an attempt to sign in ended.</summary>
public enum SignInOutcome
{
    SignedIn,
    Failed,
    LockedOut,

    /// <summary>The password is right, but the account's last day has passed.</summary>
    Ended,
}

/// <summary>Signing in and out, with the audit entry in the same save as Identity's count of failures.</summary>
public sealed class SignIn(SignInManager<AppUser> manager, FollowUpDbContext db, AuthorityClock clock)
{
    // Hashed in vain where the account does not exist, so that the answer takes as long as for one that does.
    private static readonly AppUser Nobody = new(Guid.Empty, "", "");
    private static readonly string NobodysHash = new PasswordHasher<AppUser>().HashPassword(Nobody, Guid.NewGuid().ToString());

    public async Task<SignInOutcome> InAsync(string email, string password)
    {
        var user = await manager.UserManager.FindByEmailAsync(email.Trim());
        if (user?.PasswordHash is null || user.DeactivatedAt is not null)
        {
            manager.UserManager.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            return SignInOutcome.Failed;
        }

        var wasLockedOut = await manager.UserManager.IsLockedOutAsync(user);
        var hasEnded = user.HasEndedOn(clock.Today);

        // Told to those alone who know the password: to others the account does not exist.
        var result = hasEnded
            ? await manager.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true)
            : await manager.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        var action = result.Succeeded && !hasEnded ? AuditAction.SignedIn
            : result.IsLockedOut && !wasLockedOut ? AuditAction.LockedOut
            : AuditAction.SignInFailed;
        db.Audit.Add(new AuditEntry(clock.Now, user.Id, action, user.Id, user.Name));
        await db.SaveChangesAsync();
        if (result.Succeeded) return hasEnded ? SignInOutcome.Ended : SignInOutcome.SignedIn;
        return result.IsLockedOut ? SignInOutcome.LockedOut : SignInOutcome.Failed;
    }

    public async Task OutAsync(UserAccess access)
    {
        await manager.SignOutAsync();
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.SignedOut, access.UserId, access.Name));
        await db.SaveChangesAsync();
    }
}
