using System.Globalization;
using System.Text;

namespace FollowUp.Documents.Excel;

/// <summary>How values stand in the XML of a sheet. The numbers of the looks are places in the list of <see cref="ExcelParts.Styles"/>.</summary>
internal static class ExcelCells
{
    private const int HeaderLook = 1;
    private const int TextLook = 2;
    private const int QuotedTextLook = 3;
    private const int DateLook = 4;
    private const int TimeLook = 5;
    private const int NumberLook = 6;

    /// <summary>Excel counts days from 1900 and takes that for a leap year, so that days before March of it are one off: they are written as text.</summary>
    private static readonly DateTime FirstDay = new(1900, 3, 1);

    /// <summary>The row of headers.</summary>
    public static StringBuilder AppendHeaders(this StringBuilder xml, IReadOnlyList<ExcelColumn> columns)
    {
        xml.Append("<row r=\"1\">");
        for (var i = 0; i < columns.Count; i++) AppendString(xml, Name(i, 1), HeaderLook, columns[i].Header);
        return xml.Append("</row>");
    }

    /// <summary>One row.</summary>
    /// <exception cref="ArgumentException">A value is of a kind that no cell is made of, or there are more values than columns.</exception>
    public static StringBuilder AppendRow(this StringBuilder xml, int number, IReadOnlyList<object?> values, int columns)
    {
        if (values.Count > columns) throw new ArgumentException($"The row has {values.Count} values and the sheet {columns} columns.", nameof(values));
        xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
        for (var i = 0; i < values.Count; i++) Append(xml, Name(i, number), values[i]);
        return xml.Append("</row>");
    }

    /// <summary>What a cell is called: <c>A1</c>, <c>AB12</c>.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="row">From 1.</param>
    public static string Name(int column, int row)
    {
        var letters = "";
        for (var left = column; left >= 0; left = (left / 26) - 1) letters = (char)('A' + (left % 26)) + letters;
        return letters + row.ToString(CultureInfo.InvariantCulture);
    }

    private static void Append(StringBuilder xml, string cell, object? value)
    {
        switch (value)
        {
            case null or "": break;
            case string text: AppendString(xml, cell, ExcelText.LooksLikeFormula(text) ? QuotedTextLook : TextLook, text); break;
            case DateOnly day: AppendDate(xml, cell, DateLook, day.ToDateTime(TimeOnly.MinValue), "yyyy-MM-dd"); break;
            case DateTime at: AppendDate(xml, cell, TimeLook, at, "yyyy-MM-dd HH:mm"); break;
            case int or long or double or decimal: AppendNumber(xml, cell, NumberLook, (IFormattable)value); break;
            default: throw new ArgumentException($"A cell is not made of a {value.GetType().Name}.", nameof(value));
        }
    }

    private static void AppendString(StringBuilder xml, string cell, int look, string text) => xml
        .Append(CultureInfo.InvariantCulture, $"<c r=\"{cell}\" s=\"{look}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
        .AppendText(ExcelText.Fit(text))
        .Append("</t></is></c>");

    private static void AppendDate(StringBuilder xml, string cell, int look, DateTime at, string format)
    {
        if (at < FirstDay) AppendString(xml, cell, TextLook, at.ToString(format, CultureInfo.InvariantCulture));
        else AppendNumber(xml, cell, look, at.ToOADate());
    }

    private static void AppendNumber(StringBuilder xml, string cell, int look, IFormattable number) =>
        xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{cell}\" s=\"{look}\"><v>{number}</v></c>");
}
