using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Plans;

/// <summary>Makes and changes the goal areas (målområden) under which activities stand.</summary>
public sealed class GoalAreaService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>The last place that can be given.</summary>
    public const int MaxPosition = 999;

    /// <summary>Adds a goal area under the key that its form was given; without a position it stands last.</summary>
    public async Task<Outcome> CreateAsync(UserAccess access, Guid id, GoalAreaFacts facts, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return Outcome.NotFound;
        if (await db.GoalAreas.AnyAsync(area => area.Id == id, cancel)) return Outcome.Done;
        var refusals = await CheckAsync(id, facts, cancel);
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        var last = await db.GoalAreas.MaxAsync(area => (int?)area.Position, cancel) ?? 0;
        var area = new GoalArea(id, facts.Name, facts.Position ?? Math.Min(last + 1, MaxPosition));
        db.GoalAreas.Add(area);
        Record(access, AuditAction.GoalAreaCreated, area);
        await db.TrySaveNewAsync(faults, cancel);
        return Outcome.Done;
    }

    /// <summary>Renames a goal area or gives it another place; without a position it keeps its own.</summary>
    public async Task<Outcome> ChangeAsync(UserAccess access, Guid id, Guid version, GoalAreaFacts facts, CancellationToken cancel = default)
    {
        if (await FindAsync(access, id, cancel) is not { } area) return Outcome.NotFound;
        if (area.Version != version) return Outcome.Conflict;
        var refusals = await CheckAsync(id, facts, cancel);
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        area.Change(facts.Name, facts.Position ?? area.Position);
        db.Entry(area).Property(x => x.Version).OriginalValue = version;
        Record(access, AuditAction.GoalAreaChanged, area);
        return await db.SaveOrConflictAsync(cancel);
    }

    /// <summary>Takes a goal area out of use: activities that have it keep it, new ones cannot get it.</summary>
    public async Task<Outcome> CloseAsync(UserAccess access, Guid id, CancellationToken cancel = default)
    {
        if (await FindAsync(access, id, cancel) is not { } area) return Outcome.NotFound;
        if (area.ClosedAt is not null) return Outcome.Done;
        area.Close(clock.Now);
        Record(access, AuditAction.GoalAreaClosed, area);
        return await db.SaveOrConflictAsync(cancel);
    }

    public async Task<Outcome> ReopenAsync(UserAccess access, Guid id, CancellationToken cancel = default)
    {
        if (await FindAsync(access, id, cancel) is not { } area) return Outcome.NotFound;
        if (area.ClosedAt is null) return Outcome.Done;
        area.Reopen();
        Record(access, AuditAction.GoalAreaReopened, area);
        return await db.SaveOrConflictAsync(cancel);
    }

    private async Task<GoalArea?> FindAsync(UserAccess access, Guid id, CancellationToken cancel) =>
        access.May(Permission.PlanActivities) ? await db.GoalAreas.SingleOrDefaultAsync(area => area.Id == id, cancel) : null;

    private async Task<List<Refusal>> CheckAsync(Guid id, GoalAreaFacts facts, CancellationToken cancel)
    {
        var refusals = new List<Refusal>();
        refusals.Require(facts.Name, GoalArea.NameLength, "GoalAreaNameMissing", nameof(facts.Name));
        if (facts.Position is < 1 or > MaxPosition) refusals.Add(new Refusal("GoalAreaPositionOutside", nameof(facts.Position), MaxPosition));
        var name = TypedText.CleanLine(facts.Name);
        if (await db.GoalAreas.AnyAsync(area => area.Id != id && area.Name == name, cancel))
            refusals.Add(new Refusal("GoalAreaExists", nameof(facts.Name)));
        return refusals;
    }

    private void Record(UserAccess access, AuditAction action, GoalArea area) =>
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, area.Id, area.Name));
}

/// <summary>What a person states about a goal area.</summary>
/// <param name="Name">Its name, unique.</param>
/// <param name="Position">Its place among the goal areas, from 1; null to leave it to the system.</param>
public sealed record GoalAreaFacts(string Name, int? Position = null);
