using FollowUp.Core.Notes;

namespace FollowUp.Core.Reviews;

/// <summary>The start page of reviewers and administrators.</summary>
/// <param name="Plans">The plans that are not fixed, newest first, with how far the reporting has come.</param>
/// <param name="Waiting">The notes that have waited longest for review.</param>
public sealed record Start(IReadOnlyList<PlanProgress> Plans, IReadOnlyList<WaitingNote> Waiting);

/// <summary>A note that is submitted and neither approved nor returned.</summary>
public sealed record WaitingNote
{
    public required Guid NoteId { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string UnitName { get; init; }

    public required NoteStatus? Status { get; init; }

    /// <summary>When it was submitted (UTC).</summary>
    public required DateTime? SubmittedAt { get; init; }
}
