using System.Runtime.CompilerServices;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;

namespace FollowUp.Documents.Excel;

/// <summary>Writes the annual report as a workbook: a sheet of activities, one of the units' texts and one of counts.</summary>
public static class ExcelReportWriter
{
    private const double Narrow = 10;
    private const double Date = 14;
    private const double Name = 28;
    private const double Title = 50;
    private const double Text = 80;

    /// <summary>
    /// Writes the report. The texts are written while they are read; of the activities only what is short is kept until its sheet is
    /// written after them, since a zip file is written one part at a time. Texts are the Markdown that was typed.
    /// </summary>
    /// <param name="report">What is written; its activities are read once.</param>
    /// <param name="words">What things are called.</param>
    /// <param name="to">Where to; it is not closed, need not be able to seek, and is only written to asynchronously.</param>
    /// <param name="cancel">Ends early; what is written then is no workbook.</param>
    public static async Task WriteAsync(AnnualReport report, ExcelReportWords words, Stream to, CancellationToken cancel = default)
    {
        var activities = new List<IReadOnlyList<object?>>(report.Entries.Count);
        await using var workbook = await ExcelWorkbook.CreateAsync(to, $"{report.Title} {report.YearLabel}", words.Language, cancel: cancel);
        await workbook.WriteAsync(1, new ExcelSheet(words.Notes, NoteColumns(words), NotesAsync(report, words, activities, cancel)), cancel);
        await workbook.WriteAsync(0, new ExcelSheet(words.Activities, ActivityColumns(words), activities.ToAsyncEnumerable()), cancel);
        await workbook.WriteAsync(2, new ExcelSheet(words.Counts, CountColumns(words), Counts(report, words).ToAsyncEnumerable()), cancel);
        await workbook.CompleteAsync(cancel);
    }

    private static ExcelColumn[] ActivityColumns(ExcelReportWords words) =>
    [
        new(words.Number, Narrow), new(words.Title, Title), new(words.Owner, Name), new(words.Responsible, Name), new(words.DueOn, Date),
        new(words.GoalArea, Name), new(words.Status, Name), new(words.ReportingUnit, Name), new(words.ContinuedFrom, Name),
    ];

    private static ExcelColumn[] NoteColumns(ExcelReportWords words) =>
    [
        new(words.Number, Narrow), new(words.Title, Title), new(words.Unit, Name), new(words.Status, Name), new(words.FollowUp, Text), new(words.Analysis, Text),
    ];

    private static ExcelColumn[] CountColumns(ExcelReportWords words) =>
    [
        new(words.Compared, Name), new(words.Group, Name),
        .. Enum.GetValues<NoteStatus>().Cast<NoteStatus?>().Append(null).Select(status => new ExcelColumn(words.StatusOf(status), Date)),
        new(words.Total, Narrow),
    ];

    /// <summary>A row per text, the printed one of each activity first; on the way each activity's own row is kept.</summary>
    private static async IAsyncEnumerable<IReadOnlyList<object?>> NotesAsync(
        AnnualReport report, ExcelReportWords words, List<IReadOnlyList<object?>> activities, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var activity in report.Activities.WithCancellation(cancel))
        {
            var printed = new ReportUnitNote(
                activity.ReportingUnitName ?? activity.UnitName ?? "", activity.IsShown, activity.HasDraft, activity.Status, activity.FollowUp, activity.Analysis);
            activities.Add(
            [
                activity.Number, activity.Title, activity.UnitName, activity.Responsible, activity.DueOn, activity.GoalArea,
                StatusOf(printed, words), activity.ReportingUnitName,
                activity.ContinuedFrom is { } from ? words.CarriedFrom(from, activity.ThreadYear) : null,
            ]);
            foreach (var note in activity.UnitNotes.Prepend(printed))
            {
                yield return
                [
                    activity.Number, activity.Title, note.UnitName, StatusOf(note, words),
                    note.IsShown ? note.FollowUp : null, note.IsShown ? note.Analysis : null,
                ];
            }
        }
    }

    private static string StatusOf(ReportUnitNote note, ExcelReportWords words) =>
        note.IsShown ? words.StatusOf(note.Status) : note.HasDraft ? words.Withheld : words.Missing;

    private static IEnumerable<IReadOnlyList<object?>> Counts(AnnualReport report, ExcelReportWords words) => report.Figures
        .SelectMany(figure => figure.Rows.Select(row => Count(words.ComparedOf(figure.Kind), GroupOf(figure.Kind, row, words), row.Counts)))
        .Prepend(Count(words.WholeReport, null, report.Counts));

    private static object?[] Count(string compared, string? group, StatusCounts counts) =>
        [compared, group, counts.NotStarted, counts.InProgress, counts.Completed, counts.NotCarriedOut, counts.NoStatus, counts.Total];

    private static string GroupOf(FigureKind kind, ReportFigureRow row, ExcelReportWords words) => kind switch
    {
        FigureKind.SchoolForm => row.SchoolForm is { } form ? words.SchoolFormOf(form) : words.NoSchoolForm,
        FigureKind.GoalArea when row.Name.Length == 0 => words.NoGoalArea,
        _ => row.Name,
    };
}
