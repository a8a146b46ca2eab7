using FollowUp.Core.Plans;
using FollowUp.Core.Units;

namespace FollowUp.Core.Reviews;

/// <summary>What happens on a day of the year.</summary>
public enum WheelKind
{
    /// <summary>Writing opens.</summary>
    Opening = 1,

    /// <summary>The first day of a check-point.</summary>
    CheckPointOpening = 2,

    /// <summary>The last day of a check-point.</summary>
    CheckPointLastDay = 3,

    /// <summary><em>Sista dag</em>.</summary>
    LastDay = 4,

    /// <summary>The last of the days of grace.</summary>
    GraceEnds = 5,

    /// <summary>The report was fixed.</summary>
    Fixing = 6,
}

/// <summary>Which days of the year are asked for.</summary>
/// <param name="PlanId">One plan; null for all that are not fixed.</param>
/// <param name="UnitId">A unit, with the units below it; null for the own ones, or for those who see all, all.</param>
public sealed record WheelFilter(Guid? PlanId = null, Guid? UnitId = null);

/// <summary><em>Årshjul</em>: who writes what when.</summary>
public sealed record YearWheel
{
    /// <summary>The plans to choose among, newest first.</summary>
    public required IReadOnlyList<PlanLabel> Plans { get; init; }

    /// <summary>The units to choose among, parents before children.</summary>
    public required IReadOnlyList<UnitOption> Units { get; init; }

    /// <summary>The days, the first one first.</summary>
    public required IReadOnlyList<WheelDay> Days { get; init; }
}

/// <summary>Something that happens on a day.</summary>
public sealed record WheelDay
{
    public required DateOnly On { get; init; }

    public required WheelKind Kind { get; init; }

    public required PlanLabel Plan { get; init; }

    /// <summary>The check-point; null for what is no check-point.</summary>
    public Guid? CheckPointId { get; init; }

    /// <summary>Its name.</summary>
    public string? CheckPoint { get; init; }

    /// <summary>Whom it concerns: units by name; empty for all in the plan (or the rest of them).</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>True where other units have other days, so that an empty <see cref="Units"/> means the rest.</summary>
    public bool IsForTheRest { get; init; }
}
