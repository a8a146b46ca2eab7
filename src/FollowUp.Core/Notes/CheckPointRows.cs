using FollowUp.Core.Plans;
using FollowUp.Core.Units;

namespace FollowUp.Core.Notes;

/// <summary>Which rows of a check-point are asked for. Everything left out means all.</summary>
public sealed record CheckPointFilter
{
    /// <summary>A unit, with the units below it.</summary>
    public Guid? UnitId { get; init; }

    public NoteStatus? Status { get; init; }

    /// <summary>True for what is written, false for what is missing.</summary>
    public bool? IsWritten { get; init; }

    public Guid? GoalAreaId { get; init; }
}

/// <summary>A check-point on the page of its plan.</summary>
public sealed record CheckPointRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required DateOnly FirstDay { get; init; }

    public required DateOnly LastDay { get; init; }

    /// <summary>How many activities of units somebody has written about; for a principal those of the own units.</summary>
    public required int Written { get; init; }

    /// <summary>How many there are to write about.</summary>
    public required int Wanted { get; init; }
}

/// <summary>A check-point in which one can write today.</summary>
/// <param name="Id">The check-point.</param>
/// <param name="Name">Its name.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Days">Its days; where units differ, those that end first.</param>
/// <param name="Written">How many of the open units' activities somebody has written about.</param>
/// <param name="Wanted">How many there are.</param>
public sealed record OpenCheckPoint(Guid Id, string Name, PlanLabel Plan, CheckPointDays Days, int Written, int Wanted);

/// <summary>The page of a check-point.</summary>
public sealed record CheckPointOverview
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required PlanLabel Plan { get; init; }

    /// <summary>When the own units can write; where they differ, the days that end first. For those who see all units the plan's.</summary>
    public required CheckPointDays Days { get; init; }

    /// <summary>The units to choose among, parents before children.</summary>
    public required IReadOnlyList<UnitOption> Units { get; init; }

    public required IReadOnlyList<GoalAreaOption> GoalAreas { get; init; }

    public required Page<CheckPointNoteRow> Page { get; init; }

    /// <summary>How many of the activities asked about are written about, by status; before the filters of status and writing.</summary>
    public required IReadOnlyDictionary<NoteStatus, int> Statuses { get; init; }

    /// <summary>How many there are, likewise.</summary>
    public required int Wanted { get; init; }

    public int Written => Statuses.Values.Sum();
}

/// <summary>What one unit says of one activity at a check-point.</summary>
public sealed record CheckPointNoteRow
{
    public required Guid NoteId { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string? GoalArea { get; init; }

    /// <summary>Null where nothing is written.</summary>
    public required NoteStatus? Status { get; init; }

    public required string? Text { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime? SavedAt { get; init; }

    public required string? SavedBy { get; init; }

    /// <summary>True where this person can write it today.</summary>
    public bool CanWrite { get; init; }

    /// <summary>Past the last day, while one can still write.</summary>
    public bool IsLate { get; init; }
}

/// <summary>The page on which one writes at a check-point.</summary>
public sealed record CheckPointEntry
{
    public required Guid CheckPointId { get; init; }

    public required string Name { get; init; }

    public required PlanLabel Plan { get; init; }

    public required CheckPointDays Days { get; init; }

    public required Guid NoteId { get; init; }

    public required Guid ActivityId { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string UnitName { get; init; }

    /// <summary>What is saved; null where nothing is.</summary>
    public required CheckPointStatus? Written { get; init; }

    /// <summary>The version of what is saved; empty where nothing is.</summary>
    public required Guid Version { get; init; }

    public required bool CanWrite { get; init; }

    public required bool IsFixed { get; init; }

    /// <summary>What the unit said at the check-point before; null where nothing was said.</summary>
    public required NoteCheckPoint? Before { get; init; }

    /// <summary>The unit's next activity in the plan to write about, by number; null after the last.</summary>
    public required Guid? Next { get; init; }
}
