using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Plans;

/// <summary>Makes plans, changes what surrounds their activities, and unlocks those that were fixed.</summary>
public sealed class PlanService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>Adds a plan under the key that its form was given. Year and name together are the plan's own.</summary>
    public async Task<Outcome> CreateAsync(UserAccess access, Guid id, PlanFacts facts, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return Outcome.NotFound;
        if (await db.Plans.AnyAsync(plan => plan.Id == id, cancel)) return Outcome.Done;
        var refusals = facts.Check();
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        var plan = new Plan(id, PlanYear.Parse(facts.Year)!.Value, facts.Name, facts.ReportTitle);
        facts.ApplyTo(plan);
        db.Plans.Add(plan);
        Record(access, AuditAction.PlanCreated, plan);
        if (await db.TrySaveNewAsync(faults, cancel)) return Outcome.Done;
        return await db.Plans.AnyAsync(made => made.Id == id, cancel) ? Outcome.Done : NameTaken();
    }

    /// <summary>Changes year, name, report title and days.</summary>
    public async Task<Outcome> ChangeAsync(UserAccess access, Guid id, Guid version, PlanFacts facts, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities) || await FindAsync(id, cancel) is not { } plan) return Outcome.NotFound;
        if (plan.Version != version) return Outcome.Conflict;
        if (plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        var refusals = facts.Check();
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        facts.ApplyTo(plan);
        try
        {
            return await SaveAsync(access, AuditAction.PlanChanged, plan, version, cancel);
        }
        catch (DbUpdateException fault) when (faults.IsUniqueViolation(fault))
        {
            db.ChangeTracker.Clear();
            return NameTaken();
        }
    }

    /// <summary>Sets the instructions that writers see beside the two fields.</summary>
    public async Task<Outcome> InstructAsync(UserAccess access, Guid id, Guid version, PlanInstructions instructions, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities) || await FindAsync(id, cancel) is not { } plan) return Outcome.NotFound;
        if (plan.Version != version) return Outcome.Conflict;
        if (plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        var refusals = instructions.Check();
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        plan.Instruct(instructions.FollowUp, instructions.Analysis);
        return await SaveAsync(access, AuditAction.PlanChanged, plan, version, cancel);
    }

    /// <summary>Opens a fixed plan again for corrections.</summary>
    public async Task<Outcome> UnlockAsync(UserAccess access, Guid id, Guid version, CancellationToken cancel = default)
    {
        if (!access.May(Permission.FixReport) || await FindAsync(id, cancel) is not { } plan) return Outcome.NotFound;
        if (plan.Version != version) return Outcome.Conflict;
        var outcome = plan.Unlock();
        return outcome.IsDone ? await SaveAsync(access, AuditAction.PlanUnlocked, plan, version, cancel) : outcome;
    }

    private Task<Plan?> FindAsync(Guid id, CancellationToken cancel) => db.Plans.SingleOrDefaultAsync(plan => plan.Id == id, cancel);

    private Task<Outcome> SaveAsync(UserAccess access, AuditAction action, Plan plan, Guid version, CancellationToken cancel)
    {
        Record(access, action, plan);
        db.Entry(plan).Property(x => x.Version).OriginalValue = version;
        return db.SaveOrConflictAsync(cancel);
    }

    private void Record(UserAccess access, AuditAction action, Plan plan) =>
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, plan.Id, $"{plan.Year} {plan.Name}".TrimEnd()));

    private static Outcome NameTaken() => Outcome.Refused("PlanExists", nameof(PlanFacts.Name));
}
