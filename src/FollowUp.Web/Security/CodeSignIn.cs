using FollowUp.Core;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Web.Security;

/// <summary>The second step of signing in: the code of an app, or a recovery code. Wrong ones count as wrong passwords do, and lock the account for a while.</summary>
public sealed class CodeSignIn(SignInManager<AppUser> manager, FollowUpDbContext db, AuthorityClock clock, SingleSignOnOptions signOn)
{
    /// <summary>True while somebody who has taken the first step may take this one.</summary>
    public async Task<bool> IsUnderWayAsync() => await manager.GetTwoFactorAuthenticationUserAsync() is not null;

    /// <param name="typed">Six digits of the app, or a recovery code.</param>
    /// <param name="remembers">True to ask this browser no more for a while.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<SignInOutcome> InAsync(string typed, bool remembers, CancellationToken cancel)
    {
        if (await manager.GetTwoFactorAuthenticationUserAsync() is not { DeactivatedAt: null } user || user.HasEndedOn(clock.Today)) return SignInOutcome.Failed;
        var wasLockedOut = await manager.UserManager.IsLockedOutAsync(user);
        if (wasLockedOut) return SignInOutcome.LockedOut;
        return RecoveryCode.LooksLikeOne(typed)
            ? await EndAsync(user, await manager.TwoFactorRecoveryCodeSignInAsync(typed), AuditAction.RecoveryCodeUsed)
            : await EndAsync(user, await ByAppAsync(user, AppCode.Plain(typed), remembers, cancel), signOn.DoneLocally(user.Email));
    }

    /// <summary>A code that was used a moment ago is worth as little as a wrong one.</summary>
    private async Task<SignInResult> ByAppAsync(AppUser user, string code, bool remembers, CancellationToken cancel)
    {
        if (await new SecondFactorCodes(db, manager.UserManager).IsFreshAsync(user, code, cancel))
            return await manager.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: remembers);
        await manager.UserManager.AccessFailedAsync(user);
        return SignInResult.Failed;
    }

    private async Task<SignInOutcome> EndAsync(AppUser user, SignInResult result, AuditAction done)
    {
        var isLockedOut = result.IsLockedOut || await manager.UserManager.IsLockedOutAsync(user);

        // A wrong recovery code is not counted by Identity.
        if (!result.Succeeded && done == AuditAction.RecoveryCodeUsed && !isLockedOut)
        {
            await manager.UserManager.AccessFailedAsync(user);
            isLockedOut = await manager.UserManager.IsLockedOutAsync(user);
        }

        db.Audit.Add(new AuditEntry(clock.Now, user.Id, result.Succeeded ? done : isLockedOut ? AuditAction.LockedOut : AuditAction.CodeFailed, user.Id, user.Name));
        user.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            // The same code twice at the same moment: the other one was first.
            await manager.SignOutAsync();
            return SignInOutcome.Failed;
        }

        if (result.Succeeded && signOn.DoneLocally(user.Email) == AuditAction.BreakGlassUsed) manager.Logger.LogWarning("The break-glass account signed in");
        return result.Succeeded ? SignInOutcome.SignedIn : isLockedOut ? SignInOutcome.LockedOut : SignInOutcome.Failed;
    }
}
