using FollowUp.Core.Notes;
using FollowUp.Core.Reports;

namespace FollowUp.Documents.Word;

/// <summary>The counts as tables: all activities per status, and each figure of the report.</summary>
internal static class WordFigures
{
    /// <summary>More rows than this may go over to the next page.</summary>
    private const int MaxRowsKept = 15;

    /// <summary>In the order of the print view; null for no status.</summary>
    private static readonly NoteStatus?[] Order = [NoteStatus.Completed, NoteStatus.InProgress, NoteStatus.NotStarted, NoteStatus.NotCarriedOut, null];

    public static void Write(WordBody body, AnnualReport report, ReportWords words)
    {
        WriteCounts(body, report.Counts, words);
        foreach (var figure in report.Figures) WriteFigure(body, figure, words);
    }

    private static void WriteCounts(WordBody body, StatusCounts counts, ReportWords words)
    {
        var table = WordTable.Begin(
            body,
            words.StatusCaption,
            [new WordColumn(words.Status, 60), new WordColumn(words.Count, 20, IsNumber: true), new WordColumn(words.Share, 20, IsNumber: true)],
            hasTotal: true);
        foreach (var status in Order)
        {
            var count = CountOf(counts, status);
            var percent = counts.Total == 0 ? 0 : (int)Math.Round(100.0 * count / counts.Total, MidpointRounding.AwayFromZero);
            table.Row([WordOf(status, words), words.Number(count), words.Percent(percent)], staysWithNext: true);
        }

        table.Total([words.Total, words.Number(counts.Total), words.Percent(counts.Total == 0 ? 0 : 100)]);
        table.End();
    }

    private static void WriteFigure(WordBody body, ReportFigure figure, ReportWords words)
    {
        var table = WordTable.Begin(body, words.FigureCaption(figure.Kind), [
            new WordColumn(words.FigureGroup(figure.Kind), 22),
            .. Order.Select(status => new WordColumn(WordOf(status, words), 15, IsNumber: true)),
            new WordColumn(words.Total, 11, IsNumber: true)]);
        for (var i = 0; i < figure.Rows.Count; i++)
        {
            var row = figure.Rows[i];
            table.Row(
                [words.NameOf(figure.Kind, row), .. Order.Select(status => words.Number(CountOf(row.Counts, status))), words.Number(row.Counts.Total)],
                staysWithNext: figure.Rows.Count <= MaxRowsKept && i < figure.Rows.Count - 1);
        }

        table.End();
    }

    private static string WordOf(NoteStatus? status, ReportWords words) => status is { } chosen ? words.StatusWord(chosen) : words.NoStatus;

    private static int CountOf(StatusCounts counts, NoteStatus? status) => status switch
    {
        NoteStatus.NotStarted => counts.NotStarted,
        NoteStatus.InProgress => counts.InProgress,
        NoteStatus.Completed => counts.Completed,
        NoteStatus.NotCarriedOut => counts.NotCarriedOut,
        _ => counts.NoStatus,
    };
}
