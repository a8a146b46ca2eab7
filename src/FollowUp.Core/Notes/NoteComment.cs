using FollowUp.Core.Users;

namespace FollowUp.Core.Notes;

/// <summary>Which part of a note a comment speaks of.</summary>
public enum CommentPart
{
    /// <summary>The note as a whole.</summary>
    Whole = 0,

    /// <summary><em>Uppföljning</em>.</summary>
    FollowUp = 1,

    /// <summary><em>Analys</em>.</summary>
    Analysis = 2,
}

/// <summary>
/// A remark beside a note's text, or an answer to one. Talk between those who write and those who review: never printed, never exported.
/// </summary>
public sealed class NoteComment
{
    public const int TextLength = 4_000;

    private NoteComment()
    {
    }

    public NoteComment(Guid id, Guid noteId, Guid? replyToId, CommentPart part, string text, Guid authorId, DateTime at)
    {
        Id = id;
        NoteId = noteId;
        ReplyToId = replyToId;
        Part = part;
        Text = TypedText.Clean(text).Trim();
        AuthorId = authorId;
        At = at;
    }

    public Guid Id { get; private set; }

    public Guid NoteId { get; private set; }

    public Note Note { get; private set; } = null!;

    /// <summary>The remark that this one answers; null for a remark of its own. Answers have no answers.</summary>
    public Guid? ReplyToId { get; private set; }

    public CommentPart Part { get; private set; }

    public string Text { get; private set; } = "";

    public Guid AuthorId { get; private set; }

    public AppUser Author { get; private set; } = null!;

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>When the remark was settled (UTC); null while it is open. Answers are settled with what they answer.</summary>
    public DateTime? ClosedAt { get; private set; }

    public Guid? ClosedById { get; private set; }

    public AppUser? ClosedBy { get; private set; }

    public bool IsClosed => ClosedAt is not null;

    /// <summary>Settles the remark with its answers. One that is settled already stays as it is.</summary>
    public void Close(Guid userId, DateTime now)
    {
        if (!IsClosed) (ClosedAt, ClosedById) = (now, userId);
    }

    public void Reopen() => (ClosedAt, ClosedById) = (null, null);
}
