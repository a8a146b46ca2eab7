using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.Activities;

/// <summary>An activity as it is typed.</summary>
public sealed class ActivityForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid Version { get; set; }

    [Display(Name = "Activities.Plan")]
    public Guid? PlanId { get; set; }

    [Display(Name = "Activities.Number")]
    public int? Number { get; set; }

    [Required(ErrorMessage = "Refusals.ActivityTitleMissing")]
    [Display(Name = "Activities.Title")]
    public string? Title { get; set; }

    [Required(ErrorMessage = "Refusals.ActivityOwnerMissing")]
    [Display(Name = "Activities.OwnerUnit")]
    public Guid? OwnerUnitId { get; set; }

    [Display(Name = "Activities.Units")]
    public List<Guid> UnitIds { get; set; } = [];

    [Display(Name = "Activities.Responsible")]
    public string? Responsible { get; set; }

    [DataType(DataType.Date)]
    [Display(Name = "Activities.DueOn")]
    public DateOnly? DueOn { get; set; }

    [Display(Name = "Activities.GoalArea")]
    public Guid? GoalAreaId { get; set; }

    [Display(Name = "Activities.Continues")]
    public Guid? ContinuesId { get; set; }

    /// <summary>The activity as saved; null for a new one.</summary>
    [BindNever]
    [ValidateNever]
    public ActivityDetails? Present { get; set; }

    [BindNever]
    [ValidateNever]
    public IReadOnlyList<PlanLabel> Plans { get; set; } = [];

    [BindNever]
    [ValidateNever]
    public IReadOnlyList<UnitOption> Units { get; set; } = [];

    [BindNever]
    [ValidateNever]
    public IReadOnlyList<GoalAreaOption> GoalAreas { get; set; } = [];

    [BindNever]
    [ValidateNever]
    public IReadOnlyList<ActivityLink> Earlier { get; set; } = [];

    public ActivityFacts Facts => new()
    {
        Title = Title ?? "",
        OwnerUnitId = OwnerUnitId ?? Guid.Empty,
        Responsible = Responsible ?? "",
        DueOn = DueOn,
        GoalAreaId = GoalAreaId,
        ContinuesId = ContinuesId,
    };

    public NewActivity Added => new() { Id = Id, PlanId = PlanId ?? Guid.Empty, Number = Number, Facts = Facts, UnitIds = UnitIds };

    public static ActivityForm Of(ActivityDetails activity) => new()
    {
        Id = activity.Id,
        Version = activity.Version,
        PlanId = activity.Plan.Id,
        Number = activity.Number,
        Title = activity.Title,
        OwnerUnitId = activity.OwnerUnitId,
        Responsible = activity.Responsible,
        DueOn = activity.DueOn,
        GoalAreaId = activity.GoalAreaId,
        ContinuesId = activity.ContinuesId,
    };
}

/// <summary>Why an activity is dropped.</summary>
public sealed class DropForm
{
    public Guid Version { get; set; }

    [Required(ErrorMessage = "Refusals.ActivityReasonMissing")]
    [Display(Name = "Activities.Reason")]
    public string? Reason { get; set; }

    [BindNever]
    [ValidateNever]
    public ActivityDetails Present { get; set; } = null!;
}

/// <summary>One activity, with the units that can be added to it.</summary>
public sealed record ActivityPage(ActivityDetails Activity, IReadOnlyList<UnitOption> MoreUnits);
