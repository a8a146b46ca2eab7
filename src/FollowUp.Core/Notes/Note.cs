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

    /// <summary>Since when it waits for a reviewer (UTC); null in every other state than <see cref="NoteState.Submitted"/>. Kept here so that what has waited longest is found by an index.</summary>
    public DateTime? WaitsSince { get; private set; }

    /// <summary>The import that made this note; null where it was made with its activity.</summary>
    public Guid? ImportId { get; private set; }

    /// <summary>
    /// The name that the writing page gave its latest save, so that the page knows it again when the answer was lost on the way; null
    /// where anything else changed the note since.
    /// </summary>
    public Guid? SaveId { get; private set; }

    /// <summary>The unit's own earlier note whose text was carried in, until somebody edits it.</summary>
    public Guid? CarriedFromId { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    /// <summary>Every version of the text, oldest first. Only those loaded.</summary>
    public IReadOnlyCollection<NoteRevision> Revisions => _revisions;

    /// <summary>Every change of state, oldest first. Only those loaded.</summary>
    public IReadOnlyCollection<NoteStateChange> StateChanges => _stateChanges;

    public bool HasText => Status is not null || FollowUp.Length > 0 || Analysis.Length > 0;

    /// <summary>True while its unit may change it.</summary>
    public bool IsWritable => State is NoteState.Missing or NoteState.Draft or NoteState.Returned;

    /// <summary>
    /// Takes in what a writer of the unit typed. Saving what is there already makes no new version; autosaves of one sitting go into one,
    /// which a save by the button closes.
    /// </summary>
    /// <param name="text">What was typed, cleaned.</param>
    /// <param name="userId">Who typed it.</param>
    /// <param name="now">UTC.</param>
    /// <param name="saving">How it is saved.</param>
    public Outcome Save(NoteText text, Guid userId, DateTime now, Saved? saving = null)
    {
        saving ??= Saved.ByButton;
        if (!IsWritable) return Outcome.Refused("NoteNotWritable");
        var tooLong = text.TooLong();
        if (tooLong.Count > 0) return Outcome.Refused(tooLong);

        var sitting = _revisions.Find(revision => revision.IsOpen && revision.Text == Text);
        if (text != Text)
        {
            if (State == NoteState.Missing) Move(NoteState.Draft, userId, now, "");
            if (saving.Kind == RevisionKind.Written && sitting?.TakesIn(text, userId, now) == true) Fold(sitting, text, now);
            else Take(text, userId, now, saving.Kind, null, isOpen: saving is { IsAutomatic: true, Kind: RevisionKind.Written });
            SaveId = saving.Id;
        }

        if (!saving.IsAutomatic) CloseSitting();
        return Outcome.Done;
    }

    /// <summary>Keeps what one of two writers typed and then gave up for the other's, as a version that never was the note's text.</summary>
    public Outcome SetAside(NoteText text, Guid userId, DateTime now)
    {
        var tooLong = text.TooLong();
        if (tooLong.Count > 0) return Outcome.Refused(tooLong);
        if (text == Text) return Outcome.Done;
        _revisions.Add(new NoteRevision(Id, text, userId, now, RevisionKind.SetAside, null));
        Touch();
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

    /// <summary>Takes an earlier version up again, as a new version. Restoring what is there already makes none.</summary>
    public Outcome Restore(NoteRevision revision, Guid userId, DateTime now)
    {
        if (!IsWritable) return Outcome.Refused("NoteNotWritable");
        if (revision.Text == Text) return Outcome.Done;
        Take(revision.Text, userId, now, RevisionKind.Restored, null);
        if (State == NoteState.Missing) Move(NoteState.Draft, userId, now, "");
        return Outcome.Done;
    }

    /// <summary><em>Inget nytt sedan förra gången</em>: takes in what the unit wrote the last time. Only where nothing is written yet.</summary>
    public Outcome CarryOver(Note earlier, Guid userId, DateTime now)
    {
        if (!IsWritable) return Outcome.Refused("NoteNotWritable");
        if (HasText) return Outcome.Refused("NoteHasText");
        Take(earlier.Text, userId, now, RevisionKind.Carried, null);
        CarriedFromId = earlier.Id;
        if (State == NoteState.Missing) Move(NoteState.Draft, userId, now, "");
        return Outcome.Done;
    }

    /// <summary>Lets another unit go on with it, as where two units become one.</summary>
    internal void HandOver(Guid unitId)
    {
        UnitId = unitId;
        SaveId = null;
        Touch();
    }

    /// <summary>Takes an import out again. The caller has made sure that nobody has written since.</summary>
    public void UndoImport(Guid importId)
    {
        _revisions.RemoveAll(revision => revision.ImportId == importId);
        _stateChanges.Clear();
        (Status, FollowUp, Analysis, SearchText) = (null, "", "", "");
        (SavedAt, SavedById, State, WaitsSince) = (null, null, NoteState.Missing, null);
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
        if (NoteStateChange.RefusalOfReturn(comment) is { } refusal) return Outcome.Refused([refusal]);
        Move(NoteState.Returned, userId, now, comment);
        return Outcome.Done;
    }

    /// <summary><em>Godkänn</em>, with a few words or none.</summary>
    public Outcome Approve(Guid userId, DateTime now, string comment = "")
    {
        comment = TypedText.Clean(comment).Trim();
        if (State != NoteState.Submitted) return Outcome.Refused("NoteNotSubmitted");
        if (NoteStateChange.RefusalOfLength(comment) is { } refusal) return Outcome.Refused([refusal]);
        Move(NoteState.Approved, userId, now, comment);
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

    private void Take(NoteText text, Guid userId, DateTime now, RevisionKind kind, Guid? importId, bool isOpen = false)
    {
        CloseSitting();
        Put(text, userId, now);
        _revisions.Add(new NoteRevision(Id, text, userId, now, kind, importId, isOpen));
    }

    private void Fold(NoteRevision sitting, NoteText text, DateTime now)
    {
        Put(text, sitting.AuthorId, now);
        sitting.Become(text, now);
    }

    private void Put(NoteText text, Guid userId, DateTime now)
    {
        (Status, FollowUp, Analysis) = text;
        SearchText = TypedText.Fold($"{FollowUp}\n{Analysis}");
        SavedAt = now;
        SavedById = userId;
        SaveId = null;
        CarriedFromId = null;
        Touch();
    }

    private void CloseSitting()
    {
        foreach (var open in _revisions.FindAll(revision => revision.IsOpen))
        {
            open.Close();
            Touch();
        }
    }

    private void Move(NoteState to, Guid userId, DateTime now, string comment)
    {
        CloseSitting();
        SaveId = null;
        _stateChanges.Add(new NoteStateChange(Id, State, to, userId, now, comment));
        State = to;
        WaitsSince = to == NoteState.Submitted ? now : null;
        Touch();
    }

    private void Touch() => Version = Guid.CreateVersion7();
}
