using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Plans;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.Plans;

/// <summary>A plan as it is typed.</summary>
public sealed class PlanForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid Version { get; set; }

    [Required(ErrorMessage = "Refusals.PlanYearMissing")]
    [Display(Name = "Plans.YearLabel")]
    public string? Year { get; set; }

    [Display(Name = "Plans.Name")]
    public string? Name { get; set; }

    [Required(ErrorMessage = "Refusals.PlanReportTitleMissing")]
    [Display(Name = "Plans.ReportTitle")]
    public string? ReportTitle { get; set; }

    [DataType(DataType.Date)]
    [Display(Name = "Plans.OpensOn")]
    public DateOnly? OpensOn { get; set; }

    [DataType(DataType.Date)]
    [Display(Name = "Plans.LastDay")]
    public DateOnly? LastDay { get; set; }

    [Display(Name = "Plans.GraceDays")]
    public int? GraceDays { get; set; }

    /// <summary>The plan as saved; null for a new one.</summary>
    [BindNever]
    [ValidateNever]
    public PlanDetails? Present { get; set; }

    public PlanFacts Facts => new() { Year = Year ?? "", Name = Name ?? "", ReportTitle = ReportTitle ?? "", OpensOn = OpensOn, LastDay = LastDay, GraceDays = GraceDays };

    public static PlanForm Of(PlanDetails plan) => new()
    {
        Id = plan.Plan.Id,
        Version = plan.Version,
        Year = plan.Plan.Year.ToString(),
        Name = plan.Plan.Name,
        ReportTitle = plan.ReportTitle,
        OpensOn = plan.OpensOn,
        LastDay = plan.LastDay,
        GraceDays = plan.GraceDays,
        Present = plan,
    };
}

/// <summary><em>Anvisningar</em> as they are typed.</summary>
public sealed class InstructionsForm
{
    public Guid Version { get; set; }

    [Display(Name = "Plans.FollowUpInstructions")]
    public string? FollowUp { get; set; }

    [Display(Name = "Plans.AnalysisInstructions")]
    public string? Analysis { get; set; }

    [BindNever]
    [ValidateNever]
    public PlanDetails Present { get; set; } = null!;

    public static InstructionsForm Of(PlanDetails plan) => new()
    {
        Version = plan.Version,
        FollowUp = plan.FollowUpInstructions,
        Analysis = plan.AnalysisInstructions,
        Present = plan,
    };
}
