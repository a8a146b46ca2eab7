using System.Globalization;

namespace FollowUp.Core.Imports;

/// <summary>
/// Writes a table as the lines of a report: one activity a row, one activity a table (rows of a label and a text), or, where neither is recognised, its cells as
/// text. Nothing in it is dropped.
/// </summary>
public static class ReportTable
{
    private const int LongestHead = 1_000;

    private const string Separator = " | ";

    /// <summary>The table as lines.</summary>
    /// <param name="table">The table.</param>
    /// <param name="before">The columns of the table directly before it, which may go on here; null where there is none.</param>
    /// <param name="takesStatusAlone">Whether a table with nothing but the activities' status is taken for activities.</param>
    public static TableLines Read(ReadTable table, TableHead? before, bool takesStatusAlone)
    {
        if (RowTable.IsOne(table)) return new TableLines(RowTable.Read(table), HoldsActivities: true, null);
        if (TableHead.Find(table, takesStatusAlone) is { } head)
            return new TableLines([.. ReadAbove(table, head), .. ColumnTable.Read(table, head, head.Row + 1)], HoldsActivities: true, head);
        if (before is not null && table.Rows.Count > 0 && table.Rows.Max(TableHead.WidthOf) == before.Width && before.Width > 1 && table.Rows.All(row => row.Count > 1))
            return new TableLines(ColumnTable.Read(table, before, 0), HoldsActivities: true, before);
        return new TableLines(ReadCells(table.Rows), table.Rows.Any(row => row.Any(cell => cell.Lines.Any(line => line.Hint.IsCertain && line.Hint.Role is LineRole.FollowUp or LineRole.Analysis))), null);
    }

    /// <summary>True for a line of plain text that heads a table of activities, tabs between its cells. One that is marked as text heads none.</summary>
    public static bool IsHeadLine(string line)
    {
        if (!line.Contains('\t') || line.Length > LongestHead || line.AsSpan().TrimStart().StartsWith("\\")) return false;
        var row = line.Split('\t').Select((cell, i) => new TableCell(i, 1, false, [new HintedLine(cell, LineHint.Paragraph)])).ToList();
        return TableHead.Find(new ReadTable([row, row]), takesStatusAlone: true) is { Title: >= 0 };
    }

    /// <summary>True for a line of plain text that is more than text wherever it stands: a chapter's or an activity's heading, a label.</summary>
    public static bool HasMeaning(string line) =>
        LineGrammar.Read(line.Trim()) is { IsSectionLabel: true } or { Kind: MarkKind.OuterChapter or MarkKind.GroupChapter } or { Kind: MarkKind.Heading, IsNumbered: true } or { Kind: MarkKind.Heading, Word: HeadingWord.Compound };

    /// <summary>Rows above the headings, and the headings themselves; they are left over where they say something that is not known.</summary>
    private static IEnumerable<HintedLine> ReadAbove(ReadTable table, TableHead head)
    {
        foreach (var line in ReadCells([.. table.Rows.Take(head.Row)])) yield return line;
        var cells = table.Rows[head.Row].Where(cell => !cell.IsEmpty).ToList();
        var role = cells.All(cell => ColumnGrammar.IsExact(cell.Plain)) ? LineRole.Label : LineRole.Outside;
        yield return new HintedLine(string.Join(Separator, cells.Select(cell => cell.Plain)), LineHint.Paragraph with { Role = role });
        foreach (var line in cells.SelectMany(TableText.NotesOf)) yield return line;
        yield return HintedLine.Blank;
    }

    /// <summary>A table that is not known: row for row where each cell is a line, else cell for cell. Cells that hold a report of their own are read like any text.</summary>
    private static List<HintedLine> ReadCells(IReadOnlyList<IReadOnlyList<TableCell>> rows)
    {
        var isLayout = rows.All(row => row.Count(cell => !cell.IsEmpty) <= 1) || rows.Any(row => row.Any(HoldsStructure));
        var isPlain = !isLayout && rows.All(row => row.All(cell => cell.IsEmpty || cell.IsOneLine));
        var lines = new List<HintedLine>();
        foreach (var row in rows)
        {
            if (isPlain)
            {
                if (row.Any(cell => !cell.IsEmpty)) lines.Add(new HintedLine(string.Join(Separator, row.Where(cell => !cell.IsEmpty).Select(cell => cell.Lines.First(line => !line.IsBlank).Text.Trim())), LineHint.Text));
                continue;
            }

            foreach (var cell in row.Where(cell => !cell.IsEmpty))
            {
                lines.AddRange(isLayout ? cell.Lines : cell.Lines.Select(TableText.AsText));
                lines.Add(HintedLine.Blank);
            }
        }

        lines.Add(HintedLine.Blank);
        return lines;
    }

    /// <summary>A cell with an activity's heading, or with a label and its text; and one in which another table holds such.</summary>
    private static bool HoldsStructure(TableCell cell)
    {
        var lines = cell.Lines.Where(line => !line.IsBlank).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Hint.IsCertain && lines[i].Hint.Role is not (LineRole.Outside or LineRole.Label)) return true;
            if (lines[i].Hint.Role != LineRole.Unknown) continue;
            var mark = HintGrammar.Read(TextLine.Read(lines[i].Text, lines[i].Hint), lines[i].Hint);
            if (mark is { Kind: MarkKind.Heading, IsNumbered: true } or { Kind: MarkKind.Heading, Word: HeadingWord.Compound }) return true;
            if (mark.Kind is MarkKind.FollowUp or MarkKind.Analysis && (mark.Rest.Length > 0 || i + 1 < lines.Count)) return true;
            if (mark.IsStyled && i + 1 < lines.Count) return true;
        }

        return false;
    }
}

