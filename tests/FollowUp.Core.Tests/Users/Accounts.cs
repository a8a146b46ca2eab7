using FollowUp.Core.Data;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FollowUp.Core.Tests.Users;

/// <summary>The account services as the application puts them together, with a reset token that needs no data protection.</summary>
internal static class Accounts
{
    public static UserManager<AppUser> Manager(FollowUpDbContext db)
    {
        var options = new IdentityOptions();
        options.User.RequireUniqueEmail = true;
        options.User.AllowedUserNameCharacters = "";
        options.Password.RequiredLength = 12;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 3;
        var errors = new IdentityErrorDescriber();
        var manager = new UserManager<AppUser>(
            new AccountStore(db, errors), Options.Create(options), new PasswordHasher<AppUser>(), [new UserValidator<AppUser>(errors)],
            [new PasswordValidator<AppUser>(errors)], new UpperInvariantLookupNormalizer(), errors, null!, NullLogger<UserManager<AppUser>>.Instance);
        manager.RegisterTokenProvider(options.Tokens.PasswordResetTokenProvider, new StampTokens());
        manager.RegisterTokenProvider(options.Tokens.AuthenticatorTokenProvider, new AuthenticatorTokenProvider<AppUser>());
        return manager;
    }

    public static UserService Users(FollowUpDbContext db, TestDatabase database) => new(db, Manager(db), database.Clock, database.Faults);

    public static PasswordService Passwords(FollowUpDbContext db, TestDatabase database) => new(db, Manager(db), database.Clock);

    public static SecondFactorService SecondFactors(FollowUpDbContext db, TestDatabase database) => new(db, Manager(db), database.Clock);

    public static PasskeyService Passkeys(FollowUpDbContext db, TestDatabase database) => new(db, Manager(db), database.Clock);

    public static ExternalSignInService External(FollowUpDbContext db, TestDatabase database) => new(db, Manager(db), database.Clock, database.Faults);

    public static SetupService Setup(FollowUpDbContext db, TestDatabase database) => new(db, Manager(db), database.Clock, database.Faults);

    /// <summary>A token that is good until the account's security stamp moves.</summary>
    private sealed class StampTokens : IUserTwoFactorTokenProvider<AppUser>
    {
        public Task<string> GenerateAsync(string purpose, UserManager<AppUser> manager, AppUser user) =>
            Task.FromResult($"{purpose}:{user.Id}:{user.SecurityStamp}");

        public Task<bool> ValidateAsync(string purpose, string token, UserManager<AppUser> manager, AppUser user) =>
            Task.FromResult(token == $"{purpose}:{user.Id}:{user.SecurityStamp}");

        public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<AppUser> manager, AppUser user) => Task.FromResult(false);
    }
}
