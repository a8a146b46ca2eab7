using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Users;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.Successions;

/// <summary>A change of rektor as it is typed.</summary>
public sealed class SuccessionForm
{
    /// <summary>Most people suggested beside the field for the successor.</summary>
    public const int SuggestionLimit = 500;

    [Required(ErrorMessage = "Refusals.DelegationUnitMissing")]
    [Display(Name = "Succession.Unit")]
    public Guid? UnitId { get; set; }

    [Required(ErrorMessage = "Refusals.DelegationReceiverMissing")]
    [Display(Name = "Succession.Email")]
    public string? Email { get; set; }

    [Required(ErrorMessage = "Refusals.DelegationFirstDayMissing")]
    [Display(Name = "Succession.FirstDay")]
    public DateOnly? FirstDay { get; set; }

    /// <summary>The present rektor.</summary>
    [BindNever]
    [ValidateNever]
    public UserDetails Former { get; set; } = null!;

    /// <summary>Where the person is rektor.</summary>
    [BindNever]
    [ValidateNever]
    public IReadOnlyList<UserPlaceRow> Places { get; set; } = [];

    /// <summary>People to suggest.</summary>
    [BindNever]
    [ValidateNever]
    public IReadOnlyList<UserRow> Principals { get; set; } = [];

    /// <summary>What is stated; only where the form is valid.</summary>
    public NewSuccession Asked(Guid userId) => new() { UserId = userId, UnitId = UnitId!.Value, Email = Email ?? "", FirstDay = FirstDay!.Value };
}
