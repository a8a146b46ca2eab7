using FollowUp.Core.Data;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Users;

/// <summary>Reads people and accounts for pages.</summary>
public sealed class UserQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>A page of people in Swedish alphabetical order.</summary>
    public async Task<Page<UserRow>> ListAsync(UserFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var (now, today) = (new DateTimeOffset(clock.Now, TimeSpan.Zero), clock.Today);
        var users = db.Users.AsNoTracking();
        foreach (var word in TypedText.Fold(TypedText.CleanLine(filter.Text)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
            users = users.Where(user => user.SearchName.Contains(word));
        if (filter.Role is { } role)
        {
            var name = role.ToString();
            users = users.Where(user => db.UserRoles.Any(has => has.UserId == user.Id && db.Roles.Any(row => row.Id == has.RoleId && row.Name == name)));
        }

        if (filter.UnitId is { } unitId)
        {
            var units = (await UnitTree.ReadAsync(db, cancel)).WithAllBelow(unitId).ToList();
            users = users.Where(user => user.Memberships.Any(place => units.Contains(place.UnitId) && (place.LastDay == null || place.LastDay >= today)));
        }

        users = filter.Standing switch
        {
            UserStanding.Active => users.Where(user => user.DeactivatedAt == null && (user.EndsOn == null || user.EndsOn >= today)),
            UserStanding.Deactivated => users.Where(user => user.DeactivatedAt != null),
            UserStanding.Locked => users.Where(user => user.DeactivatedAt == null && user.LockoutEnd > now),
            UserStanding.Ending => users.Where(user => user.DeactivatedAt == null && user.EndsOn >= today),
            UserStanding.Ended => users.Where(user => user.DeactivatedAt == null && user.EndsOn < today),
            _ => users,
        };

        return await users.ToPageAsync(
            user => user.SortKey,
            user => user.Id,
            user => new UserRow
            {
                Id = user.Id,
                Name = user.Name,
                Email = user.Email!,
                RoleNames = db.UserRoles.Where(has => has.UserId == user.Id)
                    .Join(db.Roles, has => has.RoleId, row => row.Id, (_, row) => row.Name!).ToList(),
                Places = user.Memberships.Where(place => place.LastDay == null || place.LastDay >= today)
                    .OrderBy(place => place.Kind).ThenBy(place => place.Unit.SortKey)
                    .Select(place => new UserPlaceRow(place.UnitId, place.Unit.Name, place.Kind, place.FirstDay, place.LastDay)).ToList(),
                IsDeactivated = user.DeactivatedAt != null,
                IsLocked = user.LockoutEnd > now,
                HasPassword = user.PasswordHash != null,
                EndsOn = user.EndsOn,
                HasEnded = user.EndsOn < today,
            },
            page,
            cancel: cancel);
    }

    /// <summary>One person; null where there is none.</summary>
    public Task<UserDetails?> DetailsAsync(Guid id, CancellationToken cancel = default)
    {
        var (now, today) = (new DateTimeOffset(clock.Now, TimeSpan.Zero), clock.Today);
        return db.Users.AsNoTracking()
            .Where(user => user.Id == id)
            .Select(user => new UserDetails
            {
                Id = user.Id,
                Name = user.Name,
                Email = user.Email!,
                RoleNames = db.UserRoles.Where(has => has.UserId == user.Id)
                    .Join(db.Roles, has => has.RoleId, row => row.Id, (_, row) => row.Name!).ToList(),
                Places = user.Memberships.Where(place => place.LastDay == null || place.LastDay >= today)
                    .OrderBy(place => place.Kind).ThenBy(place => place.Unit.SortKey)
                    .Select(place => new UserPlaceRow(place.UnitId, place.Unit.Name, place.Kind, place.FirstDay, place.LastDay)).ToList(),
                IsDeactivated = user.DeactivatedAt != null,
                DeactivatedAt = user.DeactivatedAt,
                FormerPlaces = user.Memberships.Where(place => place.LastDay < today)
                    .OrderByDescending(place => place.LastDay).ThenBy(place => place.Unit.SortKey)
                    .Select(place => new UserPlaceRow(place.UnitId, place.Unit.Name, place.Kind, place.FirstDay, place.LastDay)).ToList(),
                IsLocked = user.LockoutEnd > now,
                HasPassword = user.PasswordHash != null,
                EndsOn = user.EndsOn,
                HasEnded = user.EndsOn < today,
                Language = user.Language,
                HasApp = user.TwoFactorEnabled,
                Passkeys = db.UserPasskeys.Count(passkey => passkey.UserId == user.Id),
                Version = user.ConcurrencyStamp!,
            })
            .SingleOrDefaultAsync(cancel);
    }

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

/// <summary>Whether an account can be used.</summary>
public enum UserStanding
{
    Active = 1,
    Deactivated = 2,

    /// <summary>Locked for a while after too many wrong passwords.</summary>
    Locked = 3,

    /// <summary>Has a last day that has not passed.</summary>
    Ending = 4,

    /// <summary>Its last day has passed.</summary>
    Ended = 5,
}

/// <summary>Which people a list shows.</summary>
/// <param name="Text">Words that name or e-mail address has, in any case.</param>
/// <param name="Role">Only those with this role.</param>
/// <param name="UnitId">Only those with a place at this unit or one below it.</param>
/// <param name="Standing">Only accounts of this standing.</param>
public sealed record UserFilter(string? Text = null, AppRole? Role = null, Guid? UnitId = null, UserStanding? Standing = null);

/// <summary>A person's place at a unit, with the unit's name, and the first and last day where it has any.</summary>
public sealed record UserPlaceRow(Guid UnitId, string Unit, MembershipKind Kind, DateOnly? FirstDay, DateOnly? LastDay);

/// <summary>A person in the list.</summary>
public record UserRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public required IReadOnlyList<string> RoleNames { get; init; }

    public IReadOnlyList<AppRole> Roles => [.. RoleNames.Select(Enum.Parse<AppRole>).Order()];

    /// <summary>In force or to come.</summary>
    public required IReadOnlyList<UserPlaceRow> Places { get; init; }

    public required bool IsDeactivated { get; init; }

    public required bool IsLocked { get; init; }

    public required bool HasPassword { get; init; }

    /// <summary>The account's last day; null for until further notice.</summary>
    public required DateOnly? EndsOn { get; init; }

    /// <summary>True once the last day lies behind.</summary>
    public required bool HasEnded { get; init; }
}

/// <summary>What the page of a person shows.</summary>
public sealed record UserDetails : UserRow
{
    /// <summary>UTC; null while the account is active.</summary>
    public required DateTime? DeactivatedAt { get; init; }

    /// <summary>Places that are over, the latest first.</summary>
    public required IReadOnlyList<UserPlaceRow> FormerPlaces { get; init; }

    /// <summary>The language chosen; null to follow the browser.</summary>
    public required string? Language { get; init; }

    /// <summary>True where the account asks for the code of an app.</summary>
    public required bool HasApp { get; init; }

    public required int Passkeys { get; init; }

    /// <summary>The account's version, for the form.</summary>
    public required string Version { get; init; }
}

public sealed record DemonstrationAccount(string Email, string Name, AppRole Role);
