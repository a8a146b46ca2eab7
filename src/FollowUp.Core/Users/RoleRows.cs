using FollowUp.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>The rows that say who has which role.</summary>
internal static class RoleRows
{
    public static async Task<HashSet<AppRole>> ReadAsync(FollowUpDbContext db, Guid userId, CancellationToken cancel) =>
    [
        .. (await db.UserRoles.Where(has => has.UserId == userId)
            .Join(db.Roles, has => has.RoleId, role => role.Id, (_, role) => role.Name!)
            .ToListAsync(cancel)).Select(Enum.Parse<AppRole>),
    ];

    /// <summary>Puts a person's roles to exactly these; a role's own row is made the first time somebody gets it.</summary>
    public static Task SetAsync(FollowUpDbContext db, Guid userId, IReadOnlySet<AppRole> wanted, CancellationToken cancel) =>
        SetAsync(db, new Dictionary<Guid, IReadOnlySet<AppRole>> { [userId] = wanted }, cancel);

    /// <summary>The same for several people, with as many commands.</summary>
    public static async Task SetAsync(FollowUpDbContext db, IReadOnlyDictionary<Guid, IReadOnlySet<AppRole>> wanted, CancellationToken cancel)
    {
        var roles = await db.Roles.ToDictionaryAsync(role => role.Name!, role => role.Id, cancel);
        foreach (var missing in wanted.Values.SelectMany(each => each).Distinct().Where(role => !roles.ContainsKey(role.ToString())))
        {
            var role = new IdentityRole<Guid>(missing.ToString()) { Id = Guid.CreateVersion7(), NormalizedName = missing.ToString().ToUpperInvariant() };
            db.Roles.Add(role);
            roles.Add(missing.ToString(), role.Id);
        }

        var ids = wanted.Keys.ToList();
        var has = (await db.UserRoles.Where(has => ids.Contains(has.UserId)).ToListAsync(cancel)).ToLookup(row => row.UserId);
        foreach (var (userId, theirs) in wanted)
        {
            var wantedIds = theirs.Select(role => roles[role.ToString()]).ToHashSet();
            db.UserRoles.RemoveRange(has[userId].Where(row => !wantedIds.Contains(row.RoleId)));
            db.UserRoles.AddRange(wantedIds.Except(has[userId].Select(row => row.RoleId))
                .Select(roleId => new IdentityUserRole<Guid> { UserId = userId, RoleId = roleId }));
        }
    }

    /// <summary>Active people with a role, until further notice.</summary>
    public static IQueryable<AppUser> ActiveWith(FollowUpDbContext db, AppRole role)
    {
        var name = role.ToString();
        return db.Users.Where(user => user.DeactivatedAt == null && user.EndsOn == null && db.UserRoles.Any(
            has => has.UserId == user.Id && db.Roles.Any(row => row.Id == has.RoleId && row.Name == name)));
    }
}
