using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports.Lists;

/// <summary>The people whom a list added, and what has been done by or to them since.</summary>
/// <param name="db">Where they are.</param>
/// <param name="ids">The people.</param>
internal sealed class PersonListTraces(FollowUpDbContext db, IReadOnlyList<Guid> ids)
{
    /// <summary>Marks their accounts for removal, unless something stands against it.</summary>
    /// <returns>What stands against it, each with the person named.</returns>
    public async Task<IReadOnlyList<Refusal>> TakeOutAsync(CancellationToken cancel)
    {
        var people = await db.Users.Where(user => ids.Contains(user.Id))
            .Select(user => new
            {
                User = user,
                IsStarted = user.PasswordHash != null || db.Audit.Any(entry => entry.UserId == user.Id),
                IsChanged = user.DeactivatedAt != null || db.Audit.Any(entry => entry.SubjectId == user.Id && entry.Action != AuditAction.UserCreated),
            })
            .ToListAsync(cancel);
        List<Refusal> reasons =
        [
            .. people.Where(each => each.IsStarted).Select(each => new Refusal("ListPersonStarted", null, each.User.Name)),
            .. people.Where(each => !each.IsStarted && each.IsChanged).Select(each => new Refusal("ListPersonChanged", null, each.User.Name)),
        ];
        if (reasons.Count > 0) return reasons;
        db.Memberships.RemoveRange(await db.Memberships.Where(member => ids.Contains(member.UserId)).ToListAsync(cancel));
        db.UserRoles.RemoveRange(await db.UserRoles.Where(has => ids.Contains(has.UserId)).ToListAsync(cancel));
        db.Users.RemoveRange(people.Select(each => each.User));
        return [];
    }
}
