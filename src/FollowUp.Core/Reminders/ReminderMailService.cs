using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reminders;

/// <summary>Claims mails for the node that is to send them, and keeps what became of each.</summary>
public sealed class ReminderMailService(FollowUpDbContext db, IDatabaseFaults faults, AuthorityClock clock)
{
    /// <summary>Takes on a person's mail of today, unless another node has it, has sent it, or waits to try again.</summary>
    /// <param name="node">Which node.</param>
    /// <param name="userId">The person.</param>
    /// <param name="occasions">The plans that the mail is to speak of.</param>
    /// <param name="cancel">Ends early.</param>
    /// <returns>The claim, which the node must send at once; null where it is not this node's.</returns>
    public async Task<MailClaim?> ClaimAsync(string node, Guid userId, IReadOnlyList<ReminderOccasion> occasions, CancellationToken cancel = default)
    {
        var (now, today) = (clock.Now, clock.Today);
        var mail = await db.ReminderMails.Include(mail => mail.Plans).SingleOrDefaultAsync(mail => mail.UserId == userId && mail.Day == today, cancel);
        if (mail is not null && !mail.IsFreeAt(now)) return null;
        if (mail is null) db.ReminderMails.Add(mail = new ReminderMail(userId, today));
        mail.Claim(node, now, occasions);
        try
        {
            return await db.TrySaveNewAsync(faults, cancel) ? new MailClaim(mail.Id, mail.Version) : null;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return null;
        }
    }

    /// <summary>Marks a claimed mail as sent, or why it was not. A claim that another node has taken over meanwhile marks nothing.</summary>
    /// <returns>True where it was marked.</returns>
    public async Task<bool> MarkAsync(MailClaim claim, MailFault? fault, CancellationToken cancel = default)
    {
        var mail = await db.ReminderMails.SingleOrDefaultAsync(mail => mail.Id == claim.MailId && mail.Version == claim.Version, cancel);
        if (mail is null) return false;
        if (fault is { } reason) mail.Failed(reason, clock.Now);
        else mail.Sent(clock.Now);
        return (await db.SaveOrConflictAsync(cancel)).IsDone;
    }

    /// <summary>Ends a person's mail of today that was to be tried again, where there is nothing left to write of.</summary>
    public async Task SpareAsync(Guid userId, CancellationToken cancel = default)
    {
        var today = clock.Today;
        var mail = await db.ReminderMails.SingleOrDefaultAsync(mail => mail.UserId == userId && mail.Day == today, cancel);
        if (mail is null || !mail.IsFreeAt(clock.Now)) return;
        mail.Spare();
        await db.SaveOrConflictAsync(cancel);
    }

    /// <summary>Gives up the mails of days that have passed: what still is to be done is in the mail of a later day.</summary>
    /// <returns>How many.</returns>
    public Task<int> GiveUpAsync(CancellationToken cancel = default)
    {
        var (today, leftBefore) = (clock.Today, clock.Now - ReminderMail.Lease);
        return db.ReminderMails
            .Where(mail => mail.Day < today && (mail.Outcome == MailOutcome.Postponed || (mail.Outcome == MailOutcome.Claimed && mail.ClaimedAt <= leftBefore)))
            .ExecuteUpdateAsync(set => set.SetProperty(mail => mail.Outcome, MailOutcome.GivenUp).SetProperty(mail => mail.NextAt, (DateTime?)null), cancel);
    }
}

/// <summary>A node's right to send a mail.</summary>
/// <param name="MailId">The mail, and the name of its message.</param>
/// <param name="Version">Changes when another node takes it over.</param>
public sealed record MailClaim(Guid MailId, Guid Version);
