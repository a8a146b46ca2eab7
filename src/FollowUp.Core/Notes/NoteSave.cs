namespace FollowUp.Core.Notes;

/// <summary>What the writing page sends: the text, and from what it was made.</summary>
public sealed record NoteSave
{
    /// <summary>The version that the writer started from.</summary>
    public required Guid Version { get; init; }

    public required NoteText Text { get; init; }

    /// <summary>The text of that version; null where the page does not say, and changes of two writers can then not be joined.</summary>
    public NoteText? Origin { get; init; }

    /// <summary>True where the page saves by itself.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>The page's own name for this save.</summary>
    public Guid? Id { get; init; }

    /// <summary>The names of earlier saves that got no answer: each may have been carried out all the same.</summary>
    public IReadOnlyList<Guid> Unanswered { get; init; } = [];
}

/// <summary>What the writer chooses where two changed the same paragraph.</summary>
public enum ConflictChoice
{
    /// <summary><em>Behåll min</em>.</summary>
    Own = 1,

    /// <summary><em>Behåll den andras</em>: the own text is kept in the history.</summary>
    Saved = 2,

    /// <summary><em>Sätt ihop</em>: both, one after the other where they differ.</summary>
    Both = 3,
}

/// <summary>How a note stands after a save.</summary>
/// <param name="Version">The version to go on from.</param>
/// <param name="Text">The text as it is stored now.</param>
/// <param name="SavedAt">UTC; null where nothing was ever written.</param>
/// <param name="JoinedWith">Who else's changes are in the text; null where nothing was joined, empty where it was the same person on another page.</param>
public sealed record SavedNote(Guid Version, NoteText Text, DateTime? SavedAt, string? JoinedWith);
