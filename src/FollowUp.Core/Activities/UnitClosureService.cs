using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Activities;

/// <summary>Takes units out of use and back. Stands with the activities, since a unit that is responsible for one cannot be closed.</summary>
public sealed class UnitClosureService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Closes a unit. Refused for the authority, and while units below are in use or activities in plans that are not fixed are the unit's.</summary>
    public async Task<Outcome> CloseAsync(UserAccess access, Guid unitId, CancellationToken cancel = default)
    {
        var unit = await FindAsync(access, unitId, cancel);
        if (unit is null) return Outcome.NotFound;
        if (unit.ClosedAt is not null) return Outcome.Done;
        if (unit.IsAuthority) return Outcome.Refused("UnitAuthorityStays");

        var refusals = new List<Refusal>();
        var below = await db.Units.CountAsync(child => child.ParentId == unitId && child.ClosedAt == null, cancel);
        if (below > 0) refusals.Add(new Refusal("UnitHasUnitsBelow", null, below));
        var owned = await db.Activities.CountAsync(
            activity => activity.OwnerUnitId == unitId && activity.DroppedAt == null && activity.Plan.FixedAt == null, cancel);
        if (owned > 0) refusals.Add(new Refusal("UnitHasActivities", null, owned));
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        unit.Close(clock.Now);
        return await SaveAsync(access, AuditAction.UnitClosed, unit, cancel);
    }

    /// <summary>Takes a closed unit into use again; refused while the unit above it is closed.</summary>
    public async Task<Outcome> ReopenAsync(UserAccess access, Guid unitId, CancellationToken cancel = default)
    {
        var unit = await FindAsync(access, unitId, cancel);
        if (unit is null) return Outcome.NotFound;
        if (unit.ClosedAt is null) return Outcome.Done;
        if (unit.Parent is { ClosedAt: not null } parent) return Outcome.Refused("UnitParentClosed", null, parent.Name);

        unit.Reopen();
        return await SaveAsync(access, AuditAction.UnitReopened, unit, cancel);
    }

    private async Task<Unit?> FindAsync(UserAccess access, Guid unitId, CancellationToken cancel) => access.May(Permission.Administer)
        ? await db.Units.Include(unit => unit.Parent).SingleOrDefaultAsync(unit => unit.Id == unitId, cancel)
        : null;

    private Task<Outcome> SaveAsync(UserAccess access, AuditAction action, Unit unit, CancellationToken cancel)
    {
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, unit.Id, unit.Name));
        return db.SaveOrConflictAsync(cancel);
    }
}
