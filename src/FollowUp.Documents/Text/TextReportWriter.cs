using System.Text;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;

namespace FollowUp.Documents.Text;

/// <summary>
/// Writes the report as plain text in the traditional layout: for each activity <c>Uppdrag/Aktivitet</c>, <c>Uppföljning</c>, <c>Analys</c>. Reading
/// what was written gives the same numbers, titles, units, statuses and texts, whatever the texts hold (docs/text-format.md); a report in English has English
/// labels, which are not read again. Lines end in LF; encode as UTF-8.
/// </summary>
public static class TextReportWriter
{
    /// <summary>The column that lines are wrapped at; a longer word stands on a line of its own.</summary>
    private const int Width = 80;

    private const string EmptyLine = "-";

    /// <summary>Writes the whole report, an activity at a time. What stands around the activities in print (foreword, figures, the other units' own notes) is not part of this layout.</summary>
    /// <param name="report">What is written.</param>
    /// <param name="to">Where to; it is not closed.</param>
    /// <param name="cancel">Ends early.</param>
    public static async Task WriteAsync(AnnualReport report, TextWriter to, CancellationToken cancel = default)
    {
        var text = new StringBuilder();
        var labels = TextLabels.Of(report);
        if (TextNormalisation.NormaliseLine(report.Title) is { Length: > 0 } title)
            AppendLine(text, MarkIfNeeded(LiteralText.Protect(title, LinePlace.ReportTitle), title));
        var isFirst = text.Length == 0;
        await foreach (var activity in report.Activities.WithCancellation(cancel))
        {
            if (!isFirst) text.Append('\n');
            isFirst = false;
            Write(text, activity, labels);
            await to.WriteAsync(text, cancel);
            text.Clear();
        }

        await to.WriteAsync(text, cancel);
    }

    private static void Write(StringBuilder text, ReportActivity activity, TextLabels labels)
    {
        var followUp = activity.IsShown ? TextNormalisation.Normalise(activity.FollowUp) : "";
        var analysis = activity.IsShown ? TextNormalisation.Normalise(activity.Analysis) : "";
        var status = activity.IsShown ? activity.Status : null;
        AppendLine(text, $"{activity.Number}. {labels.Activity}").Append('\n');
        WriteTitle(text, TextNormalisation.NormaliseLine(activity.Title));
        // In a unit's part the text is that unit's, and is to come back to it.
        var unitLabel = activity.ReportingUnitName is null ? labels.Unit : labels.ReportingUnit;
        if ((activity.ReportingUnitName ?? activity.UnitName) is { } unit && TextNormalisation.NormaliseLine(unit) is { Length: > 0 } name)
            AppendLine(text, MarkIfNeeded($"{unitLabel}: {LiteralText.Protect(name, LinePlace.Text)}", name));
        if (status is { } chosen) AppendLine(text, $"{labels.Status}: {labels.Statuses[chosen]}");
        // Without the line, reading would suggest a status that nobody has chosen.
        else if (activity.IsShown && ReportReader.InferStatus(followUp, analysis) is not null) AppendLine(text, $"{labels.Status}: -");
        if (activity.ContinuedFrom is { } from) AppendLine(text, $"{labels.ContinuedFrom}: {labels.CarriedFrom(from, activity.ThreadYear)}");
        AppendLine(text.Append('\n'), labels.FollowUp).Append('\n');
        if (!activity.IsShown && activity.HasDraft) AppendLine(text, labels.Draft);
        else WriteText(text, followUp, endsActivity: false);
        AppendLine(text.Append('\n'), labels.Analysis).Append('\n');
        WriteText(text, analysis, endsActivity: true);
    }

    private static void WriteTitle(StringBuilder text, string title)
    {
        if (title.Length == 0)
        {
            AppendLine(text, EmptyLine);
            return;
        }

        var place = LinePlace.Title;
        foreach (var piece in Wrap(title))
        {
            AppendLine(text, MarkIfNeeded(LiteralText.Protect(piece, place), piece));
            place = LinePlace.WrappedTitle;
        }
    }

    private static void WriteText(StringBuilder text, string value, bool endsActivity)
    {
        if (value.Length == 0)
        {
            AppendLine(text, EmptyLine);
            return;
        }

        var lines = value.Split('\n');
        var isBlankAbove = true;
        var isInList = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var isLast = i == lines.Length - 1;
            if (lines[i].Length == 0)
            {
                // One empty line between two lines is a blank line; any more, and those at the ends, must be marked to count.
                isBlankAbove = i > 0 && !isLast && !isBlankAbove;
                AppendLine(text, isBlankAbove ? "" : LiteralText.MarkEnd(""));
                isInList = false;
                continue;
            }

            var pieces = Wrap(lines[i]);
            var place = endsActivity && isLast && isBlankAbove && pieces.Count == 1 ? LinePlace.EndOfActivity : LinePlace.Text;
            var first = LiteralText.Protect(pieces[0], place);
            isInList = first == pieces[0] && ListMarker.IsMarked(first);
            for (var j = 0; j < pieces.Count - 1; j++) AppendLine(text, j == 0 ? first : LiteralText.Protect(pieces[j], LinePlace.Wrapped));
            var end = pieces.Count == 1 ? first : LiteralText.Protect(pieces[^1], LinePlace.Wrapped);
            var joinsNext = !isLast && lines[i + 1].Length > 0 && !BeginsItem(lines[i + 1], pieces[^1], isInList);
            AppendLine(text, joinsNext || LiteralText.NeedsEnd(pieces[^1]) ? LiteralText.MarkEnd(end) : end);
            isBlankAbove = false;
        }
    }

    /// <summary>True where the next line of the text begins an item as it will be written, and so needs no mark before it.</summary>
    private static bool BeginsItem(string line, string previousPiece, bool isInList)
    {
        var piece = Wrap(line)[0];
        return LiteralText.Protect(piece, LinePlace.Text) == piece && ListMarker.BeginsItem(piece, previousPiece, isInList);
    }

    /// <summary>Cuts a line at single spaces between visible characters, so that joining the pieces with a space gives the line back.</summary>
    private static List<string> Wrap(string line)
    {
        var pieces = new List<string>();
        var start = 0;
        var candidate = -1;
        for (var i = start; i < line.Length; i++)
        {
            if (line[i] == ' ' && CanCut(line, start, i)) candidate = i;
            if (i - start < Width || candidate < 0) continue;
            pieces.Add(line[start..candidate]);
            start = candidate + 1;
            candidate = -1;
            // The rest since the cut has been passed; it may hold another place to cut.
            i = start - 1;
        }

        pieces.Add(line[start..]);
        return pieces;
    }

    private static bool CanCut(string line, int start, int space) =>
        space > start && space + 1 < line.Length
        && !char.IsWhiteSpace(line[space - 1]) && !char.IsWhiteSpace(line[space + 1])
        && line[space - 1] != '\\';

    private static string MarkIfNeeded(string written, string text) => LiteralText.NeedsEnd(text) ? LiteralText.MarkEnd(written) : written;

    private static StringBuilder AppendLine(StringBuilder text, string line) => text.Append(line).Append('\n');
}
