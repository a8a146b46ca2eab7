using FollowUp.Core.Plans;
using FollowUp.Core.Reviews;

namespace FollowUp.Web.Views.Search;

/// <param name="Text">What was typed.</param>
/// <param name="Kind">The kind that is paged through; null where the first of each are shown.</param>
/// <param name="Found">What was found.</param>
public sealed record SearchPage(string? Text, SearchKind? Kind, SearchFound Found)
{
    public bool IsAsked => Found.Words.Count > 0;

    /// <summary>The plans whose years can be chosen among.</summary>
    public IReadOnlyList<PlanLabel> Plans { get; init; } = [];

    /// <summary>The years chosen; none for all.</summary>
    public IReadOnlyList<int> Years { get; init; } = [];

    /// <summary>Each year once, the latest first, called as its first plan is.</summary>
    public IEnumerable<PlanYear> YearChoices => Plans.Select(plan => plan.Year).DistinctBy(year => year.Start).OrderByDescending(year => year.Start);
}

/// <summary>The head of one kind's hits.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Count">How many there are, up to the limit of counting.</param>
/// <param name="IsCountCut">Whether there are more.</param>
/// <param name="HasMore">Whether some are not on the page.</param>
/// <param name="Page">The page.</param>
public sealed record SearchHead(SearchKind Kind, int Count, bool IsCountCut, bool HasMore, SearchPage Page);
