using System.Security.Cryptography;
using System.Text;
using FollowUp.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>
/// Identity's store, which leaves saving to the caller: an account's change and its audit entry are one save. Recovery codes are kept as
/// hashes, since nobody needs to read them again.
/// </summary>
public sealed class AccountStore : UserStore<AppUser, IdentityRole<Guid>, FollowUpDbContext, Guid>
{
    // Half of a SHA-256: the codes are as random as that is long, and all of them fit into one value.
    private const int HashBytes = 16;

    public AccountStore(FollowUpDbContext db, IdentityErrorDescriber describer)
        : base(db, describer) => AutoSaveChanges = false;

    public override Task ReplaceCodesAsync(AppUser user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(Hash), cancellationToken);

    // The base class would hash those that are left once more.
    public override async Task<bool> RedeemCodeAsync(AppUser user, string code, CancellationToken cancellationToken)
    {
        var hashes = await KeptAsync(user, cancellationToken);
        var hash = Hash(code);
        if (!hashes.Contains(hash)) return false;
        await base.ReplaceCodesAsync(user, hashes.Where(kept => kept != hash), cancellationToken);
        return true;
    }

    private async Task<string[]> KeptAsync(AppUser user, CancellationToken cancel) =>
        (await GetTokenAsync(user, "[AspNetUserStore]", "RecoveryCodes", cancel) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);

    private static string Hash(string code) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(RecoveryCode.Plain(code)))[..HashBytes]).TrimEnd('=');
}
