using System.Buffers.Binary;
using System.Security.Cryptography;
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
        Id = IdOf(noteId, authorId, at);
        NoteId = noteId;
        AuthorId = authorId;
        At = at;
        Comment = TypedText.Clean(comment).Trim();
    }

    public Guid Id { get; private set; }

    public Guid NoteId { get; private set; }

    public Note Note { get; private set; } = null!;

    public Guid AuthorId { get; private set; }

    public AppUser Author { get; private set; } = null!;

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    public string Comment { get; private set; } = "";

    /// <summary>The same for two clicks within a minute, so that of two that arrive at once the database takes one.</summary>
    private static Guid IdOf(Guid noteId, Guid authorId, DateTime at)
    {
        Span<byte> source = stackalloc byte[40];
        noteId.TryWriteBytes(source);
        authorId.TryWriteBytes(source[16..]);
        BinaryPrimitives.WriteInt64BigEndian(source[32..], at.Ticks / TimeSpan.TicksPerMinute);
        return new Guid(SHA256.HashData(source).AsSpan(0, 16));
    }
}
