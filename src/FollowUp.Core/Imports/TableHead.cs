namespace FollowUp.Core.Imports;

/// <summary>A table's row of headings, and what they say of the columns.</summary>
public sealed record TableHead
{
    /// <summary>A title, a line of explanation: so many rows may stand above the headings.</summary>
    private const int MostAbove = 3;

    private readonly Dictionary<int, HeadCell> _columns;

    private TableHead(Dictionary<int, HeadCell> columns, int row, int width) => (_columns, Row, Width) = (columns, row, width);

    private sealed record HeadCell(TableColumn Column, string Words, int Span);

    /// <summary>Which row of the table it is.</summary>
    internal int Row { get; }

    /// <summary>How many columns the table has.</summary>
    internal int Width { get; }

    /// <summary>The column of the activities' titles; -1 where the table holds but parts of the activity above it.</summary>
    internal int Title => _columns.Where(pair => pair.Value.Column == TableColumn.Activity).Select(pair => pair.Key).DefaultIfEmpty(-1).Min();

    internal int Number => _columns.Where(pair => pair.Value.Column == TableColumn.Number).Select(pair => pair.Key).DefaultIfEmpty(-1).Min();

    internal bool HasFollowUp => Count(TableColumn.FollowUp) > 0;

    internal TableColumn Of(int column) => At(column).Column;

    /// <summary>The heading of a column, without a colon; empty where it has none.</summary>
    internal string WordsOf(int column) => At(column).Words;

    internal int Count(TableColumn kind) => _columns.Values.Count(column => column.Column == kind);

    /// <summary>The row of headings of a table with activities, one a row; null where it has none.</summary>
    /// <param name="table">The table.</param>
    /// <param name="takesStatusAlone">Whether a table of activities with nothing but their status is taken, too: in most reports it only sums up.</param>
    internal static TableHead? Find(ReadTable table, bool takesStatusAlone)
    {
        var width = table.Rows.Count == 0 ? 0 : table.Rows.Max(WidthOf);
        for (var i = 0; i < table.Rows.Count - 1 && i < MostAbove; i++)
        {
            var cells = table.Rows[i].Where(cell => !cell.IsEmpty).ToList();
            if (cells.Count < 2) continue;
            var columns = cells.GroupBy(cell => cell.Column).ToDictionary(group => group.Key, group => new HeadCell(group.First().Heads, group.First().Plain.TrimEnd(':', ' '), group.First().Span));
            var known = columns.Values.Count(column => column.Column != TableColumn.Unknown);
            if (known < 2 || known * 2 < columns.Count) continue;
            if (columns.Values.Any(column => column.Column is TableColumn.FollowUp or TableColumn.Analysis or TableColumn.Result)) return new TableHead(WithTitle(columns), i, width);
            if (takesStatusAlone && columns.Values.Any(column => column.Column == TableColumn.Status) && columns.Values.Any(column => column.Column == TableColumn.Activity)) return new TableHead(columns, i, width);
        }

        return null;
    }

    /// <summary>The heading above a column; one heading may stand over several.</summary>
    private HeadCell At(int column)
    {
        if (_columns.TryGetValue(column, out var found)) return found;
        foreach (var (first, cell) in _columns)
        {
            if (column > first && column < first + cell.Span) return cell;
        }

        return new HeadCell(TableColumn.Unknown, "", 1);
    }

    internal static int WidthOf(IReadOnlyList<TableCell> row) => row.Count == 0 ? 0 : row[^1].Column + row[^1].Span;

    /// <summary>Where no column is headed as the activities', the first that may be is: <c>Vad ska göras?</c>, <c>Mål</c>.</summary>
    private static Dictionary<int, HeadCell> WithTitle(Dictionary<int, HeadCell> columns)
    {
        if (columns.Values.Any(column => column.Column == TableColumn.Activity)) return columns;
        var hasBoth = columns.Values.Any(column => column.Column is TableColumn.FollowUp or TableColumn.Result) && columns.Values.Any(column => column.Column == TableColumn.Analysis);
        var unknown = columns.Where(pair => pair.Value.Column == TableColumn.Unknown && hasBoth).Select(pair => pair.Key);
        var goals = columns.Where(pair => pair.Value.Column == TableColumn.Goal).Select(pair => pair.Key);
        if (unknown.Order().Concat(goals.Order()).Cast<int?>().FirstOrDefault() is { } title) columns[title] = columns[title] with { Column = TableColumn.Activity };
        return columns;
    }
}
