using FollowUp.Core.Users;

namespace FollowUp.Core.Reminders;

/// <summary>How far a mail has come.</summary>
public enum MailOutcome
{
    /// <summary>A node is sending it now, or died while doing so.</summary>
    Claimed = 1,

    /// <summary>The mail server has taken it.</summary>
    Sent = 2,

    /// <summary>It could not be sent now, and will be tried again the same day.</summary>
    Postponed = 3,

    /// <summary>The mail server will never take it.</summary>
    Refused = 4,

    /// <summary>The day passed before it could be sent.</summary>
    GivenUp = 5,

    /// <summary>When it was to be tried again there was nothing left to do.</summary>
    NotNeeded = 6,
}

/// <summary>Why a mail was not sent. Never an address or the server's own words, which may hold one.</summary>
public enum MailFault
{
    AddressRefused = 1,
    MessageRefused = 2,
    Busy = 3,
    Unreachable = 4,
    TimedOut = 5,
    NotSecure = 6,
    SignInRefused = 7,
    SenderRefused = 8,
}

/// <summary>
/// The one collected mail to a person on a day: the claim that keeps other nodes from sending it too, and afterwards the log of it. The claim is made
/// before the sending and runs out, so that the mail of a node that died is sent by another. Only where a node dies after the mail server has taken the
/// mail and before that is marked here, it is sent once more, under the same message id.
/// </summary>
public sealed class ReminderMail
{
    public const int NodeLength = 64;

    /// <summary>How long a node may take; far longer than the time limit of a sending.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);

    /// <summary>The wait after the first failure; it doubles with each.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);

    private readonly List<ReminderMailPlan> _plans = [];

    private ReminderMail()
    {
    }

    public ReminderMail(Guid userId, DateOnly day)
    {
        UserId = userId;
        Day = day;
    }

    /// <summary>Names the message as well, however often it is tried.</summary>
    public Guid Id { get; private set; } = Guid.CreateVersion7();

    public Guid UserId { get; private set; }

    public AppUser User { get; private set; } = null!;

    /// <summary>In the authority's calendar. A person gets one mail a day at the most.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>When a node last took it on (UTC).</summary>
    public DateTime ClaimedAt { get; private set; }

    /// <summary>The node that last took it on.</summary>
    public string ClaimedBy { get; private set; } = "";

    public MailOutcome Outcome { get; private set; }

    public MailFault? Fault { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>When it is tried again (UTC); null unless it is postponed.</summary>
    public DateTime? NextAt { get; private set; }

    /// <summary>When the mail server took it (UTC).</summary>
    public DateTime? SentAt { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    /// <summary>The plans that it speaks of.</summary>
    public IReadOnlyCollection<ReminderMailPlan> Plans => _plans;

    /// <summary>True where it waits for somebody to send it: postponed until now, or left by a node that died.</summary>
    public bool IsFreeAt(DateTime now) =>
        (Outcome == MailOutcome.Postponed && NextAt <= now) || (Outcome == MailOutcome.Claimed && ClaimedAt <= now - Lease);

    /// <summary>Takes it on for a node, with what it speaks of now.</summary>
    public void Claim(string node, DateTime now, IEnumerable<ReminderOccasion> plans)
    {
        (ClaimedBy, ClaimedAt, Outcome, NextAt) = (node, now, MailOutcome.Claimed, null);
        Attempts++;
        _plans.RemoveAll(has => !plans.Any(plan => plan.PlanId == has.PlanId));
        foreach (var plan in plans.Where(plan => _plans.TrueForAll(has => has.PlanId != plan.PlanId))) _plans.Add(new ReminderMailPlan(Id, plan));
        Touch();
    }

    /// <summary>Marks that the mail server took it.</summary>
    public void Sent(DateTime now) => End(MailOutcome.Sent, null, now);

    /// <summary>Marks a failure: for good where the server will never take it, else until a later time.</summary>
    public void Failed(MailFault fault, DateTime now)
    {
        if (fault is MailFault.AddressRefused or MailFault.MessageRefused)
        {
            End(MailOutcome.Refused, fault, null);
            return;
        }

        End(MailOutcome.Postponed, fault, null);
        NextAt = now + TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Clamp(Attempts - 1, 0, 10)));
    }

    /// <summary>Ends it without sending: there is nothing left to do.</summary>
    public void Spare() => End(MailOutcome.NotNeeded, null, null);

    private void End(MailOutcome outcome, MailFault? fault, DateTime? sentAt)
    {
        (Outcome, Fault, SentAt, NextAt) = (outcome, fault, sentAt, null);
        Touch();
    }

    private void Touch() => Version = Guid.CreateVersion7();
}

/// <summary>A plan that a mail speaks of, and the day in the plan's calendar that was the occasion. A plan can be removed; the log stays.</summary>
public sealed class ReminderMailPlan
{
    private ReminderMailPlan()
    {
    }

    internal ReminderMailPlan(Guid mailId, ReminderOccasion occasion) => (MailId, PlanId, OccasionDay) = (mailId, occasion.PlanId, occasion.Day);

    public Guid MailId { get; private set; }

    public Guid PlanId { get; private set; }

    public DateOnly OccasionDay { get; private set; }
}

/// <summary>Why a plan is written of: a day some time before or after its last day, or the day on which somebody was reminded by hand.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Day">The day; two occasions of a plan never share one.</param>
public sealed record ReminderOccasion(Guid PlanId, DateOnly Day);