/// <summary>The text of cells as lines with what they are.</summary>
internal static class TableText
{
    private const int LongestTitle = 300;

    private const int LongestNumber = 10;

    public static HintedLine AsText(HintedLine line) =>
        line.IsBlank || line.Hint.Role == LineRole.Outside ? line : line with { Hint = LineHint.Text };

    /// <summary>A label and what stands in a cell: on one line where that is one, else the label alone above it.</summary>
    /// <param name="role">What it is.</param>
    /// <param name="label">The label as it stands in the table; may be empty.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="keepsLabel">Whether the label is part of the text.</param>
    public static IEnumerable<HintedLine> Labelled(LineRole role, string label, TableCell cell, bool keepsLabel = false)
    {
        var hint = LineHint.Paragraph with { Role = role };
        var start = label.Length == 0 ? "" : label + ": ";
        var isShort = role is LineRole.Unit or LineRole.Status;
        if (isShort || (cell.IsOneLine && !ListMarker.IsMarked(cell.Plain)))
        {
            var values = cell.Lines.Where(line => !line.IsBlank && (!isShort || line.Hint.Role != LineRole.Text)).Select(line => line.Text.Trim());
            yield return new HintedLine((start + string.Join(role == LineRole.Unit ? ", " : " ", values)).TrimEnd(), hint with { ValueAt = keepsLabel ? 0 : start.Length });
            // Notes to what stands in the cell.
            foreach (var line in cell.Lines.Where(line => isShort && !line.IsBlank && line.Hint.Role == LineRole.Text)) yield return Outside(line);
            yield break;
        }

        if (start.Length > 0) yield return new HintedLine(start.TrimEnd(), hint with { ValueAt = keepsLabel ? 0 : start.Length });
        foreach (var line in Trim(cell.Lines)) yield return role == LineRole.Outside ? Outside(line) : AsText(line);
    }

    /// <summary>What stands in a cell beside its own words: footnotes, and the text of a table inside it. It is of no activity where the cell is but a label.</summary>
    public static IEnumerable<HintedLine> NotesOf(TableCell cell) => cell.Lines.Where(line => !line.IsBlank && line.Hint.Role == LineRole.Text).Select(Outside);

    public static HintedLine Outside(HintedLine line) => line.IsBlank ? line : line with { Hint = LineHint.Outside };

    /// <summary>An activity's title with its number.</summary>
    /// <param name="number">What stands in the column of numbers; empty where there is none.</param>
    /// <param name="label">The label, which may hold the number: <c>Aktivitet 1</c>. Empty where it says nothing.</param>
    /// <param name="cell">The cell with the title.</param>
    public static IEnumerable<HintedLine> Title(string number, string label, TableCell? cell)
    {
        var lines = cell is null ? [] : cell.Lines.Where(line => !line.IsBlank).OrderBy(line => line.Hint.Role == LineRole.Text).ToList();
        // A title is one paragraph or a few short ones; what comes below is a description.
        var length = 0;
        var count = lines.TakeWhile((line, i) => line.Hint.Role != LineRole.Text && (i == 0 || ((length += line.Text.Length) <= LongestTitle && !ListMarker.IsMarked(line.Text.TrimStart())))).Count();
        var title = string.Join(' ', lines.Take(count).Select(line => line.Text.Trim()));
        var mark = HintGrammar.Read(TextLine.Read(title, LineHint.Paragraph), LineHint.Paragraph);
        var isNumbered = mark is { Kind: MarkKind.Heading or MarkKind.WeakHeading, IsNumbered: true, Rest.Length: > 0 } && title.EndsWith(mark.Rest, StringComparison.Ordinal);
        var isNumber = IsNumber(number);
        if (!isNumber && number.Length > 0) yield return new HintedLine(number, LineHint.Outside with { EndsActivity = true });
        var start = isNumber ? number + " " : label.Length > 0 ? label + ": " : "";
        yield return new HintedLine(start + title, LineHint.Paragraph with
        {
            Role = LineRole.Activity,
            ValueAt = start.Length + (isNumbered ? title.Length - mark.Rest.Length : 0),
            Number = NumberOf(number) ?? (label.Length > 0 ? HeadingGrammar.ReadHeading(CleanLine.Of(label))?.Number : null) ?? (isNumbered ? mark.Number : null),
        });
        foreach (var line in lines.Skip(count)) yield return Outside(line);
    }

    /// <summary><c>1</c>, <c>1.2</c>, <c>Nr 1</c>, <c>3b</c>: no other words.</summary>
    public static bool IsNumber(string words) => words.Length is > 0 and <= LongestNumber && words.Any(char.IsAsciiDigit) && words.Count(char.IsLetter) <= 2;

    /// <summary>The number, where it is one whole number.</summary>
    private static int? NumberOf(string words)
    {
        var digits = new string([.. words.Where(char.IsAsciiDigit)]);
        return IsNumber(words) && digits.Length <= 3 && words.Contains(digits, StringComparison.Ordinal) && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && !char.IsLetter(words[^1]) ? number : null;
    }

    private static IEnumerable<HintedLine> Trim(IReadOnlyList<HintedLine> lines)
    {
        var first = 0;
        var end = lines.Count;
        while (first < end && lines[first].IsBlank) first++;
        while (end > first && lines[end - 1].IsBlank) end--;
        return lines.Skip(first).Take(end - first);
    }
}
