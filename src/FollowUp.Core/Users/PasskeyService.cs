using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>A person's own passkeys. That the browser's answer is right has been checked before they come here.</summary>
public sealed class PasskeyService(FollowUpDbContext db, UserManager<AppUser> accounts, AuthorityClock clock)
{
    public const int NameLength = 100;

    /// <summary>More than anybody has devices; the page lists them all.</summary>
    public const int MostPerPerson = 20;

    private readonly AccountStore _store = new(db, accounts.ErrorDescriber);

    /// <summary>A person's passkeys, the oldest first.</summary>
    public async Task<IReadOnlyList<PasskeyRow>> ListAsync(UserAccess access, CancellationToken cancel = default) =>
    [
        .. (await db.UserPasskeys.AsNoTracking().Where(passkey => passkey.UserId == access.UserId).Take(MostPerPerson).ToListAsync(cancel))
            .Select(passkey => new PasskeyRow(Convert.ToHexString(passkey.CredentialId), passkey.Data.Name ?? "", passkey.Data.CreatedAt.UtcDateTime))
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Key),
    ];

    /// <summary>Keeps a passkey under a name by which its owner knows it.</summary>
    public async Task<Outcome> AddAsync(UserAccess access, UserPasskeyInfo passkey, string? name, CancellationToken cancel = default)
    {
        var named = TypedText.CleanLine(name);
        var refusals = new List<Refusal>();
        refusals.Require(named, NameLength, "PasskeyNameMissing", "PasskeyName");
        if (await db.UserPasskeys.CountAsync(has => has.UserId == access.UserId, cancel) >= MostPerPerson) refusals.Add(new Refusal("PasskeysTooMany", "PasskeyName", MostPerPerson));
        if (refusals.Count > 0) return Outcome.Refused(refusals);
        if (await FindUserAsync(access, cancel) is not { } user) return Outcome.NotFound;
        passkey.Name = named;
        await _store.AddOrUpdatePasskeyAsync(user, passkey, cancel);
        return await SaveAsync(user, AuditAction.PasskeyAdded, named, cancel);
    }

    public async Task<Outcome> RenameAsync(UserAccess access, string key, string? name, CancellationToken cancel = default)
    {
        var named = TypedText.CleanLine(name);
        var refusals = new List<Refusal>();
        refusals.Require(named, NameLength, "PasskeyNameMissing", "PasskeyName");
        if (refusals.Count > 0) return Outcome.Refused(refusals);
        if (await FindAsync(access, key, cancel) is not ({ } user, { } passkey)) return Outcome.NotFound;
        if (passkey.Data.Name == named) return Outcome.Done;
        passkey.Data.Name = named;
        return await SaveAsync(user, AuditAction.PasskeyRenamed, named, cancel);
    }

    public async Task<Outcome> RemoveAsync(UserAccess access, string key, CancellationToken cancel = default)
    {
        if (await FindAsync(access, key, cancel) is not ({ } user, { } passkey)) return Outcome.NotFound;
        var name = passkey.Data.Name ?? "";
        db.UserPasskeys.Remove(passkey);
        return await SaveAsync(user, AuditAction.PasskeyRemoved, name, cancel);
    }

    private async Task<(AppUser? User, IdentityUserPasskey<Guid>? Passkey)> FindAsync(UserAccess access, string key, CancellationToken cancel)
    {
        var id = IsHex(key) ? Convert.FromHexString(key) : [];
        var passkey = await db.UserPasskeys.SingleOrDefaultAsync(passkey => passkey.CredentialId == id && passkey.UserId == access.UserId, cancel);
        return (await FindUserAsync(access, cancel), passkey);
    }

    private static bool IsHex(string? key) => key is { Length: > 0 } && key.Length % 2 == 0 && key.All(char.IsAsciiHexDigit);

    private Task<AppUser?> FindUserAsync(UserAccess access, CancellationToken cancel) => db.Users.SingleOrDefaultAsync(user => user.Id == access.UserId, cancel);

    private Task<Outcome> SaveAsync(AppUser user, AuditAction action, string name, CancellationToken cancel)
    {
        user.ConcurrencyStamp = Guid.CreateVersion7().ToString();
        db.Audit.Add(new AuditEntry(clock.Now, user.Id, action, user.Id, user.Name, name));
        return db.SaveOrConflictAsync(cancel);
    }
}

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Key">By which it is named and removed.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record PasskeyRow(string Key, string Name, DateTime CreatedAt);
