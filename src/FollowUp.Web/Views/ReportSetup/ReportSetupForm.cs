using System.ComponentModel.DataAnnotations;
using FollowUp.Core;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Validation;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace FollowUp.Web.Views.ReportSetup;

/// <summary>What is chosen for a plan's report, as it is typed.</summary>
public sealed class ReportSetupForm
{
    /// <summary>Empty while nothing has been chosen.</summary>
    public Guid Version { get; set; }

    [Required(ErrorMessage = "Refusals.ReportTitleMissing")]
    [Display(Name = "ReportSetup.Title")]
    public string? Title { get; set; }

    /// <summary>The title when the form was shown.</summary>
    public string? TitleBefore { get; set; }

    /// <summary>The tag of the language that the report is written in.</summary>
    [Display(Name = "ReportSetup.Language")]
    public string? Language { get; set; }

    /// <summary>A unit's key, a school form's name, or nothing for the whole.</summary>
    [Display(Name = "ReportSetup.Part")]
    public string? Part { get; set; }

    public bool HasUnitNotes { get; set; }

    [Display(Name = "ReportSetup.OrderLabel")]
    public ReportOrder Order { get; set; } = ReportOrder.Number;

    [Display(Name = "ReportSetup.RegistryNumber")]
    public string? RegistryNumber { get; set; }

    [Display(Name = "ReportSetup.Foreword")]
    public string? Foreword { get; set; }

    [Display(Name = "ReportSetup.Closing")]
    public string? Closing { get; set; }

    [Display(Name = "ReportSetup.Signatures")]
    public string? Signatures { get; set; }

    /// <summary>What is saved, and what there is to choose from.</summary>
    [BindNever]
    [ValidateNever]
    public ReportSetupDetails Present { get; set; } = null!;

    /// <summary>The form beside this one.</summary>
    [BindNever]
    [ValidateNever]
    public LogoForm Logo { get; set; } = new();

    private SchoolForm? SchoolForm => Enum.TryParse<SchoolForm>(Part, out var form) && Enum.IsDefined(form) ? form : null;

    /// <summary>What is neither a unit nor a school form is a unit that does not exist.</summary>
    private Guid? UnitId => string.IsNullOrEmpty(Part) || SchoolForm is not null ? null : Guid.TryParse(Part, out var id) ? id : Guid.Empty;

    public ReportChoices ToChoices() => new()
    {
        Title = Title ?? "",
        TitleBefore = TitleBefore,
        Language = Language ?? Languages.Swedish,
        UnitId = UnitId,
        SchoolForm = SchoolForm,
        HasUnitNotes = HasUnitNotes,
        Order = Order,
        RegistryNumber = RegistryNumber,
        Foreword = Foreword,
        Closing = Closing,
        Signatures = Signatures,
    };

    public static ReportSetupForm Of(ReportSetupDetails present) => new()
    {
        Version = present.Version,
        Title = present.Title,
        TitleBefore = present.Title,
        Language = present.Language,
        Part = present.UnitId?.ToString() ?? present.SchoolForm?.ToString(),
        HasUnitNotes = present.HasUnitNotes,
        Order = present.Order,
        RegistryNumber = present.RegistryNumber,
        Foreword = present.Foreword,
        Closing = present.Closing,
        Signatures = present.Signatures,
        Present = present,
        Logo = LogoForm.Of(present),
    };

    /// <summary>Unit and school form are one choice here.</summary>
    public static Outcome Beside(Outcome outcome) => outcome with
    {
        Refusals = [.. outcome.Refusals.Select(refusal =>
            refusal.Field is nameof(ReportChoices.UnitId) or nameof(ReportChoices.SchoolForm) ? refusal with { Field = nameof(Part) } : refusal)],
    };

    public IEnumerable<SelectListItem> LanguageChoices(Texts texts) => Languages.All.Select(tag => new SelectListItem(texts[$"Shared.LanguageName.{tag}"], tag));

    /// <summary>The orders to choose from: by goal area only where there are any.</summary>
    public IEnumerable<ReportOrder> Orders() =>
        Enum.GetValues<ReportOrder>().Where(order => order != ReportOrder.GoalArea || Present.HasGoalAreas || Order == ReportOrder.GoalArea);

    /// <summary>The units in the order of the tree, then the school forms.</summary>
    public IEnumerable<SelectListItem> Parts(Texts texts)
    {
        var units = new SelectListGroup { Name = texts["ReportSetup.Units"] };
        var forms = new SelectListGroup { Name = texts["ReportSetup.SchoolForms"] };
        return Present.Units
            .Select(unit => (Name: unit.IsClosed ? texts["ReportSetup.ClosedUnit", unit.Name].Value : unit.Name, unit))
            .Select(found => new SelectListItem { Text = new string('\u2003', found.unit.Depth) + found.Name, Value = found.unit.Id.ToString(), Group = units })
            .Concat(Present.SchoolForms.Select(form => new SelectListItem { Text = texts.Of(form), Value = form.ToString(), Group = forms }));
    }
}

/// <summary>The picture on the cover, as it is sent.</summary>
public sealed class LogoForm
{
    [Display(Name = "ReportSetup.LogoFile")]
    public IFormFile? File { get; set; }

    [Display(Name = "ReportSetup.LogoText")]
    public string? Text { get; set; }

    /// <summary>What is saved.</summary>
    [BindNever]
    [ValidateNever]
    public ReportSetupDetails Present { get; set; } = null!;

    public static LogoForm Of(ReportSetupDetails present) => new() { Text = present.Logo?.Text, Present = present };

    /// <summary>Reads the file, but no more of it than it takes to see that it is too large.</summary>
    public async Task<LogoUpload> ReadAsync(CancellationToken cancel)
    {
        if (File is null) return new LogoUpload([], Text ?? "");
        var content = new byte[Math.Min(File.Length, LogoFile.MaxBytes + 1)];
        await using var stream = File.OpenReadStream();
        await stream.ReadExactlyAsync(content, cancel);
        return new LogoUpload(content, Text ?? "");
    }
}
