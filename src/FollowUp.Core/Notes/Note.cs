using FollowUp.Core.Activities;
using FollowUp.Core.Units;
using FollowUp.Core.Users;

namespace FollowUp.Core.Notes;

/// <summary>One unit's follow-up of one activity. Made with the activity, one per unit concerned.</summary>
public sealed class Note
{
    private readonly List<NoteRevision> _revisions = [];
    private readonly List<NoteStateChange> _stateChanges = [];

    private Note()
    {
    }

    public Note(Guid activityId, Guid unitId, Guid? importId = null)
    {
        ActivityId = activityId;
        UnitId = unitId;
        ImportId = importId;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid ActivityId { get; private set; }

    public Activity Activity { get; private set; } = null!;

    public Guid UnitId { get; private set; }

    public Unit Unit { get; private set; } = null!;

    public NoteStatus? Status { get; private set; }

    public NoteState State { get; private set; }

    /// <summary><em>Uppföljning</em>, Markdown.</summary>
    public string FollowUp { get; private set; } = "";

    /// <summary><em>Analys</em>, Markdown; holds the reason where the activity was not carried out.</summary>
    public string Analysis { get; private set; } = "";

    public string SearchText { get; private set; } = "";

    /// <summary>When the text was last saved (UTC); null while nothing is written.</summary>
    public DateTime? SavedAt { get; private set; }

    public Guid? SavedById { get; private set; }

    public AppUser? SavedBy { get; private set; }

    /// <summary>The import that made this note; null where it was made with its activity.</summary>
    public Guid? ImportId { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    /// <summary>Every version of the text, oldest first. Only those loaded.</summary>
    public IReadOnlyCollection<NoteRevision> Revisions => _revisions;

    /// <summary>Every change of state, oldest first. Only those loaded.</summary>
    public IReadOnlyCollection<NoteStateChange> StateChanges => _stateChanges;

    public bool HasText => Status is not null || FollowUp.Length > 0 || Analysis.Length > 0;

    /// <summary>True while its unit may change it.</summary>
    public bool IsWritable => State is NoteState.Missing or NoteState.Draft or NoteState.Returned;

    /// <summary>Takes in what a writer of the unit typed. Saving what is there already makes no new version.</summary>
    public Outcome Save(NoteText text, Guid userId, DateTime now)
    {
        if (!IsWritable) return Outcome.Refused("NoteNotWritable");
        var tooLong = text.TooLong();
        if (tooLong.Count > 0) return Outcome.Refused(tooLong);
        if (text == Text) return Outcome.Done;

        Take(text, userId, now, RevisionKind.Written, null);
        if (State == NoteState.Missing) Move(NoteState.Draft, userId, now, "");
        return Outcome.Done;
    }

    /// <summary>A reviewer's correction of language in a submitted note: a version of its own; the status stays.</summary>
    public Outcome CorrectLanguage(NoteText text, Guid userId, DateTime now)
    {
        if (State != NoteState.Submitted) return Outcome.Refused("NoteNotSubmitted");
        if (text.Status != Status) return Outcome.Refused("NoteStatusIsTheWriters", nameof(Status));
        var tooLong = text.TooLong();
        if (tooLong.Count > 0) return Outcome.Refused(tooLong);
        var gaps = Gaps(text);
        if (gaps.Count > 0) return Outcome.Refused(gaps);
        if (text == Text) return Outcome.Done;

        Take(text, userId, now, RevisionKind.LanguageCorrected, null);
        return Outcome.Done;
    }

    /// <summary>Fills a note that nobody has written in with what an imported report says.</summary>
    public void Import(NoteText text, NoteState state, Guid importId, Guid userId, DateTime now)
    {
        if (State != NoteState.Missing) throw new InvalidOperationException("Only a note without text can be filled by an import.");
        if (text != Text) Take(text, userId, now, RevisionKind.Imported, importId);
        if (state != NoteState.Missing) Move(state, userId, now, "");
    }

    /// <summary>Takes an import out again. The caller has made sure that nobody has written since.</summary>
    public void UndoImport(Guid importId)
    {
        _revisions.RemoveAll(revision => revision.ImportId == importId);
        _stateChanges.Clear();
        (Status, FollowUp, Analysis, SearchText) = (null, "", "", "");
        (SavedAt, SavedById, State) = (null, null, NoteState.Missing);
        Touch();
    }

    /// <summary><em>Klarmarkera</em>.</summary>
    public Outcome Submit(Guid userId, DateTime now)
    {
        if (State is not (NoteState.Missing or NoteState.Draft or NoteState.Returned)) return Outcome.Refused("NoteAlreadySubmitted");
        var gaps = Gaps(Text);
        if (gaps.Count > 0) return Outcome.Refused(gaps);
        Move(NoteState.Submitted, userId, now, "");
        return Outcome.Done;
    }

    /// <summary><em>Ångra klarmarkering</em>.</summary>
    public Outcome Reopen(Guid userId, DateTime now)
    {
        if (State != NoteState.Submitted) return Outcome.Refused("NoteNotSubmitted");
        Move(NoteState.Draft, userId, now, "");
        return Outcome.Done;
    }

    /// <summary><em>Lämna tillbaka</em>; a comment says what is wanted.</summary>
    public Outcome Return(string comment, Guid userId, DateTime now)
    {
        comment = TypedText.Clean(comment).Trim();
        if (!State.IsHandedIn()) return Outcome.Refused("NoteNotSubmitted");
        if (comment.Length == 0) return Outcome.Refused("CommentMissing", "Comment");
        if (comment.Length > NoteStateChange.CommentLength)
            return Outcome.Refused("CommentTooLong", "Comment", NoteStateChange.CommentLength);
        Move(NoteState.Returned, userId, now, comment);
        return Outcome.Done;
    }

    /// <summary><em>Godkänn</em>.</summary>
    public Outcome Approve(Guid userId, DateTime now)
    {
        if (State != NoteState.Submitted) return Outcome.Refused("NoteNotSubmitted");
        Move(NoteState.Approved, userId, now, "");
        return Outcome.Done;
    }

    public NoteText Text => new(Status, FollowUp, Analysis);

    /// <summary>What is missing before the text can be submitted: a status, and the analysis or reason that the status wants.</summary>
    public static IReadOnlyList<Refusal> Gaps(NoteText text)
    {
        var gaps = new List<Refusal>();
        if (text.Status is null) gaps.Add(new Refusal("NoteStatusMissing", nameof(Status)));
        var hasAnalysis = !string.IsNullOrWhiteSpace(text.Analysis);
        if (text.Status == NoteStatus.Completed && !hasAnalysis) gaps.Add(new Refusal("NoteAnalysisMissing", nameof(Analysis)));
        if (text.Status == NoteStatus.NotCarriedOut && !hasAnalysis) gaps.Add(new Refusal("NoteReasonMissing", nameof(Analysis)));
        return gaps;
    }

    private void Take(NoteText text, Guid userId, DateTime now, RevisionKind kind, Guid? importId)
    {
        (Status, FollowUp, Analysis) = text;
        SearchText = TypedText.Fold($"{FollowUp}\n{Analysis}");
        SavedAt = now;
        SavedById = userId;
        _revisions.Add(new NoteRevision(Id, text, userId, now, kind, importId));
        Touch();
    }

    private void Move(NoteState to, Guid userId, DateTime now, string comment)
    {
        _stateChanges.Add(new NoteStateChange(Id, State, to, userId, now, comment));
        State = to;
        Touch();
    }

    private void Touch() => Version = Guid.CreateVersion7();
}

/// <summary>What a writer states: status, follow-up and analysis.</summary>
public sealed record NoteText(NoteStatus? Status, string FollowUp, string Analysis)
{
    /// <summary>The same with both texts as they are stored.</summary>
    public NoteText Cleaned() => new(Status, TypedText.Clean(FollowUp), TypedText.Clean(Analysis));

    public IReadOnlyList<Refusal> TooLong()
    {
        var refusals = new List<Refusal>();
        if (FollowUp.Length > TypedText.MaxLength)
            refusals.Add(new Refusal("TextTooLong", nameof(FollowUp), TypedText.MaxLength, FollowUp.Length - TypedText.MaxLength));
        if (Analysis.Length > TypedText.MaxLength)
            refusals.Add(new Refusal("TextTooLong", nameof(Analysis), TypedText.MaxLength, Analysis.Length - TypedText.MaxLength));
        return refusals;
    }
}
