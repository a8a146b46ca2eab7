using FollowUp.Core.Data;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>Who is asking and what that person reaches. Read once per request; every service method takes it.</summary>
public sealed record UserAccess
{
    public required Guid UserId { get; init; }

    public required string Name { get; init; }

    /// <summary>The language chosen for the interface; null to follow the browser.</summary>
    public string? Language { get; init; }

    public required IReadOnlySet<AppRole> Roles { get; init; }

    /// <summary>
    /// Units whose notes the person may read in every state and write: own units, and those where a delegation lets the person write today,
    /// with all below. Empty without the role Principal.
    /// </summary>
    public required IReadOnlyList<Guid> OwnUnits { get; init; }

    /// <summary>Units for which the person may submit: those led as rektor, or as a stand-in today, with all below. Part of <see cref="OwnUnits"/>.</summary>
    public required IReadOnlyList<Guid> LedUnits { get; init; }

    /// <summary>Units led as rektor through a membership, with all below. Part of <see cref="LedUnits"/>: what may be delegated, since a stand-in passes nothing on.</summary>
    public required IReadOnlyList<Guid> HeadUnits { get; init; }

    /// <summary>
    /// Units that the own ones have taken over: what those handed in may be read, as the own units' past. Empty where there are none, and without the role Principal.
    /// </summary>
    public IReadOnlyList<Guid> FormerUnits { get; init; } = [];

    /// <summary>True where some activities exist for this person only because something about them has been handed in.</summary>
    internal bool SeesBySubmission => !SeesAllUnits && FormerUnits.Count > 0;

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

    /// <summary>True where this person may let others write or stand in for the unit, and end it: the unit's rektor, or an administrator.</summary>
    public bool DelegatesFor(Guid unitId) => HeadUnits.Contains(unitId) || Roles.Contains(AppRole.Administrator);

    /// <summary>True where this person may delegate for any unit at all.</summary>
    public bool Delegates => HeadUnits.Count > 0 || Roles.Contains(AppRole.Administrator);

    /// <summary>Reads a person's access; null where the account does not exist, is deactivated or has had its last day. Two queries, and one or two more where units are closed; or the one for
    /// the <see cref="FrameMark"/> where nothing has changed since this process read it.</summary>
    /// <param name="db">Where it is read.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="today">The day in the authority's calendar, on which memberships and delegations are in force or not.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public static Task<UserAccess?> ReadAsync(FollowUpDbContext db, Guid userId, DateOnly today, CancellationToken cancel = default) =>
        db.RememberAsync((typeof(UserAccess), userId, today), () => ReadAsync(db, db.Users, userId, today, cancel), cancel);

    /// <summary>The same for a person in a sign-in, which is asked for in the same query; null also where it has been ended or is somebody else's.</summary>
    public static Task<UserAccess?> ReadAsync(FollowUpDbContext db, Guid userId, Guid sessionId, DateOnly today, CancellationToken cancel = default) => db.RememberAsync(
        (typeof(UserAccess), userId, sessionId, today),
        () => ReadAsync(
            db, db.Users.Where(user => db.UserSessions.Any(session => session.Id == sessionId && session.UserId == user.Id && session.EndedAt == null)), userId, today, cancel),
        cancel);

    private static async Task<UserAccess?> ReadAsync(FollowUpDbContext db, IQueryable<AppUser> users, Guid userId, DateOnly today, CancellationToken cancel)
    {
        var user = await users.AsNoTracking()
            .Where(user => user.Id == userId && user.DeactivatedAt == null && (user.EndsOn == null || user.EndsOn >= today))
            .Select(user => new
            {
                user.Name,
                user.Language,
                Memberships = db.Memberships.InForceOn(today).Where(member => member.UserId == user.Id).Select(member => new { member.UnitId, member.Kind }).ToList(),
                Delegations = db.Delegations.InForceOn(today).Where(delegation => delegation.UserId == user.Id)
                    .Select(delegation => new { delegation.UnitId, delegation.Kind }).ToList(),
                Roles = db.UserRoles.Where(has => has.UserId == user.Id)
                    .Join(db.Roles, has => has.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
            })
            .AsSingleQuery()
            .SingleOrDefaultAsync(cancel);
        if (user is null) return null;

        var tree = await UnitTree.ReadAsync(db, cancel);
        var roles = user.Roles.Select(Enum.Parse<AppRole>).ToHashSet();
        var isPrincipal = roles.Contains(AppRole.Principal);
        var memberships = isPrincipal ? user.Memberships : [];
        var delegations = isPrincipal ? user.Delegations : [];
        var headOf = memberships.Where(member => member.Kind == MembershipKind.Head).Select(member => member.UnitId).ToList();
        var standsInAt = delegations.Where(delegation => delegation.Kind == DelegationKind.StandIn).Select(delegation => delegation.UnitId);
        var own = WithAllBelow(memberships.Select(member => member.UnitId).Concat(delegations.Select(delegation => delegation.UnitId)));

        // Only a closed unit has been taken over, and most authorities have none for long.
        var mayHaveTakenOver = own.Count > 0 && tree.Rows.Any(row => row.Unit.IsClosed);
        return new UserAccess
        {
            UserId = userId,
            Name = user.Name,
            Language = user.Language,
            Roles = roles,
            OwnUnits = own,
            FormerUnits = mayHaveTakenOver ? await UnitMerge.FormerOfAsync(db, own, cancel) : [],
            LedUnits = WithAllBelow(headOf.Concat(standsInAt)),
            HeadUnits = WithAllBelow(headOf),
            AuthorityId = tree.Authority?.Id ?? Guid.Empty,
        };

        IReadOnlyList<Guid> WithAllBelow(IEnumerable<Guid> units) => [.. units.SelectMany(tree.WithAllBelow).Distinct()];
    }
}
