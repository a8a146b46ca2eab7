using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;

namespace FollowUp.Core.Reviews;

/// <summary>The three parts of <em>Att göra</em>.</summary>
public enum ToDoSection
{
    /// <summary>Återlämnade.</summary>
    Returned = 1,

    /// <summary>Att skriva: nothing written yet, or a draft.</summary>
    ToWrite = 2,

    /// <summary>Klara: Submitted or Approved.</summary>
    Done = 3,
}

/// <summary>What of <em>Att göra</em> is asked for. Everything left out means all.</summary>
/// <param name="PlanId">One plan.</param>
/// <param name="UnitId">One of the own units, with the units below it.</param>
/// <param name="Section">One part alone; only then does the page turn.</param>
public sealed record ToDoFilter(Guid? PlanId = null, Guid? UnitId = null, ToDoSection? Section = null);

/// <summary><em>Att göra</em>: the notes that a person writes, in the plans that are open.</summary>
public sealed record ToDo
{
    /// <summary>The open plans with how far the own units have come; newest first, before the filter.</summary>
    public required IReadOnlyList<PlanProgress> Plans { get; init; }

    /// <summary>The own units to choose among, parents before children.</summary>
    public required IReadOnlyList<UnitTreeRow> Units { get; init; }

    /// <summary>Notes per state, of those asked for.</summary>
    public required StateCounts Counts { get; init; }

    public required Page<ToDoRow> Returned { get; init; }

    public required Page<ToDoRow> ToWrite { get; init; }

    public required Page<ToDoRow> Done { get; init; }
}

/// <summary>How far the reporting of a plan has come.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Counts">Its notes by their states.</param>
public sealed record PlanProgress(PlanChoice Plan, StateCounts Counts)
{
    /// <summary>The units that the counts are of, by their days: one group where all have the same.</summary>
    public IReadOnlyList<DaysOfUnits> Days { get; init; } = [];

    /// <summary>How many units have days of their own in the plan.</summary>
    public int UnitsWithOwnDays { get; init; }
}

/// <summary>One note to write, or written.</summary>
public sealed record ToDoRow
{
    public required Guid NoteId { get; init; }

    public required Guid PlanId { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required NoteState State { get; init; }

    public required NoteStatus? Status { get; init; }

    /// <summary><em>Klar senast</em>.</summary>
    public required DateOnly? DueOn { get; init; }

    /// <summary>The days that hold for the unit.</summary>
    public WritingDays Days { get; init; } = new(null, null, null);

    /// <summary>True where this person can no longer write it: the days of grace are over.</summary>
    public bool IsClosed { get; init; }

    /// <summary>True past the last day, while one can still write it for a time that ends.</summary>
    public bool IsInGrace { get; init; }

    /// <summary>When the text was last saved (UTC); null while nothing is written.</summary>
    public required DateTime? SavedAt { get; init; }

    /// <summary>Why it was last handed back; null where it was not, or has been handed in again.</summary>
    public ToDoComment? Returned { get; init; }

    /// <summary>The latest reminder; null where there is none, or the note has been handed in.</summary>
    public ToDoComment? Reminder { get; init; }

    /// <summary>Remarks beside the text that nobody has settled.</summary>
    public int OpenComments { get; init; }

    /// <summary><em>Försenad</em>.</summary>
    public bool IsOverdue { get; init; }

    /// <summary><em>Klar senast</em> lies at most two weeks ahead and the note is not handed in.</summary>
    public bool IsDueSoon { get; init; }
}

/// <summary>What somebody said to the writers.</summary>
public sealed record ToDoComment
{
    public required string Text { get; init; }

    public required string AuthorName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
}
