using FollowUp.Core.Units;

namespace FollowUp.Core.Plans;

/// <summary>The days that a unit, with all below it, has of its own in a plan. What is null comes from above.</summary>
public sealed class UnitDays
{
    private UnitDays()
    {
    }

    public UnitDays(Guid planId, Guid unitId, UnitDaysFacts facts)
    {
        PlanId = planId;
        UnitId = unitId;
        Change(facts);
    }

    public Guid PlanId { get; private set; }

    public Guid UnitId { get; private set; }

    public Unit Unit { get; private set; } = null!;

    public DateOnly? OpensOn { get; private set; }

    public DateOnly? LastDay { get; private set; }

    public int? GraceDays { get; private set; }

    internal void Change(UnitDaysFacts facts) => (OpensOn, LastDay, GraceDays) = (facts.OpensOn, facts.LastDay, facts.GraceDays);
}

/// <summary>What a person states about the days of a unit in a plan. All null: the unit has none of its own.</summary>
public sealed record UnitDaysFacts
{
    public DateOnly? OpensOn { get; init; }

    public DateOnly? LastDay { get; init; }

    public int? GraceDays { get; init; }

    internal bool IsNothing => OpensOn is null && LastDay is null && GraceDays is null;

    /// <param name="above">The days that hold for the unit without its own.</param>
    internal List<Refusal> Check(WritingDays above)
    {
        var refusals = new List<Refusal>();
        if (GraceDays is < 0 or > WritingDays.MaxGraceDays) refusals.Add(new Refusal("GraceDaysOutside", nameof(GraceDays), WritingDays.MaxGraceDays));
        if ((LastDay ?? above.LastDay) is { } last && (OpensOn ?? above.OpensOn) is { } first && last < first)
            refusals.Add(new Refusal("UnitDaysEndBeforeTheyBegin", LastDay is null ? nameof(OpensOn) : nameof(LastDay), first, last));
        return refusals;
    }
}
