using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;

namespace FollowUp.Documents.Excel;

/// <summary>What <see cref="ExcelReportWriter"/> calls things, in the report's language.</summary>
public sealed record ExcelReportWords
{
    /// <summary>The language's tag, such as <c>sv-SE</c>.</summary>
    public string Language { get; init; } = "sv-SE";

    /// <summary>The sheet of activities.</summary>
    public required string Activities { get; init; }

    /// <summary>The sheet of the units' texts.</summary>
    public required string Notes { get; init; }

    /// <summary>The sheet of counts.</summary>
    public required string Counts { get; init; }

    public required string Number { get; init; }

    public required string Title { get; init; }

    /// <summary><em>Ansvarig enhet</em>.</summary>
    public required string Owner { get; init; }

    /// <summary>The unit whose follow-up is printed where it is not the owning one.</summary>
    public required string ReportingUnit { get; init; }

    /// <summary>The unit that a text is from.</summary>
    public required string Unit { get; init; }

    public required string Responsible { get; init; }

    public required string DueOn { get; init; }

    public required string GoalArea { get; init; }

    public required string Status { get; init; }

    public required string ContinuedFrom { get; init; }

    /// <summary>As in <see cref="ReportWords.CarriedFrom"/>.</summary>
    public required Func<string, int?, string> CarriedFrom { get; init; }

    public required string FollowUp { get; init; }

    public required string Analysis { get; init; }

    /// <summary>In the place of a status where somebody has begun to write: <em>Utkast, visas inte</em>.</summary>
    public required string Withheld { get; init; }

    /// <summary>In the place of a status where nothing is written.</summary>
    public required string Missing { get; init; }

    /// <summary>The column that says what a row counts: units, school forms, …</summary>
    public required string Compared { get; init; }

    /// <summary>The column that says which of them.</summary>
    public required string Group { get; init; }

    /// <summary>The row that counts everything.</summary>
    public required string WholeReport { get; init; }

    public required string Total { get; init; }

    /// <summary>The group of activities without a goal area.</summary>
    public required string NoGoalArea { get; init; }

    /// <summary>The group of activities whose unit has no school form.</summary>
    public required string NoSchoolForm { get; init; }

    /// <summary>What a status is called; null where none is chosen.</summary>
    public required Func<NoteStatus?, string> StatusOf { get; init; }

    public required Func<SchoolForm, string> SchoolFormOf { get; init; }

    /// <summary>What a figure compares.</summary>
    public required Func<FigureKind, string> ComparedOf { get; init; }
}
