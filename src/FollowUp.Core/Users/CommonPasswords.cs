using System.Globalization;
using System.Text;
using FollowUp.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>
/// Refuses passwords that are guessed first: a word of the list <c>common-passwords.txt</c>, two of them, or the person's, the authority's or the product's own name, with
/// whatever digits, years and signs around them and signs in the place of letters; the same few signs again and again; and rows of keys.
/// </summary>
public sealed class CommonPasswords(FollowUpDbContext db) : IPasswordValidator<AppUser>
{
    /// <summary>Identity's name for the error.</summary>
    public const string ErrorCode = "PasswordIsCommon";

    private const string ListFile = "FollowUp.Core.Users.common-passwords.txt";
    private const int ShortestName = 3;

    /// <summary>What is typed again and again to make it long.</summary>
    private const int LongestPart = 4;

    private static readonly string[] Rows =
        ["abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertyuiopaasdfghjkloazxcvbnm", "qazwsxedcrfvtgbyhnujmikolp"];

    /// <summary>The list; each word stands for all of its spellings.</summary>
    public static IReadOnlySet<string> Words { get; } = Read();

    /// <inheritdoc/>
    public async Task<IdentityResult> ValidateAsync(UserManager<AppUser> manager, AppUser user, string? password)
    {
        var authority = await db.Units.AsNoTracking().Where(unit => unit.ParentId == null).OrderBy(unit => unit.Id).Select(unit => unit.Name).FirstOrDefaultAsync();
        return IsCommon(password ?? "", $"{user.Name} {user.Email?.Split('@')[0]} {authority}")
            ? IdentityResult.Failed(new IdentityError { Code = ErrorCode, Description = ErrorCode })
            : IdentityResult.Success;
    }

    /// <summary>True where somebody who guesses would come to it soon.</summary>
    /// <param name="password">As it was typed.</param>
    /// <param name="names">Names that stand near to the account, with anything between them.</param>
    public static bool IsCommon(string password, string names = "")
    {
        var own = WordsOf(names).Where(name => name.Length >= ShortestName).ToHashSet();
        own.Add(Letters(Plain(names)));
        var plain = Plain(password);
        return Repeats(plain) || Spellings(plain).Any(stem => stem.Length == 0 || IsRow(stem) || Repeats(stem) || IsMadeOf(stem, word => Words.Contains(word) || own.Contains(word)));
    }

    /// <summary>What may be meant: the letters, and those with signs read as the letters that they look like.</summary>
    private static IEnumerable<string> Spellings(string plain)
    {
        yield return Letters(plain);
        var core = plain.TrimEnd(NotLetters(plain));
        yield return Letters(AsLetters(core, 'i'));
        yield return Letters(AsLetters(core, 'l'));
        yield return Letters(AsLetters(core.TrimStart(NotLetters(plain)), 'i'));
    }

    private static char[] NotLetters(string text) => [.. text.Where(sign => !char.IsLetter(sign)).Distinct()];

    /// <summary>One word, or two.</summary>
    private static bool IsMadeOf(string stem, Func<string, bool> isWord) =>
        isWord(stem) || Enumerable.Range(1, Math.Max(0, stem.Length - 1)).Any(at => isWord(stem[..at]) && isWord(stem[at..]));

    /// <summary>True for <c>ababababab</c> and for a word of the list twice or more.</summary>
    private static bool Repeats(string text) => Enumerable.Range(1, text.Length / 2).Any(length =>
        text.Length % length == 0 && (length <= LongestPart || Words.Contains(text[..length])) && string.Concat(Enumerable.Repeat(text[..length], text.Length / length)) == text);

    private static bool IsRow(string stem) => Rows.Any(row => row.Contains(stem, StringComparison.Ordinal) || Reversed(row).Contains(stem, StringComparison.Ordinal));

    private static string Reversed(string text) => new([.. text.Reverse()]);

    private static string Letters(string text) => new([.. text.Where(char.IsLetter)]);

    private static string AsLetters(string text, char one) => new([.. text.Select(sign => sign switch
    {
        '0' => 'o',
        '1' or '!' or '|' => one,
        '3' or '€' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' or '+' => 't',
        '8' => 'b',
        _ => sign,
    })]);

    /// <summary>Without case, and without the marks above and below letters.</summary>
    private static string Plain(string text) => new([.. text.Normalize(NormalizationForm.FormD).ToLowerInvariant()
        .Where(sign => CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark)]);

    private static IEnumerable<string> WordsOf(string text) => new string([.. Plain(text).Select(sign => char.IsLetter(sign) ? sign : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static HashSet<string> Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(ListFile)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }
}
