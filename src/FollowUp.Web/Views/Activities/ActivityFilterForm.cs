using FollowUp.Core;
using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;

namespace FollowUp.Web.Views.Activities;

/// <summary>The list's filter as the address has it.</summary>
public sealed class ActivityFilterForm
{
    /// <summary>In the place of a plan's key: every year.</summary>
    public const string AllPlans = "all";

    /// <summary>A plan's key, <see cref="AllPlans"/>, or nothing for the present year.</summary>
    public string? Plan { get; set; }

    public Guid? Unit { get; set; }

    public Guid? Area { get; set; }

    public NoteStatus? Status { get; set; }

    public NoteState? State { get; set; }

    public string? Q { get; set; }

    public bool Overdue { get; set; }

    public bool Dropped { get; set; }

    /// <summary>True where more than the plan is chosen.</summary>
    public bool IsNarrowed => Unit is not null || Area is not null || Status is not null || State is not null || !string.IsNullOrWhiteSpace(Q) || Overdue || Dropped;

    /// <param name="plans">The plans to choose among, the latest first. Without a choice it is the latest that is not fixed.</param>
    public ActivityFilter Asked(IReadOnlyList<PlanLabel> plans) => new()
    {
        PlanId = Guid.TryParse(Plan, out var planId) ? planId
            : Plan == AllPlans ? null
            : (plans.FirstOrDefault(plan => !plan.IsFixed) ?? plans.FirstOrDefault())?.Id,
        UnitId = Unit,
        GoalAreaId = Area,
        Status = Status,
        State = State,
        Text = Q,
        IsOverdue = Overdue,
        IsDropped = Dropped,
    };
}

/// <summary>The list of activities with what it can be filtered by.</summary>
public sealed record ActivitiesPage
{
    public required ActivityFilterForm Form { get; init; }

    public required ActivityFilter Filter { get; init; }

    public required IReadOnlyList<PlanLabel> Plans { get; init; }

    public required IReadOnlyList<UnitOption> Units { get; init; }

    public required IReadOnlyList<GoalAreaOption> GoalAreas { get; init; }

    public Page<ActivityRow> Page { get; init; } = new([], null, null, 0);

    /// <summary>The plan shown; null where it is every year.</summary>
    public PlanLabel? Plan => Plans.FirstOrDefault(plan => plan.Id == Filter.PlanId);
}
