using FollowUp.Core.Users;
using FollowUp.Web.Views.Account;
using Microsoft.AspNetCore.Identity;

namespace FollowUp.Web.Security;

/// <summary>Puts together what <em>Min säkerhet</em> shows.</summary>
public sealed class SecurityPages(SecondFactorService factors, PasskeyService passkeys, UserManager<AppUser> accounts, SingleSignOnOptions signOn, SecondFactorOptions options)
{
    public async Task<SecurityPage> ReadAsync(UserAccess access, CancellationToken cancel)
    {
        var user = (await accounts.FindByIdAsync(access.UserId.ToString()))!;
        return new SecurityPage
        {
            HasPassword = user.PasswordHash is not null && signOn.AllowsLocally(user.Email),
            Provider = signOn.IsOn && (await accounts.GetLoginsAsync(user)).Count > 0 ? signOn.DisplayName : null,
            HasApp = user.TwoFactorEnabled,
            CodesLeft = await factors.CodesLeftAsync(access, cancel),
            IsRequired = options.RequiredFor.Overlaps(access.Roles),
            AllowsPasskeys = signOn.AllowsLocally(user.Email),
            Passkeys = await passkeys.ListAsync(access, cancel),
        };
    }
}
