using System.Globalization;
using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reviews;

namespace FollowUp.Web.Resources;

/// <summary>Phrases that several pages say in the same way: how far the reporting has come, a last day.</summary>
public static class Words
{
    private const string Date = "d MMMM yyyy";

    /// <summary>The plan's year, and its name where it has one.</summary>
    public static string Plan(this Texts texts, PlanChoice plan) =>
        plan.Name.Length == 0 ? texts.Year(plan.Year) : $"{texts.Year(plan.Year)}, {plan.Name}";

    /// <summary>The same for a plan as it stands in lists and selects.</summary>
    public static string Plan(this Texts texts, PlanLabel plan) =>
        plan.Name.Length == 0 ? texts.Year(plan.Year) : $"{texts.Year(plan.Year)}, {plan.Name}";

    /// <summary>The status of a note as a list tells it: that it is not shown where it is another unit's draft.</summary>
    public static string Status(this Texts texts, NoteStatus? status, NoteState state, bool isReadable) =>
        !isReadable && state != NoteState.Missing ? texts["Domain.StatusHidden"]
        : status is { } chosen ? texts.Of(chosen)
        : texts["Domain.NoStatus"];

    /// <summary>How many rows a list has: <c>12 enheter</c>, or <c>1 000+ enheter</c> where counting stopped.</summary>
    public static string Found<T>(this Texts texts, string name, Page<T> page) =>
        page.IsCountCut ? texts[$"{name}.Many", $"{Number(Page<T>.CountLimit)}+"].Value : texts.Count(name, page.Count);

    /// <summary><c>7 av 12 klara</c>.</summary>
    public static string Done(this Texts texts, StateCounts counts) => texts["Counts.Done", Number(counts.HandedIn), Number(counts.Total)];

    /// <summary><c>7 av 12 klara · 2 utkast · 1 återlämnad · 2 saknas</c>; what there is none of is left out.</summary>
    public static string Progress(this Texts texts, StateCounts counts) => Join(
        texts.Done(counts),
        texts.Some("Counts.Drafts", counts.Draft),
        texts.Some("Counts.Returned", counts.Returned),
        texts.Some("Counts.Missing", counts.Missing));

    /// <summary>The counted phrase, or nothing where there is none.</summary>
    public static string? Some(this Texts texts, string name, int count) => count == 0 ? null : texts.Count(name, count);

    /// <summary><c>sista dag 15 juni 2027, om 12 dagar</c>; null where no last day is set. Further off than a month, the days are not counted.</summary>
    public static string? LastDay(this Texts texts, DateOnly? lastDay, DateOnly today)
    {
        const int month = 31;
        if (lastDay is not { } day) return null;
        var ahead = day.DayNumber - today.DayNumber;
        return ahead switch
        {
            < 0 => texts["Counts.LastDayPassed", day.ToString(Date, CultureInfo.CurrentCulture)],
            0 => texts["Counts.LastDayToday"],
            <= month => texts.Count("Counts.LastDayAhead", ahead, day.ToString(Date, CultureInfo.CurrentCulture)),
            _ => texts["Counts.LastDay", day.ToString(Date, CultureInfo.CurrentCulture)],
        };
    }

    /// <summary>The same for days that may end: in the days of grace until when one can write, and after them since when one cannot.</summary>
    public static string? LastDay(this Texts texts, WritingDays days, DateOnly today) =>
        days.HasClosedOn(today) ? texts["Counts.Closed", Written(days.LastDay), Written(days.OpenUntil)]
        : days.IsInGraceOn(today) ? texts["Counts.InGrace", Written(days.LastDay), Written(days.OpenUntil)]
        : texts.LastDay(days.LastDay, today);

    /// <summary>When one can write, in short: <c>1 maj 2027–15 juni 2027, 7 dagar till godo</c>.</summary>
    public static string WritingDays(this Texts texts, WritingDays days) => string.Join(", ", new[]
    {
        texts.Days(days.OpensOn, days.LastDay) ?? texts["Counts.NoDays"].Value,
        days is { LastDay: not null, GraceDays: { } grace } ? texts.Count("Counts.Grace", grace) : null,
    }.Where(part => part is not null));

    /// <summary>When one can write in a check-point, and how that stands today.</summary>
    public static string CheckPointDays(this Texts texts, CheckPointDays days, DateOnly today) =>
        !days.HasBegunOn(today) ? texts["Counts.FromUntilDay", Written(days.FirstDay), Written(days.LastDay)]
        : texts.LastDay(new WritingDays(days.FirstDay, days.LastDay, days.GraceDays), today)!;

    private static string Written(DateOnly? day) => day?.ToString(Date, CultureInfo.CurrentCulture) ?? "";

    /// <summary><c>från 1 januari 2027</c>, <c>till och med 30 juni 2027</c> or both; null where neither day is set.</summary>
    public static string? Days(this Texts texts, DateOnly? firstDay, DateOnly? lastDay)
    {
        var (first, last) = (firstDay?.ToString(Date, CultureInfo.CurrentCulture), lastDay?.ToString(Date, CultureInfo.CurrentCulture));
        return first is null && last is null ? null
            : first is null ? texts["Counts.UntilDay", last!].Value
            : last is null ? texts["Counts.FromDay", first].Value
            : texts["Counts.FromUntilDay", first, last].Value;
    }

    /// <summary>Puts parts after each other with a middle dot, leaving out those that are empty.</summary>
    public static string Join(params string?[] parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>The year that an activity is carried over from, and the how manieth it is in: <c>2023/24, tredje året</c>.</summary>
    public static string CarriedFrom(this Texts texts, string from, int? year)
    {
        const int first = 2;
        if (year is not { } number) return from;
        var ordinals = texts["Reports.Ordinals"].Value.Split(' ');
        return texts["Reports.CarriedYear", from, number - first < ordinals.Length ? ordinals[number - first] : texts["Reports.OrdinalMore", number].Value];
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.CurrentCulture);
}
