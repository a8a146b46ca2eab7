using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;

namespace FollowUp.Core.Reports;

/// <summary><em>Det här saknas</em>: what a plan's report lacks before it can be fixed, of what this person may see.</summary>
public sealed record Readiness
{
    public required Guid PlanId { get; init; }

    public required PlanYear Year { get; init; }

    /// <summary>Tells plans of the same year apart; may be empty.</summary>
    public required string Name { get; init; }

    public required bool IsFixed { get; init; }

    /// <summary>The plan's version, to fix it by.</summary>
    public required Guid PlanVersion { get; init; }

    /// <summary>How many notes have each kind of gap, of the units asked for. Kinds that nothing has are left out.</summary>
    public required IReadOnlyList<GapCount> Counts { get; init; }

    /// <summary>How many notes there are, of the units asked for.</summary>
    public required int Notes { get; init; }

    /// <summary>How many of them have a gap that nobody has waived.</summary>
    public required int NotesWithOpenGaps { get; init; }

    /// <summary>The units to choose among, with how many notes with open gaps each has; only those that have any.</summary>
    public required IReadOnlyList<UnitGaps> Units { get; init; }

    /// <summary>The notes with gaps by their activities' numbers.</summary>
    public required Page<GapRow> Rows { get; init; }

    /// <summary>True where nothing stands in the way of fixing, of what was asked for.</summary>
    public bool IsReady => NotesWithOpenGaps == 0;
}

/// <summary>How often something is missing.</summary>
/// <param name="Kind">What.</param>
/// <param name="Open">In how many notes without a waiver.</param>
/// <param name="Waived">In how many with one.</param>
public sealed record GapCount(GapKind Kind, int Open, int Waived);

/// <summary>How many notes of a unit have open gaps.</summary>
public sealed record UnitGaps(UnitNode Unit, int Notes);

/// <summary>One note with what it lacks.</summary>
public sealed record GapRow
{
    public required Guid NoteId { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required DateOnly? DueOn { get; init; }

    public required NoteState State { get; init; }

    /// <summary>When the writers were last reminded (UTC); null where they were not.</summary>
    public required DateTime? RemindedAt { get; init; }

    /// <summary>What nobody has waived.</summary>
    public required IReadOnlyList<GapKind> Open { get; init; }

    /// <summary>What may stand, each with its reason.</summary>
    public required IReadOnlyList<GapWaiverRow> Waived { get; init; }

    /// <summary>True where a reminder would ask for something: the note is not handed in.</summary>
    public bool CanRemind => !State.IsHandedIn() && Open.Count > 0;
}

/// <summary>A gap that may stand.</summary>
public sealed record GapWaiverRow(GapKind Kind, string Reason, string By, DateTime At);

/// <summary>Which gaps are asked for. Everything left out means all.</summary>
public sealed record ReadinessFilter
{
    /// <summary>A unit, with the units below it.</summary>
    public Guid? UnitId { get; init; }

    public GapKind? Kind { get; init; }

    /// <summary>True for the notes whose gaps are all or partly waived too.</summary>
    public bool WithWaived { get; init; }
}
