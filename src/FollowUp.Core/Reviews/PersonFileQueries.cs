using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>Reads one person's account for a file that is handed out (GDPR art. 15).</summary>
public sealed class PersonFileQueries(FollowUpDbContext db)
{
    /// <summary>The account, for an administrator; null for others and where there is none.</summary>
    public async Task<FiledPerson?> ReadAsync(UserAccess access, Guid userId, CancellationToken cancel = default) => !access.May(Permission.Administer) ? null
        : await db.Users.AsNoTracking().Where(user => user.Id == userId)
            .Select(user => new FiledPerson
            {
                Id = user.Id,
                Name = user.Name,
                Email = user.Email!,
                Language = user.Language,
                RoleNames = db.UserRoles.Where(has => has.UserId == user.Id).Join(db.Roles, has => has.RoleId, row => row.Id, (_, row) => row.Name!).ToList(),
                Places = user.Memberships.OrderBy(place => place.Kind).ThenBy(place => place.Unit.SortKey)
                    .Select(place => new UserPlaceRow(place.UnitId, place.Unit.Name, place.Kind, place.FirstDay, place.LastDay)).ToList(),
                HasPassword = user.PasswordHash != null,
                FailedSignIns = user.AccessFailedCount,
                EndsOn = user.EndsOn,
                DeactivatedAt = user.DeactivatedAt,
            })
            .SingleOrDefaultAsync(cancel);

    /// <summary>A page of the delegations that the person got or gave, the first first. Who the other person is is left out.</summary>
    public Task<Page<FiledDelegation>> DelegationsAsync(UserAccess access, Guid userId, PageRequest page, CancellationToken cancel = default)
    {
        var mayHandOut = access.May(Permission.Administer);
        return db.Delegations.AsNoTracking().Where(delegation => mayHandOut && (delegation.UserId == userId || delegation.GivenById == userId))
            .ToPageAsync(
                delegation => delegation.FirstDay,
                delegation => delegation.Id,
                delegation => new FiledDelegation(
                    delegation.Unit.Name, delegation.Kind, delegation.FirstDay, delegation.LastDay, delegation.EndedAt, delegation.UserId == userId),
                page,
                cancel: cancel);
    }

    /// <summary>A page of the activities that name the person as responsible.</summary>
    public Task<Page<FiledPlace>> ResponsibleAsync(UserAccess access, FiledPerson person, PageRequest page, CancellationToken cancel = default)
    {
        var (mayHandOut, name) = (access.May(Permission.Administer), person.Name);
        return db.Activities.AsNoTracking().Where(activity => mayHandOut && activity.Responsible.Contains(name))
            .ToPageAsync(
                activity => activity.Plan.StartYear,
                activity => activity.Id,
                activity => new FiledPlace(activity.Plan.YearKind, activity.Plan.StartYear, activity.Number, activity.Title, activity.OwnerUnit.Name),
                page,
                cancel: cancel);
    }
}
