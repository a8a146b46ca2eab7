using System.Globalization;
using System.Text.RegularExpressions;
using FollowUp.Core.Plans;

namespace FollowUp.Core.Imports;

/// <summary>Which year a report is about, as far as it says so itself. A guess, shown to be corrected.</summary>
public static partial class ReportYear
{
    /// <summary>
    /// Looks for a school year in the title, then in the file's name, then in the text; then for a calendar year in the title or the file's name;
    /// last, for terms (<c>våren 2019</c>) in the text. Where years compete, the one named most often. Null where nothing is named.
    /// </summary>
    public static PlanYear? Guess(string? title, string fileName, IReadOnlyList<string> lines) =>
        MostNamed(Pairs(title))
        ?? MostNamed(Pairs(fileName))
        ?? MostNamed(lines.SelectMany(Pairs))
        ?? MostNamed(Singles(title))
        ?? MostNamed(Singles(fileName))
        ?? MostNamed(lines.SelectMany(Terms));

    private static PlanYear? MostNamed(IEnumerable<PlanYear> years)
    {
        var named = years.GroupBy(year => year).Select(group => (Year: group.Key, Times: group.Count())).ToList();
        return named.Count == 0 ? null : named.OrderByDescending(found => found.Times).ThenByDescending(found => found.Year).First().Year;
    }

    private static IEnumerable<PlanYear> Pairs(string? text) => Read(SchoolYear(), text);

    private static IEnumerable<PlanYear> Singles(string? text) => Read(CalendarYear(), text);

    private static IEnumerable<PlanYear> Read(Regex regex, string? text) =>
        regex.Matches(text ?? "").Select(match => PlanYear.Parse(match.Value)).OfType<PlanYear>();

    private static IEnumerable<PlanYear> Terms(string text) => Term().Matches(text).Select(match =>
    {
        var year = int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);
        return new PlanYear(YearKind.SchoolYear, match.Groups["spring"].Success ? year - 1 : year);
    });

    [GeneratedRegex(@"(?<![0-9])(?:19|20)[0-9]{2}\s?[/–-]\s?(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9])")]
    private static partial Regex SchoolYear();

    [GeneratedRegex("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")]
    private static partial Regex CalendarYear();

    [GeneratedRegex(@"\b(?:(?<spring>våren|vårterminen|vt)|hösten|höstterminen|ht)\s?(?<year>20[0-9]{2})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Term();
}
