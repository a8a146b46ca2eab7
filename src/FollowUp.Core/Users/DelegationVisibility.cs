using FollowUp.Core.Data;

namespace FollowUp.Core.Users;

/// <summary>Which delegations exist for whom, and which are in force. The one place that says so.</summary>
public static class DelegationVisibility
{
    /// <summary>Those given to this person, given by this person, and given for units that this person leads; all for an administrator.</summary>
    public static IQueryable<Delegation> VisibleTo(this IQueryable<Delegation> delegations, UserAccess access)
    {
        if (access.Roles.Contains(AppRole.Administrator)) return delegations;
        var (me, led) = (access.UserId, access.HeadUnits);
        return delegations.Where(delegation => delegation.UserId == me || delegation.GivenById == me || led.Contains(delegation.UnitId));
    }

    /// <summary><see cref="Delegation.IsInForceOn"/> as a condition.</summary>
    public static IQueryable<Delegation> InForceOn(this IQueryable<Delegation> delegations, DateOnly day) => delegations.Where(delegation =>
        delegation.EndedAt == null && delegation.FirstDay <= day && (delegation.LastDay == null || delegation.LastDay >= day));

    /// <summary><see cref="Delegation.IsOverOn"/> as a condition.</summary>
    public static IQueryable<Delegation> OverOn(this IQueryable<Delegation> delegations, DateOnly day) =>
        delegations.Where(delegation => delegation.EndedAt != null || delegation.LastDay < day);

    /// <summary>Accounts that can be given anything on a day: in use, with the role Principal.</summary>
    internal static IQueryable<AppUser> ActivePrincipals(this FollowUpDbContext db, DateOnly today)
    {
        var principal = nameof(AppRole.Principal);
        return db.Users.Where(user => user.DeactivatedAt == null && (user.EndsOn == null || user.EndsOn >= today)
            && db.UserRoles.Any(has => has.UserId == user.Id && db.Roles.Any(role => role.Id == has.RoleId && role.Name == principal)));
    }
}
