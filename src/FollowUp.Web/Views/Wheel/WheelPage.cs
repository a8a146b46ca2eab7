using System.Globalization;
using FollowUp.Core.Reviews;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Wheel;

/// <summary>The page of the year.</summary>
/// <param name="Wheel">The days.</param>
/// <param name="Plan">The plan asked for.</param>
/// <param name="Unit">The unit asked for.</param>
public sealed record WheelPage(YearWheel Wheel, Guid? Plan, Guid? Unit)
{
    private const double Center = 100;
    private const double Ring = 78;

    public bool IsNarrowed => Plan is not null || Unit is not null;

    /// <summary>Months by their days, the first one first; those before today's month last, in a part of their own.</summary>
    public IEnumerable<IGrouping<DateOnly, WheelDay>> Months(DateOnly today, bool isPast) => Wheel.Days
        .Where(day => day.On < today == isPast)
        .GroupBy(day => new DateOnly(day.On.Year, day.On.Month, 1));

    /// <summary>Where a day stands on the wheel, January at the top; as the picture's attributes want it.</summary>
    public static (string X, string Y) PlaceOf(DateOnly day, double radius = Ring)
    {
        var days = DateTime.IsLeapYear(day.Year) ? 366 : 365;
        return PlaceOf((day.DayOfYear - 1.0) / days, radius);
    }

    /// <summary>The same for a part of the year, from 0 to 1.</summary>
    public static (string X, string Y) PlaceOf(double part, double radius)
    {
        var (sin, cos) = Math.SinCos(part * Math.Tau);
        return (Number(Center + (radius * sin)), Number(Center - (radius * cos)));
    }

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>Sentences about a day of the year.</summary>
public static class WheelWords
{
    public static string What(this Texts texts, WheelDay day) =>
        day.CheckPoint is { } name ? texts[$"Wheel.Kind.{day.Kind}", name] : texts[$"Wheel.Kind.{day.Kind}"];

    /// <summary>Whom a day concerns.</summary>
    public static string Who(this Texts texts, WheelDay day) =>
        day.Units.Count > 0 ? string.Join(", ", day.Units) : texts[day.IsForTheRest ? "Wheel.TheRest" : "Wheel.Everybody"];
}
