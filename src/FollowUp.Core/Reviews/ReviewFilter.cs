using FollowUp.Core.Notes;

namespace FollowUp.Core.Reviews;

/// <summary>What of the overview is asked for. Everything left out means all.</summary>
public sealed record ReviewFilter
{
    public const int SearchLength = 200;

    /// <summary>More words than this are not searched for.</summary>
    public const int MaxWords = 8;

    /// <summary>The plan; null for the newest open one, or where all are fixed the newest.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>A unit, with the units below it.</summary>
    public Guid? UnitId { get; init; }

    public NoteStatus? Status { get; init; }

    public NoteState? State { get; init; }

    public bool IsOverdue { get; init; }

    /// <summary>Submitted and neither approved nor returned.</summary>
    public bool AwaitsReview { get; init; }

    public Guid? GoalAreaId { get; init; }

    /// <summary>Words that all must occur in the title or in a text that may be read, in any case.</summary>
    public string? Search { get; init; }

    /// <summary>True where something is asked of the notes, so that an activity without a matching note is left out.</summary>
    public bool AsksOfNotes => UnitId is not null || Status is not null || State is not null || IsOverdue || AwaitsReview;

    /// <summary>True where anything but the plan is chosen.</summary>
    public bool IsNarrowed => AsksOfNotes || GoalAreaId is not null || Words.Count > 0;

    internal IReadOnlyList<string> Words =>
        [.. TypedText.Fold(TypedText.CleanLine(Search)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MaxWords)];
}
