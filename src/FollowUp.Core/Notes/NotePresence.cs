namespace FollowUp.Core.Notes;

/// <summary>
/// That somebody has a note open and is writing in it. A row per person and note, kept up to date while the keys are pressed. It refers to
/// the note by key alone: a trace that is hours old must not stand in the way of anything.
/// </summary>
public sealed class NotePresence
{
    /// <summary>How long somebody counts as writing after the last sign.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);

    private NotePresence()
    {
    }

    public NotePresence(Guid noteId, Guid userId, DateTime seenAt)
    {
        NoteId = noteId;
        UserId = userId;
        SeenAt = seenAt;
    }

    public Guid NoteId { get; private set; }

    public Guid UserId { get; private set; }

    /// <summary>The last sign of writing (UTC).</summary>
    public DateTime SeenAt { get; private set; }

    /// <summary>Takes in a new sign of writing.</summary>
    public void See(DateTime now) => SeenAt = now;
}
