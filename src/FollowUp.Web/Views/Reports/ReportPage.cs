using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Reports;

/// <param name="Report">The report, or a part of it.</param>
/// <param name="Asked">How much was asked for.</param>
/// <param name="Parts">The units whose part can be chosen.</param>
public sealed record ReportPage(AnnualReport Report, ReportScopeForm Asked, IReadOnlyList<UnitTreeRow> Parts)
{
    /// <summary>A file with more activities than this is made on a page that tells how it goes.</summary>
    public const int LongFrom = 500;

    /// <summary>What takes two minutes to read; null where the report is not fixed.</summary>
    public ReportReading? Reading { get; init; }

    /// <summary>How many notes have gaps, of those that this person can do something about; null for a reader.</summary>
    public int? Missing { get; init; }

    /// <summary>True where there are fixed versions to see.</summary>
    public bool HasVersions { get; init; }

    /// <summary>In which formats the shown version was kept when it was fixed; none where it is no fixed version.</summary>
    public IReadOnlyList<ReportFormat> Kept { get; init; } = [];

    /// <summary>True where the page stands alone as a file: with its styles in it, without script and without what belongs to the screen.</summary>
    public bool IsFile { get; init; }

    /// <summary>True where the activities stand under headings.</summary>
    public bool IsGrouped => Report.Entries.Any(entry => entry.Group is not null);

    /// <summary>The query that keeps the choice in a link, beginning with a question mark; empty where nothing is chosen.</summary>
    public string Query => Asked.Query;

    /// <summary>True where a file of it takes some time to make.</summary>
    public bool IsLong => Report.Entries.Count > LongFrom;

    /// <summary>Where a file lies as it was kept when the report was fixed; from the root of the application. Null where none was kept.</summary>
    public string? KeptAddress(ReportFormat format) => Kept.Contains(format) ? $"~/reports/{Report.PlanId}/versions/{Report.FixedVersion}/{Name(format)}" : null;

    /// <summary>True where <see cref="AddressOf"/> is a page that makes the file, not the file itself.</summary>
    public bool IsPrepared(ReportFormat format) => !Kept.Contains(format) && (IsLong || format == ReportFormat.Pdf);

    /// <summary>Where the menu leads for a file; from the root of the application.</summary>
    public string AddressOf(ReportFormat format) => KeptAddress(format) ?? (IsPrepared(format) ? PreparedAddress(format) : DirectAddress(format));

    /// <summary>Where a file is sent while it is read; from the root of the application.</summary>
    public string DirectAddress(ReportFormat format) => $"~/reports/{Report.PlanId}/files/{Name(format)}{Query}";

    /// <summary>Where a file is made while one waits; from the root of the application.</summary>
    public string PreparedAddress(ReportFormat format) => $"~/reports/{Report.PlanId}/prepared/{Name(format)}{Query}";

    /// <summary><c>Läsåret 2026/27</c>.</summary>
    public string Year(Texts texts) => PlanYear.Parse(Report.YearLabel) is { } year ? texts.Year(year) : Report.YearLabel;

    /// <summary>What the part is called: a unit's name or a school form; null for the whole.</summary>
    public string? PartName(Texts texts) => Report.SchoolForm is { } form ? texts.Of(form) : Report.UnitName;

    /// <summary>The choice among <see cref="Parts"/> that is shown; null where it is none of them.</summary>
    public Guid? Shown => Parts.FirstOrDefault(part => part.Depth == 0 ? Report is { UnitName: null, SchoolForm: null } : part.Unit.Id == Report.UnitId)?.Unit.Id;

    /// <summary>What is read with nothing chosen, where that is none of <see cref="Parts"/>; null where it is.</summary>
    public string? Default(Texts texts, UserAccess access)
    {
        if (access.SeesAllUnits) return Shown is null ? PartName(texts) : null;
        return texts[access.Roles.Contains(AppRole.Reader) && (Report.FixedAt is not null || HasVersions) ? "Reports.WholeAuthority" : "Reports.OwnUnits"];
    }

    /// <summary>The headings in print order, each with its activities.</summary>
    public IEnumerable<(string? Name, IReadOnlyList<ReportEntry> Entries)> Groups()
    {
        var entries = new List<ReportEntry>();
        foreach (var entry in Report.Entries)
        {
            if (entries.Count > 0 && entries[0].Group != entry.Group)
            {
                yield return (entries[0].Group, entries);
                entries = [];
            }

            entries.Add(entry);
        }

        if (entries.Count > 0) yield return (entries[0].Group, entries);
    }

    private static string Name(ReportFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>What a heading says: a goal area or a unit; in words where there is none.</summary>
    public string GroupName(Texts texts, string? group) =>
        !string.IsNullOrEmpty(group) ? group : texts[Report.Order == ReportOrder.GoalArea ? "Reports.NoGoalArea" : "Reports.NoUnit"];
}

/// <summary>How much of a report is asked for, in an address.</summary>
public sealed record ReportScopeForm
{
    /// <summary>A unit with those below it; the authority for the whole.</summary>
    public Guid? Unit { get; init; }

    public SchoolForm? Form { get; init; }

    public ReportScope Scope => new() { UnitId = Unit, SchoolForm = Form is { } form && Enum.IsDefined(form) ? form : null };

    public string Query => Unit is { } unit ? $"?unit={unit}" : Form is { } form ? $"?form={form}" : "";
}
