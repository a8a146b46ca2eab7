using System.ComponentModel.DataAnnotations;
using FollowUp.Core;
using FollowUp.Core.Units;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.Units;

/// <summary>A unit as it is typed.</summary>
public sealed class UnitForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid Version { get; set; }

    [Required(ErrorMessage = "Refusals.UnitNameMissing")]
    [Display(Name = "Units.Name")]
    public string? Name { get; set; }

    [Display(Name = "Units.Parent")]
    public Guid? ParentId { get; set; }

    [Display(Name = "Units.SchoolForm")]
    public SchoolForm? SchoolForm { get; set; }

    [Display(Name = "Units.IsCorrection")]
    public bool IsCorrection { get; set; }

    /// <summary>The unit as it is saved; null for a new one.</summary>
    [BindNever]
    [ValidateNever]
    public UnitDetails? Present { get; set; }

    [BindNever]
    [ValidateNever]
    public IReadOnlyList<UnitOption> Parents { get; set; } = [];

    public bool IsAuthority => Present is { Unit.ParentId: null };

    public UnitFacts Facts => new() { Name = Name ?? "", ParentId = ParentId, SchoolForm = SchoolForm, IsCorrection = IsCorrection };

    public static UnitForm Of(UnitDetails unit) => new()
    {
        Id = unit.Unit.Id,
        Version = unit.Version,
        Name = unit.Unit.Name,
        ParentId = unit.Unit.ParentId,
        SchoolForm = unit.Unit.SchoolForm,
    };
}

/// <summary>The list of units.</summary>
public sealed record UnitsPage(string? Text, bool WithClosed, Page<UnitRow> Page)
{
    /// <summary>True where a search has torn rows out of the tree, so that each says where it stands.</summary>
    public bool IsSearch => !string.IsNullOrWhiteSpace(Text);
}
