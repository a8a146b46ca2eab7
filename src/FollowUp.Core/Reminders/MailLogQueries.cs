using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reminders;

/// <summary>Reads which mails were sent, and which rest.</summary>
public sealed class MailLogQueries(FollowUpDbContext db, AuthorityClock clock)
{
    private const int MaxPlans = 100;

    /// <summary>Own mails shown.</summary>
    private const int Latest = 10;

    /// <summary>A page of the log, the latest first. For an administrator.</summary>
    public Task<Page<MailRow>> ListAsync(MailFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var mails = db.ReminderMails.AsNoTracking();
        foreach (var word in TypedText.Fold(TypedText.CleanLine(filter.Person)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
            mails = mails.Where(mail => mail.User.SearchName.Contains(word));
        if (filter.PlanId is { } planId) mails = mails.Where(mail => mail.Plans.Any(plan => plan.PlanId == planId));
        if (filter.Outcome is { } outcome) mails = mails.Where(mail => mail.Outcome == outcome);
        return RowsAsync(mails, page, cancel);
    }

    /// <summary>The plans, the fixed ones too, with whether mail about them rests for everybody. For an administrator.</summary>
    public async Task<IReadOnlyList<MailPlan>> PlansAsync(CancellationToken cancel = default) =>
        await db.Plans.AsNoTracking()
            .OrderByDescending(plan => plan.StartYear).ThenByDescending(plan => plan.YearKind).ThenBy(plan => plan.Name).ThenBy(plan => plan.Id)
            .Take(MaxPlans)
            .Select(plan => new MailPlan(
                new PlanLabel(plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.FixedAt != null), plan.LastDay,
                db.MailPauses.Any(pause => pause.UserId == MailPause.All && pause.PlanId == plan.Id), false, null))
            .ToListAsync(cancel);

    /// <summary>A person's own mail: what rests, and what came lately.</summary>
    public async Task<OwnMail> OwnAsync(UserAccess access, CancellationToken cancel = default)
    {
        var (userId, today) = (access.UserId, clock.Today);
        var own = db.Notes.WritableBy(access);
        var seesAll = access.SeesAllUnits;
        var plans = await db.Plans.AsNoTracking()
            .Where(plan => plan.FixedAt == null && (seesAll || own.Any(note => note.Activity.PlanId == plan.Id && note.Activity.DroppedAt == null)))
            .OrderByDescending(plan => plan.StartYear).ThenByDescending(plan => plan.YearKind).ThenBy(plan => plan.Name).ThenBy(plan => plan.Id)
            .Take(MaxPlans)
            .Select(plan => new MailPlan(
                new PlanLabel(plan.Id, plan.YearKind, plan.StartYear, plan.Name, false), plan.LastDay,
                db.MailPauses.Any(pause => pause.UserId == MailPause.All && pause.PlanId == plan.Id),
                db.MailPauses.Any(pause => pause.UserId == userId && pause.PlanId == plan.Id && (pause.Until == null || pause.Until >= today)),
                db.MailPauses.Where(pause => pause.UserId == userId && pause.PlanId == plan.Id).Select(pause => pause.Until).FirstOrDefault()))
            .ToListAsync(cancel);
        var all = await db.MailPauses.AsNoTracking().InForceOn(today).SingleOrDefaultAsync(pause => pause.UserId == userId && pause.PlanId == MailPause.All, cancel);
        return new OwnMail
        {
            Email = await db.Users.AsNoTracking().Where(user => user.Id == userId).Select(user => user.Email).SingleOrDefaultAsync(cancel) ?? "",
            IsPaused = all is not null,
            PausedUntil = all?.Until,
            Plans = plans,
            Latest = (await RowsAsync(db.ReminderMails.AsNoTracking().Where(mail => mail.UserId == userId), new PageRequest(Size: Latest), cancel)).Rows,
        };
    }

    private Task<Page<MailRow>> RowsAsync(IQueryable<ReminderMail> mails, PageRequest page, CancellationToken cancel) => mails.ToPageAsync(
        mail => mail.ClaimedAt,
        mail => mail.Id,
        mail => new MailRow
        {
            UserId = mail.UserId,
            User = mail.User.Name,
            Day = mail.Day,
            At = mail.SentAt ?? mail.ClaimedAt,
            Outcome = mail.Outcome,
            Fault = mail.Fault,
            Attempts = mail.Attempts,
            NextAt = mail.NextAt,
            Plans = mail.Plans.SelectMany(told => db.Plans.Where(plan => plan.Id == told.PlanId))
                .OrderBy(plan => plan.Id)
                .Select(plan => new PlanLabel(plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.FixedAt != null)).ToList(),
        },
        page,
        descending: true,
        cancel: cancel);
}

/// <summary>Which mails a list shows. What is null does not narrow.</summary>
/// <param name="Person">Words that the person's name or e-mail address has, in any case.</param>
/// <param name="PlanId">Mails that speak of this plan.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record MailFilter(string? Person = null, Guid? PlanId = null, MailOutcome? Outcome = null);

/// <summary>A mail in the log.</summary>
public sealed record MailRow
{
    public required Guid UserId { get; init; }

    public required string User { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>When it was sent, else last tried (UTC).</summary>
    public required DateTime At { get; init; }

    public required MailOutcome Outcome { get; init; }

    public required MailFault? Fault { get; init; }

    public required int Attempts { get; init; }

    public required DateTime? NextAt { get; init; }

    public required IReadOnlyList<PlanLabel> Plans { get; init; }
}

/// <summary>A plan that mail is sent about, or not.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="LastDay">Its last day.</param>
/// <param name="IsPausedForAll">Nobody gets mail about it.</param>
/// <param name="IsPaused">The person who asks gets none.</param>
/// <param name="Until">The last day of that; null for until further notice.</param>
public sealed record MailPlan(PlanLabel Plan, DateOnly? LastDay, bool IsPausedForAll, bool IsPaused, DateOnly? Until);

/// <summary>A person's own mail.</summary>
public sealed record OwnMail
{
    public required string Email { get; init; }

    public required bool IsPaused { get; init; }

    /// <summary>The last day without mail; null for until further notice.</summary>
    public required DateOnly? PausedUntil { get; init; }

    public required IReadOnlyList<MailPlan> Plans { get; init; }

    public required IReadOnlyList<MailRow> Latest { get; init; }
}
