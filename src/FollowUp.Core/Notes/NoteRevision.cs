using FollowUp.Core.Users;

namespace FollowUp.Core.Notes;

/// <summary>Where a version of a note's text came from.</summary>
public enum RevisionKind
{
    Written = 1,
    Imported = 2,
    LanguageCorrected = 3,

    /// <summary>Two people's changes joined.</summary>
    Merged = 4,

    /// <summary>An earlier version taken up again.</summary>
    Restored = 5,

    /// <summary>Last year's text carried in.</summary>
    Carried = 6,

    /// <summary>What one of two writers typed and then gave up for the other's: kept here, never the note's text.</summary>
    SetAside = 7,
}

/// <summary>One version of a note's text, kept as it was saved.</summary>
public sealed class NoteRevision
{
    /// <summary>A pause longer than this begins a new sitting.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    /// <summary>Taking away more than this, or more than half of a text, begins a new version: what stood there can then be found again.</summary>
    private const int LargeCut = 100;

    private const int ShortText = 20;

    private NoteRevision()
    {
    }

    public NoteRevision(Guid noteId, NoteText text, Guid authorId, DateTime at, RevisionKind kind, Guid? importId, bool isOpen = false)
    {
        NoteId = noteId;
        (Status, FollowUp, Analysis) = text;
        AuthorId = authorId;
        At = at;
        Kind = kind;
        ImportId = importId;
        IsOpen = isOpen;
        LongestLength = LengthOf(text);
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid NoteId { get; private set; }

    public NoteStatus? Status { get; private set; }

    public string FollowUp { get; private set; } = "";

    public string Analysis { get; private set; } = "";

    public Guid AuthorId { get; private set; }

    public AppUser Author { get; private set; } = null!;

    /// <summary>When it was saved (UTC); the last time, where autosaves of one sitting were folded into it.</summary>
    public DateTime At { get; private set; }

    /// <summary>True while autosaves of the same sitting still go into this version.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The most characters that the text has had during the sitting, both fields together.</summary>
    public int LongestLength { get; private set; }

    public RevisionKind Kind { get; private set; }

    public Guid? ImportId { get; private set; }

    public NoteText Text => new(Status, FollowUp, Analysis);

    /// <summary>True where an autosave of this text still belongs to the sitting, so that it goes into this version instead of a new one.</summary>
    public bool TakesIn(NoteText text, Guid userId, DateTime now) =>
        IsOpen && AuthorId == userId && (now - At).Duration() < Pause
        && !IsCut(FollowUp, text.FollowUp) && !IsCut(Analysis, text.Analysis) && LongestLength - LengthOf(text) <= LargeCut;

    internal void Become(NoteText text, DateTime now)
    {
        (Status, FollowUp, Analysis) = text;
        At = now;
        LongestLength = Math.Max(LongestLength, LengthOf(text));
    }

    internal void Close() => IsOpen = false;

    private static int LengthOf(NoteText text) => text.FollowUp.Length + text.Analysis.Length;

    /// <summary>True where much of what stood there is gone, cut out or written over.</summary>
    private static bool IsCut(string before, string after)
    {
        var start = before.AsSpan().CommonPrefixLength(after);
        var (restBefore, restAfter) = (before[start..], after[start..]);
        var end = 0;
        while (end < restBefore.Length && end < restAfter.Length && restBefore[^(end + 1)] == restAfter[^(end + 1)]) end++;
        var gone = restBefore.Length - end;
        return gone > LargeCut || (before.Length > ShortText && gone > before.Length / 2);
    }
}
