using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>Makes, changes and removes check-points (avstämningar). Stands with the notes, since what is written in one keeps it.</summary>
public sealed class CheckPointService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>Adds a check-point under the key that its form was given.</summary>
    public async Task<Outcome> CreateAsync(UserAccess access, Guid id, Guid planId, CheckPointFacts facts, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities) || await db.Plans.SingleOrDefaultAsync(plan => plan.Id == planId, cancel) is not { } plan) return Outcome.NotFound;
        if (await db.CheckPoints.AnyAsync(point => point.Id == id && point.PlanId == planId, cancel)) return Outcome.Done;
        if (plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        var refusals = await CheckAsync(id, planId, facts, cancel);
        if (refusals.Count > 0) return Outcome.Refused(refusals);
        if (await db.CheckPoints.CountAsync(point => point.PlanId == planId && point.RemovedAt == null, cancel) >= CheckPoint.MaxPerPlan)
            return Outcome.Refused("CheckPointsTooMany", null, CheckPoint.MaxPerPlan);

        var point = new CheckPoint(id, planId, facts);
        db.CheckPoints.Add(point);
        Record(access, AuditAction.CheckPointCreated, plan, point);
        await db.TrySaveNewAsync(faults, cancel);
        return Outcome.Done;
    }

    /// <summary>Renames a check-point and changes its days, whether somebody has written or not.</summary>
    public async Task<Outcome> ChangeAsync(UserAccess access, Guid planId, Guid id, Guid version, CheckPointFacts facts, CancellationToken cancel = default)
    {
        if (await FindAsync(access, planId, id, cancel) is not { RemovedAt: null } point) return Outcome.NotFound;
        if (point.Plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        if (point.Version != version) return Outcome.Conflict;
        var refusals = await CheckAsync(id, planId, facts, cancel);
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        point.Change(facts);
        db.Entry(point).Property(x => x.Version).OriginalValue = version;
        Record(access, AuditAction.CheckPointChanged, point.Plan, point);
        return await db.SaveOrConflictAsync(cancel);
    }

    /// <summary>Removes a check-point in which nobody has written; <see cref="RestoreAsync"/> takes it back.</summary>
    public async Task<Outcome> RemoveAsync(UserAccess access, Guid planId, Guid id, CancellationToken cancel = default)
    {
        if (await FindAsync(access, planId, id, cancel) is not { } point) return Outcome.NotFound;
        if (point.RemovedAt is not null) return Outcome.Done;
        if (point.Plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        var written = await db.CheckPointNotes.CountAsync(written => written.CheckPointId == id, cancel);
        if (written > 0) return Outcome.Refused("CheckPointHasBeenWritten", null, written);

        point.Remove(clock.Now);
        Record(access, AuditAction.CheckPointRemoved, point.Plan, point);
        return await db.SaveOrConflictAsync(cancel);
    }

    public async Task<Outcome> RestoreAsync(UserAccess access, Guid planId, Guid id, CancellationToken cancel = default)
    {
        if (await FindAsync(access, planId, id, cancel) is not { } point) return Outcome.NotFound;
        if (point.RemovedAt is null) return Outcome.Done;
        if (point.Plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        if (await IsTakenAsync(id, planId, point.Name, cancel)) return Outcome.Refused("CheckPointExists", nameof(CheckPointFacts.Name));
        point.Restore();
        Record(access, AuditAction.CheckPointRestored, point.Plan, point);
        return await db.SaveOrConflictAsync(cancel);
    }

    private async Task<CheckPoint?> FindAsync(UserAccess access, Guid planId, Guid id, CancellationToken cancel) => access.May(Permission.PlanActivities)
        ? await db.CheckPoints.Include(point => point.Plan).SingleOrDefaultAsync(point => point.Id == id && point.PlanId == planId, cancel)
        : null;

    private async Task<List<Refusal>> CheckAsync(Guid id, Guid planId, CheckPointFacts facts, CancellationToken cancel)
    {
        var refusals = facts.Check();
        if (await IsTakenAsync(id, planId, TypedText.CleanLine(facts.Name), cancel)) refusals.Add(new Refusal("CheckPointExists", nameof(facts.Name)));
        return refusals;
    }

    private Task<bool> IsTakenAsync(Guid id, Guid planId, string name, CancellationToken cancel) =>
        db.CheckPoints.AnyAsync(other => other.Id != id && other.PlanId == planId && other.Name == name && other.RemovedAt == null, cancel);

    /// <summary>Told of the plan, whose history shows it.</summary>
    private void Record(UserAccess access, AuditAction action, Plan plan, CheckPoint point) => db.Audit.Add(new AuditEntry(
        clock.Now, access.UserId, action, plan.Id, $"{plan.Year} {plan.Name}".TrimEnd(), $"{point.Name}, {point.FirstDay:yyyy-MM-dd}–{point.LastDay:yyyy-MM-dd}"));
}
