using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Plans;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.UnitDays;

/// <summary>The days of a unit in a plan, as they are typed. What is left empty comes from above.</summary>
public sealed class UnitDaysForm
{
    /// <summary>The plan's version.</summary>
    public Guid Version { get; set; }

    [DataType(DataType.Date)]
    [Display(Name = "UnitDays.OpensOn")]
    public DateOnly? OpensOn { get; set; }

    [DataType(DataType.Date)]
    [Display(Name = "UnitDays.LastDay")]
    public DateOnly? LastDay { get; set; }

    [Display(Name = "UnitDays.GraceDays")]
    public int? GraceDays { get; set; }

    [BindNever]
    [ValidateNever]
    public UnitDaysDetails Present { get; set; } = null!;

    public UnitDaysFacts Facts => new() { OpensOn = OpensOn, LastDay = LastDay, GraceDays = GraceDays };

    public static UnitDaysForm Of(UnitDaysDetails unit) => new()
    {
        Version = unit.PlanVersion,
        OpensOn = unit.Own.OpensOn,
        LastDay = unit.Own.LastDay,
        GraceDays = unit.Own.GraceDays,
        Present = unit,
    };
}

/// <summary>The unit tree with the days of a plan.</summary>
public sealed record UnitDaysPage(PlanDays Found, bool OnlyOwn);
