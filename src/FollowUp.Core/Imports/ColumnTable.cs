namespace FollowUp.Core.Imports;

/// <summary>A table with an activity on each row, by its row of headings. A row without a title goes on with the activity above.</summary>
internal static class ColumnTable
{
    public static List<HintedLine> Read(ReadTable table, TableHead head, int from)
    {
        var lines = new List<HintedLine>();
        var isBegun = head.Title < 0;
        foreach (var row in table.Rows.Skip(from))
        {
            var cells = row.Where(cell => !cell.IsEmpty).ToList();
            if (cells.Count == 0) continue;
            if (IsHeadAgain(cells, head))
            {
                lines.Add(new HintedLine(string.Join(" | ", cells.Select(cell => cell.Plain)), LineHint.Paragraph with { Role = LineRole.Label }));
                lines.AddRange(cells.SelectMany(TableText.NotesOf));
                lines.Add(HintedLine.Blank);
            }
            else if (cells.Count == 1 && (row.Count == 1 || cells[0].Span >= head.Width) && head.Width > 1)
            {
                // A row of its own over those below: a goal, or a unit.
                for (var i = 0; i < cells[0].Lines.Count; i++) lines.Add(cells[0].Lines[i] with { Hint = cells[0].Lines[i].Hint with { EndsActivity = true } });
                lines.Add(HintedLine.Blank);
                isBegun = head.Title < 0;
            }
            else
            {
                var title = head.Title < 0 ? null : row.FirstOrDefault(cell => cell.Column == head.Title);
                var number = head.Number < 0 ? null : row.FirstOrDefault(cell => cell.Column == head.Number);
                var begins = head.Title >= 0 && (title is { IsEmpty: false, ContinuesAbove: false } || (number is { IsEmpty: false, ContinuesAbove: false } && title is not { ContinuesAbove: true }));
                if (begins) lines.AddRange(TableText.Title(number?.Plain ?? "", "", title));
                if (begins && number is not null) lines.AddRange(TableText.NotesOf(number));
                isBegun |= begins;
                foreach (var cell in cells.Where(cell => !begins || (cell != title && cell != number))) lines.AddRange(isBegun ? ReadCell(cell, head) : TableText.Labelled(LineRole.Outside, head.WordsOf(cell.Column), cell));
                if (begins) lines.AddRange(ReadEmpty(row, head));
                lines.Add(HintedLine.Blank);
            }
        }

        return lines;
    }

    private static IEnumerable<HintedLine> ReadCell(TableCell cell, TableHead head)
    {
        var kind = head.Of(cell.Column);
        var words = head.WordsOf(cell.Column);
        return kind switch
        {
            TableColumn.FollowUp => TableText.Labelled(LineRole.FollowUp, words, cell, keepsLabel: head.Count(kind) > 1),
            TableColumn.Result => TableText.Labelled(LineRole.FollowUp, words, cell, keepsLabel: head.HasFollowUp || head.Count(kind) > 1),
            TableColumn.Analysis => TableText.Labelled(LineRole.Analysis, words, cell, keepsLabel: head.Count(kind) > 1),
            TableColumn.Unit => TableText.Labelled(LineRole.Unit, words, cell),
            TableColumn.Status => TableText.Labelled(LineRole.Status, words, cell),
            _ => TableText.Labelled(LineRole.Outside, words, cell),
        };
    }

    /// <summary>Parts that are empty are parts all the same: the label below the table is not theirs.</summary>
    private static IEnumerable<HintedLine> ReadEmpty(IReadOnlyList<TableCell> row, TableHead head) =>
        from cell in row
        where cell is { IsEmpty: true, ContinuesAbove: false } && head.Of(cell.Column) is TableColumn.FollowUp or TableColumn.Analysis
        let role = head.Of(cell.Column) == TableColumn.FollowUp ? LineRole.FollowUp : LineRole.Analysis
        let label = head.WordsOf(cell.Column) + ":"
        where head.Count(head.Of(cell.Column)) == 1
        select new HintedLine(label, LineHint.Paragraph with { Role = role, ValueAt = label.Length });

    private static bool IsHeadAgain(List<TableCell> cells, TableHead head) =>
        cells.Count > 1 && cells.All(cell => head.WordsOf(cell.Column).Length > 0 && string.Equals(cell.Plain.TrimEnd(':', ' '), head.WordsOf(cell.Column), StringComparison.OrdinalIgnoreCase));
}
