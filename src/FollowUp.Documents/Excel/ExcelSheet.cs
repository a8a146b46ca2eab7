namespace FollowUp.Documents.Excel;

/// <summary>A table that becomes one sheet of a workbook: a row of headers, which stays in view, and the rows below it.</summary>
/// <param name="Name">What the sheet is called. What Excel does not allow in such a name is left out, and it is cut after 31 characters.</param>
/// <param name="Columns">The columns from left to right.</param>
/// <param name="Rows">
/// The rows, read once while they are written: a value per column. Null is an empty cell; <see cref="string"/> is text whatever it begins with,
/// cut after 32,767 characters; <see cref="DateOnly"/> and <see cref="DateTime"/> (the wall clock's) are dates, numbers are numbers.
/// More rows than a sheet can hold go on in another sheet.
/// </param>
public sealed record ExcelSheet(string Name, IReadOnlyList<ExcelColumn> Columns, IAsyncEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>The tag of the language that its words are in.</summary>
    public string Language { get; init; } = "sv-SE";
}

/// <summary>A column of a sheet.</summary>
/// <param name="Header">What its first cell says.</param>
/// <param name="Width">About how many characters are seen on a line.</param>
public sealed record ExcelColumn(string Header, double Width);
