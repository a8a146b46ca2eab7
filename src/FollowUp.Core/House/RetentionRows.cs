using FollowUp.Core.Plans;

namespace FollowUp.Core.House;

/// <summary>What would go if history of drafts were removed now.</summary>
public sealed record RetentionList
{
    /// <summary>How many months it is kept after fixing; null for ever, and then nothing goes.</summary>
    public required int? Months { get; init; }

    /// <summary>The plans with something that would go, the latest year first.</summary>
    public IReadOnlyList<RetainedPlan> Plans { get; init; } = [];

    /// <summary>The plan that is shown alone; null for all.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>Of the plan shown, or of all.</summary>
    public DraftVersions Total { get; init; } = new(0, 0, null, null, 0);

    /// <summary>A page of units, in alphabetical order.</summary>
    public Page<RetainedUnit> Units { get; init; } = new([], null, null, 0);

    /// <summary>What was removed before, the latest first.</summary>
    public required IReadOnlyList<PurgeRow> Purges { get; init; }
}

/// <summary>Versions that would go.</summary>
/// <param name="Revisions">How many.</param>
/// <param name="Notes">Of how many follow-ups.</param>
/// <param name="Oldest">When the oldest was saved (UTC).</param>
/// <param name="Newest">When the newest was saved (UTC).</param>
/// <param name="Characters">How much text it is.</param>
public sealed record DraftVersions(int Revisions, int Notes, DateTime? Oldest, DateTime? Newest, long Characters);

/// <param name="Plan">The plan.</param>
/// <param name="FixedAt">When it was fixed (UTC).</param>
/// <param name="Goes">What would go.</param>
public sealed record RetainedPlan(PlanLabel Plan, DateTime FixedAt, DraftVersions Goes);

/// <param name="UnitId">The unit.</param>
/// <param name="Name">Its name today.</param>
/// <param name="Goes">What would go.</param>
public sealed record RetainedUnit(Guid UnitId, string Name, DraftVersions Goes);

/// <summary>Something that was removed.</summary>
/// <param name="Id">Its key.</param>
/// <param name="At">When it began (UTC).</param>
/// <param name="By">The person's name today.</param>
/// <param name="Revisions">How many versions went.</param>
/// <param name="Characters">How much text it was.</param>
/// <param name="FinishedAt">When nothing was left (UTC); null where it was cut off or still goes on.</param>
public sealed record PurgeRow(Guid Id, DateTime At, string By, int Revisions, long Characters, DateTime? FinishedAt);
