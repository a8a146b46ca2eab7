using FollowUp.Core.Notes;
using FollowUp.Core.Users;

namespace FollowUp.Core.Reminders;

/// <summary>A reviewer's reminder to the writers of a note; shown on their start page until the note is handed in.</summary>
public sealed class Reminder
{
    public const int CommentLength = 1_000;

    private Reminder()
    {
    }

    public Reminder(Guid noteId, Guid authorId, DateTime at, string comment)
    {
        NoteId = noteId;
        AuthorId = authorId;
        At = at;
        Comment = TypedText.Clean(comment).Trim();
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid NoteId { get; private set; }

    public Note Note { get; private set; } = null!;

    public Guid AuthorId { get; private set; }

    public AppUser Author { get; private set; } = null!;

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    public string Comment { get; private set; } = "";
}
