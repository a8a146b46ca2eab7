using System.ComponentModel.DataAnnotations;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;

namespace FollowUp.Web.Views.Imports;

/// <summary>Everything that can be typed on a page of the preview.</summary>
public class ImportCorrectionForm
{
    public Guid Version { get; set; }

    /// <summary>The page that is shown, from 1.</summary>
    public int Page { get; set; } = 1;

    /// <summary>The page to show after saving; null to stay.</summary>
    public int? GoTo { get; set; }

    [Display(Name = "Imports.Plan")]
    public Guid? PlanId { get; set; }

    [Display(Name = "Imports.NewPlanYear")]
    public string? NewPlanYear { get; set; }

    [Display(Name = "Imports.NewPlanName")]
    public string? NewPlanName { get; set; }

    [Display(Name = "Imports.DefaultUnit")]
    public Guid? DefaultUnitId { get; set; }

    [Display(Name = "Imports.NoteState")]
    public NoteState NoteState { get; set; } = NoteState.Draft;

    public List<ImportRowForm> Rows { get; set; } = [];

    public ImportChoice Choice => new(PlanId, NewPlanYear ?? "", NewPlanName ?? "", DefaultUnitId, NoteState);

    public IReadOnlyList<ImportRowCorrection> Corrections => [.. Rows.Select(row => row.Correction)];
}

/// <summary>One activity as it was read and can be corrected.</summary>
public class ImportRowForm
{
    public Guid Id { get; set; }

    [Display(Name = "Imports.Include")]
    public bool Include { get; set; }

    [Display(Name = "Imports.Number")]
    public int? Number { get; set; }

    [Display(Name = "Imports.Title")]
    public string? Title { get; set; }

    [Display(Name = "Imports.Unit")]
    public Guid? UnitId { get; set; }

    [Display(Name = "Imports.Status")]
    public NoteStatus? Status { get; set; }

    [Display(Name = "Imports.FollowUp")]
    public string? FollowUp { get; set; }

    [Display(Name = "Imports.Analysis")]
    public string? Analysis { get; set; }

    public ImportRowCorrection Correction => new()
    {
        RowId = Id,
        IsIncluded = Include,
        Number = Number,
        Title = Title ?? "",
        UnitId = UnitId,
        Status = Status,
        FollowUp = FollowUp ?? "",
        Analysis = Analysis ?? "",
    };
}
