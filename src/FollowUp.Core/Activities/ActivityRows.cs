using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;

namespace FollowUp.Core.Activities;

/// <summary>Which activities a list shows. What is null or false does not narrow.</summary>
public sealed record ActivityFilter
{
    public Guid? PlanId { get; init; }

    /// <summary>Those that this unit, or one below it, is responsible for or reports on.</summary>
    public Guid? UnitId { get; init; }

    public Guid? GoalAreaId { get; init; }

    /// <summary>The status of the note shown, where this person may read it.</summary>
    public NoteStatus? Status { get; init; }

    /// <summary>The state of the note shown.</summary>
    public NoteState? State { get; init; }

    /// <summary>Found in title or readable follow-up or analysis, in any case.</summary>
    public string? Text { get; init; }

    public bool IsOverdue { get; init; }

    /// <summary>The dropped ones instead of those that stand in the plan.</summary>
    public bool IsDropped { get; init; }

    /// <summary>True where it depends on what notes say, and not on which activities there are alone.</summary>
    internal bool AsksOfTexts => Status is not null || State is not null || IsOverdue || AsksOfWords;

    internal bool AsksOfWords => !string.IsNullOrWhiteSpace(Text);
}

/// <summary>An activity in the list.</summary>
public sealed record ActivityRow
{
    public required Guid Id { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required PlanLabel Plan { get; init; }

    public required Guid OwnerUnitId { get; init; }

    public required string OwnerUnit { get; init; }

    public required string Responsible { get; init; }

    public required DateOnly? DueOn { get; init; }

    public required string? GoalArea { get; init; }

    public required bool IsDropped { get; init; }

    /// <summary>Units concerned, of those that this person may know of.</summary>
    public required int Units { get; init; }

    /// <summary>How many of them have handed in.</summary>
    public required int HandedIn { get; init; }

    /// <summary>The responsible unit's note or, where that is not this person's to see, the own unit's; null where neither is.</summary>
    public ActivityNoteRow? Note { get; init; }

    public bool IsOverdue { get; init; }
}

/// <summary>An activity with the units that it concerns, of those that this person may know of.</summary>
public sealed record ActivityWithUnits(ActivityRow Activity, IReadOnlyList<Guid> UnitIds);

/// <summary>A unit's note on an activity, as far as this person may know of it.</summary>
public sealed record ActivityNoteRow
{
    public required Guid NoteId { get; init; }

    public required Guid UnitId { get; init; }

    public required string Unit { get; init; }

    public required bool IsOwner { get; init; }

    public required NoteState State { get; init; }

    /// <summary>Null where none is chosen or it may not be read: see <see cref="IsReadable"/>.</summary>
    public required NoteStatus? Status { get; init; }

    /// <summary>True where status and text may be read by this person.</summary>
    public required bool IsReadable { get; init; }

    /// <summary>True where the note has a page for this person.</summary>
    public required bool HasPage { get; init; }

    /// <summary>UTC; null where nothing is saved.</summary>
    public required DateTime? SavedAt { get; init; }
}

/// <summary>An activity that another one continues, is continued by or is replaced by.</summary>
public sealed record ActivityLink(Guid Id, int Number, string Title, PlanLabel Plan, Guid? ContinuesId = null);

/// <summary>What a unit said of an activity at a check-point.</summary>
public sealed record ActivityCheckPoint(Guid CheckPointId, string Name, Guid NoteId, string Unit, NoteStatus Status, string Text, DateTime SavedAt, string SavedBy);

/// <summary>The note in whose analysis an activity was found.</summary>
public sealed record ActivitySource(Guid NoteId, string Unit, int Number, string Title, YearKind YearKind, int StartYear)
{
    public PlanYear Year => new(YearKind, StartYear);
}

/// <summary>What the page of an activity shows.</summary>
public sealed record ActivityDetails
{
    public required Guid Id { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required PlanLabel Plan { get; init; }

    public required Guid PlanVersion { get; init; }

    public required Guid Version { get; init; }

    public required Guid OwnerUnitId { get; init; }

    public required string OwnerUnit { get; init; }

    public required string Responsible { get; init; }

    public required DateOnly? DueOn { get; init; }

    public required Guid? GoalAreaId { get; init; }

    public required string? GoalArea { get; init; }

    public required Guid? ContinuesId { get; init; }

    /// <summary>UTC; null while the activity stands in the plan.</summary>
    public required DateTime? DroppedAt { get; init; }

    public required string DropReason { get; init; }

    /// <summary>What becomes of it after its year; null while nothing is decided.</summary>
    public required Continuation? Continuation { get; init; }

    public required Guid? ReplacedById { get; init; }

    /// <summary>The activity that replaces it; null where there is none or it is not this person's to see.</summary>
    public ActivityLink? ReplacedBy { get; init; }

    public bool IsOverdue { get; init; }

    internal bool IsContinued { get; init; }

    internal bool IsFromNote { get; init; }

    internal bool HasCheckPoints { get; init; }

    internal DateTime? NamedAt { get; init; }

    public bool IsDropped => DroppedAt is not null;

    /// <summary>The notes that this person may know of, the responsible unit's first.</summary>
    public IReadOnlyList<ActivityNoteRow> Notes { get; init; } = [];

    /// <summary>What units said at the plan's check-points, the latest check-point first; of the units whose check-points this person reads.</summary>
    public IReadOnlyList<ActivityCheckPoint> CheckPoints { get; init; } = [];

    /// <summary>The activity that this one continues; null where there is none or it is not this person's to see.</summary>
    public ActivityLink? Continues { get; init; }

    public IReadOnlyList<ActivityLink> ContinuedBy { get; init; } = [];

    /// <summary>The note in whose analysis it was found; null where there is none or this person may not read it.</summary>
    public ActivitySource? FromNote { get; init; }

    /// <summary>The latest that the audit tells of the activity; empty for those who may not read it.</summary>
    public IReadOnlyList<AuditRow> History { get; init; } = [];
}
