using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>
/// Adds activities with the units that they concern, and changes which units those are. Stands with the notes, since a unit is
/// concerned by having one. The unit that is responsible always has.
/// </summary>
public sealed class AssignmentService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>Most units that one activity may concern.</summary>
    public const int MaxUnits = 1_000;

    /// <summary>How many times a number is sought anew because somebody else added an activity to the plan in between.</summary>
    private const int Attempts = 3;

    /// <summary>
    /// Adds an activity under the key that its form was given, with a note for each unit. Without a number it gets the one after the
    /// plan's last.
    /// </summary>
    /// <returns>The number that the activity got.</returns>
    public async Task<Outcome<int>> AddActivityAsync(UserAccess access, NewActivity added, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return Outcome<int>.From(Outcome.NotFound);
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryAddAsync(access, added, cancel);
            if (!outcome.IsConflict || attempt == Attempts) return outcome;
        }
    }

    /// <summary>Changes what is stated about an activity. A new responsible unit gets a note; the former keeps its own.</summary>
    public async Task<Outcome> ChangeActivityAsync(UserAccess access, Guid id, Guid version, ActivityFacts facts, CancellationToken cancel = default)
    {
        if (await FindAsync(access, id, cancel) is not { } activity) return Outcome.NotFound;
        if (activity.Version != version) return Outcome.Conflict;
        if (RefusalOfLocked(activity) is { } locked) return locked;
        var refusals = await ActivityRules.CheckAsync(db, activity.Plan, activity, facts, cancel);
        if (refusals.Count > 0) return Outcome.Refused(refusals);

        if (!await db.Notes.AnyAsync(note => note.ActivityId == id && note.UnitId == facts.OwnerUnitId, cancel))
            db.Notes.Add(new Note(id, facts.OwnerUnitId));
        activity.Change(facts);
        db.Entry(activity).Property(x => x.Version).OriginalValue = version;
        return await SaveAsync(access, AuditAction.ActivityChanged, activity, "", cancel);
    }

    /// <summary>Lets an activity concern one more unit, mid-year too.</summary>
    public async Task<Outcome> AddUnitAsync(UserAccess access, Guid id, Guid unitId, CancellationToken cancel = default)
    {
        if (await FindAsync(access, id, cancel) is not { } activity) return Outcome.NotFound;
        if (await db.Notes.AnyAsync(note => note.ActivityId == id && note.UnitId == unitId, cancel)) return Outcome.Done;
        if (RefusalOfLocked(activity) is { } locked) return locked;
        if (await ActivityRules.RefusalOfUnitAsync(db, unitId, "UnitId", cancel) is { } refusal) return Outcome.Refused([refusal]);

        db.Notes.Add(new Note(id, unitId));
        return await SaveAsync(access, AuditAction.ActivityUnitAdded, activity, await NameOfAsync(unitId, cancel), cancel);
    }

    private async Task<Outcome<int>> TryAddAsync(UserAccess access, NewActivity added, CancellationToken cancel)
    {
        if (await MadeAsync(added.Id, cancel) is { } made) return made;
        var plan = await db.Plans.SingleOrDefaultAsync(plan => plan.Id == added.PlanId, cancel);
        if (plan is null) return Outcome<int>.From(Outcome.NotFound);
        if (plan.IsFixed) return Outcome<int>.From(Outcome.Refused("PlanIsFixed"));

        var others = db.Activities.Where(other => other.PlanId == plan.Id && other.DroppedAt == null);
        var number = added.Number ?? (await others.MaxAsync(other => (int?)other.Number, cancel) ?? 0) + 1;
        var refusals = await ActivityRules.CheckAsync(db, plan, null, added.Facts, cancel);
        if (number is < 1 or > Activity.MaxNumber) refusals.Add(new Refusal("ActivityNumberOutside", nameof(added.Number), Activity.MaxNumber));
        else if (await others.AnyAsync(other => other.Number == number, cancel))
            refusals.Add(new Refusal("ActivityNumberTaken", nameof(added.Number), number));
        var units = added.UnitIds.Append(added.Facts.OwnerUnitId).ToHashSet();
        if (await RefusalOfUnitsAsync(units, added.Facts.OwnerUnitId, cancel) is { } refusal) refusals.Add(refusal);
        if (refusals.Count > 0) return Outcome<int>.From(Outcome.Refused(refusals));

        var activity = new Activity(added.Id, plan.Id, number, added.Facts) { FromNoteId = added.FromNoteId };
        db.Activities.Add(activity);
        db.Notes.AddRange(units.Select(unitId => new Note(activity.Id, unitId)));
        plan.Touch();
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ActivityCreated, activity.Id, activity.Label));
        if (added.FromNoteId is { } noteId) db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.NoteBecameActivity, noteId, activity.Label));
        try
        {
            if (await db.TrySaveNewAsync(faults, cancel)) return number;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Outcome<int>.From(Outcome.Conflict);
        }

        return await MadeAsync(added.Id, cancel) is { } first ? first : Outcome<int>.From(Outcome.Conflict);
    }

    private async Task<Outcome<int>?> MadeAsync(Guid id, CancellationToken cancel) =>
        await db.Activities.Where(activity => activity.Id == id).Select(activity => (int?)activity.Number).SingleOrDefaultAsync(cancel) is { } number
            ? number
            : null;

    private async Task<Refusal?> RefusalOfUnitsAsync(HashSet<Guid> units, Guid ownerId, CancellationToken cancel)
    {
        const string field = nameof(NewActivity.UnitIds);
        if (units.Count > MaxUnits) return new Refusal("ActivityTooManyUnits", field, MaxUnits);
        var others = units.Where(unitId => unitId != ownerId).ToList();
        var usable = await db.Units.CountAsync(unit => others.Contains(unit.Id) && unit.ClosedAt == null, cancel);
        return usable == others.Count ? null : new Refusal("UnitUnknown", field);
    }

    private async Task<Activity?> FindAsync(UserAccess access, Guid id, CancellationToken cancel) => access.May(Permission.PlanActivities)
        ? await db.Activities.VisibleTo(access, db).Include(activity => activity.Plan).SingleOrDefaultAsync(activity => activity.Id == id, cancel)
        : null;

    private static Outcome? RefusalOfLocked(Activity activity) =>
        activity.Plan.IsFixed ? Outcome.Refused("PlanIsFixed")
        : activity.IsDropped ? Outcome.Refused("ActivityIsDropped")
        : null;

    private Task<string> NameOfAsync(Guid unitId, CancellationToken cancel) =>
        db.Units.Where(unit => unit.Id == unitId).Select(unit => unit.Name).SingleAsync(cancel);

    private async Task<Outcome> SaveAsync(UserAccess access, AuditAction action, Activity activity, string detail, CancellationToken cancel)
    {
        activity.Plan.Touch();
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, activity.Id, activity.Label, detail));
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
}

/// <summary>What a person states about an activity that is to be added.</summary>
public sealed record NewActivity
{
    /// <summary>The key, made with the form.</summary>
    public required Guid Id { get; init; }

    public required Guid PlanId { get; init; }

    /// <summary>Its number; null for the one after the last.</summary>
    public int? Number { get; init; }

    public required ActivityFacts Facts { get; init; }

    /// <summary>The units concerned; the responsible one is added where it is not among them.</summary>
    public IReadOnlyList<Guid> UnitIds { get; init; } = [];

    /// <summary>The note in whose analysis it was found; null where it comes from elsewhere.</summary>
    public Guid? FromNoteId { get; init; }
}
