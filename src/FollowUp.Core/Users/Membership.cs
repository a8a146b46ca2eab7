using FollowUp.Core.Units;

namespace FollowUp.Core.Users;

/// <summary>A person's place at a unit; it reaches the units below as well.</summary>
public sealed class Membership
{
    private Membership()
    {
    }

    public Membership(Guid userId, Guid unitId, MembershipKind kind)
    {
        UserId = userId;
        UnitId = unitId;
        Kind = kind;
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid UserId { get; private set; }

    public AppUser User { get; private set; } = null!;

    public Guid UnitId { get; private set; }

    public Unit Unit { get; private set; } = null!;

    public MembershipKind Kind { get; private set; }

    /// <summary>The first day, in the authority's calendar; null for as long as anybody knows.</summary>
    public DateOnly? FirstDay { get; private set; }

    /// <summary>The last day, itself included; null for until further notice.</summary>
    public DateOnly? LastDay { get; private set; }

    public bool IsInForceOn(DateOnly day) => !IsOverOn(day) && (FirstDay is null || FirstDay <= day);

    public bool IsOverOn(DateOnly day) => LastDay < day;

    internal void Begin(DateOnly firstDay) => (FirstDay, LastDay) = (firstDay, null);

    internal void Resume() => (FirstDay, LastDay) = (null, null);

    internal void End(DateOnly lastDay) => LastDay = lastDay;
}

/// <summary>Which places are in force. The one place that says so.</summary>
public static class MembershipDays
{
    /// <summary><see cref="Membership.IsInForceOn"/> as a condition.</summary>
    public static IQueryable<Membership> InForceOn(this IQueryable<Membership> memberships, DateOnly day) => memberships.Where(member =>
        (member.FirstDay == null || member.FirstDay <= day) && (member.LastDay == null || member.LastDay >= day));
}
