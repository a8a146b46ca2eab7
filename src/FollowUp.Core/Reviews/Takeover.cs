using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;

namespace FollowUp.Core.Reviews;

/// <summary>What somebody who takes a unit over needs to know: what is open, what was written, what was decided and what is being talked about.</summary>
public sealed record Takeover
{
    public required UnitNode Unit { get; init; }

    /// <summary>The units above, the authority first.</summary>
    public required IReadOnlyList<UnitNode> Path { get; init; }

    /// <summary>Who leads and writes now, and who is about to.</summary>
    public required IReadOnlyList<TakeoverPerson> People { get; init; }

    /// <summary>What is not handed in, in plans that are not fixed: what was sent back first, then by day.</summary>
    public required IReadOnlyList<OpenNote> Open { get; init; }

    /// <summary>How many are open; more than are listed where there are very many.</summary>
    public required int OpenCount { get; init; }

    /// <summary>The texts that were written last, as far as the person who asks may read them.</summary>
    public required IReadOnlyList<WrittenNote> Written { get; init; }

    /// <summary>Returns and approvals, the latest first.</summary>
    public required IReadOnlyList<NoteDecision> Decisions { get; init; }

    /// <summary>What is decided about the unit's own activities after their year, the latest first.</summary>
    public required IReadOnlyList<ContinuationDecision> Continuations { get; init; }

    /// <summary>Remarks that are not settled, the latest first; none for those who take no part in them.</summary>
    public required IReadOnlyList<OpenRemark> Remarks { get; init; }
}

/// <summary>Somebody with a place at the unit, with its first and last day where it has any.</summary>
public sealed record TakeoverPerson(string Name, MembershipKind Kind, DateOnly? FirstDay, DateOnly? LastDay);

/// <summary>Which note it is, on every line of the brief.</summary>
public abstract record TakeoverLine
{
    public required Guid NoteId { get; init; }

    public required string UnitName { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required YearKind YearKind { get; init; }

    public required int StartYear { get; init; }

    public PlanYear Year => new(YearKind, StartYear);
}

/// <summary>A note that is not handed in.</summary>
public sealed record OpenNote : TakeoverLine
{
    public required NoteState State { get; init; }

    /// <summary><em>Klar senast</em>.</summary>
    public required DateOnly? DueOn { get; init; }

    public required Guid PlanId { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>The days that hold for the unit.</summary>
    public WritingDays Days { get; init; } = new(null, null, null);

    /// <summary>What the latest return asks for; null where the note was not sent back.</summary>
    public required string? Wanted { get; init; }
}

/// <summary>A text.</summary>
public sealed record WrittenNote : TakeoverLine
{
    public required NoteState State { get; init; }

    public required NoteStatus? Status { get; init; }

    public required string FollowUp { get; init; }

    public required string Analysis { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime SavedAt { get; init; }

    public required string? SavedBy { get; init; }

    /// <summary>True where the activity goes on in a later plan.</summary>
    public required bool IsContinued { get; init; }
}

/// <summary>A return or an approval.</summary>
public sealed record NoteDecision : TakeoverLine
{
    public required NoteState To { get; init; }

    public required DateTime At { get; init; }

    public required string Author { get; init; }

    public required string Comment { get; init; }
}

/// <summary>What becomes of an activity that the unit is responsible for.</summary>
public sealed record ContinuationDecision : TakeoverLine
{
    public required Guid ActivityId { get; init; }

    public required Continuation Continuation { get; init; }

    /// <summary>Number and title of the activity that replaces it; null for other decisions, and where none is named.</summary>
    public required string? ReplacedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required string Author { get; init; }
}

/// <summary>A remark that is not settled.</summary>
public sealed record OpenRemark : TakeoverLine
{
    public required DateTime At { get; init; }

    public required string Author { get; init; }

    public required string Text { get; init; }

    public required int Answers { get; init; }
}
