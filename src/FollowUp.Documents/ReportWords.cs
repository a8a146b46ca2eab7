using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;

namespace FollowUp.Documents;

/// <summary>
/// The words that a report is written with, in one language, for every output that is made outside the web pages: all of them then say the same as the
/// print view, whose resources these are.
/// </summary>
public sealed record ReportWords
{
    /// <summary>The language's tag, such as <c>sv-SE</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The year label as it is printed: <c>2018/19</c> becomes <em>Läsåret 2018/19</em>.</summary>
    public required Func<string, string> Year { get; init; }

    public required Func<DateOnly, string> Date { get; init; }

    /// <summary>A moment (UTC) and a name: <em>1 september 2019, av Anna Ek</em>. The moment is told in the authority's time zone.</summary>
    public required Func<DateTime, string, string> By { get; init; }

    public required Func<int, string> Number { get; init; }

    public required Func<int, string> Percent { get; init; }

    /// <summary>The running foot: <c>{0}</c> stands for the page, <c>{1}</c> for the number of pages.</summary>
    public required string PageOf { get; init; }

    // The cover.
    public required string Part { get; init; }
    public required string WholeAuthority { get; init; }
    public required string RegistryNumber { get; init; }
    public required string Fixed { get; init; }
    public required string Version { get; init; }
    public required string ReadOn { get; init; }
    public required string DraftMark { get; init; }

    // The chapters.
    public required string Contents { get; init; }
    public required string Foreword { get; init; }
    public required string Summary { get; init; }

    /// <summary>From the number of activities and how many of them are shown.</summary>
    public required Func<int, int, string> SummaryText { get; init; }

    public required string Activities { get; init; }
    public required string NoActivities { get; init; }
    public required string Closing { get; init; }
    public required string Appendix { get; init; }
    public required string AppendixText { get; init; }
    public required string Signatures { get; init; }

    /// <summary>The sentence that says when (UTC) and by whom the report was fixed.</summary>
    public required Func<DateTime, string, string> FixedSentence { get; init; }

    // One activity.

    /// <summary><em>Uppdrag/Aktivitet</em>, followed by the number.</summary>
    public required string Activity { get; init; }
    public required string Unit { get; init; }
    public required string ReportingUnit { get; init; }
    public required string Responsible { get; init; }
    public required string DueOn { get; init; }
    public required string GoalArea { get; init; }
    public required string ContinuedFrom { get; init; }

    /// <summary>The year that an activity is carried over from, with the how manieth it is in where that is known: <em>2023/24, tredje året</em>.</summary>
    public required Func<string, int?, string> CarriedFrom { get; init; }
    public required string Status { get; init; }
    public required string FollowUp { get; init; }
    public required string Analysis { get; init; }

    /// <summary>The heading over another unit's own note, from the unit's name.</summary>
    public required Func<string, string> UnitNote { get; init; }

    /// <summary>Stands for what is begun and not submitted.</summary>
    public required string Withheld { get; init; }

    /// <summary>Stands for what nobody has begun.</summary>
    public required string Missing { get; init; }

    /// <summary>Stands for a text that was left empty.</summary>
    public required string NothingWritten { get; init; }

    public required Func<NoteStatus, string> StatusWord { get; init; }
    public required string NoStatus { get; init; }
    public required Func<SchoolForm, string> SchoolFormWord { get; init; }
    public required string WithoutSchoolForm { get; init; }
    public required string WithoutGoalArea { get; init; }
    public required string WithoutUnit { get; init; }

    // Tables.
    public required string StatusCaption { get; init; }
    public required string Count { get; init; }
    public required string Share { get; init; }
    public required string Total { get; init; }

    /// <summary>The caption of a figure's table: <em>Aktiviteter per status och enhet</em>.</summary>
    public required Func<FigureKind, string> FigureCaption { get; init; }

    /// <summary>What the groups of a figure are, as the heading of its first column: <em>Enhet</em>.</summary>
    public required Func<FigureKind, string> FigureGroup { get; init; }
    public required string WaivedActivity { get; init; }
    public required string WaivedGap { get; init; }
    public required string WaivedReason { get; init; }

    /// <summary>A moment (UTC) and a name: <em>Anna Ek · 1 september 2019</em>.</summary>
    public required Func<DateTime, string, string> WaivedBy { get; init; }
    public required Func<GapKind, string> GapWord { get; init; }

    /// <summary>The part that a report is of; null for the whole.</summary>
    public string? PartOf(AnnualReport report) => report.SchoolForm is { } form ? SchoolFormWord(form) : report.UnitName;

    /// <summary>What stands as status: its word, or that a draft is withheld or nothing is begun.</summary>
    public string StatusOf(bool isShown, bool hasDraft, NoteStatus? status) =>
        !isShown ? (hasDraft ? Withheld : Missing) : status is { } chosen ? StatusWord(chosen) : NoStatus;

    /// <summary>What stands where a text would: null where the text itself does.</summary>
    public string? InsteadOf(string text, bool isShown, bool hasDraft) =>
        isShown && text.Length > 0 ? null : isShown ? NothingWritten : hasDraft ? Withheld : Missing;

    /// <summary>The heading over a group of activities; the empty name is that of activities without a goal area or unit.</summary>
    public string Group(ReportOrder order, string name) => name.Length > 0 ? name : order == ReportOrder.GoalArea ? WithoutGoalArea : WithoutUnit;

    /// <summary>What a row of a figure is called.</summary>
    public string NameOf(FigureKind kind, ReportFigureRow row) => kind switch
    {
        FigureKind.SchoolForm => row.SchoolForm is { } form ? SchoolFormWord(form) : WithoutSchoolForm,
        FigureKind.GoalArea when row.Name.Length == 0 => WithoutGoalArea,
        _ => row.Name,
    };
}
