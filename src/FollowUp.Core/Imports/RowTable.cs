namespace FollowUp.Core.Imports;

/// <summary>A table with an activity's parts on rows of their own: a label, and beside it the text. It may hold several activities below each other.</summary>
internal static class RowTable
{
    public static bool IsOne(ReadTable table)
    {
        var labels = table.Rows.Where(row => row.Count(cell => !cell.IsEmpty) >= 1 && row.Count > 1).Select(row => row[0].Heads).Where(kind => kind != TableColumn.Unknown).ToList();
        var kinds = labels.Select(kind => kind == TableColumn.Result ? TableColumn.FollowUp : kind).Distinct().ToList();
        var parts = kinds.Count(kind => kind is TableColumn.FollowUp or TableColumn.Analysis);
        // A column of headings holds each but once on its row; a column of labels holds several below each other.
        return parts > 0 && kinds.Count > 1 && labels.Count * 2 >= table.Rows.Count && !IsHead(table.Rows[0]);
    }

    public static List<HintedLine> Read(ReadTable table)
    {
        var lines = new List<HintedLine>();
        var keepsResult = table.Rows.Any(row => row.Count > 1 && row[0].Heads == TableColumn.FollowUp);
        var hasTitle = table.Rows.Any(row => row.Count > 1 && row[0].Heads == TableColumn.Activity);
        var number = "";
        for (var i = 0; i < table.Rows.Count; i++)
        {
            var row = table.Rows[i].Where(cell => !cell.IsEmpty).ToList();
            if (row.Count == 0) continue;
            if (row.Count == 1 && row[0].Heads == TableColumn.Unknown)
            {
                lines.Add(HintedLine.Blank);
                // 'Aktivitet 1: Ny lokal'
                if (row[0].IsOneLine && LineGrammar.Read(row[0].Plain) is { Kind: MarkKind.Heading, IsNumbered: true, Rest.Length: > 0 }) lines.AddRange(TableText.Title("", "", row[0]));
                // A row across the table: the activity's title where no other row has it, else what the lines below it say it is.
                else if (i == 0 && !hasTitle && row[0].IsOneLine) lines.AddRange(TableText.Title("", "", row[0]));
                else if (i == 0) lines.AddRange(row[0].Lines);
                else lines.AddRange(row[0].Lines.Select(TableText.AsText));
                lines.Add(HintedLine.Blank);
                continue;
            }

            // 'Ansvarig enhet | Norra skolan | Status | Pågår'; cells that are empty keep their place.
            var cells = table.Rows[i];
            for (var at = 0; at < cells.Count; at += 2)
            {
                var value = at + 1 < cells.Count ? cells[at + 1] : null;
                if (cells[at].IsEmpty || (at > 0 && (cells[at].Heads == TableColumn.Unknown || value is null)))
                {
                    lines.Add(HintedLine.Blank);
                    lines.AddRange(cells.Skip(at).Take(cells[at].IsEmpty ? 2 : cells.Count).SelectMany(cell => cell.Lines).Select(TableText.AsText));
                    if (cells[at].IsEmpty) continue;
                    break;
                }

                if (cells[at].Heads == TableColumn.Number && value is not null && TableText.IsNumber(value.Plain)) number = value.Plain;
                lines.AddRange(ReadPair(cells[at], value, number, keepsResult));
                if (cells[at].Heads == TableColumn.Activity) number = "";
            }
        }

        lines.Add(HintedLine.Blank);
        return lines;
    }

    private static IEnumerable<HintedLine> ReadPair(TableCell label, TableCell? value, string number, bool keepsResult)
    {
        var words = label.Plain.TrimEnd(':', ' ');
        value ??= new TableCell(0, 1, false, []);
        return label.Heads switch
        {
            TableColumn.Activity => TableText.Title(number, number.Length > 0 ? "" : words, value),
            TableColumn.Number when TableText.IsNumber(value.Plain) => [new HintedLine($"{words}: {value.Plain}", LineHint.Paragraph with { Role = LineRole.Label })],
            TableColumn.FollowUp => TableText.Labelled(LineRole.FollowUp, words, value),
            TableColumn.Result => TableText.Labelled(LineRole.FollowUp, words, value, keepsLabel: keepsResult),
            TableColumn.Analysis => TableText.Labelled(LineRole.Analysis, words, value),
            TableColumn.Unit => TableText.Labelled(LineRole.Unit, words, value),
            TableColumn.Status => TableText.Labelled(LineRole.Status, words, value),
            _ => TableText.Labelled(LineRole.Outside, words, value),
        };
    }

    private static bool IsHead(IReadOnlyList<TableCell> row) =>
        row.Count(cell => cell.Heads is TableColumn.Activity or TableColumn.FollowUp or TableColumn.Result or TableColumn.Analysis or TableColumn.Status) > 1;
}
