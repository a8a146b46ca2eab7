using FollowUp.Core.Users;

namespace FollowUp.Core.Notes;

/// <summary>Where a version of a note's text came from.</summary>
public enum RevisionKind
{
    Written = 1,
    Imported = 2,
    LanguageCorrected = 3,
}

/// <summary>One version of a note's text, kept as it was saved.</summary>
public sealed class NoteRevision
{
    private NoteRevision()
    {
    }

    public NoteRevision(Guid noteId, NoteText text, Guid authorId, DateTime at, RevisionKind kind, Guid? importId)
    {
        NoteId = noteId;
        (Status, FollowUp, Analysis) = text;
        AuthorId = authorId;
        At = at;
        Kind = kind;
        ImportId = importId;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid NoteId { get; private set; }

    public NoteStatus? Status { get; private set; }

    public string FollowUp { get; private set; } = "";

    public string Analysis { get; private set; } = "";

    public Guid AuthorId { get; private set; }

    public AppUser Author { get; private set; } = null!;

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    public RevisionKind Kind { get; private set; }

    public Guid? ImportId { get; private set; }
}
