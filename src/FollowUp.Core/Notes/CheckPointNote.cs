using FollowUp.Core.Plans;
using FollowUp.Core.Users;

namespace FollowUp.Core.Notes;

/// <summary>What one unit said of one activity at a check-point. No follow-up: that is the note's, which begins with it.</summary>
public sealed class CheckPointNote
{
    private CheckPointNote()
    {
    }

    public CheckPointNote(Guid checkPointId, Guid noteId, CheckPointText written, Guid userId, DateTime now)
    {
        CheckPointId = checkPointId;
        NoteId = noteId;
        Write(written, userId, now);
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid CheckPointId { get; private set; }

    public CheckPoint CheckPoint { get; private set; } = null!;

    public Guid NoteId { get; private set; }

    public Note Note { get; private set; } = null!;

    public NoteStatus Status { get; private set; }

    /// <summary>Markdown; may be empty.</summary>
    public string Text { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime SavedAt { get; private set; }

    public Guid SavedById { get; private set; }

    public AppUser SavedBy { get; private set; } = null!;

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    public CheckPointText Written => new(Status, Text);

    /// <summary>Takes in what was typed; it has been checked.</summary>
    public void Write(CheckPointText written, Guid userId, DateTime now)
    {
        Status = written.Status!.Value;
        Text = written.Text;
        SavedAt = now;
        SavedById = userId;
        Version = Guid.CreateVersion7();
    }
}

/// <summary>What a writer states at a check-point.</summary>
public sealed record CheckPointText(NoteStatus? Status, string Text)
{
    public const int MaxLength = 2_000;

    internal CheckPointText Cleaned() => this with { Text = TypedText.Clean(Text) };

    internal List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        if (Status is null) refusals.Add(new Refusal("CheckPointStatusMissing", nameof(Status)));
        if (Text.Length > MaxLength) refusals.Add(new Refusal("TextTooLong", nameof(Text), MaxLength, Text.Length - MaxLength));
        return refusals;
    }
}
