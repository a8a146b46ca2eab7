using FollowUp.Core.Plans;

namespace FollowUp.Core.Reports;

/// <summary>One plan's report in the list of reports. The numbers count what this person may print.</summary>
public sealed record ReportRow
{
    public required Guid PlanId { get; init; }

    public required YearKind YearKind { get; init; }

    public required int StartYear { get; init; }

    /// <summary>Tells plans of the same year apart; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>The printed title.</summary>
    public required string Title { get; init; }

    /// <summary>When the plan was fixed (UTC); null while it is open.</summary>
    public required DateTime? FixedAt { get; init; }

    public required int Activities { get; init; }

    /// <summary>How many notes the activities have, one per unit concerned.</summary>
    public required int Notes { get; init; }

    /// <summary>How many of the notes are <em>klara</em>: Submitted or Approved.</summary>
    public required int HandedIn { get; init; }

    public PlanYear Year => new(YearKind, StartYear);
}
