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
}
