using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;

namespace FollowUp.Core.Reviews;

/// <summary>What a file that is handed out is about: activities, or what one person did.</summary>
public sealed record FileScope
{
    /// <summary>The activities of one thread.</summary>
    public IReadOnlyList<Guid> ActivityIds { get; init; } = [];

    /// <summary>The person; null where the file is about activities.</summary>
    public Guid? UserId { get; init; }
}

/// <summary>Where in the plans something stands.</summary>
public sealed record FiledPlace(YearKind YearKind, int StartYear, int Number, string Title, string Unit)
{
    public PlanYear Year => new(YearKind, StartYear);
}

/// <summary>The activity of one year, with where it came from and what became of it.</summary>
public sealed record FiledActivity
{
    public required Guid Id { get; init; }

    public required PlanLabel Plan { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string OwnerUnit { get; init; }

    public required string Responsible { get; init; }

    public required DateOnly? DueOn { get; init; }

    public required string? GoalArea { get; init; }

    public required DateTime? DroppedAt { get; init; }

    public required string DropReason { get; init; }

    public required Continuation? Continuation { get; init; }

    public required string? ReplacedBy { get; init; }

    public required DateTime? DecidedAt { get; init; }

    public required string? DecidedBy { get; init; }

    /// <summary>The import or the list that made it, where one did.</summary>
    public required FiledOrigin? Import { get; init; }

    /// <summary>The year shift that made it, where one did.</summary>
    public required FiledShift? Shift { get; init; }

    /// <summary>The note in whose analysis it was found, where it was found in one.</summary>
    public required FiledPlace? Source { get; init; }
}

/// <param name="Name">The file's name.</param>
/// <param name="At">UTC; null where that is not known any more.</param>
/// <param name="By">The person's name today.</param>
public sealed record FiledOrigin(string Name, DateTime? At, string? By);

/// <summary>A year shift: the year that something was carried over from, when (UTC) and by whom.</summary>
public sealed record FiledShift(YearKind YearKind, int StartYear, DateTime At, string By)
{
    public PlanYear From => new(YearKind, StartYear);
}

/// <summary>A unit's follow-up as it stands.</summary>
/// <param name="Unit">The unit's name in that year.</param>
/// <param name="IsOwner">True for the unit that is responsible for the activity.</param>
/// <param name="State">How far it has come.</param>
/// <param name="IsReadable">False for a draft of others: its text is left out.</param>
/// <param name="Text">What it says.</param>
/// <param name="SavedAt">UTC; null where nothing is written.</param>
/// <param name="SavedBy">The person's name today.</param>
public sealed record FiledNote(string Unit, bool IsOwner, NoteState State, bool IsReadable, NoteText Text, DateTime? SavedAt, string? SavedBy);

/// <summary>A version of a text that is kept.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="At">UTC.</param>
/// <param name="Author">The author's name today.</param>
/// <param name="Kind">Where it came from.</param>
/// <param name="Text">What it says; empty where others wrote what this person read in.</param>
public sealed record FiledVersion(FiledPlace Place, DateTime At, string Author, RevisionKind Kind, NoteText Text);

/// <summary>A step from one state to another.</summary>
public sealed record FiledStep(FiledPlace Place, DateTime At, string Author, NoteState From, NoteState To, string Comment);

/// <summary>A remark or an answer.</summary>
public sealed record FiledComment(FiledPlace Place, DateTime At, string Author, bool IsAnswer, CommentPart Part, string Text, DateTime? ClosedAt);

/// <summary>That something missing may stand.</summary>
public sealed record FiledWaiver(FiledPlace Place, DateTime At, string Author, GapKind Kind, string Reason);

/// <summary>A reminder that was sent.</summary>
public sealed record FiledReminder(FiledPlace Place, DateTime At, string Author, string Comment);

/// <summary>A person's account.</summary>
public sealed record FiledPerson
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    /// <summary>Null to follow the browser.</summary>
    public required string? Language { get; init; }

    public required IReadOnlyList<string> RoleNames { get; init; }

    public IReadOnlyList<AppRole> Roles => [.. RoleNames.Select(Enum.Parse<AppRole>).Order()];

    /// <summary>Those that are over too.</summary>
    public required IReadOnlyList<UserPlaceRow> Places { get; init; }

    public required bool HasPassword { get; init; }

    public required int FailedSignIns { get; init; }

    public required DateOnly? EndsOn { get; init; }

    /// <summary>UTC; null while the account is active.</summary>
    public required DateTime? DeactivatedAt { get; init; }
}

/// <summary>A delegation that the person got or gave.</summary>
/// <param name="Unit">The unit's name today.</param>
/// <param name="Kind">What it lets somebody do.</param>
/// <param name="FirstDay">The first day.</param>
/// <param name="LastDay">The last day; null for until further notice.</param>
/// <param name="EndedAt">When it was ended before its last day (UTC).</param>
/// <param name="IsReceiver">True where the person got it, false where the person gave it.</param>
public sealed record FiledDelegation(string Unit, DelegationKind Kind, DateOnly FirstDay, DateOnly? LastDay, DateTime? EndedAt, bool IsReceiver);
