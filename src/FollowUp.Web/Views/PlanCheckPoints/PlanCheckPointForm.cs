using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.PlanCheckPoints;

/// <summary>A check-point as it is typed.</summary>
public sealed class PlanCheckPointForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid Version { get; set; }

    [Required(ErrorMessage = "Refusals.CheckPointNameMissing")]
    [Display(Name = "CheckPoints.Name")]
    public string? Name { get; set; }

    [Required(ErrorMessage = "Refusals.CheckPointFirstDayMissing")]
    [DataType(DataType.Date)]
    [Display(Name = "CheckPoints.FirstDay")]
    public DateOnly? FirstDay { get; set; }

    [Required(ErrorMessage = "Refusals.CheckPointLastDayMissing")]
    [DataType(DataType.Date)]
    [Display(Name = "CheckPoints.LastDay")]
    public DateOnly? LastDay { get; set; }

    [BindNever]
    [ValidateNever]
    public PlanLabel Plan { get; set; } = null!;

    /// <summary>The check-point as saved; null for a new one.</summary>
    [BindNever]
    [ValidateNever]
    public CheckPointSettings? Present { get; set; }

    public CheckPointFacts Facts => new() { Name = Name ?? "", FirstDay = FirstDay, LastDay = LastDay };

    public static PlanCheckPointForm Of(PlanLabel plan, CheckPointSettings point) => new()
    {
        Id = point.Id,
        Version = point.Version,
        Name = point.Name,
        FirstDay = point.FirstDay,
        LastDay = point.LastDay,
        Plan = plan,
        Present = point,
    };
}
