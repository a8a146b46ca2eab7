using FollowUp.Core.Users;

namespace FollowUp.Core.Notes;

/// <summary>That the report may be fixed although a note lacks something, and why. The report's appendix tells of it.</summary>
public sealed class GapWaiver
{
    public const int ReasonLength = 1_000;

    private GapWaiver()
    {
    }

    public GapWaiver(Guid noteId, GapKind kind, string reason, Guid waivedById, DateTime waivedAt)
    {
        NoteId = noteId;
        Kind = kind;
        Reason = TypedText.Clean(reason).Trim();
        WaivedById = waivedById;
        WaivedAt = waivedAt;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid NoteId { get; private set; }

    public Note Note { get; private set; } = null!;

    public GapKind Kind { get; private set; }

    public string Reason { get; private set; } = "";

    public Guid WaivedById { get; private set; }

    public AppUser WaivedBy { get; private set; } = null!;

    /// <summary>UTC.</summary>
    public DateTime WaivedAt { get; private set; }

    /// <summary>Why this reason cannot stand; null where it can.</summary>
    public static Refusal? RefusalOf(string reason) =>
        reason.Length == 0 ? new Refusal("WaiverWithoutReason", nameof(Reason))
        : reason.Length > ReasonLength ? new Refusal("WaiverTooLong", nameof(Reason), ReasonLength)
        : null;
}
