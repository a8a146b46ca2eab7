using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports.Lists;

/// <summary>The units that a list added, and what has been built on them since.</summary>
/// <param name="db">Where they are.</param>
/// <param name="ids">The units.</param>
internal sealed class UnitListTraces(FollowUpDbContext db, IReadOnlyList<Guid> ids)
{
    /// <summary>Marks them for removal, unless something stands against it.</summary>
    /// <returns>What stands against it, each with the unit named.</returns>
    public async Task<IReadOnlyList<Refusal>> TakeOutAsync(CancellationToken cancel)
    {
        var units = await db.Units.Where(unit => ids.Contains(unit.Id))
            .Select(unit => new
            {
                Unit = unit,
                IsUsed = db.Notes.Any(note => note.UnitId == unit.Id) || db.Activities.Any(activity => activity.OwnerUnitId == unit.Id),
                HasPeople = db.Memberships.Any(member => member.UnitId == unit.Id),
                HasUnits = db.Units.Any(child => child.ParentId == unit.Id && !ids.Contains(child.Id)),
                IsChanged = unit.ClosedAt != null || db.Audit.Any(entry => entry.SubjectId == unit.Id && entry.Action != AuditAction.UnitCreated),
            })
            .ToListAsync(cancel);
        List<Refusal> reasons =
        [
            .. units.Where(each => each.IsUsed).Select(each => new Refusal("ListUnitUsed", null, each.Unit.Name)),
            .. units.Where(each => each.HasPeople).Select(each => new Refusal("ListUnitHasPeople", null, each.Unit.Name)),
            .. units.Where(each => each.HasUnits).Select(each => new Refusal("ListUnitHasUnits", null, each.Unit.Name)),
            .. units.Where(each => each.IsChanged).Select(each => new Refusal("ListUnitChanged", null, each.Unit.Name)),
        ];
        if (reasons.Count == 0) db.Units.RemoveRange(units.Select(each => each.Unit));
        return [.. reasons.DistinctBy(reason => reason.Arguments[0])];
    }
}
