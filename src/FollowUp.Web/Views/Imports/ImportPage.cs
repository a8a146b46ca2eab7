using FollowUp.Core;
using FollowUp.Core.Imports;
using FollowUp.Core.Units;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace FollowUp.Web.Views.Imports;

/// <summary>A page of an import: what is saved, with what was typed over it.</summary>
public sealed class ImportPage : ImportCorrectionForm
{
    public ImportPage(ImportPreview preview, ImportCorrectionForm? typed = null, bool isConflict = false)
    {
        Preview = preview;
        IsConflict = isConflict;
        Version = preview.Import.Version;
        Page = preview.Page;
        var choice = typed?.Choice ?? preview.Import.Choice;
        PlanId = choice.PlanId;
        NewPlanYear = choice.NewPlanYear;
        NewPlanName = choice.NewPlanName;
        DefaultUnitId = choice.DefaultUnitId;
        NoteState = choice.NoteState;
        IsTyped = typed is not null;
        Units = [.. preview.Units.Rows.Where(row => !row.Unit.IsClosed).Select(Choice)];
        Cards = [.. preview.Rows.Select((row, index) => new ImportRowPage(
            row, typed?.Rows.ElementAtOrDefault(index) is { } mine && mine.Id == row.Row.Id ? mine : null, isConflict, Units))];

        SelectListItem Choice(UnitTreeRow row) =>
            new(new string('\u00a0', 3 * row.Depth) + row.Unit.Name, row.Unit.Id.ToString());
    }

    public ImportPreview Preview { get; }

    public IReadOnlyList<ImportRowPage> Cards { get; }

    /// <summary>Every unit in use, indented by its depth.</summary>
    public IReadOnlyList<SelectListItem> Units { get; }

    /// <summary>Somebody else saved in between: where that differs it is shown beside what was typed.</summary>
    public bool IsConflict { get; }

    /// <summary>True where the page shows what was typed and could not be saved, or not imported.</summary>
    public bool IsTyped { get; }

    public ReportImport Import => Preview.Import;

    public string Heading => Import.Title.Length > 0 ? Import.Title : Import.FileName;

    /// <summary>What has to be mended on this page, by form field.</summary>
    public IEnumerable<(string Field, Refusal Refusal)> Mends => Import.State != ImportState.Preview ? [] :
    [
        .. Preview.Obstacles.Select(refusal => (refusal.Field ?? "", refusal)),
        .. Preview.Rows.SelectMany((row, index) => row.Place!.Errors.Select(error => ($"Rows[{index}].{error.Field}", error))),
    ];

    /// <summary>Rows to mend on other pages.</summary>
    public IEnumerable<ImportMend> MendsElsewhere => Preview.Mends.Where(mend => mend.Page != Preview.Page);

    /// <summary>The plan that is imported into, as it is called.</summary>
    public string PlanLabel => Preview.Plan?.Label ?? $"{Import.NewPlanYear} {Import.NewPlanName}".Trim();
}

/// <summary>One activity of the preview.</summary>
public sealed class ImportRowPage : ImportRowForm
{
    public ImportRowPage(ImportPreviewRow preview, ImportRowForm? typed, bool isConflict, IReadOnlyList<SelectListItem> units)
    {
        Preview = preview;
        Units = units;
        var saved = new ImportRowCorrection
        {
            RowId = preview.Row.Id,
            IsIncluded = preview.Row.IsIncluded,
            Number = preview.Row.Number,
            Title = preview.Row.Title,
            UnitId = preview.Row.UnitId,
            Status = preview.Row.Status,
            FollowUp = preview.Row.FollowUp,
            Analysis = preview.Row.Analysis,
        };
        var shown = typed?.Correction ?? saved;
        (Id, Include, Number, Title, UnitId, Status) = (saved.RowId, shown.IsIncluded, shown.Number, shown.Title, shown.UnitId, shown.Status);
        (FollowUp, Analysis) = (shown.FollowUp, shown.Analysis);
        Others = isConflict && Cleaned(shown) != saved ? saved : null;
    }

    public ImportPreviewRow Preview { get; }

    public IReadOnlyList<SelectListItem> Units { get; }

    /// <summary>What somebody else saved, where it differs from what was typed here.</summary>
    public ImportRowCorrection? Others { get; }

    private static ImportRowCorrection Cleaned(ImportRowCorrection typed) => typed with
    {
        Title = TypedText.CleanLine(typed.Title),
        FollowUp = TypedText.Clean(typed.FollowUp),
        Analysis = TypedText.Clean(typed.Analysis),
    };
}
