using System.ComponentModel.DataAnnotations;
using FollowUp.Core.House;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.Retention;

/// <summary>What is to be removed, and the page around it.</summary>
public sealed class PurgeForm
{
    /// <summary>Made with the page, so that a double click is one.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public Guid? PlanId { get; set; }

    /// <summary>How many versions the page said would go.</summary>
    public int Expected { get; set; }

    [Display(Name = "Retention.Confirm")]
    public bool IsConfirmed { get; set; }

    [BindNever]
    [ValidateNever]
    public RetentionList List { get; set; } = null!;

    /// <summary>What has just been removed.</summary>
    [BindNever]
    [ValidateNever]
    public PurgeRow? Done { get; set; }

    public NewHistoryPurge Purge => new() { Id = Id, PlanId = PlanId, Expected = Expected, IsConfirmed = IsConfirmed };
}
