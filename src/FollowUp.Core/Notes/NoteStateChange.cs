using FollowUp.Core.Users;

namespace FollowUp.Core.Notes;

/// <summary>A note's step from one state to another: a submission, a return, an approval, with who, when and why.</summary>
public sealed class NoteStateChange
{
    public const int CommentLength = 4_000;

    private NoteStateChange()
    {
    }

    public NoteStateChange(Guid noteId, NoteState from, NoteState to, Guid authorId, DateTime at, string comment)
    {
        NoteId = noteId;
        From = from;
        To = to;
        AuthorId = authorId;
        At = at;
        Comment = comment;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid NoteId { get; private set; }

    public NoteState From { get; private set; }

    public NoteState To { get; private set; }

    public Guid AuthorId { get; private set; }

    public AppUser Author { get; private set; } = null!;

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    public string Comment { get; private set; } = "";

    /// <summary>Why this cannot be the comment of a return, which says what is wanted; null where it can.</summary>
    public static Refusal? RefusalOfReturn(string comment) =>
        comment.Length == 0 ? new Refusal("CommentMissing", nameof(Comment)) : RefusalOfLength(comment);

    /// <summary>Why this is too long for a comment; null where it is not.</summary>
    public static Refusal? RefusalOfLength(string comment) =>
        comment.Length > CommentLength ? new Refusal("CommentTooLong", nameof(Comment), CommentLength) : null;
}
