using System.Text.Json.Serialization;
using FollowUp.Core.Notes;
using FollowUp.Core.Units;

namespace FollowUp.Core.Reports;

/// <summary>
/// The year's report, read once; every output (screen, print, Word, Excel, plain text, JSON) is written from it and so says the same. What is
/// short is in memory; the activities' texts are read while they are written, so that a report of any size needs little memory.
/// </summary>
public sealed record AnnualReport
{
    public required Guid PlanId { get; init; }

    /// <summary>The printed title, a setting of the plan.</summary>
    public required string Title { get; init; }

    /// <summary>The language that it is written in, one of <see cref="Languages.All"/>; a setting of the plan, whoever reads.</summary>
    public string Language { get; init; } = Languages.Swedish;

    /// <summary>The year as people write it: <c>2018/19</c> or <c>2019</c>.</summary>
    public required string YearLabel { get; init; }

    /// <summary>The authority's name (the root of the unit tree).</summary>
    public required string AuthorityName { get; init; }

    /// <summary>The unit whose part this is; null for the whole authority's report, and for a school form's.</summary>
    public required string? UnitName { get; init; }

    /// <summary>The unit whose part was chosen, to choose by on the screen; no file has it.</summary>
    [JsonIgnore]
    public Guid? UnitId { get; init; }

    /// <summary>The school form whose part this is; null otherwise.</summary>
    public SchoolForm? SchoolForm { get; init; }

    /// <summary>The day the report was read, in the authority's time zone.</summary>
    public required DateOnly ReadOn { get; init; }

    /// <summary>When the plan was fixed (UTC); null while it is open.</summary>
    public required DateTime? FixedAt { get; init; }

    /// <summary>Who fixed it; null while it is open.</summary>
    public required string? FixedBy { get; init; }

    /// <summary>Which version of the fixed report this is, from 1; null while the plan is open, and for plans fixed before versions were kept.</summary>
    public int? FixedVersion { get; init; }

    /// <summary><em>Diarienummer</em>; empty where there is none.</summary>
    public string RegistryNumber { get; init; } = "";

    /// <summary>Before the summary, Markdown; may be empty.</summary>
    public string Foreword { get; init; } = "";

    /// <summary>After the activities, Markdown; may be empty.</summary>
    public string Closing { get; init; } = "";

    /// <summary>Who is to sign: a line each, with name or office below it.</summary>
    public IReadOnlyList<string> SignatureLines { get; init; } = [];

    /// <summary>The picture on the cover; null where there is none.</summary>
    public ReportLogo? Logo { get; init; }

    public ReportOrder Order { get; init; } = ReportOrder.Number;

    /// <summary>True where the texts of all units concerned are printed below the owning unit's.</summary>
    public bool HasUnitNotes { get; init; }

    /// <summary>Every activity in print order, without its texts: for the contents and the counts.</summary>
    public required IReadOnlyList<ReportEntry> Entries { get; init; }

    /// <summary>Status per unit, school form, goal area and year. Those with nothing to compare are left out.</summary>
    public IReadOnlyList<ReportFigure> Figures { get; init; } = [];

    /// <summary>What was missing when the report was read and may stand; the appendix tells of it.</summary>
    public IReadOnlyList<ReportWaiver> Waivers { get; init; } = [];

    /// <summary>The activities in the order of <see cref="Entries"/>. To be read once, while the output is written.</summary>
    public required IAsyncEnumerable<ReportActivity> Activities { get; init; }

    /// <summary>How many activities stand in each status, counted over <see cref="Entries"/>.</summary>
    public StatusCounts Counts => StatusCounts.Of(Entries.Select(entry => entry.Status));

    /// <summary>How many activities the report shows the text of.</summary>
    public int Shown => Entries.Count(entry => entry.IsShown);
}

/// <summary>In which order the activities are printed. The numbers are stored: add, never renumber.</summary>
public enum ReportOrder
{
    Number = 1,

    /// <summary>By goal area, each under a heading; those without one last.</summary>
    GoalArea = 2,

    /// <summary>By owning unit in the order of the tree, each under a heading.</summary>
    Unit = 3,
}

/// <summary>The picture on the cover.</summary>
/// <param name="MediaType"><c>image/png</c> or <c>image/jpeg</c> or <c>image/svg+xml</c>; checked when it was taken in.</param>
/// <param name="Content">The file.</param>
/// <param name="Text">What it shows, for those who do not see it.</param>
public sealed record ReportLogo(string MediaType, byte[] Content, string Text);

