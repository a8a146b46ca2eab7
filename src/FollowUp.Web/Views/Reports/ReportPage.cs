using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Reports;

/// <param name="Report">The report, or a part of it.</param>
/// <param name="Asked">How much was asked for.</param>
/// <param name="Parts">The units whose part can be chosen.</param>
public sealed record ReportPage(AnnualReport Report, ReportScopeForm Asked, IReadOnlyList<UnitTreeRow> Parts)
{
    /// <summary>What takes two minutes to read; null where the report is not fixed.</summary>
    public ReportReading? Reading { get; init; }

    /// <summary>How many notes have gaps, of those that this person can do something about; null for a reader.</summary>
    public int? Missing { get; init; }

    /// <summary>True where there are fixed versions to see.</summary>
    public bool HasVersions { get; init; }

    /// <summary>The query that keeps the choice in a link, beginning with a question mark; empty where nothing is chosen.</summary>
    public string Query => Asked.Query;

    /// <summary><c>Läsåret 2026/27</c>.</summary>
    public string Year(Texts texts) => PlanYear.Parse(Report.YearLabel) is { } year ? texts.Year(year) : Report.YearLabel;

    /// <summary>What the part is called: a unit's name or a school form; null for the whole.</summary>
    public string? PartName(Texts texts) => Report.SchoolForm is { } form ? texts.Of(form) : Report.UnitName;
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
