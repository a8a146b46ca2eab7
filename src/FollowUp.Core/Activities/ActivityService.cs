using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Activities;

/// <summary>
/// Drops activities, takes them back and numbers them. Each change moves the plan's version, so that two people who change one
/// plan at the same time notice each other. What concerns an activity's units stands with the notes.
/// </summary>
public sealed class ActivityService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Takes an activity out of the plan mid-year. Its notes are kept.</summary>
    public async Task<Outcome> DropAsync(UserAccess access, Guid id, Guid version, string reason, CancellationToken cancel = default)
    {
        if (await FindAsync(access, id, cancel) is not { } activity) return Outcome.NotFound;
        if (activity.Version != version) return Outcome.Conflict;
        var refusals = new List<Refusal>();
        refusals.Require(reason, Activity.ReasonLength, "ActivityReasonMissing", "Reason");
        if (activity.Plan.IsFixed) refusals.Add(new Refusal("PlanIsFixed"));
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        var outcome = activity.Drop(reason, clock.Now);
        if (!outcome.IsDone) return outcome;
        db.Entry(activity).Property(x => x.Version).OriginalValue = version;
        return await SaveAsync(access, AuditAction.ActivityDropped, activity, "", cancel);
    }

    /// <summary>Takes a dropped activity back, under its old number where that is free and otherwise under the next.</summary>
    public async Task<Outcome> RestoreAsync(UserAccess access, Guid id, CancellationToken cancel = default)
    {
        if (await FindAsync(access, id, cancel) is not { } activity) return Outcome.NotFound;
        if (activity.Plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        if (!activity.IsDropped) return Outcome.Done;
        var owner = await db.Units.SingleAsync(unit => unit.Id == activity.OwnerUnitId, cancel);
        if (owner.ClosedAt is not null) return Outcome.Refused("UnitIsClosed", null, owner.Name);

        var others = db.Activities.Where(other => other.PlanId == activity.PlanId && other.DroppedAt == null);
        var isTaken = await others.AnyAsync(other => other.Number == activity.Number, cancel);
        var number = isTaken ? await others.MaxAsync(other => other.Number, cancel) + 1 : activity.Number;
        if (number > Activity.MaxNumber) return Outcome.Refused("ActivityNumberOutside", null, Activity.MaxNumber);
        var outcome = activity.Restore(number);
        return outcome.IsDone ? await SaveAsync(access, AuditAction.ActivityRestored, activity, "", cancel) : outcome;
    }

    /// <summary>
    /// Gives an activity a number. Where another one has it, those from there to the activity's old place move one step, so that
    /// the rest keep their order.
    /// </summary>
    /// <param name="access">Who renumbers.</param>
    /// <param name="id">The activity to move.</param>
    /// <param name="planVersion">The plan's version when the order was shown.</param>
    /// <param name="number">Its new number, from 1.</param>
    /// <param name="cancel">Ends the work early.</param>
    public async Task<Outcome> RenumberAsync(UserAccess access, Guid id, Guid planVersion, int number, CancellationToken cancel = default)
    {
        if (await FindAsync(access, id, cancel) is not { } activity) return Outcome.NotFound;
        if (activity.Plan.Version != planVersion) return activity.Number == number ? Outcome.Done : Outcome.Conflict;
        if (activity.Plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        if (activity.IsDropped) return Outcome.Refused("ActivityIsDropped");
        if (number is < 1 or > Activity.MaxNumber) return Outcome.Refused("ActivityNumberOutside", "Number", Activity.MaxNumber);
        if (activity.Number == number) return Outcome.Done;

        var from = activity.Number;
        var (low, high) = (Math.Min(from, number), Math.Max(from, number));
        var between = await db.Activities
            .Where(other => other.PlanId == activity.PlanId && other.DroppedAt == null && other.Id != id && other.Number >= low && other.Number <= high)
            .ToListAsync(cancel);
        if (between.Any(other => other.Number == number))
        {
            foreach (var other in between) other.Renumber(other.Number + (number < from ? 1 : -1));
        }

        activity.Renumber(number);
        db.Entry(activity.Plan).Property(x => x.Version).OriginalValue = planVersion;
        return await SaveAsync(access, AuditAction.ActivityRenumbered, activity, $"{from} → {number}", cancel);
    }

    /// <summary>Numbers the plan's activities 1, 2, 3 … in the given order, which must name each of them once.</summary>
    public async Task<Outcome> ReorderAsync(UserAccess access, Guid planId, Guid planVersion, IReadOnlyList<Guid> order, CancellationToken cancel = default)
    {
        var plan = access.May(Permission.PlanActivities) ? await db.Plans.SingleOrDefaultAsync(plan => plan.Id == planId, cancel) : null;
        if (plan is null) return Outcome.NotFound;
        if (plan.Version != planVersion) return Outcome.Conflict;
        if (plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        var activities = await db.Activities.Where(activity => activity.PlanId == planId && activity.DroppedAt == null)
            .ToDictionaryAsync(activity => activity.Id, cancel);
        if (order.Count != activities.Count || order.Distinct().Count() != order.Count || !order.All(activities.ContainsKey))
            return Outcome.Refused("ActivityOrderIncomplete");

        for (var i = 0; i < order.Count; i++)
        {
            if (activities[order[i]].Number != i + 1) activities[order[i]].Renumber(i + 1);
        }

        plan.Touch();
        db.Entry(plan).Property(x => x.Version).OriginalValue = planVersion;
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.PlanChanged, planId, $"{plan.Year} {plan.Name}".TrimEnd(), $"1–{order.Count}"));
        return await db.SaveOrConflictAsync(cancel);
    }

    private async Task<Activity?> FindAsync(UserAccess access, Guid id, CancellationToken cancel) => access.May(Permission.PlanActivities)
        ? await db.Activities.Include(activity => activity.Plan).SingleOrDefaultAsync(activity => activity.Id == id, cancel)
        : null;

    private Task<Outcome> SaveAsync(UserAccess access, AuditAction action, Activity activity, string detail, CancellationToken cancel)
    {
        activity.Plan.Touch();
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, activity.Id, activity.Label, detail));
        return db.SaveOrConflictAsync(cancel);
    }
}
