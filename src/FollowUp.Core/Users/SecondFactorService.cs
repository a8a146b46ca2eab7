using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>Sign-in in two steps: an app that shows a code, and recovery codes for when it is lost.</summary>
public sealed class SecondFactorService(FollowUpDbContext db, UserManager<AppUser> accounts, AuthorityClock clock)
{
    private readonly AccountStore _store = new(db, accounts.ErrorDescriber);

    /// <summary>The key to put into an app, made the first time it is asked for. Not found once the app is in use: then nobody needs to see it.</summary>
    public async Task<Outcome<string>> KeyAsync(UserAccess access, CancellationToken cancel = default)
    {
        if (await FindAsync(access.UserId, cancel) is not { TwoFactorEnabled: false } user) return Outcome<string>.From(Outcome.NotFound);
        if (await accounts.GetAuthenticatorKeyAsync(user) is { Length: > 0 } made) return made;
        var key = accounts.GenerateNewAuthenticatorKey();
        await _store.SetAuthenticatorKeyAsync(user, key, cancel);
        return await SaveAsync(user, cancel) is { IsDone: false } failed ? Outcome<string>.From(failed) : key;
    }

    /// <summary>Begins to ask for codes once the person has shown that the app makes the right ones.</summary>
    /// <returns>The recovery codes, which nobody can read again.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> TurnOnAsync(UserAccess access, string code, CancellationToken cancel = default)
    {
        if (await FindAsync(access.UserId, cancel) is not { TwoFactorEnabled: false } user) return Outcome<IReadOnlyList<string>>.From(Outcome.NotFound);
        if (await RefusalOfAsync(user, code, cancel) is { } refused) return Outcome<IReadOnlyList<string>>.From(refused);
        user.TwoFactorEnabled = true;
        return await NewCodesAsync(user, AuditAction.TwoFactorTurnedOn, cancel);
    }

    /// <summary>New recovery codes in the place of the old ones.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> RenewCodesAsync(UserAccess access, string code, CancellationToken cancel = default)
    {
        if (await FindAsync(access.UserId, cancel) is not { TwoFactorEnabled: true } user) return Outcome<IReadOnlyList<string>>.From(Outcome.NotFound);
        if (await RefusalOfAsync(user, code, cancel) is { } refused) return Outcome<IReadOnlyList<string>>.From(refused);
        return await NewCodesAsync(user, AuditAction.RecoveryCodesMade, cancel);
    }

    /// <summary>Stops asking for codes, and forgets the app and the recovery codes.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="code">A code of the app or a recovery code: an open session may be a stranger's.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome> TurnOffAsync(UserAccess access, string code, CancellationToken cancel = default)
    {
        if (await FindAsync(access.UserId, cancel) is not { TwoFactorEnabled: true } user) return Outcome.NotFound;
        var isRecovery = RecoveryCode.LooksLikeOne(code) && !await accounts.IsLockedOutAsync(user) && await _store.RedeemCodeAsync(user, code, cancel);
        if (!isRecovery && await RefusalOfAsync(user, code, cancel) is { } refused) return refused;
        await ForgetAsync(user, cancel);
        Record(user.Id, AuditAction.TwoFactorTurnedOff, user);
        return await SaveAsync(user, cancel);
    }

    /// <summary>For somebody who has lost both telephone and codes: takes away the app, the recovery codes and the passkeys, and ends the person's sessions.</summary>
    /// <param name="access">Who asks: an administrator.</param>
    /// <param name="id">Whose.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome> ResetAsync(UserAccess access, Guid id, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Administer) || await FindAsync(id, cancel) is not { } user) return Outcome.NotFound;
        var passkeys = await db.UserPasskeys.Where(passkey => passkey.UserId == id).ToListAsync(cancel);
        if (!user.TwoFactorEnabled && passkeys.Count == 0) return Outcome.Done;
        await ForgetAsync(user, cancel);
        db.UserPasskeys.RemoveRange(passkeys);
        Record(access.UserId, AuditAction.TwoFactorReset, user);
        return await SaveAsync(user, cancel);
    }

    /// <summary>How many recovery codes are left.</summary>
    public async Task<int> CodesLeftAsync(UserAccess access, CancellationToken cancel = default) =>
        await FindAsync(access.UserId, cancel) is { TwoFactorEnabled: true } user ? await accounts.CountRecoveryCodesAsync(user) : 0;

    private async Task<Outcome?> RefusalOfAsync(AppUser user, string code, CancellationToken cancel)
    {
        var digits = AppCode.Plain(code);
        if (await accounts.IsLockedOutAsync(user)) return Outcome.Refused("UserIsLockedOut", "Code");
        if (await accounts.VerifyTwoFactorTokenAsync(user, accounts.Options.Tokens.AuthenticatorTokenProvider, digits) && await new SecondFactorCodes(db, accounts).IsFreshAsync(user, digits, cancel)) return null;

        // Counted as a failed sign-in, as it is at the sign-in itself.
        await accounts.AccessFailedAsync(user);
        await db.SaveOrConflictAsync(cancel);
        return Outcome.Refused("CodeWrong", "Code");
    }

    private async Task<Outcome<IReadOnlyList<string>>> NewCodesAsync(AppUser user, AuditAction action, CancellationToken cancel)
    {
        var codes = RecoveryCode.Make();
        await _store.ReplaceCodesAsync(user, codes, cancel);
        Record(user.Id, action, user);
        return await SaveAsync(user, cancel) is { IsDone: false } failed
            ? Outcome<IReadOnlyList<string>>.From(failed)
            : new Outcome<IReadOnlyList<string>> { Value = codes };
    }

    private async Task ForgetAsync(AppUser user, CancellationToken cancel)
    {
        user.TwoFactorEnabled = false;
        user.EndSessions();
        db.UserTokens.RemoveRange(await db.UserTokens.Where(token => token.UserId == user.Id).ToListAsync(cancel));
    }

    private Task<AppUser?> FindAsync(Guid id, CancellationToken cancel) => db.Users.SingleOrDefaultAsync(user => user.Id == id, cancel);

    private void Record(Guid by, AuditAction action, AppUser user) => db.Audit.Add(new AuditEntry(clock.Now, by, action, user.Id, user.Name));

    private Task<Outcome> SaveAsync(AppUser user, CancellationToken cancel)
    {
        user.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        return db.SaveOrConflictAsync(cancel);
    }
}

/// <summary>Which codes of an app were used a moment ago: somebody may have looked over the person's shoulder.</summary>
public sealed class SecondFactorCodes(FollowUpDbContext db, UserManager<AppUser> accounts)
{
    private const string Own = "FollowUp";
    private const string Used = "UsedCodes";

    // A code is good for a few half minutes: as many are remembered.
    private const int Remembered = 6;

    private readonly AccountStore _store = new(db, accounts.ErrorDescriber);

    /// <summary>Marks a code as used, in the save of the account; false where it was before.</summary>
    public async Task<bool> IsFreshAsync(AppUser user, string code, CancellationToken cancel)
    {
        var used = (await _store.GetTokenAsync(user, Own, Used, cancel) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (code.Length == 0 || used.Contains(code)) return false;
        await _store.SetTokenAsync(user, Own, Used, string.Join(' ', used.Append(code).TakeLast(Remembered)), cancel);
        return true;
    }
}

/// <summary>The code that an app shows: six digits, whatever was typed between them.</summary>
public static class AppCode
{
    public static string Plain(string? typed) => new([.. (typed ?? "").Where(char.IsAsciiDigit)]);
}
