using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>Reads people and accounts for pages.</summary>
public sealed class UserQueries(FollowUpDbContext db)
{
    /// <summary>The demonstration's accounts as the sign-in page shows them, in the given order. At most as many as are named.</summary>
    public async Task<IReadOnlyList<DemonstrationAccount>> DemonstrationAccountsAsync(IReadOnlyList<string> emails, CancellationToken cancel = default)
    {
        var found = await db.Users.AsNoTracking()
            .Where(user => emails.Contains(user.Email!))
            .Join(db.UserRoles, user => user.Id, has => has.UserId, (user, has) => new { user.Name, user.Email, has.RoleId })
            .Join(db.Roles, user => user.RoleId, role => role.Id, (user, role) => new { user.Name, Email = user.Email!, Role = role.Name! })
            .OrderBy(user => user.Email)
            .Take(50)
            .ToListAsync(cancel);
        return [.. found.DistinctBy(user => user.Email).OrderBy(user => emails.ToList().IndexOf(user.Email))
            .Select(user => new DemonstrationAccount(user.Email, user.Name, Enum.Parse<AppRole>(user.Role)))];
    }
}

public sealed record DemonstrationAccount(string Email, string Name, AppRole Role);
