using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Plans;

/// <summary>Gives units days of their own in a plan.</summary>
public sealed class UnitDaysService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>
    /// Sets the days of a unit, and thereby of all below it that have none of their own. Nothing stated takes the unit's own days away. The
    /// authority's days are the plan's.
    /// </summary>
    /// <param name="access">Who does it.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="unitId">The unit.</param>
    /// <param name="planVersion">The plan's version, which every change of days moves.</param>
    /// <param name="facts">The days.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome> SetAsync(UserAccess access, Guid planId, Guid unitId, Guid planVersion, UnitDaysFacts facts, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return Outcome.NotFound;
        var plan = await db.Plans.SingleOrDefaultAsync(plan => plan.Id == planId, cancel);
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(unit => unit.Id == unitId && unit.ParentId != null, cancel);
        if (plan is null || unit is null) return Outcome.NotFound;
        if (plan.IsFixed) return Outcome.Refused("PlanIsFixed");

        var own = await db.UnitDays.SingleOrDefaultAsync(days => days.PlanId == planId && days.UnitId == unitId, cancel);
        // The second click of a double click finds the work done.
        if (Same(own, facts)) return Outcome.Done;
        if (plan.Version != planVersion) return Outcome.Conflict;
        var refusals = facts.Check((await PlanCalendar.ReadAsync(db, [plan], cancel)).DaysAbove(planId, unitId));
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        if (own is null) db.UnitDays.Add(new UnitDays(planId, unitId, facts));
        else if (facts.IsNothing) db.UnitDays.Remove(own);
        else own.Change(facts);
        plan.Touch();
        db.Entry(plan).Property(x => x.Version).OriginalValue = planVersion;
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, facts.IsNothing ? AuditAction.UnitDaysRemoved : AuditAction.UnitDaysSet, planId,
            $"{plan.Year} {plan.Name}".TrimEnd(), facts.IsNothing ? unit.Name : $"{unit.Name}: {facts.OpensOn:yyyy-MM-dd}–{facts.LastDay:yyyy-MM-dd} +{facts.GraceDays}"));
        try
        {
            return await db.SaveOrConflictAsync(cancel);
        }
        catch (DbUpdateException fault) when (faults.IsUniqueViolation(fault))
        {
            db.ChangeTracker.Clear();
            return Outcome.Conflict;
        }
    }

    private static bool Same(UnitDays? own, UnitDaysFacts facts) =>
        (own?.OpensOn, own?.LastDay, own?.GraceDays) == (facts.OpensOn, facts.LastDay, facts.GraceDays);
}
