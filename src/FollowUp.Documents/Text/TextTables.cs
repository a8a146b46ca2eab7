using System.Text;
using FollowUp.Core.Imports;

namespace FollowUp.Documents.Text;

/// <summary>
/// Finds the tables in a text that was copied from Word or Excel: rows of cells with tabs between, below a row of known headings. Excel puts a cell of several lines
/// in quotation marks; Word leaves its lines to stand between the tabs.
/// </summary>
internal static class TextTables
{
    /// <summary>Longer is no cell, but the text after a table whose last row was cut short.</summary>
    private const int MostLinesInCell = 500;

    /// <summary>The document, with its tables as the lines of a report.</summary>
    public static ReadDocument Read(string[] lines)
    {
        if (!lines.Any(ReportTable.IsHeadLine)) return new ReadDocument(lines);
        var read = new List<HintedLine>();
        var isAfterTable = false;
        for (var i = 0; i < lines.Length;)
        {
            if (ReportTable.IsHeadLine(lines[i]))
            {
                var rows = new List<IReadOnlyList<TableCell>>();
                var next = ReadRows(lines, i, rows);
                if (rows.Count > 1)
                {
                    read.Add(HintedLine.Blank);
                    read.AddRange(ReportTable.Read(new ReadTable(rows), before: null, takesStatusAlone: true).Lines);
                    isAfterTable = true;
                    i = next;
                    continue;
                }
            }

            var endsActivity = isAfterTable && !string.IsNullOrWhiteSpace(lines[i]);
            read.Add(new HintedLine(lines[i], new LineHint { EndsActivity = endsActivity }));
            isAfterTable &= !endsActivity;
            i++;
        }

        return ReadDocument.Of(read);
    }

    /// <summary>Reads the rows from the headings on. Gives the index of the line after the table.</summary>
    private static int ReadRows(string[] lines, int from, List<IReadOnlyList<TableCell>> rows)
    {
        var width = lines[from].Count(character => character == '\t') + 1;
        var row = new List<StringBuilder>();
        var added = 0;
        for (var i = from; ; i++)
        {
            if (i >= lines.Length || EndsTable(lines[i], row.Count, width) || added > MostLinesInCell)
            {
                if (row.Count > 0) Finish();
                return i;
            }

            var cells = Split(lines, ref i);
            if (cells.Count > 1 && (row.Count >= width || cells.Count == width)) Finish();
            if (row.Count > 0)
            {
                // The line goes on in the cell that the line above ended in.
                row[^1].Append('\n').Append(cells[0]);
                added++;
            }

            foreach (var cell in cells.Skip(row.Count > 0 ? 1 : 0)) row.Add(new StringBuilder(cell));
        }

        void Finish()
        {
            if (row.Count > 0) rows.Add([.. row.Select((cell, i) => Cell(i, cell.ToString()))]);
            row.Clear();
            added = 0;
        }
    }

    /// <summary>A line without tabs ends the table where it means something by itself, and a blank one where the row above is whole.</summary>
    private static bool EndsTable(string line, int cells, int width)
    {
        if (line.Contains('\t')) return false;
        return cells == 0 || ReportTable.HasMeaning(line) || (cells >= width && string.IsNullOrWhiteSpace(line));
    }

    /// <summary>A line's cells; one that begins with a quotation mark goes on to the mark that ends it.</summary>
    private static List<string> Split(string[] lines, ref int index)
    {
        var cells = new List<string>();
        var line = lines[index];
        var at = 0;
        while (true)
        {
            if (at < line.Length && line[at] == '"' && ReadQuoted(lines, ref index, ref line, at + 1) is { } quoted)
            {
                cells.Add(quoted.Text);
                at = quoted.End;
            }
            else
            {
                var end = line.IndexOf('\t', at);
                cells.Add(end < 0 ? line[at..] : line[at..end]);
                at = end < 0 ? line.Length : end;
            }

            if (at >= line.Length) return cells;
            at++;
        }
    }

    private static (string Text, int End)? ReadQuoted(string[] lines, ref int index, ref string line, int from)
    {
        var text = new StringBuilder();
        var (row, current, at) = (index, line, from);
        while (row - index <= MostLinesInCell)
        {
            for (; at < current.Length; at++)
            {
                if (current[at] != '"') text.Append(current[at]);
                else if (at + 1 < current.Length && current[at + 1] == '"') text.Append(current[at++]);
                else if (at + 1 == current.Length || current[at + 1] == '\t')
                {
                    (index, line) = (row, current);
                    return (text.ToString(), at + 1);
                }
                // A quotation inside the cell, which Excel would have doubled: the cell was not quoted.
                else return null;
            }

            if (++row >= lines.Length) return null;
            text.Append('\n');
            (current, at) = (lines[row], 0);
        }

        return null;
    }

    /// <summary>Lines of a cell are paragraphs, apart from the items of lists.</summary>
    private static TableCell Cell(int column, string text)
    {
        var lines = new List<HintedLine>();
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (lines.Count > 0 && !ListMarker.IsMarked(line)) lines.Add(HintedLine.Blank);
            lines.Add(new HintedLine(ListMarker.ToMarkdown(line), LineHint.Paragraph));
        }

        return new TableCell(column, 1, false, lines);
    }
}
