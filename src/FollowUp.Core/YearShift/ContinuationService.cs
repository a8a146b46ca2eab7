using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.YearShift;

/// <summary>
/// Decides what becomes of a plan's activities after the year, one by one or many at once. Before the plan is fixed and after: fixing locks
/// what is written, and no report tells of what is decided here.
/// </summary>
public sealed class ContinuationService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Most activities decided at once.</summary>
    public const int MaxActivities = 1_000;

    /// <summary>How many times the activities are read anew because somebody else saved one of them in between.</summary>
    private const int Attempts = 4;

    /// <summary>
    /// Takes over what was chosen in a list. An activity that somebody else decided since the list was shown is left alone, and named; what is
    /// decided so already stays as it is.
    /// </summary>
    public Task<Outcome<ContinuationsOutcome>> DecideAsync(
        UserAccess access, Guid planId, IReadOnlyList<ContinuationChoice> choices, CancellationToken cancel = default)
    {
        var chosen = choices.Where(choice => choice.Was != choice.Becomes).DistinctBy(choice => choice.ActivityId).ToDictionary(choice => choice.ActivityId);
        return ChangeAsync(access, planId, async () =>
        {
            var ids = chosen.Keys.ToList();
            var activities = await db.Activities.Where(activity => activity.PlanId == planId && activity.DroppedAt == null && ids.Contains(activity.Id)).ToListAsync(cancel);
            return [.. activities.Select(activity => (activity, chosen[activity.Id].Was, chosen[activity.Id].Becomes))];
        }, cancel);
    }

    /// <summary><em>Godta förslagen</em>: decides what is proposed for every activity of the plan that nobody has decided anything about.</summary>
    public Task<Outcome<ContinuationsOutcome>> AcceptProposalsAsync(UserAccess access, Guid planId, CancellationToken cancel = default) =>
        ChangeAsync(access, planId, async () =>
        {
            var undecided = await db.Activities.Where(activity => activity.PlanId == planId && activity.DroppedAt == null && activity.Continuation == null)
                .OrderBy(activity => activity.Number).ThenBy(activity => activity.Id).Take(MaxActivities).ToListAsync(cancel);
            var proposals = await ProposalsAsync(planId, cancel);
            return [.. undecided.Where(activity => proposals.GetValueOrDefault(activity.Id) is not null)
                .Select(activity => (activity, (Continuation?)null, proposals[activity.Id]))];
        }, cancel);

    /// <summary>Decides about one activity, with the activity that replaces it where there is one.</summary>
    /// <param name="access">Who decides.</param>
    /// <param name="activityId">Which activity.</param>
    /// <param name="version">Its version when the form was shown.</param>
    /// <param name="continuation">What becomes of it; null to take a decision back.</param>
    /// <param name="replacedById">One of the same plan or a later one; without meaning unless it is replaced.</param>
    /// <param name="cancel">Ends the work early.</param>
    public async Task<Outcome> DecideOneAsync(
        UserAccess access, Guid activityId, Guid version, Continuation? continuation, Guid? replacedById, CancellationToken cancel = default)
    {
        var activity = access.May(Permission.PlanActivities)
            ? await db.Activities.Include(activity => activity.Plan).SingleOrDefaultAsync(activity => activity.Id == activityId, cancel)
            : null;
        if (activity is null) return Outcome.NotFound;
        var replacement = continuation == Continuation.ReplacedBy ? replacedById : null;
        if (activity.Continuation == continuation && activity.ReplacedById == replacement) return Outcome.Done;
        if (activity.Version != version) return Outcome.Conflict;
        if (activity.IsDropped) return Outcome.Refused("ActivityIsDropped");
        if (replacement is { } id && !await MayReplaceAsync(activity, id, cancel)) return Outcome.Refused("ContinuationReplacementUnknown", "ReplacedById");

        Decide(access, activity, continuation, replacement);
        db.Entry(activity).Property(x => x.Version).OriginalValue = version;
        return await db.SaveOrConflictAsync(cancel);
    }

    private async Task<Outcome<ContinuationsOutcome>> ChangeAsync(
        UserAccess access, Guid planId, Func<Task<List<(Activity Activity, Continuation? Was, Continuation? Becomes)>>> read, CancellationToken cancel)
    {
        if (!access.May(Permission.PlanActivities) || !await db.Plans.AnyAsync(plan => plan.Id == planId, cancel)) return Outcome<ContinuationsOutcome>.From(Outcome.NotFound);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var found = await read();
            var stands = found.Where(each => each.Activity.Continuation == each.Becomes).ToList();
            var changed = found.Except(stands).Where(each => each.Activity.Continuation != each.Was).ToList();
            var decided = found.Except(stands).Except(changed).ToList();
            foreach (var (activity, _, becomes) in decided) Decide(access, activity, becomes, null);
            if (decided.Count == 0 || (await db.SaveOrConflictAsync(cancel)).IsDone)
                return new ContinuationsOutcome(decided.Count, [.. changed.Select(each => each.Activity).OrderBy(activity => activity.Number).Select(activity => activity.Label)]);
        }

        return Outcome<ContinuationsOutcome>.From(Outcome.Conflict);
    }

    private void Decide(UserAccess access, Activity activity, Continuation? continuation, Guid? replacedById)
    {
        activity.Decide(continuation, replacedById, access.UserId, clock.Now);
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ContinuationDecided, activity.Id, activity.Label, $"{continuation}"));
    }

    private async Task<Dictionary<Guid, Continuation?>> ProposalsAsync(Guid planId, CancellationToken cancel)
    {
        var read = await db.Activities.AsNoTracking()
            .Where(activity => activity.PlanId == planId && activity.DroppedAt == null && activity.Continuation == null)
            .OrderBy(activity => activity.Number).ThenBy(activity => activity.Id).Take(MaxActivities)
            .Select(activity => new
            {
                activity.Id,
                IsCarried = db.Activities.Any(next => next.ContinuesId == activity.Id && next.DroppedAt == null),
                Note = db.Notes.Where(note => note.ActivityId == activity.Id && note.UnitId == activity.OwnerUnitId
                        && (note.State == NoteState.Submitted || note.State == NoteState.Approved))
                    .Select(note => new { note.Status, note.Analysis }).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return read.ToDictionary(each => each.Id, each => ContinuationProposal.Of(each.Note?.Status, each.Note?.Analysis ?? "", each.IsCarried).Continuation);
    }

    private async Task<bool> MayReplaceAsync(Activity activity, Guid id, CancellationToken cancel)
    {
        if (id == activity.Id) return false;
        var other = await db.Activities.AsNoTracking().Include(other => other.Plan).SingleOrDefaultAsync(other => other.Id == id, cancel);
        return other is { IsDropped: false } && (other.PlanId == activity.PlanId || other.Plan.Year.CompareTo(activity.Plan.Year) > 0);
    }
}

/// <summary>What was chosen about one activity in a list.</summary>
/// <param name="ActivityId">Which activity.</param>
/// <param name="Was">What was decided when the list was shown; null for nothing.</param>
/// <param name="Becomes">What is chosen; null for nothing yet.</param>
public sealed record ContinuationChoice(Guid ActivityId, Continuation? Was, Continuation? Becomes);

/// <summary>How a change of many decisions ended.</summary>
/// <param name="Decided">How many activities were decided about.</param>
/// <param name="Changed">Those that somebody else decided about since the list was shown, by number and title; they are as that person left them.</param>
public sealed record ContinuationsOutcome(int Decided, IReadOnlyList<string> Changed);
