using FollowUp.Core.Plans;

namespace FollowUp.Core.Reviews;

/// <summary>A plan to choose in a filter.</summary>
public sealed record PlanChoice
{
    public required Guid PlanId { get; init; }

    public required YearKind YearKind { get; init; }

    public required int StartYear { get; init; }

    /// <summary>Tells plans of the same year apart; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>The first day on which principals can write; null for at once.</summary>
    public required DateOnly? OpensOn { get; init; }

    /// <summary><em>Sista dag</em>; null where none is set.</summary>
    public required DateOnly? LastDay { get; init; }

    /// <summary>Days of grace after it, see <see cref="WritingDays.GraceDays"/>.</summary>
    public int? GraceDays { get; init; }

    /// <summary>The plan's days for writing; which hold for a unit, <see cref="PlanCalendar"/> tells.</summary>
    public WritingDays Days => new(OpensOn, LastDay, GraceDays);

    public required bool IsFixed { get; init; }

    /// <summary>The time whose unit names the plan shows (UTC); null for the present names.</summary>
    public DateTime? NamedAt { get; init; }

    public PlanYear Year => new(YearKind, StartYear);

    /// <summary>The year, and the plan's name where it has one.</summary>
    public string Label => Name.Length == 0 ? Year.ToString() : $"{Year} {Name}";
}
