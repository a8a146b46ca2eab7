using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;

namespace FollowUp.Core.Reports;

/// <summary>A unit's page: who leads it, how its activities stand, and how that was in the years before.</summary>
public sealed record UnitStanding
{
    public required UnitNode Unit { get; init; }

    /// <summary>The units above, the authority first.</summary>
    public required IReadOnlyList<UnitNode> Path { get; init; }

    /// <summary>The units just below that the person who asks may see.</summary>
    public required IReadOnlyList<UnitNode> Below { get; init; }

    /// <summary>Who leads the unit and writes for it.</summary>
    public required IReadOnlyList<StandingMember> Members { get; init; }

    /// <summary>When the unit was renamed and moved, the latest first.</summary>
    public required IReadOnlyList<UnitChange> Changes { get; init; }

    /// <summary>The unit that took over when this one closed; null where none did.</summary>
    public required UnitSuccession? Successor { get; init; }

    /// <summary>The units that this one took over, the latest first.</summary>
    public required IReadOnlyList<UnitSuccession> TakenOver { get; init; }

    /// <summary>Status of what the unit and those below have handed in, per plan, the oldest year first.</summary>
    public required IReadOnlyList<PlanCounts> Years { get; init; }

    /// <summary>The unit's own follow-ups, the newest year first.</summary>
    public required Page<UnitNote> Notes { get; init; }
}

public sealed record StandingMember(string Name, MembershipKind Kind);

/// <summary>Status counted over one plan; what is not handed in counts as without status.</summary>
public sealed record PlanCounts(Guid PlanId, PlanYear Year, string Name, StatusCounts Counts);

/// <summary>One follow-up on a unit's page.</summary>
public sealed record UnitNote
{
    public required Guid NoteId { get; init; }

    public required Guid PlanId { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required YearKind YearKind { get; init; }

    public required int StartYear { get; init; }

    public required DateOnly? DueOn { get; init; }

    public required NoteState State { get; init; }

    /// <summary>The status; null where none is chosen, and where the person who asks may not read it.</summary>
    public required NoteStatus? Status { get; init; }

    /// <summary>Whether the status may be read.</summary>
    public required bool IsReadable { get; init; }

    public PlanYear Year => new(YearKind, StartYear);
}
