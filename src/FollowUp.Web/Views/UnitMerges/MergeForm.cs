using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Notes;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.UnitMerges;

/// <summary>Two units that are to become one, as it is chosen.</summary>
public sealed class MergeForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [Required(ErrorMessage = "Refusals.UnitSuccessorMissing")]
    [Display(Name = "Merges.Successor")]
    public Guid? SuccessorId { get; set; }

    [Display(Name = "Merges.WithPeople")]
    public bool WithPeople { get; set; }

    /// <summary>Offered wherever there are units below.</summary>
    public bool WithUnits { get; set; }

    /// <summary>What would happen.</summary>
    [BindNever]
    [ValidateNever]
    public MergePreview Preview { get; set; } = null!;

    /// <summary>What is stated; only where the form is valid.</summary>
    public NewUnitMerge Merge(Guid unitId) => new() { Id = Id, UnitId = unitId, SuccessorId = SuccessorId!.Value, WithUnits = WithUnits, WithPeople = WithPeople };
}
