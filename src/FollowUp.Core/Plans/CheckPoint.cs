namespace FollowUp.Core.Plans;

/// <summary><em>Avstämning</em>: some days of a plan's year in which each unit says shortly how its activities go.</summary>
public sealed class CheckPoint
{
    public const int NameLength = 100;

    /// <summary>More than one a month is no check-point any more.</summary>
    public const int MaxPerPlan = 12;

    private CheckPoint()
    {
    }

    public CheckPoint(Guid id, Guid planId, CheckPointFacts facts)
    {
        Id = id;
        PlanId = planId;
        Change(facts);
    }

    public Guid Id { get; private set; }

    public Guid PlanId { get; private set; }

    public Plan Plan { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public DateOnly FirstDay { get; private set; }

    public DateOnly LastDay { get; private set; }

    /// <summary>When it was removed (UTC); null while it stands. Only one in which nobody has written can be.</summary>
    public DateTime? RemovedAt { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    /// <summary>States name and days anew; the facts have been checked.</summary>
    public void Change(CheckPointFacts facts)
    {
        Name = TypedText.CleanLine(facts.Name);
        (FirstDay, LastDay) = (facts.FirstDay!.Value, facts.LastDay!.Value);
        Touch();
    }

    public void Remove(DateTime now)
    {
        RemovedAt ??= now;
        Touch();
    }

    public void Restore()
    {
        RemovedAt = null;
        Touch();
    }

    /// <summary>When the units with the given days can write in it: the days of grace are the same as for the follow-ups, none where those do not end.</summary>
    public CheckPointDays DaysWith(WritingDays days) => new(FirstDay, LastDay, days.GraceDays ?? 0);

    private void Touch() => Version = Guid.CreateVersion7();
}

/// <summary>When one can write in a check-point.</summary>
/// <param name="FirstDay">The first day.</param>
/// <param name="LastDay">The last day.</param>
/// <param name="GraceDays">Days after it on which one can still write, as late.</param>
public sealed record CheckPointDays(DateOnly FirstDay, DateOnly LastDay, int GraceDays)
{
    public DateOnly OpenUntil => WritingDays.After(LastDay, GraceDays);

    public bool HasBegunOn(DateOnly today) => FirstDay <= today;

    public bool IsOpenOn(DateOnly today) => HasBegunOn(today) && OpenUntil >= today;

    public bool IsInGraceOn(DateOnly today) => LastDay < today && OpenUntil >= today;
}

/// <summary>What a person states about a check-point.</summary>
public sealed record CheckPointFacts
{
    public required string Name { get; init; }

    public required DateOnly? FirstDay { get; init; }

    public required DateOnly? LastDay { get; init; }

    internal List<Refusal> Check()
    {
        var refusals = new List<Refusal>();
        refusals.Require(Name, CheckPoint.NameLength, "CheckPointNameMissing", nameof(Name));
        if (FirstDay is null) refusals.Add(new Refusal("CheckPointFirstDayMissing", nameof(FirstDay)));
        if (LastDay is null) refusals.Add(new Refusal("CheckPointLastDayMissing", nameof(LastDay)));
        if (LastDay < FirstDay) refusals.Add(new Refusal("CheckPointEndsBeforeItBegins", nameof(LastDay)));
        return refusals;
    }
}
