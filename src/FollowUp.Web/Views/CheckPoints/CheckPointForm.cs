using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Notes;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;

namespace FollowUp.Web.Views.CheckPoints;

/// <summary>What a writer posts at a check-point. What is missing or too long is the service's to say, so that the text comes back whole.</summary>
public sealed class CheckPointForm
{
    /// <summary>The version that the writer started from; empty where nothing was written.</summary>
    public Guid Version { get; set; }

    [Display(Name = "CheckPoints.Status")]
    public NoteStatus? Status { get; set; }

    [Display(Name = "CheckPoints.Text")]
    public string? Text { get; set; }

    /// <summary>True for the button that goes on to the unit's next activity.</summary>
    public bool GoOn { get; set; }

    [BindNever]
    [ValidateNever]
    public CheckPointEntry Entry { get; set; } = null!;

    /// <summary>True where somebody else saved another text meanwhile.</summary>
    [BindNever]
    public bool IsConflict { get; set; }

    public CheckPointText Written => new(Status, Text ?? "");

    public static CheckPointForm Of(CheckPointEntry entry) => new()
    {
        Version = entry.Version,
        Status = entry.Written?.Status,
        Text = entry.Written?.Text,
        Entry = entry,
    };
}

/// <summary>The filter of a check-point, as it stands in the address.</summary>
public sealed class CheckPointFilterForm
{
    public Guid? Unit { get; set; }

    public NoteStatus? Status { get; set; }

    public Guid? Area { get; set; }

    public bool? Written { get; set; }

    public CheckPointFilter Filter => new() { UnitId = Unit, Status = Status, GoalAreaId = Area, IsWritten = Written };

    public bool IsNarrowed => Filter != new CheckPointFilter();
}

/// <summary>The page of a check-point.</summary>
public sealed record CheckPointPage(CheckPointOverview Overview, CheckPointFilterForm Form);
