using System.Globalization;
using System.Text.RegularExpressions;

namespace FollowUp.Core.Notes;

/// <summary>
/// Finds what looks like a Swedish <em>personnummer</em> or <em>samordningsnummer</em>: a date of birth (the day plus 60 in the latter), three
/// digits and a check digit (folkbokföringslagen 1991:481, 18 and 18 a §§; the check digit by the Luhn formula).
/// </summary>
public static partial class PersonalNumber
{
    /// <summary>True where the text has at least one.</summary>
    public static bool IsIn(string text) => In(text).Count > 0;

    /// <summary>Those in the text, with ten or twelve digits, with hyphen, plus, a space or nothing before the last four.</summary>
    public static IReadOnlyList<string> In(string text) => [.. Candidate().Matches(text).Where(IsValid).Select(match => match.Value)];

    private static bool IsValid(Match match)
    {
        var digits = match.Groups["date"].Value + match.Groups["last"].Value;
        var century = match.Groups["century"].Value;
        return HasCheckDigit(digits) && (century.Length > 0 ? IsDate(century + digits[..6]) : IsDate("19" + digits[..6]) || IsDate("20" + digits[..6]));
    }

    private static bool IsDate(string date)
    {
        var day = int.Parse(date.AsSpan(6), CultureInfo.InvariantCulture);
        if (day > 60) day -= 60;
        return DateOnly.TryParseExact($"{date[..6]}{day:00}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    /// <summary>The ten digits are doubled in turn, from the first; the sum of the digits of the products is a multiple of ten.</summary>
    private static bool HasCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var product = (digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += (product / 10) + (product % 10);
        }

        return sum % 10 == 0;
    }

    // Word processors write other dashes for the hyphen, U+2010 to U+2014 and the minus sign, and people put spaces around it or in its place.
    [GeneratedRegex(@"(?<![0-9])(?<century>18|19|20)?(?<date>[0-9]{6})[ \u00a0]?[-+\u2010-\u2014\u2212]?[ \u00a0]?(?<last>[0-9]{4})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Candidate();
}
