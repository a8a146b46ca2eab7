using System.Globalization;
using System.Text.RegularExpressions;

namespace FollowUp.Core.Plans;

/// <summary>Whether a plan follows the school year or the calendar year.</summary>
public enum YearKind
{
    /// <summary>Läsår, written <c>2018/19</c>; from July to June.</summary>
    SchoolYear = 1,

    /// <summary>Verksamhetsår, written <c>2019</c>.</summary>
    CalendarYear = 2,
}

/// <summary>The year of a plan.</summary>
/// <param name="Kind">School year or calendar year.</param>
/// <param name="Start">The calendar year in which it begins, 1990–2100.</param>
public readonly partial record struct PlanYear(YearKind Kind, int Start) : IComparable<PlanYear>
{
    public const int Earliest = 1990;
    public const int Latest = 2100;

    /// <summary>The first day: 1 July or 1 January.</summary>
    public DateOnly FirstDay => Kind == YearKind.SchoolYear ? new DateOnly(Start, 7, 1) : new DateOnly(Start, 1, 1);

    /// <summary>The last day: 30 June or 31 December.</summary>
    public DateOnly LastDay => FirstDay.AddYears(1).AddDays(-1);

    /// <summary>The school year that a day falls in.</summary>
    public static PlanYear SchoolYearOf(DateOnly day) => new(YearKind.SchoolYear, day.Month >= 7 ? day.Year : day.Year - 1);

    /// <summary>Reads <c>2018/19</c>, <c>2018/2019</c>, <c>2018-2019</c> or <c>2019</c>; null for anything else, such as years that do not follow on each other.</summary>
    public static PlanYear? Parse(string? text)
    {
        var match = Label().Match(text ?? "");
        if (!match.Success) return null;
        var start = int.Parse(match.Groups["start"].Value, CultureInfo.InvariantCulture);
        if (start is < Earliest or > Latest) return null;
        if (!match.Groups["end"].Success) return new PlanYear(YearKind.CalendarYear, start);
        var end = match.Groups["end"].Value;
        var expected = (start + 1).ToString(CultureInfo.InvariantCulture);
        return end == expected || end == expected[2..] ? new PlanYear(YearKind.SchoolYear, start) : null;
    }

    public int CompareTo(PlanYear other) => FirstDay.CompareTo(other.FirstDay);

    public override string ToString() => Kind == YearKind.SchoolYear
        ? string.Create(CultureInfo.InvariantCulture, $"{Start}/{(Start + 1) % 100:00}")
        : Start.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(?:(?:läsåret|läsår|verksamhetsåret|verksamhetsår)\s+)?(?<start>[0-9]{4})(?:\s*[/–-]\s*(?<end>[0-9]{4}|[0-9]{2}))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Label();
}
