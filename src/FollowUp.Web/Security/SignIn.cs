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
        var result = await manager.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        var action = result.Succeeded ? AuditAction.SignedIn
            : result.IsLockedOut && !wasLockedOut ? AuditAction.LockedOut
            : AuditAction.SignInFailed;
        db.Audit.Add(new AuditEntry(clock.Now, user.Id, action, user.Id, user.Name));
        await db.SaveChangesAsync();
        return result.Succeeded ? SignInOutcome.SignedIn : result.IsLockedOut ? SignInOutcome.LockedOut : SignInOutcome.Failed;
    }

    public async Task OutAsync(UserAccess access)
    {
        await manager.SignOutAsync();
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.SignedOut, access.UserId, access.Name));
        await db.SaveChangesAsync();
    }
}