/// <summary>One activity in the contents.</summary>
/// <param name="Number">Unique in the report.</param>
/// <param name="Title">On one line.</param>
/// <param name="Group">The heading that it stands under: a goal area's or a unit's name, empty for those without; null where the order is by number.</param>
/// <param name="Status">The status; null where none is chosen or nothing is shown.</param>
/// <param name="IsShown">Whether its text is printed.</param>
public sealed record ReportEntry(int Number, string Title, string? Group, NoteStatus? Status, bool IsShown);

/// <summary>What a figure compares.</summary>
public enum FigureKind
{
    Unit = 1,
    SchoolForm = 2,
    GoalArea = 3,
    Year = 4,
}

/// <summary>Status counted over some groups, as a picture and as a table.</summary>
/// <param name="Kind">What the groups are.</param>
/// <param name="Rows">The groups in print order.</param>
public sealed record ReportFigure(FigureKind Kind, IReadOnlyList<ReportFigureRow> Rows);

/// <summary>One group of a figure.</summary>
/// <param name="Name">What it is called: a unit, a goal area, a year; empty for activities without a goal area, and for school forms.</param>
/// <param name="SchoolForm">The school form where the figure compares those; null otherwise.</param>
/// <param name="Counts">Its activities per status.</param>
public sealed record ReportFigureRow(string Name, SchoolForm? SchoolForm, StatusCounts Counts);

/// <summary>Something that was missing and may stand.</summary>
public sealed record ReportWaiver(int Number, string Title, string UnitName, GapKind Kind, string Reason, string By, DateTime At);

/// <summary>One activity in the report.</summary>
public sealed record ReportActivity
{
    public required int Number { get; init; }

    public required string Title { get; init; }

    /// <summary>As in <see cref="ReportEntry.Group"/>.</summary>
    public string? Group { get; init; }

    /// <summary>The unit that owns the activity (<em>Ansvarig enhet</em>), the authority itself included; always set in a report read from the database.</summary>
    public required string? UnitName { get; init; }

    /// <summary>The unit whose follow-up this is, where it is not the owning one: in a unit's part of the report. Otherwise null.</summary>
    public string? ReportingUnitName { get; init; }

    /// <summary>The person responsible, as written in the plan; null where none is.</summary>
    public required string? Responsible { get; init; }

    public required DateOnly? DueOn { get; init; }

    public required string? GoalArea { get; init; }

    /// <summary>The year this activity was carried over from, or null.</summary>
    public required string? ContinuedFrom { get; init; }

    /// <summary>The how manieth year it is in, from 2; null where it is not carried over, and in reports kept before years were counted.</summary>
    public int? ThreadYear { get; init; }

    /// <summary>False while the note is not submitted: its texts and status are then withheld (<em>Utkast, visas inte</em>) or do not exist.</summary>
    public required bool IsShown { get; init; }

    /// <summary>True where somebody has begun to write but not submitted; false where nothing is written. Without meaning when <see cref="IsShown"/>.</summary>
    public required bool HasDraft { get; init; }

    /// <summary>The status; null where none is chosen or nothing is shown.</summary>
    public required NoteStatus? Status { get; init; }

    /// <summary>The follow-up as Markdown; empty where there is none.</summary>
    public required string FollowUp { get; init; }

    /// <summary>The analysis as Markdown; empty where there is none.</summary>
    public required string Analysis { get; init; }

    /// <summary>The other units' own follow-ups in the order of the tree; empty unless <see cref="AnnualReport.HasUnitNotes"/>.</summary>
    public IReadOnlyList<ReportUnitNote> UnitNotes { get; init; } = [];
}

/// <summary>One unit's own follow-up, printed below the owning unit's. What is said of <see cref="ReportActivity"/>'s members holds here too.</summary>
public sealed record ReportUnitNote(string UnitName, bool IsShown, bool HasDraft, NoteStatus? Status, string FollowUp, string Analysis);

/// <summary>Number of activities per status. The five figures add up to <see cref="Total"/>.</summary>
public sealed record StatusCounts(int NotStarted, int InProgress, int Completed, int NotCarriedOut, int NoStatus)
{
    public int Total => NotStarted + InProgress + Completed + NotCarriedOut + NoStatus;

    /// <summary>Counts a sequence of statuses; null counts as <see cref="NoStatus"/>.</summary>
    public static StatusCounts Of(IEnumerable<NoteStatus?> statuses) => Of(statuses.Select(status => (status, 1)));

    /// <summary>The same of statuses that are counted already.</summary>
    public static StatusCounts Of(IEnumerable<(NoteStatus? Status, int Count)> counted)
    {
        var counts = counted.ToLookup(found => found.Status, found => found.Count);
        return new StatusCounts(
            counts[NoteStatus.NotStarted].Sum(),
            counts[NoteStatus.InProgress].Sum(),
            counts[NoteStatus.Completed].Sum(),
            counts[NoteStatus.NotCarriedOut].Sum(),
            counts[null].Sum());
    }
}
