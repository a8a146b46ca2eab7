using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reminders;

/// <summary>Lets mail rest: one's own for a time, about a plan or about everything; or everybody's about a plan.</summary>
public sealed class MailPauseService(FollowUpDbContext db, IDatabaseFaults faults, AuthorityClock clock)
{
    /// <summary>Pauses one's own mail.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="planId">About this plan; null for about everything.</param>
    /// <param name="until">The last day without mail; null for until further notice.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome> PauseAsync(UserAccess access, Guid? planId, DateOnly? until, CancellationToken cancel = default)
    {
        if (until < clock.Today) return Outcome.Refused("PauseEndsInThePast", "Until");
        return await SetAsync(access, access.UserId, planId ?? MailPause.All, until, cancel);
    }

    /// <summary>Lets one's own mail come again.</summary>
    public Task<Outcome> ResumeAsync(UserAccess access, Guid? planId, CancellationToken cancel = default) =>
        EndAsync(access, access.UserId, planId ?? MailPause.All, cancel);

    /// <summary>Sends nobody mail about a plan.</summary>
    public async Task<Outcome> PausePlanAsync(UserAccess access, Guid planId, CancellationToken cancel = default) =>
        access.May(Permission.Administer) ? await SetAsync(access, MailPause.All, planId, null, cancel) : Outcome.NotFound;

    /// <summary>Sends mail about a plan again.</summary>
    public async Task<Outcome> ResumePlanAsync(UserAccess access, Guid planId, CancellationToken cancel = default) =>
        access.May(Permission.Administer) ? await EndAsync(access, MailPause.All, planId, cancel) : Outcome.NotFound;

    private async Task<Outcome> SetAsync(UserAccess access, Guid userId, Guid planId, DateOnly? until, CancellationToken cancel)
    {
        if (await LabelAsync(planId, cancel) is not { } label) return Outcome.NotFound;
        var pause = await db.MailPauses.SingleOrDefaultAsync(pause => pause.UserId == userId && pause.PlanId == planId, cancel);
        if (pause is not null && pause.Until == until) return Outcome.Done;
        if (pause is null) db.MailPauses.Add(new MailPause(userId, planId, until));
        else pause.Last(until);
        Record(access, userId, planId, label, isPaused: true);

        // The first click of a double click has paused it.
        await db.TrySaveNewAsync(faults, cancel);
        return Outcome.Done;
    }

    private async Task<Outcome> EndAsync(UserAccess access, Guid userId, Guid planId, CancellationToken cancel)
    {
        if (await LabelAsync(planId, cancel) is not { } label) return Outcome.NotFound;
        if (await db.MailPauses.SingleOrDefaultAsync(pause => pause.UserId == userId && pause.PlanId == planId, cancel) is not { } pause) return Outcome.Done;
        db.MailPauses.Remove(pause);
        Record(access, userId, planId, label, isPaused: false);
        return await db.SaveOrConflictAsync(cancel);
    }

    private void Record(UserAccess access, Guid userId, Guid planId, string label, bool isPaused) => db.Audit.Add(userId == MailPause.All
        ? new AuditEntry(clock.Now, access.UserId, isPaused ? AuditAction.PlanMailPaused : AuditAction.PlanMailResumed, planId, label)
        : new AuditEntry(clock.Now, access.UserId, isPaused ? AuditAction.MailPaused : AuditAction.MailResumed, userId, access.Name, label));

    /// <summary>The plan's year and name; empty for all plans, null where there is no such plan.</summary>
    private async Task<string?> LabelAsync(Guid planId, CancellationToken cancel)
    {
        if (planId == MailPause.All) return "";
        var plan = await db.Plans.AsNoTracking().Where(plan => plan.Id == planId)
            .Select(plan => new { plan.YearKind, plan.StartYear, plan.Name }).SingleOrDefaultAsync(cancel);
        return plan is null ? null : $"{new Plans.PlanYear(plan.YearKind, plan.StartYear)} {plan.Name}".Trim();
    }
}
