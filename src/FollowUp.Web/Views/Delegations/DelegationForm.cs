using System.ComponentModel.DataAnnotations;
using FollowUp.Core;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.Delegations;

/// <summary>Somebody who is to write or stand in, as it is typed.</summary>
public sealed class DelegationForm
{
    public Guid Id { get; set; } = Guid.CreateVersion7();

    [Required(ErrorMessage = "Refusals.DelegationUnitMissing")]
    [Display(Name = "Delegations.Unit")]
    public Guid? UnitId { get; set; }

    [Required(ErrorMessage = "Refusals.DelegationReceiverMissing")]
    [Display(Name = "Delegations.Email")]
    public string? Email { get; set; }

    [Required(ErrorMessage = "Refusals.DelegationKindMissing")]
    [Display(Name = "Delegations.Kind")]
    public DelegationKind? Kind { get; set; }

    [Required(ErrorMessage = "Refusals.DelegationFirstDayMissing")]
    [Display(Name = "Delegations.FirstDay")]
    public DateOnly? FirstDay { get; set; }

    [Display(Name = "Delegations.LastDay")]
    public DateOnly? LastDay { get; set; }

    [BindNever]
    [ValidateNever]
    public IReadOnlyList<UnitOption> Units { get; set; } = [];

    /// <summary>Colleagues to suggest beside the field for the e-mail address.</summary>
    [BindNever]
    [ValidateNever]
    public IReadOnlyList<DelegationSuggestion> Suggestions { get; set; } = [];

    /// <summary>What is stated; only where the form is valid.</summary>
    [BindNever]
    [ValidateNever]
    public NewDelegation Given => new()
    {
        Id = Id,
        UnitId = UnitId!.Value,
        Email = Email ?? "",
        Kind = Kind!.Value,
        FirstDay = FirstDay!.Value,
        LastDay = LastDay,
    };
}

/// <summary>The list of those who write and stand in.</summary>
/// <param name="Filter">What is asked for.</param>
/// <param name="Units">Units to choose among: those for which this person may delegate.</param>
/// <param name="Page">The rows.</param>
public sealed record DelegationsPage(DelegationFilter Filter, IReadOnlyList<UnitOption> Units, Page<DelegationRow> Page)
{
    public bool IsFiltered => Filter != new DelegationFilter();
}
