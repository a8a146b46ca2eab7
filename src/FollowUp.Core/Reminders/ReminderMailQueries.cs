using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reminders;

/// <summary>Reads who is to have mail today, and what it is to tell: what that person can do, and nothing about what the person did.</summary>
public sealed class ReminderMailQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>More open plans than an authority has at a time.</summary>
    private const int MaxPlans = 100;

    private const int MaxReminded = 5_000;

    private const int MaxPeople = 20_000;

    /// <summary>Notes of a part that are named; the rest is counted.</summary>
    private const int MaxNotes = 30;

    private static readonly string[] Roles = [nameof(AppRole.Principal), nameof(AppRole.Reviewer), nameof(AppRole.Administrator)];

    /// <summary>Reads the occasions of today and the people who have had no mail today; nobody where there is no occasion. Three commands.</summary>
    public async Task<MailRound> RoundAsync(ReminderDays days, CancellationToken cancel = default)
    {
        var (now, today) = (clock.Now, clock.Today);
        var open = db.Plans.AsNoTracking().Where(plan => plan.FixedAt == null && (plan.OpensOn == null || plan.OpensOn <= today)
            && !db.MailPauses.Any(pause => pause.UserId == MailPause.All && pause.PlanId == plan.Id));
        var plans = await open.Where(plan => plan.LastDay != null)
            .OrderBy(plan => plan.Id).Take(MaxPlans).Select(plan => new { plan.Id, plan.LastDay }).ToListAsync(cancel);
        var occasions = plans.Select(plan => (plan.Id, Day: days.OccasionOf(plan.LastDay!.Value, today)))
            .Where(plan => plan.Day is not null).Select(plan => new ReminderOccasion(plan.Id, plan.Day!.Value)).ToList();

        var since = now.AddDays(-ReminderDays.Grace);
        var reminded = await db.Reminders.AsNoTracking()
            .Where(reminder => reminder.At > since && reminder.Note.Activity.DroppedAt == null
                && reminder.Note.State != NoteState.Submitted && reminder.Note.State != NoteState.Approved
                && open.Any(plan => plan.Id == reminder.Note.Activity.PlanId))
            .OrderByDescending(reminder => reminder.At).ThenBy(reminder => reminder.Id)
            .Take(MaxReminded)
            .Select(reminder => new RemindedNote(reminder.NoteId, reminder.Note.UnitId, reminder.Note.Activity.PlanId, reminder.AuthorId, reminder.At))
            .ToListAsync(cancel);
        return occasions.Count == 0 && reminded.Count == 0
            ? new MailRound([], [], [])
            : new MailRound(occasions, reminded, await PeopleAsync(now, today, cancel));
    }

    /// <summary>Reads what a person's mail of this round is to tell. The number of commands is fixed.</summary>
    /// <returns>The mail; null where there is no occasion for this person, or nothing to do.</returns>
    public async Task<ReminderContent?> CollectAsync(MailRound round, Guid userId, CancellationToken cancel = default)
    {
        var today = clock.Today;
        if (await UserAccess.ReadAsync(db, userId, today, cancel) is not { } access) return null;
        var occasions = await OccasionsAsync(round, access, today, cancel);
        if (occasions.Count == 0) return null;

        var planIds = occasions.Keys.ToList();
        var notes = db.Notes.AsNoTracking().Where(note => planIds.Contains(note.Activity.PlanId) && note.Activity.DroppedAt == null && note.Activity.Plan.FixedAt == null);
        var own = notes.WritableBy(access);
        var returned = await PartsAsync(own.Where(note => note.State == NoteState.Returned), cancel);
        var toWrite = await PartsAsync(own.Where(note => note.State == NoteState.Missing || note.State == NoteState.Draft), cancel);
        var toAnswer = await PartsAsync(ToAnswer(notes, own, access), cancel);
        var toReview = access.May(Permission.ReviewNotes) ? await PartsAsync(ToReview(notes, userId), cancel) : [];
        var gaps = access.May(Permission.FixReport)
            ? await notes.WithOpenGap(db, today).Where(note => note.Activity.Plan.LastDay <= today).GroupBy(note => note.Activity.PlanId)
                .Select(group => new { PlanId = group.Key, Count = group.Count() }).ToDictionaryAsync(found => found.PlanId, found => found.Count, cancel)
            : [];

        var plans = await db.Plans.AsNoTracking().Where(plan => planIds.Contains(plan.Id))
            .OrderBy(plan => plan.LastDay).ThenBy(plan => plan.StartYear).ThenBy(plan => plan.Name).ThenBy(plan => plan.Id)
            .Take(MaxPlans)
            .Select(plan => new { plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.LastDay })
            .ToListAsync(cancel);
        var email = await db.Users.AsNoTracking().Where(user => user.Id == userId).Select(user => user.Email).SingleAsync(cancel);
        var content = new ReminderContent
        {
            UserId = userId,
            Name = access.Name,
            Email = email ?? "",
            Language = access.Language,
            Plans =
            [
                .. plans.Select(plan => new ReminderPlan
                {
                    PlanId = plan.Id,
                    YearKind = plan.YearKind,
                    StartYear = plan.StartYear,
                    Name = plan.Name,
                    LastDay = plan.LastDay,
                    OccasionDay = occasions[plan.Id],
                    Returned = returned.GetValueOrDefault(plan.Id, ReminderPart.None),
                    ToWrite = toWrite.GetValueOrDefault(plan.Id, ReminderPart.None),
                    ToAnswer = toAnswer.GetValueOrDefault(plan.Id, ReminderPart.None),
                    ToReview = toReview.GetValueOrDefault(plan.Id, ReminderPart.None),
                    Gaps = gaps.GetValueOrDefault(plan.Id),
                }).Where(plan => plan.Count > 0),
            ],
        };
        return content.Count == 0 ? null : content;
    }

    private Task<List<Guid>> PeopleAsync(DateTime now, DateOnly today, CancellationToken cancel)
    {
        var left = now - ReminderMail.Lease;
        return db.Users.AsNoTracking()
            .Where(user => user.DeactivatedAt == null && (user.EndsOn == null || user.EndsOn >= today)
                && user.Email != null && user.Email != ""
                && db.UserRoles.Any(has => has.UserId == user.Id && db.Roles.Any(role => role.Id == has.RoleId && Roles.Contains(role.Name)))
                && !db.ReminderMails.Any(mail => mail.UserId == user.Id && mail.Day == today
                    && !((mail.Outcome == MailOutcome.Postponed && mail.NextAt <= now) || (mail.Outcome == MailOutcome.Claimed && mail.ClaimedAt <= left))))
            .OrderBy(user => user.SortKey).ThenBy(user => user.Id)
            .Take(MaxPeople)
            .Select(user => user.Id)
            .ToListAsync(cancel);
    }

    /// <summary>The plans that are an occasion for this person: not paused, and not written of before for the same reason.</summary>
    private async Task<Dictionary<Guid, DateOnly>> OccasionsAsync(MailRound round, UserAccess access, DateOnly today, CancellationToken cancel)
    {
        var userId = access.UserId;
        var paused = await db.MailPauses.AsNoTracking().InForceOn(today).Where(pause => pause.UserId == userId)
            .OrderBy(pause => pause.PlanId).Take(MaxPlans).Select(pause => pause.PlanId).ToListAsync(cancel);
        if (paused.Contains(MailPause.All)) return [];

        var since = today.AddDays(-ReminderDays.Grace);
        var told = await db.ReminderMails.AsNoTracking()
            .Where(mail => mail.UserId == userId && mail.Day >= since && (mail.Outcome == MailOutcome.Sent || mail.Outcome == MailOutcome.Refused))
            .SelectMany(mail => mail.Plans, (mail, plan) => new { plan.PlanId, plan.OccasionDay, mail.ClaimedAt })
            .Take(MaxReminded)
            .ToListAsync(cancel);
        var occasions = round.Plans.Where(plan => !paused.Contains(plan.PlanId) && !told.Exists(one => one.PlanId == plan.PlanId && one.OccasionDay == plan.Day))
            .ToDictionary(plan => plan.PlanId, plan => plan.Day);
        foreach (var note in round.Reminded.Where(note => access.WritesFor(note.UnitId) && note.AuthorId != userId && !paused.Contains(note.PlanId)
                     && !told.Exists(one => one.PlanId == note.PlanId && one.ClaimedAt >= note.At)))
            occasions.TryAdd(note.PlanId, today);
        return occasions;
    }

    /// <summary>
    /// Notes with an open remark in which somebody else had the last word: on the own notes, and where the remark is one's own. One that was handed
    /// back is told of as such.
    /// </summary>
    private IQueryable<Note> ToAnswer(IQueryable<Note> notes, IQueryable<Note> own, UserAccess access)
    {
        var userId = access.UserId;
        return notes.VisibleTo(access).Where(note => note.State != NoteState.Returned && db.NoteComments.Any(remark =>
            remark.NoteId == note.Id && remark.ReplyToId == null && remark.ClosedAt == null
            && (remark.AuthorId == userId || own.Any(mine => mine.Id == note.Id))
            && db.NoteComments.Where(said => said.Id == remark.Id || said.ReplyToId == remark.Id)
                .OrderByDescending(said => said.At).ThenByDescending(said => said.Id).Select(said => said.AuthorId).FirstOrDefault() != userId));
    }

    /// <summary>Those submitted by somebody else.</summary>
    private static IQueryable<Note> ToReview(IQueryable<Note> notes, Guid userId) => notes.Where(note => note.State == NoteState.Submitted
        && note.StateChanges.Where(change => change.To == NoteState.Submitted)
            .OrderByDescending(change => change.At).ThenByDescending(change => change.Id).Select(change => change.AuthorId).FirstOrDefault() != userId);

    private async Task<Dictionary<Guid, ReminderPart>> PartsAsync(IQueryable<Note> notes, CancellationToken cancel)
    {
        var never = DateOnly.MaxValue;
        var counts = await notes.GroupBy(note => note.Activity.PlanId)
            .Select(group => new { PlanId = group.Key, Count = group.Count() }).ToListAsync(cancel);
        if (counts.Count == 0) return [];
        var rows = await notes.OrderBy(note => note.Activity.DueOn ?? never).ThenBy(note => note.Activity.Number).ThenBy(note => note.Id)
            .Take(MaxNotes)
            .Select(note => new ReminderNote
            {
                NoteId = note.Id,
                PlanId = note.Activity.PlanId,
                Number = note.Activity.Number,
                Title = note.Activity.Title,
                UnitName = note.Unit.Name,
                DueOn = note.Activity.DueOn,
                RemindedBy = note.State == NoteState.Submitted || note.State == NoteState.Approved ? null : db.Reminders
                    .Where(reminder => reminder.NoteId == note.Id)
                    .OrderByDescending(reminder => reminder.At).ThenByDescending(reminder => reminder.Id).Select(reminder => reminder.Author.Name).FirstOrDefault(),
                RemindedAt = note.State == NoteState.Submitted || note.State == NoteState.Approved ? null : db.Reminders
                    .Where(reminder => reminder.NoteId == note.Id).Max(reminder => (DateTime?)reminder.At),
            })
            .ToListAsync(cancel);
        return counts.ToDictionary(plan => plan.PlanId, plan => new ReminderPart(plan.Count, [.. rows.Where(row => row.PlanId == plan.PlanId)]));
    }
}
