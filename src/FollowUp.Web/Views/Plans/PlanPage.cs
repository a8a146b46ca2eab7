using FollowUp.Core.Notes;
using FollowUp.Core.Plans;

namespace FollowUp.Web.Views.Plans;

/// <summary>The page of a plan.</summary>
public sealed record PlanPage(PlanDetails Plan, IReadOnlyList<CheckPointRow> CheckPoints);
