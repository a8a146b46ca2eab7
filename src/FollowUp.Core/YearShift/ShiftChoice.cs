namespace FollowUp.Core.YearShift;

/// <summary>What is to go on into the next plan.</summary>
public sealed record ShiftChoice
{
    /// <summary>An open plan of a later year; null for a new one, of the next year of the same kind.</summary>
    public Guid? ToPlanId { get; init; }

    /// <summary>Tells the new plan from another one of its year; mostly empty. Without meaning where the plan exists.</summary>
    public string NewPlanName { get; init; } = "";

    /// <summary>The activities chosen.</summary>
    public required IReadOnlyList<Guid> ActivityIds { get; init; }

    /// <summary>The units chosen: whose part in the activities goes on.</summary>
    public required IReadOnlyList<Guid> UnitIds { get; init; }

    /// <summary>Who becomes responsible where the responsible unit does not go on; null to leave such activities out.</summary>
    public Guid? NewOwnerId { get; init; }

    /// <summary>Whether <em>ansvarig</em> goes along.</summary>
    public bool WithResponsible { get; init; }

    public bool WithInstructions { get; init; }

    /// <summary>Whether <em>klar senast</em>, and the days of a new plan, are moved one year on; otherwise they are left empty.</summary>
    public bool MovesDueDates { get; init; }
}
