using FollowUp.Core.Reviews;

namespace FollowUp.Web.Views.Reviews;

public sealed record ReviewPage(ReviewOverview Overview, OverviewForm Form)
{
    public string? UnitName => Overview.Units.FirstOrDefault(row => row.Unit.Id == Form.Unit)?.Unit.Name;

    /// <summary>True where writers can be reminded: what they are reminded of they can write.</summary>
    public bool CanRemind(DateOnly today) => Overview.Plan is { IsFixed: false } plan && (plan.OpensOn is null || plan.OpensOn <= today);
}
