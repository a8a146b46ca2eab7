using System.Text.Encodings.Web;
using System.Text.Json;

namespace FollowUp.Core.Imports.Lists;

/// <summary>A list with its heads, as it is kept with an import.</summary>
/// <param name="Heads">The head of each column.</param>
/// <param name="Rows">The rows below it, each with as many cells as there are heads.</param>
public sealed record ListTable(IReadOnlyList<string> Heads, IReadOnlyList<ListContentRow> Rows)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The heads of the column that says what was wrong with a row, which is never read.</summary>
    private static readonly string[] ErrorHeads = ["fel", "error", "errors"];

    /// <summary>Finds the heads in a list that was read; columns without a head and without anything in them are left out.</summary>
    public static ListTable Of(ListKind kind, ListContent read)
    {
        if (read.Rows.Count == 0) return new ListTable([], []);
        var at = ListHeads.FindHead(kind, read.Rows);
        var rows = read.Rows.Skip(at + 1).ToList();
        var heads = read.Rows[at].Cells;
        var width = rows.Select(row => row.Cells.Count).Append(heads.Count).Max();
        var columns = Enumerable.Range(0, width)
            .Where(column => !ErrorHeads.Contains(ListWords.Key(At(heads, column))))
            .Where(column => At(heads, column).Length > 0 || rows.Any(row => At(row.Cells, column).Length > 0))
            .ToList();
        return new ListTable(
            [.. columns.Select(column => TypedText.CleanLine(At(heads, column)))],
            [.. rows.Select(row => new ListContentRow(row.Number, [.. columns.Select(column => At(row.Cells, column))])).Where(row => row.Cells.Any(cell => cell.Length > 0))]);
    }

    public static ListTable FromJson(string json) => JsonSerializer.Deserialize<ListTable>(json, Json)!;

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    private static string At(IReadOnlyList<string> cells, int column) => column < cells.Count ? TypedText.Clean(cells[column]).Trim() : "";
}

/// <summary>A row of a list with what its columns are read as.</summary>
/// <param name="Number">Its number in the file.</param>
/// <param name="Cells">On one line each; fields that no column is read as are missing.</param>
internal sealed record ListRow(int Number, IReadOnlyDictionary<ListField, string> Cells)
{
    /// <summary>What stands in the column; null where no column is read as this.</summary>
    public string? this[ListField field] => Cells.GetValueOrDefault(field);

    public bool Has(ListField field) => Cells.ContainsKey(field);

    public static IReadOnlyList<ListRow> Of(ListTable table, IReadOnlyList<ListField?> columns) =>
    [
        .. table.Rows.Select(row => new ListRow(row.Number, columns.Index().Where(column => column.Item is not null && column.Index < row.Cells.Count)
            .ToDictionary(column => column.Item!.Value, column => TypedText.CleanLine(Lines(column.Item!.Value, row.Cells[column.Index]))))),
    ];

    /// <summary>Where a cell names several, a line each does for the semicolon between them.</summary>
    private static string Lines(ListField field, string cell) => field is ListField.Units or ListField.Places ? cell.Replace("\n", ";", StringComparison.Ordinal) : cell;
}
