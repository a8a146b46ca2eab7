using Microsoft.AspNetCore.Identity;

namespace FollowUp.Core.Users;

/// <summary>Identity's errors as refusals: <c>Identity</c> and the error's code, at the field that they concern.</summary>
internal static class IdentityRefusals
{
    public const string Email = "Email";
    public const string Password = "Password";
    public const string CurrentPassword = "CurrentPassword";

    /// <summary>The refusal where two accounts would have the same e-mail address.</summary>
    public static readonly Refusal EmailTaken = new("Identity" + nameof(IdentityErrorDescriber.DuplicateEmail), Email);

    /// <summary>The refusal of a password that is guessed soon.</summary>
    private static readonly Refusal PasswordIsCommon = new("IdentityPasswordIsCommon", Password);

    public static IReadOnlyList<Refusal> From(IdentityResult result, PasswordOptions passwords)
    {
        var refusals = new List<Refusal>();
        foreach (var code in result.Errors.Select(error => error.Code))
        {
            // The e-mail address is the user name too: one error is enough for the reader.
            var said = code switch
            {
                nameof(IdentityErrorDescriber.DuplicateUserName) => nameof(IdentityErrorDescriber.DuplicateEmail),
                nameof(IdentityErrorDescriber.InvalidUserName) => nameof(IdentityErrorDescriber.InvalidEmail),
                _ => code,
            };
            var refusal = said == CommonPasswords.ErrorCode ? PasswordIsCommon : new Refusal("Identity" + said, FieldOf(said), ArgumentsOf(said, passwords));
            if (refusals.All(has => has.Code != refusal.Code)) refusals.Add(refusal);
        }

        return refusals;
    }

    private static string? FieldOf(string code) => code switch
    {
        nameof(IdentityErrorDescriber.PasswordMismatch) => CurrentPassword,
        _ when code.StartsWith(Password, StringComparison.Ordinal) => Password,
        _ when code.EndsWith(Email, StringComparison.Ordinal) => Email,
        _ => null,
    };

    private static object[] ArgumentsOf(string code, PasswordOptions passwords) => code switch
    {
        nameof(IdentityErrorDescriber.PasswordTooShort) => [passwords.RequiredLength],
        nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => [passwords.RequiredUniqueChars],
        _ => [],
    };
}
