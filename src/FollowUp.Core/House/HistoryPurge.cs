using FollowUp.Core.Users;

namespace FollowUp.Core.House;

/// <summary><em>Gallring</em>: history of drafts was removed for good. A row with who and when; it counts while it goes on.</summary>
public sealed class HistoryPurge
{
    private HistoryPurge()
    {
    }

    public HistoryPurge(Guid id, Guid? planId, DateTime fixedBefore, Guid userId, DateTime now)
    {
        Id = id;
        PlanId = planId;
        FixedBefore = fixedBefore;
        ById = userId;
        At = now;
    }

    public Guid Id { get; private set; }

    /// <summary>The only plan that it concerns; null for all.</summary>
    public Guid? PlanId { get; private set; }

    /// <summary>It concerns plans that were fixed before this moment (UTC).</summary>
    public DateTime FixedBefore { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }

    public Guid ById { get; private set; }

    public AppUser By { get; private set; } = null!;

    /// <summary>How many versions are removed so far.</summary>
    public int Revisions { get; private set; }

    /// <summary>How many characters of text they had.</summary>
    public long Characters { get; private set; }

    /// <summary>When nothing was left (UTC); null where it goes on or was cut off.</summary>
    public DateTime? FinishedAt { get; private set; }

    public Guid Version { get; private set; } = Guid.CreateVersion7();

    public void Count(int revisions, long characters)
    {
        Revisions += revisions;
        Characters += characters;
        Version = Guid.CreateVersion7();
    }

    public void Finish(DateTime now)
    {
        FinishedAt ??= now;
        Version = Guid.CreateVersion7();
    }
}

/// <summary>What is to be removed.</summary>
public sealed record NewHistoryPurge
{
    /// <summary>Made with the page, so that a double click is one.</summary>
    public required Guid Id { get; init; }

    /// <summary>Of this plan alone; null for all.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>How many versions the page said would go.</summary>
    public required int Expected { get; init; }

    /// <summary>That the person has confirmed that it cannot be undone.</summary>
    public bool IsConfirmed { get; init; }
}

/// <summary>How long the history of drafts is kept.</summary>
public static class Retention
{
    /// <summary>A hundred years.</summary>
    public const int MaxMonths = 1_200;

    /// <summary>The moment (UTC) before which a plan must have been fixed for its drafts' history to go today.</summary>
    /// <param name="months">How long it is kept, in the authority's calendar.</param>
    /// <param name="clock">The authority's clock.</param>
    public static DateTime FixedBefore(int months, AuthorityClock clock) => clock.StartOf(clock.Today.AddMonths(-months).AddDays(1));
}
