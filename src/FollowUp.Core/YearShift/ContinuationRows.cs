using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;

namespace FollowUp.Core.YearShift;

/// <summary>What becomes of a plan's activities: a page of them, and counts over all.</summary>
public sealed record ContinuationList
{
    public required PlanLabel Plan { get; init; }

    public required Page<ContinuationRow> Rows { get; init; }

    /// <summary>How many activities of the whole plan each decision holds of; what holds of none may be missing.</summary>
    public required IReadOnlyDictionary<Continuation, int> Decided { get; init; }

    public required int Undecided { get; init; }
}

/// <summary>An activity with what is decided about it, and what is proposed.</summary>
public sealed record ContinuationRow
{
    public required Guid Id { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string OwnerUnit { get; init; }

    /// <summary>The responsible unit's note.</summary>
    public required Guid? NoteId { get; init; }

    public required NoteState State { get; init; }

    /// <summary>The status handed in; null where none is.</summary>
    public required NoteStatus? Status { get; init; }

    public required Continuation? Continuation { get; init; }

    /// <summary>UTC; null while nothing is decided.</summary>
    public required DateTime? DecidedAt { get; init; }

    public required string? DecidedBy { get; init; }

    public required Guid? ReplacedById { get; init; }

    /// <summary>Number and title of the activity that replaces it.</summary>
    public required string? ReplacedBy { get; init; }

    public required ContinuationProposal Proposal { get; init; }
}

/// <summary>One activity's continuation.</summary>
public sealed record ContinuationDetails
{
    public required Guid Id { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required Guid Version { get; init; }

    public required PlanLabel Plan { get; init; }

    public required Continuation? Continuation { get; init; }

    public required Guid? ReplacedById { get; init; }

    /// <summary>The status handed in; null where none is.</summary>
    public required NoteStatus? Status { get; init; }

    /// <summary>The analysis handed in, Markdown; empty where none is.</summary>
    public required string Analysis { get; init; }

    public required ContinuationProposal Proposal { get; init; }

    /// <summary>Activities of later plans and of the same one, the latest year first.</summary>
    public required IReadOnlyList<ActivityLink> Replacements { get; init; }
}
