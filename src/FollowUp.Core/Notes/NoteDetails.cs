using FollowUp.Core.Activities;
using FollowUp.Core.Plans;

namespace FollowUp.Core.Notes;

/// <summary>A note as its page shows it to one person.</summary>
public sealed record NoteDetails
{
    public required Guid Id { get; init; }

    public required string UnitName { get; init; }

    /// <summary>True for the authority's own note, which the reviewers write.</summary>
    public required bool IsAuthority { get; init; }

    public required Guid ActivityId { get; init; }

    public required Guid PlanId { get; init; }

    public required PlanYear Year { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string OwnerUnitName { get; init; }

    /// <summary>True where the report prints this unit's note.</summary>
    public required bool IsOwner { get; init; }

    public required string Responsible { get; init; }

    public required DateOnly? DueOn { get; init; }

    /// <summary>The days that hold for the unit.</summary>
    public required WritingDays Days { get; init; }

    public required bool IsFixed { get; init; }

    public required bool IsDropped { get; init; }

    public required string FollowUpInstructions { get; init; }

    public required string AnalysisInstructions { get; init; }

    /// <summary>False where this person knows only that a draft exists: <see cref="Text"/> is then empty.</summary>
    public required bool IsReadable { get; init; }

    public required NoteText Text { get; init; }

    public required NoteState State { get; init; }

    public required bool IsOverdue { get; init; }

    public required Guid Version { get; init; }

    public required DateTime? SavedAt { get; init; }

    public required string? SavedBy { get; init; }

    /// <summary>True where the person who asks saved last.</summary>
    public required bool IsOwnSave { get; init; }

    public required bool CanWrite { get; init; }

    public required bool CanSubmit { get; init; }

    public required bool CanReopen { get; init; }

    public required bool CanReturn { get; init; }

    public required bool CanApprove { get; init; }

    public required bool CanCorrect { get; init; }

    public required bool CanRemind { get; init; }

    /// <summary>The latest return, while the note is returned.</summary>
    public required NoteEvent? ReturnComment { get; init; }

    /// <summary>The latest reminder, while the note is not handed in.</summary>
    public required NoteReminder? Reminder { get; init; }

    /// <summary>Saves and changes of state, newest first.</summary>
    public required IReadOnlyList<NoteEvent> History { get; init; }

    /// <summary>What is said beside the text; null for those who neither write nor review it.</summary>
    public required NoteDiscussion? Discussion { get; init; }

    /// <summary>What the unit, or one that it has taken over, wrote on the same activity last year.</summary>
    public required EarlierNote? Earlier { get; init; }

    /// <summary>The year whose text was carried in and stands unchanged; null where there is none, or this person may not read it.</summary>
    public required PlanYear? CarriedFrom { get; init; }

    /// <summary>True where the earlier text can be carried in: nothing is written yet.</summary>
    public bool CanCarryOver => CanWrite && Earlier is { OtherUnit: null } && Text is { Status: null, FollowUp: "", Analysis: "" };

    /// <summary>The plan's check-points, the first one first; none for those who do not see the unit's.</summary>
    public IReadOnlyList<NoteCheckPoint> CheckPoints { get; init; } = [];

    /// <summary>What the latest check-point says, to begin the note with; null where anything is written, or nothing was said. It is no text of the note until it is saved.</summary>
    public NoteCheckPoint? Prefill => CanWrite && State == NoteState.Missing ? CheckPoints.LastOrDefault(point => point.Written is not null) : null;

    /// <summary>The activities that were made of its analysis, as far as they exist for this person.</summary>
    public IReadOnlyList<ActivityLink> Actions { get; init; } = [];

    /// <summary>The unit's other notes of the plan; null for those who do not write here.</summary>
    public required NoteSiblings? Siblings { get; init; }
}

/// <summary>One line of a note's history: a change of state, or a saved version of the text.</summary>
public sealed record NoteEvent(DateTime At, string Author, NoteState? State, RevisionKind? Revision, string Comment);

public sealed record NoteReminder(DateTime At, string Author, string Comment);

/// <summary>The note on the same activity in an earlier plan.</summary>
/// <param name="NoteId">The note.</param>
/// <param name="Year">The year of its plan.</param>
/// <param name="Number">The activity's number then.</param>
/// <param name="Text">What was written.</param>
/// <param name="OtherUnit">The unit whose text it is, where that is not this one: the responsible unit's, in the first year that a unit takes part. Otherwise null.</param>
/// <param name="FormerUnit">The unit whose text it is, where this one has taken it over, by its name of that time. Otherwise null.</param>
public sealed record EarlierNote(Guid NoteId, PlanYear Year, int Number, NoteText Text, string? OtherUnit = null, string? FormerUnit = null);

/// <summary>A check-point as it concerns one note.</summary>
/// <param name="Id">The check-point.</param>
/// <param name="Name">Its name.</param>
/// <param name="Days">When the unit can write in it.</param>
/// <param name="Written">What the unit said; null where nothing is written.</param>
public sealed record NoteCheckPoint(Guid Id, string Name, CheckPointDays Days, CheckPointStatus? Written);

/// <summary>What a unit said of an activity at a check-point.</summary>
/// <param name="Status">The status then.</param>
/// <param name="Text">A few words, Markdown; may be empty.</param>
/// <param name="SavedAt">UTC.</param>
/// <param name="SavedBy">Who wrote it last.</param>
public sealed record CheckPointStatus(NoteStatus Status, string Text, DateTime SavedAt, string SavedBy);

/// <summary>A unit's notes of one plan, seen from one of them.</summary>
public sealed record NoteSiblings
{
    /// <summary>From 1.</summary>
    public required int Position { get; init; }

    public required int Count { get; init; }

    /// <summary>Submitted or approved.</summary>
    public required int HandedIn { get; init; }

    public required int Drafts { get; init; }

    public required int Returned { get; init; }

    public required Guid? Previous { get; init; }

    public required Guid? Next { get; init; }
}

/// <summary>What the writing page asks for now and then.</summary>
/// <param name="Version">The version that is stored now.</param>
/// <param name="SavedAt">When (UTC); null where nothing is written.</param>
/// <param name="SavedBy">By whom.</param>
/// <param name="IsOwnSave">True where that was the person who asks.</param>
/// <param name="Writers">The others who are writing right now, by name.</param>
public sealed record NoteGlance(Guid Version, DateTime? SavedAt, string? SavedBy, bool IsOwnSave, IReadOnlyList<string> Writers);
