using FollowUp.Core.Units;

namespace FollowUp.Core.Users;

/// <summary>Somebody whom another system has let in: who that is, and which rights it gives.</summary>
public sealed record ExternalPerson
{
    /// <summary>As long as the columns of Identity.</summary>
    public const int KeyLength = 256;

    /// <summary>Who says so: the issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The person's key there, which never changes.</summary>
    public required string Subject { get; init; }

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    /// <summary>True where the address is known to be the person's own: an account may be found by it.</summary>
    public bool IsEmailVerified { get; init; }

    /// <summary>What the person's groups give.</summary>
    public IReadOnlyList<ExternalGrant> Grants { get; init; } = [];

    /// <summary>True where the groups decide what the person may do, at each sign-in; false where an administrator does.</summary>
    public bool DecidesRights { get; init; }
}

/// <summary>A right that a group gives: a role, and for a principal a place at a unit.</summary>
/// <param name="Role">The role.</param>
/// <param name="Unit">A unit's name or key; null for none.</param>
/// <param name="Kind">What the person is there.</param>
public sealed record ExternalGrant(AppRole Role, string? Unit = null, MembershipKind Kind = MembershipKind.Head)
{
    /// <summary>The open unit that a name or a key stands for; null where there is none, or several with the name.</summary>
    public static UnitNode? UnitOf(UnitTree tree, string? unit)
    {
        if (Guid.TryParse(unit, out var id)) return tree.Find(id) is { IsClosed: false } found ? found : null;
        var name = TypedText.Fold(TypedText.CleanLine(unit));
        var named = tree.Rows.Select(row => row.Unit).Where(node => !node.IsClosed && TypedText.Fold(node.Name) == name).Take(2).ToList();
        return named.Count == 1 ? named[0] : null;
    }
}

/// <summary>The roles and places that grants come to.</summary>
internal sealed record ExternalRights(IReadOnlySet<AppRole> Roles, IReadOnlyList<UserPlace> Places)
{
    /// <summary>A principal without a place is none; a place without the role is nothing.</summary>
    public static ExternalRights Of(IReadOnlyList<ExternalGrant> grants, UnitTree tree)
    {
        var places = grants.Where(grant => grant.Role == AppRole.Principal)
            .Select(grant => ExternalGrant.UnitOf(tree, grant.Unit) is { } unit ? new UserPlace(unit.Id, grant.Kind) : null)
            .OfType<UserPlace>().Distinct().ToList();
        var roles = grants.Select(grant => grant.Role).Where(role => role != AppRole.Principal || places.Count > 0).ToHashSet();
        return new ExternalRights(roles, places);
    }
}
