using FollowUp.Core.Notes;

namespace FollowUp.Core.Reviews;

/// <summary>All that a person writes for one unit in one plan, to be written on one page.</summary>
public sealed record WritingSheet
{
    /// <summary>The plans and units to choose among, newest plan first; one row for each unit of each plan.</summary>
    public required IReadOnlyList<WritingSheetChoice> Choices { get; init; }

    /// <summary>What is shown; null where there is nothing to write.</summary>
    public required WritingSheetChoice? Chosen { get; init; }

    /// <summary>The notes by their activities' numbers, without their history.</summary>
    public required Page<NoteDetails> Notes { get; init; }
}

/// <summary>A unit's part of a plan.</summary>
public sealed record WritingSheetChoice(PlanChoice Plan, Guid UnitId, string UnitName, StateCounts Counts);
