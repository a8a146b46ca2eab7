using FollowUp.Core.Data;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>Who is asking and what that person reaches. Read once per request; every service method takes it.</summary>
public sealed record UserAccess
{
    public required Guid UserId { get; init; }

    public required string Name { get; init; }

    public required IReadOnlySet<AppRole> Roles { get; init; }

    /// <summary>Units whose notes the person may read in every state and write: own units with all below. Empty without the role Principal.</summary>
    public required IReadOnlyList<Guid> OwnUnits { get; init; }

    /// <summary>Units for which the person may submit: those led as rektor, with all below. Part of <see cref="OwnUnits"/>.</summary>
    public required IReadOnlyList<Guid> LedUnits { get; init; }

    /// <summary>The root of the unit tree, whose notes the reviewers write.</summary>
    public required Guid AuthorityId { get; init; }

    public bool IsReviewer => Roles.Contains(AppRole.Reviewer);

    /// <summary>Sees every unit: reviewers and administrators.</summary>
    public bool SeesAllUnits => IsReviewer || Roles.Contains(AppRole.Administrator);

    public bool May(Permission permission) => Permissions.RolesWith(permission).Any(Roles.Contains);

    public bool Owns(Guid unitId) => OwnUnits.Contains(unitId);

    /// <summary>True where the texts of this unit are this person's own: an own unit, or the authority for a reviewer.</summary>
    public bool WritesFor(Guid unitId) => Owns(unitId) || (IsReviewer && unitId == AuthorityId);

    /// <summary>True where this person may submit for the unit and take it back.</summary>
    public bool SubmitsFor(Guid unitId) => LedUnits.Contains(unitId) || (IsReviewer && unitId == AuthorityId);

    /// <summary>Reads a person's access; null where the account does not exist or is deactivated. Two queries.</summary>
    public static async Task<UserAccess?> ReadAsync(FollowUpDbContext db, Guid userId, CancellationToken cancel = default)
    {
        var user = await db.Users.AsNoTracking()
            .Where(user => user.Id == userId && user.DeactivatedAt == null)
            .Select(user => new
            {
                user.Name,
                Memberships = user.Memberships.Select(member => new { member.UnitId, member.Kind }).ToList(),
                Roles = db.UserRoles.Where(has => has.UserId == user.Id)
                    .Join(db.Roles, has => has.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
            })
            .AsSingleQuery()
            .SingleOrDefaultAsync(cancel);
        if (user is null) return null;

        var tree = await UnitTree.ReadAsync(db, cancel);
        var roles = user.Roles.Select(Enum.Parse<AppRole>).ToHashSet();
        var memberships = roles.Contains(AppRole.Principal) ? user.Memberships : [];
        return new UserAccess
        {
            UserId = userId,
            Name = user.Name,
            Roles = roles,
            OwnUnits = [.. memberships.SelectMany(member => tree.WithAllBelow(member.UnitId)).Distinct()],
            LedUnits = [.. memberships.Where(member => member.Kind == MembershipKind.Head)
                .SelectMany(member => tree.WithAllBelow(member.UnitId)).Distinct()],
            AuthorityId = tree.Authority?.Id ?? Guid.Empty,
        };
    }
}
