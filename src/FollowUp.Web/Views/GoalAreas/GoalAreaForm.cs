using System.ComponentModel.DataAnnotations;
using FollowUp.Core;
using FollowUp.Core.Plans;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.GoalAreas;

/// <summary>A goal area as it is typed.</summary>
public sealed class GoalAreaForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid Version { get; set; }

    [Required(ErrorMessage = "Refusals.GoalAreaNameMissing")]
    [Display(Name = "GoalAreas.Name")]
    public string? Name { get; set; }

    [Display(Name = "GoalAreas.Position")]
    public int? Position { get; set; }

    /// <summary>The goal area as saved; null for a new one.</summary>
    [BindNever]
    [ValidateNever]
    public GoalAreaRow? Present { get; set; }

    public GoalAreaFacts Facts => new(Name ?? "", Position);

    public static GoalAreaForm Of(GoalAreaRow area) =>
        new() { Id = area.Id, Version = area.Version, Name = area.Name, Position = area.Position, Present = area };
}

/// <summary>The list of goal areas.</summary>
public sealed record GoalAreasPage(bool WithClosed, Page<GoalAreaRow> Page);
