using FollowUp.Documents.Excel;

namespace FollowUp.Web.Views.Shared;

/// <summary>A list as a workbook has it. Each noun says beside its view which columns its list has.</summary>
/// <param name="Title">What the sheet and the file are called.</param>
/// <param name="Columns">The columns from left to right.</param>
public sealed record ListExport<TRow>(string Title, IReadOnlyList<ListColumn<TRow>> Columns)
{
    public IReadOnlyList<ExcelColumn> Headers => [.. Columns.Select(column => new ExcelColumn(column.Header, column.Width))];

    public IReadOnlyList<object?> ValuesOf(TRow row) => [.. Columns.Select(column => column.Value(row))];
}

/// <summary>A column of a list.</summary>
/// <param name="Header">What it is called.</param>
/// <param name="Width">About how many characters are seen on a line.</param>
/// <param name="Value">What a row has in it: a text, a number, a day, a time on the authority's clock, or nothing.</param>
public sealed record ListColumn<TRow>(string Header, double Width, Func<TRow, object?> Value);
