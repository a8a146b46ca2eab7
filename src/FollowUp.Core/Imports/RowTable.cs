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
        var cell = value ?? new TableCell(0, 1, false, []);
        // What a label says beyond its name is part of the text, or else of nothing.
        var isExact = ColumnGrammar.IsExact(words);
        HintedLine[] beside = isExact ? [.. TableText.NotesOf(label)] : [new HintedLine(words, LineHint.Outside), .. TableText.NotesOf(label)];
        if (!isExact && !label.IsOneLine)
        {
            // 'Uppföljning', and below it what is to be written there.
            var first = label.Lines.First(line => !line.IsBlank);
            beside = [.. label.Lines.Where(line => !line.IsBlank).Skip(1).Select(TableText.Outside)];
            (words, isExact) = (InlineMarks.Off(first.Text).Trim().TrimEnd(':', ' '), ColumnGrammar.IsExact(first.Text));
        }

        return label.Heads switch
        {
            TableColumn.Activity => [.. beside, .. TableText.Title(number, number.Length > 0 ? "" : words, cell)],
            TableColumn.Number when TableText.IsNumber(cell.Plain) => [new HintedLine($"{words}: {cell.Plain}", LineHint.Paragraph with { Role = LineRole.Label }), .. TableText.NotesOf(label), .. TableText.NotesOf(cell)],
            TableColumn.FollowUp => Part(LineRole.FollowUp, !isExact),
            TableColumn.Result => Part(LineRole.FollowUp, keepsResult || !isExact),
            TableColumn.Analysis => Part(LineRole.Analysis, !isExact),
            TableColumn.Unit => [.. beside, .. TableText.Labelled(LineRole.Unit, words, cell)],
            TableColumn.Status => [.. beside, .. TableText.Labelled(LineRole.Status, words, cell)],
            _ => [.. TableText.Labelled(LineRole.Outside, label.Plain.TrimEnd(':', ' '), cell), .. TableText.NotesOf(label)],
        };

        IEnumerable<HintedLine> Part(LineRole role, bool keepsLabel) => [.. label.IsOneLine ? TableText.NotesOf(label) : beside, .. TableText.Labelled(role, words, cell, keepsLabel)];
    }

    private static bool IsHead(IReadOnlyList<TableCell> row) =>
        row.Count(cell => cell.Heads is TableColumn.Activity or TableColumn.FollowUp or TableColumn.Result or TableColumn.Analysis) > 1;
}
