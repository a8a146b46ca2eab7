using System.Globalization;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>A column: its heading, its part of the width (of all columns' sum) and whether it holds numbers.</summary>
internal sealed record WordColumn(string Heading, int Share, bool IsNumber = false);

/// <summary>A table whose first row repeats on each page and whose rows stay whole; written a row at a time.</summary>
internal sealed class WordTable
{
    private readonly WordBody _body;
    private readonly IReadOnlyList<WordColumn> _columns;
    private readonly List<int> _widths;

    private WordTable(WordBody body, IReadOnlyList<WordColumn> columns)
    {
        (_body, _columns) = (body, columns);
        var all = columns.Sum(column => column.Share);
        _widths = [.. columns.Select(column => body.Width * column.Share / all)];
    }

    /// <summary>Begins a table with its caption and its row of headings.</summary>
    /// <param name="body">Where it is written.</param>
    /// <param name="caption">Stands above it, and is what those hear who do not see it.</param>
    /// <param name="columns">The columns; the first names the rows.</param>
    /// <param name="hasTotal">Whether the last row sums up.</param>
    public static WordTable Begin(WordBody body, string caption, IReadOnlyList<WordColumn> columns, bool hasTotal = false)
    {
        var table = new WordTable(body, columns);
        body.Paragraph("Caption", WordText.Run(caption));
        body.Begin(new W.Table());
        body.Write(new W.TableProperties(
            new W.TableStyle { Val = body.Styles["ReportTable"] },
            new W.TableWidth { Width = Twips(table._widths.Sum()), Type = W.TableWidthUnitValues.Dxa },
            new W.TableLayout { Type = W.TableLayoutValues.Fixed },
            new W.TableLook { FirstRow = true, LastRow = hasTotal, FirstColumn = true, LastColumn = false, NoHorizontalBand = true, NoVerticalBand = true },
            new W.TableCaption { Val = WordText.Clean(caption) }));
        body.Write(new W.TableGrid(table._widths.Select(width => new W.GridColumn { Width = Twips(width) })));
        table.Write([.. columns.Select(column => column.Heading)], new W.TableRowProperties(new W.CantSplit(), new W.TableHeader()), staysWithNext: true);
        return table;
    }

    /// <summary>One row.</summary>
    /// <param name="cells">A text for each column.</param>
    /// <param name="staysWithNext">For a table that is to stand on one page.</param>
    public void Row(IReadOnlyList<string> cells, bool staysWithNext = false) => Write(cells, new W.TableRowProperties(new W.CantSplit()), staysWithNext);

    /// <summary>The last row of a table that sums up; bold here too, since not every program follows the table's style there.</summary>
    public void Total(IReadOnlyList<string> cells) => Write(cells, new W.TableRowProperties(new W.CantSplit()), staysWithNext: false, isBold: true);

    public void End() => _body.Close(isTable: true);

    private void Write(IReadOnlyList<string> cells, W.TableRowProperties properties, bool staysWithNext, bool isBold = false)
    {
        var row = new W.TableRow(properties);
        for (var i = 0; i < _columns.Count; i++)
        {
            var look = new List<OpenXmlElement>();
            if (staysWithNext) look.Add(new W.KeepNext());
            if (_columns[i].IsNumber) look.Add(new W.Justification { Val = W.JustificationValues.Right });
            row.Append(new W.TableCell(
                new W.TableCellProperties(new W.TableCellWidth { Width = Twips(_widths[i]), Type = W.TableWidthUnitValues.Dxa }),
                _body.Styled("ReportCell", [WordText.Run(cells[i], isBold ? WordText.Bold() : null)], [.. look])));
        }

        _body.Write(row);
    }

    private static string Twips(int twips) => twips.ToString(CultureInfo.InvariantCulture);
}
