using FollowUp.Core.Notes;

namespace FollowUp.Core.Reports;

/// <summary>The year's report, read once; every output (screen, print, plain text) is written from it and so says the same.</summary>
public sealed record AnnualReport
{
    public required Guid PlanId { get; init; }

    /// <summary>The printed title, a setting of the plan.</summary>
    public required string Title { get; init; }

    /// <summary>The year as people write it: <c>2018/19</c> or <c>2019</c>.</summary>
    public required string YearLabel { get; init; }

    /// <summary>The authority's name (the root of the unit tree).</summary>
    public required string AuthorityName { get; init; }

    /// <summary>The unit whose part this is; null for the whole authority's report.</summary>
    public required string? UnitName { get; init; }

    /// <summary>The day the report was read, in the authority's time zone.</summary>
    public required DateOnly ReadOn { get; init; }

    /// <summary>When the plan was fixed (UTC); null while it is open.</summary>
    public required DateTime? FixedAt { get; init; }

    /// <summary>Who fixed it; null while it is open.</summary>
    public required string? FixedBy { get; init; }

    /// <summary>The activities in print order.</summary>
    public required IReadOnlyList<ReportActivity> Activities { get; init; }

    /// <summary>How many activities stand in each status, counted over <see cref="Activities"/>.</summary>
    public StatusCounts Counts => StatusCounts.Of(Activities.Select(activity => activity.Status));
}

/// <summary>One activity in the report.</summary>
public sealed record ReportActivity
{
    public required int Number { get; init; }

    public required string Title { get; init; }

    /// <summary>The unit that owns the activity (<em>Ansvarig enhet</em>), the authority itself included; always set in a report read from the database.</summary>
    public required string? UnitName { get; init; }

    /// <summary>The unit whose follow-up this is, where it is not the owning one: in a unit's part of the report. Otherwise null.</summary>
    public string? ReportingUnitName { get; init; }

    /// <summary>The person responsible, as written in the plan; null where none is.</summary>
    public required string? Responsible { get; init; }

    public required DateOnly? DueOn { get; init; }

    public required string? GoalArea { get; init; }

    /// <summary>The year this activity was carried over from, or null.</summary>
    public required string? ContinuedFrom { get; init; }

    /// <summary>False while the note is not submitted: its texts and status are then withheld (<em>Utkast, visas inte</em>) or do not exist.</summary>
    public required bool IsShown { get; init; }

    /// <summary>True where somebody has begun to write but not submitted; false where nothing is written. Without meaning when <see cref="IsShown"/>.</summary>
    public required bool HasDraft { get; init; }

    /// <summary>The status; null where none is chosen or nothing is shown.</summary>
    public required NoteStatus? Status { get; init; }

    /// <summary>The follow-up as Markdown; empty where there is none.</summary>
    public required string FollowUp { get; init; }

    /// <summary>The analysis as Markdown; empty where there is none.</summary>
    public required string Analysis { get; init; }
}

/// <summary>Number of activities per status. The five figures add up to <see cref="Total"/>.</summary>
public sealed record StatusCounts(int NotStarted, int InProgress, int Completed, int NotCarriedOut, int NoStatus)
{
    public int Total => NotStarted + InProgress + Completed + NotCarriedOut + NoStatus;

    /// <summary>Counts a sequence of statuses; null counts as <see cref="NoStatus"/>.</summary>
    public static StatusCounts Of(IEnumerable<NoteStatus?> statuses)
    {
        var counts = statuses.ToLookup(status => status);
        return new StatusCounts(
            counts[NoteStatus.NotStarted].Count(),
            counts[NoteStatus.InProgress].Count(),
            counts[NoteStatus.Completed].Count(),
            counts[NoteStatus.NotCarriedOut].Count(),
            counts[null].Count());
    }
}
