using System.Security.Claims;
using FollowUp.Core;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Authentication;
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

    /// <summary>The first step is done; a code is wanted.</summary>
    NeedsCode,
}

/// <summary>Signing in and out with an account of FollowUp, with the audit entry in the same save as Identity's count of failures.</summary>
public sealed class SignIn(SignInManager<AppUser> manager, FollowUpDbContext db, AuthorityClock clock, SingleSignOnOptions signOn)
{
    // Hashed in vain where the account does not exist, so that the answer takes as long as for one that does.
    private static readonly AppUser Nobody = new(Guid.Empty, "", "");
    private static readonly string NobodysHash = new PasswordHasher<AppUser>().HashPassword(Nobody, Guid.NewGuid().ToString());

    public async Task<SignInOutcome> InAsync(string email, string password)
    {
        var user = signOn.AllowsLocally(email) ? await manager.UserManager.FindByEmailAsync(email.Trim()) : null;
        if (user?.PasswordHash is null || user.DeactivatedAt is not null)
        {
            HashInVain(password);
            await RecordAsync(user, AuditAction.SignInFailed);
            return SignInOutcome.Failed;
        }

        // Identity does not look at the password of a locked account; the answer takes as long all the same.
        var wasLockedOut = await manager.UserManager.IsLockedOutAsync(user);
        if (wasLockedOut) HashInVain(password);
        var hasEnded = user.HasEndedOn(clock.Today);

        // Told to those alone who know the password: to others the account does not exist.
        var result = hasEnded
            ? await manager.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true)
            : await manager.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        if (result.RequiresTwoFactor) return SignInOutcome.NeedsCode;
        var action = result.Succeeded && !hasEnded ? signOn.DoneLocally(user.Email)
            : result.IsLockedOut && !wasLockedOut ? AuditAction.LockedOut
            : AuditAction.SignInFailed;
        await RecordAsync(user, action);
        if (result.Succeeded) return hasEnded ? SignInOutcome.Ended : SignInOutcome.SignedIn;
        return result.IsLockedOut ? SignInOutcome.LockedOut : SignInOutcome.Failed;
    }

    /// <summary>Signs somebody in whose passkey the browser has answered for. Asks for no code: a passkey is two factors by itself.</summary>
    public async Task<SignInOutcome> InWithPasskeyAsync(string credential)
    {
        var result = await AssertedAsync(credential);
        if (result is not { Succeeded: true, User: { } user, Passkey: { } passkey } || user.DeactivatedAt is not null || !signOn.AllowsLocally(user.Email)) return SignInOutcome.Failed;
        if (user.HasEndedOn(clock.Today)) return SignInOutcome.Ended;
        if (await manager.UserManager.IsLockedOutAsync(user)) return SignInOutcome.LockedOut;

        // The passkey's counter, by which a copy of it would show.
        await manager.UserManager.AddOrUpdatePasskeyAsync(user, passkey);
        await RecordAsync(user, signOn.DoneLocally(user.Email, AuditAction.SignedInWithPasskey));
        await manager.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(SecondFactorRule.Method, SecondFactorRule.ByPasskey)]);
        return SignInOutcome.SignedIn;
    }

    /// <summary>Signs somebody in whom the provider has let in; asks for the code of an app where the provider is not trusted with that.</summary>
    /// <param name="person">The account, already audited.</param>
    /// <param name="issuer">Who let the person in.</param>
    /// <param name="answer">What came with the provider's answer.</param>
    public async Task<SignInOutcome> InFromProviderAsync(AppUser person, string issuer, AuthenticationProperties answer)
    {
        if (!signOn.TrustSecondFactor && person.TwoFactorEnabled)
        {
            var result = await manager.ExternalLoginSignInAsync(issuer, await SubjectAsync(person, issuer), isPersistent: false, bypassTwoFactor: false);
            return result.RequiresTwoFactor ? SignInOutcome.NeedsCode : result.Succeeded ? SignInOutcome.SignedIn : result.IsLockedOut ? SignInOutcome.LockedOut : SignInOutcome.Failed;
        }

        var session = new AuthenticationProperties();
        SingleSignOnSetup.KeepIdToken(answer, session);
        await manager.SignInWithClaimsAsync(person, session, [new Claim(ClaimTypes.AuthenticationMethod, issuer)]);
        return SignInOutcome.SignedIn;
    }

    /// <summary>Signs out, and ends the session so that a copy of its cookie is worth nothing.</summary>
    public async Task OutAsync(UserAccess access, ClaimsPrincipal user)
    {
        await new UserSessionService(db, clock).SignOutAsync(access, BrowserSessions.IdOf(user) ?? Guid.Empty);
        await manager.SignOutAsync();
    }

    private async Task<PasskeyAssertionResult<AppUser>?> AssertedAsync(string credential)
    {
        try
        {
            return await manager.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // Nothing was asked for, or too long ago.
            return null;
        }
    }

    private async Task<string> SubjectAsync(AppUser person, string issuer) =>
        (await manager.UserManager.GetLoginsAsync(person)).First(login => login.LoginProvider == issuer).ProviderKey;

    private void HashInVain(string password) => manager.UserManager.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);

    /// <summary>Keeps an attempt; of an account that does not exist, only that there was one: what was typed may be somebody's password.</summary>
    private async Task RecordAsync(AppUser? user, AuditAction action)
    {
        if (action == AuditAction.BreakGlassUsed) manager.Logger.LogWarning("The break-glass account signed in");
        db.Audit.Add(new AuditEntry(clock.Now, user?.Id, action, user?.Id ?? Guid.Empty, user?.Name ?? "–"));
        await db.SaveChangesAsync();
    }
}
