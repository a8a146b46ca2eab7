using System.Text.RegularExpressions;

namespace FollowUp.Documents.Pdf.In;

/// <summary>The pages' content as one: tables and texts go on over the pages' ends.</summary>
internal static partial class PdfFlow
{
    /// <summary>Shorter lines say nothing of how far the text goes.</summary>
    private const int ShortestFull = 30;

    private const double SameColumn = 4;

    /// <summary>What stands on the pages in order.</summary>
    public static List<PdfItem> Read(IReadOnlyList<PdfPage> pages)
    {
        var edges = pages.GroupBy(page => Math.Round(page.Sheet.Width)).ToDictionary(group => group.Key, group => EdgeOf([.. group.SelectMany(page => page.Lines)], group.Key));
        var items = new List<PdfItem>();
        foreach (var page in pages)
        {
            var isFirst = true;
            foreach (var item in page.Items(edges[Math.Round(page.Sheet.Width)]))
            {
                if (!isFirst || item is not PdfTableItem table || items.Count == 0 || items[^1] is not PdfTableItem above || !GoesOn(above, table)) items.Add(item);
                isFirst = false;
            }
        }

        return items;
    }

    /// <summary>The text without its numbers, by which heads and feet of pages are known to be the same.</summary>
    public static string WithoutNumbers(string text) => text.Any(char.IsLetter) && text.Length < 200 ? PageNumber().Replace(text, "#") : text;

    /// <summary>The text without what cannot be seen.</summary>
    public static string Visible(string text) => string.Concat(text.Where(character => !char.IsControl(character) && !char.IsSurrogate(character) && character != '\uFFFE'));

    private static double EdgeOf(List<PdfLine> lines, double width)
    {
        if (lines.Count == 0) return width;
        var rights = lines.Where(line => line.Text.Length >= ShortestFull).Select(line => line.Right).OrderDescending().ToList();
        // One address that stands out is not how far the text goes.
        return rights.Count == 0 ? width - lines.Min(line => line.Left) : rights[rights.Count / 50];
    }

    /// <summary>Adds a table at the top of a page to the one at the end of the page before, where its columns are the same or some of the same.</summary>
    private static bool GoesOn(PdfTableItem above, PdfTableItem below)
    {
        if (!IsNear(above.Columns[0], below.Columns[0]) || !IsNear(above.Columns[^1], below.Columns[^1])) return false;
        var rows = below.Rows;
        if (below.Columns.All(place => above.Columns.Any(other => IsNear(place, other)))) rows = [.. rows.Select(row => Spread(row, below.Columns, above.Columns))];
        else if (above.Columns.All(place => below.Columns.Any(other => IsNear(place, other))))
        {
            for (var i = 0; i < above.Rows.Count; i++) above.Rows[i] = Spread(above.Rows[i], above.Columns, below.Columns);
            above.Columns = below.Columns;
        }
        else return false;

        var from = 0;
        // The headings again, as Word and browsers write them on each page.
        if (rows.Count > 1 && TextOf(rows[0]) is { Length: > 0 } head && head == TextOf(above.Rows[0])) from = 1;
        if (from < rows.Count && SameCells(above.Rows[^1], rows[from]) && IsCut(above.Rows[^1], rows[from]))
        {
            foreach (var (cell, more) in above.Rows[^1].Zip(rows[from])) cell.Lines.AddRange(more.Lines);
            from++;
        }

        above.Rows.AddRange(rows.Skip(from));
        return true;
    }

    private static bool IsNear(double one, double other) => Math.Abs(one - other) <= SameColumn;

    /// <summary>A row's cells in the columns of a table that has more of them.</summary>
    private static IReadOnlyList<PdfTableCell> Spread(IReadOnlyList<PdfTableCell> row, double[] own, double[] all) => [.. row.Select(cell =>
    {
        var first = Array.FindIndex(all, place => IsNear(place, own[cell.Column]));
        var end = Array.FindIndex(all, place => IsNear(place, own[cell.Column + cell.Span]));
        return cell with { Column = first, Span = Math.Max(1, end - first) };
    })];

    /// <summary>A row that the page's end cut: its first cell is empty, or a sentence goes on in one of its cells.</summary>
    private static bool IsCut(IReadOnlyList<PdfTableCell> above, IReadOnlyList<PdfTableCell> below)
    {
        if (below.Count < 2 || below.All(cell => cell.Lines.Count == 0)) return false;
        if (below[0].Lines.Count == 0) return true;
        return above.Zip(below).Any(pair => pair.First.Lines.Count > 0 && pair.Second.Lines.Count > 0
            && pair.First.Lines[^1].Text.TrimEnd() is [.., not ('.' or '!' or '?' or ':')] && char.IsLower(pair.Second.Lines[0].Text.TrimStart().FirstOrDefault()));
    }

    private static bool SameCells(IReadOnlyList<PdfTableCell> above, IReadOnlyList<PdfTableCell> below) =>
        above.Count == below.Count && above.Zip(below).All(pair => pair.First.Column == pair.Second.Column && pair.First.Span == pair.Second.Span);

    private static string TextOf(IReadOnlyList<PdfTableCell> row) => string.Join('|', row.Select(cell => string.Join(' ', cell.Lines.Select(line => line.Text))));

    [GeneratedRegex("[0-9]{1,3}(?= ?(?:av|of|[(/]) ?[0-9]{1,3}|$)")]
    private static partial Regex PageNumber();
}
