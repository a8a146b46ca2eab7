using System.Security.Cryptography;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports.Lists;

/// <summary>
/// Adds and changes the people of a list, in the context but not saved. The accounts have no password; nobody is sent anything. The user manager is asked only how it spells what
/// it looks for, since it would ask the database about each person.
/// </summary>
internal static class PersonListWriter
{
    private const int StampLength = 32;

    /// <returns>The people who were added.</returns>
    public static async Task<IReadOnlyList<Guid>> WriteAsync(
        FollowUpDbContext db, UserManager<AppUser> accounts, ListCheck check, (Guid UserId, DateTime Now, DateOnly Today) by, CancellationToken cancel)
    {
        var rows = check.Rows.Cast<CheckedPerson>().Where(row => row.Fate is RowFate.New or RowFate.Changed).ToList();
        var ids = rows.Select(row => row.Id).OfType<Guid>().ToList();
        var present = await db.Users.Include(user => user.Memberships).Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, cancel);
        var roles = new Dictionary<Guid, IReadOnlySet<AppRole>>();
        foreach (var row in rows)
        {
            var facts = row.Facts!;
            var user = row.Id is { } id ? present[id] : Add(db, accounts, facts);
            user.Change(facts.Name, facts.Email);
            user.BecomeMemberOf([.. facts.Places.Select(place => (place.UnitId, place.Kind))], by.Today);
            user.ConcurrencyStamp = Guid.CreateVersion7().ToString();
            roles[user.Id] = facts.Roles;
            var isRoleTold = row.Id is null || row.Changes.Any(change => change.Field == ListField.Roles);
            db.Audit.Add(new AuditEntry(by.Now, by.UserId, row.Id is null ? AuditAction.UserCreated : AuditAction.UserChanged, user.Id, user.Name,
                isRoleTold ? string.Join(", ", facts.Roles.Order()) : ""));
        }

        await KeepAnAdministratorAsync(db, rows, cancel);
        await RoleRows.SetAsync(db, roles, cancel);
        return [.. roles.Keys.Except(ids)];
    }

    private static AppUser Add(FollowUpDbContext db, UserManager<AppUser> accounts, UserFacts facts)
    {
        var user = new AppUser(Guid.CreateVersion7(), facts.Name, facts.Email)
        {
            EmailConfirmed = true,
            SecurityStamp = RandomNumberGenerator.GetHexString(StampLength),
        };
        user.NormalizedEmail = accounts.NormalizeEmail(user.Email);
        user.NormalizedUserName = accounts.NormalizeName(user.UserName);
        db.Users.Add(user);
        return user;
    }

    /// <summary>As when it is done by hand: an administrator who stays moves too, so that two people cannot take the role from each other at the same time.</summary>
    private static async Task KeepAnAdministratorAsync(FollowUpDbContext db, IReadOnlyList<CheckedPerson> rows, CancellationToken cancel)
    {
        var losing = rows.Where(row => row.Id is not null && !row.Facts!.Roles.Contains(AppRole.Administrator)).Select(row => row.Id!.Value).ToList();
        if (losing.Count == 0 || !await RoleRows.ActiveWith(db, AppRole.Administrator).AnyAsync(user => losing.Contains(user.Id), cancel)) return;
        var staying = await RoleRows.ActiveWith(db, AppRole.Administrator).Where(user => !losing.Contains(user.Id)).OrderBy(user => user.Id).FirstAsync(cancel);
        staying.ConcurrencyStamp = Guid.CreateVersion7().ToString();
    }
}
