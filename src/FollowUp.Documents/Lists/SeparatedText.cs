using System.Text;
using FollowUp.Core.Imports.Lists;

namespace FollowUp.Documents.Lists;

/// <summary>
/// Reads text with a sign between the cells, as RFC 4180 has it: a cell that begins with a quotation mark goes on to the next one that is not doubled, over line breaks and
/// separators. Which sign it is shows in the first rows: a tab, a semicolon (as Swedish Excel writes) or a comma.
/// </summary>
internal static class SeparatedText
{
    /// <summary>How many rows are looked through for the separator.</summary>
    private const int RowsLookedThrough = 20;

    private static readonly char[] Separators = ['\t', ';', ','];

    public static ListContent Read(string text)
    {
        // The first line by which some programs tell Excel what the separator is.
        var named = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && Separators.Contains(text[4]);
        var separator = named ? text[4] : FindSeparator(text);
        var table = new TableBuilder();
        foreach (var record in Records(text, separator))
        {
            if (named && record.Number == 1) continue;
            for (var i = 0; i < record.Cells.Count; i++) table.Set(i, record.Cells[i]);
            table.EndRow(record.Number);
        }

        return table.Table;
    }

    /// <summary>The sign that divides most of the first rows into equally many cells, outside quotation marks.</summary>
    private static char FindSeparator(string text)
    {
        var rows = CountsOfRows(text).Take(RowsLookedThrough).ToList();
        return Separators.Index().MaxBy(separator => rows.Select(row => row[separator.Index]).Where(count => count > 0).CountBy(count => count)
            .Select(same => (same.Value * 1_000) + same.Key).DefaultIfEmpty().Max()).Item;
    }

    /// <summary>For each row, how often each separator stands outside quotation marks.</summary>
    private static IEnumerable<int[]> CountsOfRows(string text)
    {
        var counts = new int[Separators.Length];
        var (isQuoted, mayOpen) = (false, true);
        foreach (var sign in text)
        {
            var place = Array.IndexOf(Separators, sign);
            if (isQuoted)
            {
                // A doubled mark closes and opens again.
                (isQuoted, mayOpen) = (sign != '"', sign == '"');
                continue;
            }

            isQuoted = sign == '"' && mayOpen;
            mayOpen = place >= 0 || sign is '\r' or '\n';
            if (place >= 0) counts[place]++;
            if (sign != '\n') continue;
            yield return counts;
            counts = new int[Separators.Length];
        }

        yield return counts;
    }

    private static IEnumerable<(int Number, List<string> Cells)> Records(string text, char separator)
    {
        var at = 0;
        for (var number = 1; at < text.Length; number++)
        {
            var cells = new List<string>();
            do
            {
                cells.Add(Cell(text, separator, ref at));
            }
            while (Passes(text, separator, ref at));
            yield return (number, cells);
        }
    }

    /// <summary>Goes over what ends a cell.</summary>
    /// <returns>True where another cell of the same row follows.</returns>
    private static bool Passes(string text, char separator, ref int at)
    {
        if (at >= text.Length) return false;
        if (text[at] == separator)
        {
            at++;
            return true;
        }

        at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
        return false;
    }

    private static string Cell(string text, char separator, ref int at)
    {
        var cell = new StringBuilder();
        if (at < text.Length && text[at] == '"')
        {
            at++;
            while (true)
            {
                if (at >= text.Length) throw new ListReadException(ListReadFailure.UnclosedQuote);
                if (text[at] == '"')
                {
                    at++;
                    if (at >= text.Length || text[at] != '"') break;
                }

                cell.Append(text[at++]);
            }
        }

        // What stands after the closing mark, which it should not, belongs to the cell too.
        while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n')) cell.Append(text[at++]);
        return cell.ToString();
    }
}
