namespace FollowUp.Core;

/// <summary>The time, and the day as the authority's calendar has it: a day ends at midnight there, not in UTC.</summary>
/// <param name="time">Where the time comes from.</param>
/// <param name="zone">The authority's time zone, a setting; Europe/Stockholm by default.</param>
public sealed class AuthorityClock(TimeProvider time, TimeZoneInfo zone)
{
    public const string DefaultZone = "Europe/Stockholm";

    /// <summary>Now, UTC.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public DateOnly Today => DayOf(Now);

    /// <summary>The day on the authority's calendar of a stored time (UTC).</summary>
    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>A stored time (UTC) on the authority's wall clock.</summary>
    public DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);

    /// <summary>The moment (UTC) at which a day begins there. Where a clock change skips midnight, the first moment after it.</summary>
    public DateTime StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        return TimeZoneInfo.ConvertTimeToUtc(midnight, zone);
    }
}
