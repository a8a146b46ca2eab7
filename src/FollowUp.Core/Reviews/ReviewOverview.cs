using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;

namespace FollowUp.Core.Reviews;

/// <summary>The overview of a plan: activities × units.</summary>
public sealed record ReviewOverview
{
    /// <summary>The plan shown; null where there is none yet.</summary>
    public required PlanChoice? Plan { get; init; }

    /// <summary>The days of the unit chosen, else the plan's; null where there is no plan.</summary>
    public required WritingDays? Days { get; init; }

    /// <summary>True where writing has opened for any unit.</summary>
    public required bool HasOpened { get; init; }

    /// <summary>The plans to choose among, newest first.</summary>
    public required IReadOnlyList<PlanChoice> Plans { get; init; }

    /// <summary>The units to choose among, parents before children.</summary>
    public required IReadOnlyList<UnitTreeRow> Units { get; init; }

    /// <summary>The goal areas of the plan's activities to choose among.</summary>
    public required IReadOnlyList<GoalAreaChoice> GoalAreas { get; init; }

    /// <summary>The units that have notes in the plan (of those asked for), in the order of the tree.</summary>
    public required IReadOnlyList<UnitNode> Columns { get; init; }

    public required Page<ReviewRow> Rows { get; init; }

    /// <summary>The plan's notes per state; with a unit chosen, that unit's.</summary>
    public required StateCounts States { get; init; }

    /// <summary>The same notes per status. One whose status may not be read counts as without.</summary>
    public required StatusCounts Statuses { get; init; }

    /// <summary>How many of the same notes are overdue.</summary>
    public required int Overdue { get; init; }
}

/// <summary>A goal area to choose in a filter.</summary>
/// <param name="GoalAreaId">The goal area.</param>
/// <param name="Name">Its name.</param>
public sealed record GoalAreaChoice(Guid GoalAreaId, string Name)
{
    /// <summary>The notes on activities under it, of those that the overview counts.</summary>
    public StateCounts Counts { get; init; } = new(0, 0, 0, 0, 0);
}

/// <summary>One activity of the overview.</summary>
public sealed record ReviewRow
{
    public required Guid ActivityId { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required Guid OwnerUnitId { get; init; }

    public required string OwnerUnitName { get; init; }

    public required string? GoalArea { get; init; }

    public required DateOnly? DueOn { get; init; }

    /// <summary>The notes of the units asked for, in the order of the tree.</summary>
    public IReadOnlyList<ReviewNote> Notes { get; init; } = [];

    /// <summary>The note of one unit; null where the activity does not concern it.</summary>
    public ReviewNote? NoteOf(Guid unitId) => Notes.FirstOrDefault(note => note.UnitId == unitId);
}

/// <summary>One unit's follow-up in the overview.</summary>
public sealed record ReviewNote
{
    public required Guid NoteId { get; init; }

    public required Guid ActivityId { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required NoteState State { get; init; }

    /// <summary>The status; null where none is chosen or it may not be read.</summary>
    public required NoteStatus? Status { get; init; }

    /// <summary>False for another unit's draft: its status and text are for the unit.</summary>
    public bool IsReadable { get; init; }

    /// <summary><em>Försenad</em>, as far as the reader may know: a status that may not be read counts as not chosen.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>When the writers were last reminded (UTC); null where they were not.</summary>
    public required DateTime? RemindedAt { get; init; }

    /// <summary>When the text was last saved (UTC); null while nothing is written.</summary>
    public required DateTime? SavedAt { get; init; }

    /// <summary>The note's version, to choose it by.</summary>
    public required Guid Version { get; init; }

    /// <summary>True where this note is what was asked for; the others of the same activity stand beside it.</summary>
    public required bool IsMatch { get; init; }
}
