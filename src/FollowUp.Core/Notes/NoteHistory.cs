using FollowUp.Core.Plans;

namespace FollowUp.Core.Notes;

/// <summary>The versions of a note's text that one person may read, and two of them to compare.</summary>
public sealed record NoteHistory
{
    public required Guid NoteId { get; init; }

    public required PlanYear Year { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string UnitName { get; init; }

    /// <summary>The note's version token, for a restoration.</summary>
    public required Guid Token { get; init; }

    /// <summary>True for those who write for the unit: they see every version. Others see those that were handed in.</summary>
    public required bool SeesAll { get; init; }

    /// <summary>True where an earlier version can be taken up again.</summary>
    public required bool CanRestore { get; init; }

    /// <summary>When older versions of drafts were last removed for good in the note's plan (UTC); null where none were.</summary>
    public required DateTime? PurgedAt { get; init; }

    /// <summary>The note's text as it is now; null where this person may not read it.</summary>
    public required NoteVersion? Current { get; init; }

    /// <summary>A page of versions, the latest first.</summary>
    public required Page<NoteRevisionRow> Page { get; init; }

    /// <summary>The version that <see cref="To"/> is compared with; null where there is none before it.</summary>
    public required NoteVersion? From { get; init; }

    /// <summary>The version shown; null where there is nothing to read.</summary>
    public required NoteVersion? To { get; init; }

    /// <summary>True where this version can be taken up again and says something else than the text does now.</summary>
    public bool Restores(NoteVersion? version) => CanRestore && version is { Kind: not null } && version.Text != Current?.Text;
}

/// <summary>A version in the list.</summary>
/// <param name="Id">The version's key.</param>
/// <param name="At">When it was saved (UTC).</param>
/// <param name="Author">The author's name today.</param>
/// <param name="Kind">Where it came from.</param>
public sealed record NoteRevisionRow(Guid Id, DateTime At, string Author, RevisionKind Kind);

/// <summary>A version with its text.</summary>
/// <param name="Id">The version's key; the note's own for the text as it is now.</param>
/// <param name="At">When it was saved (UTC); null where nothing is.</param>
/// <param name="Author">The author's name today.</param>
/// <param name="Kind">Where it came from; null for the text as it is now.</param>
/// <param name="Text">What it says.</param>
public sealed record NoteVersion(Guid Id, DateTime? At, string Author, RevisionKind? Kind, NoteText Text);
