using FollowUp.Core.Plans;

namespace FollowUp.Core.Reminders;

/// <summary>On which days mail is sent.</summary>
/// <param name="Before">Days before a plan's last day.</param>
/// <param name="After">Days after it. The last day itself is always one.</param>
public sealed record ReminderDays(IReadOnlyList<int> Before, IReadOnlyList<int> After)
{
    /// <summary>An occasion that was missed, because no node ran or no server answered, is caught up with for so many days.</summary>
    public const int Grace = 3;

    /// <summary>The latest of a plan's occasions that is not too old; null where there is none.</summary>
    public DateOnly? OccasionOf(DateOnly lastDay, DateOnly today)
    {
        var latest = Before.Select(days => lastDay.AddDays(-days)).Append(lastDay).Concat(After.Select(days => lastDay.AddDays(days)))
            .Where(day => day <= today && day > today.AddDays(-Grace))
            .DefaultIfEmpty(DateOnly.MinValue).Max();
        return latest == DateOnly.MinValue ? null : latest;
    }

    /// <summary>The first of a plan's occasions after today; null where none is left.</summary>
    public DateOnly? NextOf(DateOnly lastDay, DateOnly today)
    {
        var next = Before.Select(days => lastDay.AddDays(-days)).Append(lastDay).Concat(After.Select(days => lastDay.AddDays(days)))
            .Where(day => day > today).DefaultIfEmpty(DateOnly.MaxValue).Min();
        return next == DateOnly.MaxValue ? null : next;
    }
}

/// <summary>What a person's mail tells.</summary>
public sealed record ReminderContent
{
    public required Guid UserId { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    /// <summary>The language chosen; null for the house's.</summary>
    public required string? Language { get; init; }

    public required IReadOnlyList<ReminderPlan> Plans { get; init; }

    /// <summary>How many things there are to do.</summary>
    public int Count => Plans.Sum(plan => plan.Count);

    public IReadOnlyList<ReminderOccasion> Occasions => [.. Plans.Select(plan => new ReminderOccasion(plan.PlanId, plan.OccasionDay))];
}

/// <summary>What a person can do in one plan. Each part has its first notes and how many there are.</summary>
public sealed record ReminderPlan
{
    public required Guid PlanId { get; init; }

    public required YearKind YearKind { get; init; }

    public required int StartYear { get; init; }

    public required string Name { get; init; }

    public required DateOnly? LastDay { get; init; }

    public required DateOnly OccasionDay { get; init; }

    /// <summary>Återlämnade.</summary>
    public required ReminderPart Returned { get; init; }

    /// <summary>Att skriva, with drafts.</summary>
    public required ReminderPart ToWrite { get; init; }

    /// <summary>Notes with remarks that wait for this person's answer.</summary>
    public required ReminderPart ToAnswer { get; init; }

    /// <summary>Klarmarkerade that wait for review by this person.</summary>
    public required ReminderPart ToReview { get; init; }

    /// <summary>Notes that keep the report from being fixed, from the last day on, for those who can do something about it.</summary>
    public required int Gaps { get; init; }

    public PlanYear Year => new(YearKind, StartYear);

    public int Count => Returned.Count + ToWrite.Count + ToAnswer.Count + ToReview.Count + Gaps;
}

/// <summary>Some notes.</summary>
public sealed record ReminderPart(int Count, IReadOnlyList<ReminderNote> Notes)
{
    public static readonly ReminderPart None = new(0, []);
}

/// <summary>A note to do something about.</summary>
public sealed record ReminderNote
{
    public required Guid NoteId { get; init; }

    public required Guid PlanId { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string UnitName { get; init; }

    public required DateOnly? DueOn { get; init; }

    /// <summary>Who reminded of it last, and when (UTC); null where nobody has.</summary>
    public required string? RemindedBy { get; init; }

    public required DateTime? RemindedAt { get; init; }
}
