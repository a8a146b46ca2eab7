using System.ComponentModel.DataAnnotations;
using FollowUp.Core.House;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.House;

/// <summary>The settings of the house as they are typed.</summary>
public sealed class HouseForm
{
    /// <summary>Empty while nothing has been chosen.</summary>
    public Guid? Version { get; set; }

    [Display(Name = "House.Accent")]
    public string? Accent { get; set; }

    [Display(Name = "Domain.NoteStatus.NotStarted")]
    public string? NotStarted { get; set; }

    [Display(Name = "Domain.NoteStatus.InProgress")]
    public string? InProgress { get; set; }

    [Display(Name = "Domain.NoteStatus.Completed")]
    public string? Completed { get; set; }

    [Display(Name = "Domain.NoteStatus.NotCarriedOut")]
    public string? NotCarriedOut { get; set; }

    [Display(Name = "House.ReportTitle")]
    public string? ReportTitle { get; set; }

    [Display(Name = "House.AccessibilityContact")]
    public string? AccessibilityContact { get; set; }

    [Display(Name = "House.SupervisorAddress")]
    public string? SupervisorAddress { get; set; }

    [Display(Name = "House.DataProtectionAddress")]
    public string? DataProtectionAddress { get; set; }

    [Display(Name = "House.Shortcomings")]
    public string? Shortcomings { get; set; }

    [Display(Name = "House.AssessedOn")]
    [DataType(DataType.Date)]
    public DateOnly? AssessedOn { get; set; }

    [Display(Name = "House.HistoryMonths")]
    public int? HistoryMonths { get; set; }

    /// <summary>The picture; sent by a form of its own.</summary>
    [BindNever]
    [ValidateNever]
    [Display(Name = "House.LogoFile")]
    public IFormFile? File { get; set; }

    /// <summary>What is saved.</summary>
    [BindNever]
    [ValidateNever]
    public HouseFacts Present { get; set; } = new();

    public static HouseForm Of(HouseFacts facts) => new()
    {
        Version = facts.Version,
        Accent = facts.Accent,
        NotStarted = facts.NotStarted,
        InProgress = facts.InProgress,
        Completed = facts.Completed,
        NotCarriedOut = facts.NotCarriedOut,
        ReportTitle = facts.ReportTitle,
        AccessibilityContact = facts.AccessibilityContact,
        SupervisorAddress = facts.SupervisorAddress,
        DataProtectionAddress = facts.DataProtectionAddress,
        Shortcomings = facts.Shortcomings,
        AssessedOn = facts.AssessedOn,
        HistoryMonths = facts.HistoryMonths,
        Present = facts,
    };

    public HouseChoices ToChoices() => new()
    {
        Accent = Accent,
        NotStarted = NotStarted,
        InProgress = InProgress,
        Completed = Completed,
        NotCarriedOut = NotCarriedOut,
        ReportTitle = ReportTitle,
        AccessibilityContact = AccessibilityContact,
        SupervisorAddress = SupervisorAddress,
        DataProtectionAddress = DataProtectionAddress,
        Shortcomings = Shortcomings,
        AssessedOn = AssessedOn,
        HistoryMonths = HistoryMonths,
    };
}
