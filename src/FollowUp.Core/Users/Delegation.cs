using FollowUp.Core.Units;

namespace FollowUp.Core.Users;

/// <summary>What a delegation lets somebody do.</summary>
public enum DelegationKind
{
    /// <summary>Writes for the unit; the rektor submits.</summary>
    Writing = 1,

    /// <summary>Stands in for the rektor: writes and submits.</summary>
    StandIn = 2,
}

/// <summary>
/// A rektor lets another person write for a unit and those below it, or stand in, from one day to another. It ends with its last day or when
/// somebody ends it; the row stays, since texts were written under it. It is the unit's matter: one whose giver is rektor there no longer goes on
/// until the unit's rektor or an administrator ends it. It has no effect while the receiver lacks the role Principal.
/// </summary>
public sealed class Delegation
{
    /// <summary>Most days that one with a last day can last, both days included: a year.</summary>
    public const int MaxDays = 366;

    private Delegation()
    {
    }

    public Delegation(Guid id, Guid unitId, Guid userId, DelegationKind kind, DateOnly firstDay, DateOnly? lastDay, Guid givenById, DateTime givenAt)
    {
        Id = id;
        UnitId = unitId;
        UserId = userId;
        Kind = kind;
        FirstDay = firstDay;
        LastDay = lastDay;
        GivenById = givenById;
        GivenAt = givenAt;
    }

    public Guid Id { get; private set; }

    public Guid UnitId { get; private set; }

    public Unit Unit { get; private set; } = null!;

    /// <summary>The person who may write or stand in.</summary>
    public Guid UserId { get; private set; }

    public AppUser User { get; private set; } = null!;

    public DelegationKind Kind { get; private set; }

    public DateOnly FirstDay { get; private set; }

    /// <summary>The last day, itself included; null for until further notice.</summary>
    public DateOnly? LastDay { get; private set; }

    public Guid GivenById { get; private set; }

    public AppUser GivenBy { get; private set; } = null!;

    /// <summary>UTC.</summary>
    public DateTime GivenAt { get; private set; }

    /// <summary>When it was ended before its last day (UTC); null where it was not.</summary>
    public DateTime? EndedAt { get; private set; }

    public Guid? EndedById { get; private set; }

    public AppUser? EndedBy { get; private set; }

    /// <summary>True while it lets somebody do something, from its first day to its last.</summary>
    public bool IsInForceOn(DateOnly day) => EndedAt is null && FirstDay <= day && !IsOverOn(day);

    /// <summary>True where its last day lies behind or somebody ended it.</summary>
    public bool IsOverOn(DateOnly day) => EndedAt is not null || LastDay < day;

    /// <summary>Ends it at once, before its last day. What is over stays as it is.</summary>
    /// <returns>True where it was ended now.</returns>
    public bool End(Guid userId, DateTime now, DateOnly today)
    {
        if (IsOverOn(today)) return false;
        EndedAt = now;
        EndedById = userId;
        return true;
    }

    /// <summary>Why these days cannot be: a delegation begins today at the earliest, ends no sooner than it begins, and a stand-in's has a last day.</summary>
    public static IReadOnlyList<Refusal> RefusalsOf(DelegationKind kind, DateOnly firstDay, DateOnly? lastDay, DateOnly today)
    {
        var refusals = new List<Refusal>();
        if (firstDay < today) refusals.Add(new Refusal("DelegationBeginsInThePast", nameof(FirstDay)));
        if (lastDay < firstDay) refusals.Add(new Refusal("DelegationEndsBeforeItBegins", nameof(LastDay)));
        else if (lastDay is { } last && last.DayNumber - firstDay.DayNumber >= MaxDays) refusals.Add(new Refusal("DelegationTooLong", nameof(LastDay), MaxDays));
        if (kind == DelegationKind.StandIn && lastDay is null) refusals.Add(new Refusal("DelegationStandInWithoutEnd", nameof(LastDay)));
        return refusals;
    }
}
