namespace FollowUp.Core.Plans;

/// <summary>The days that hold for writing follow-ups: a plan's, or those of one unit in it.</summary>
/// <param name="OpensOn">The first day; null for at once.</param>
/// <param name="LastDay"><em>Sista dag</em>; null where none is set.</param>
/// <param name="GraceDays">
/// <em>Dagar till godo</em>: how many days after the last one can still write, as late. Null where writing goes on, as late, until the plan is fixed.
/// </param>
public sealed record WritingDays(DateOnly? OpensOn, DateOnly? LastDay, int? GraceDays)
{
    public const int MaxGraceDays = 90;

    /// <summary>The very last day on which one can write; null where nothing closes.</summary>
    public DateOnly? OpenUntil => LastDay is { } last && GraceDays is { } grace ? After(last, grace) : null;

    public bool HasOpenedOn(DateOnly today) => OpensOn is null || OpensOn <= today;

    /// <summary>True where the days of grace are over too.</summary>
    public bool HasClosedOn(DateOnly today) => OpenUntil < today;

    /// <summary>True after the last day, while one can still write for a time that ends.</summary>
    public bool IsInGraceOn(DateOnly today) => LastDay < today && OpenUntil >= today;

    /// <summary>A day so many days later, or the last day that there is.</summary>
    internal static DateOnly After(DateOnly day, int days) => DateOnly.FromDayNumber(Math.Min(day.DayNumber + days, DateOnly.MaxValue.DayNumber));

    /// <summary>Each day that a unit has of its own, and these for the rest.</summary>
    internal WritingDays With(UnitDays own) => new(own.OpensOn ?? OpensOn, own.LastDay ?? LastDay, own.GraceDays ?? GraceDays);
}
