namespace FollowUp.Documents.Pdf.In;

/// <summary>A line or a table, in the order of reading.</summary>
internal abstract record PdfItem;

/// <summary>A line of text outside tables.</summary>
internal sealed record PdfTextItem(PdfLine Line) : PdfItem;

/// <summary>A table; one that goes on over pages is one.</summary>
internal sealed record PdfTableItem(double[] Columns, List<IReadOnlyList<PdfTableCell>> Rows) : PdfItem
{
    /// <summary>Where the columns' borders stand, from the left.</summary>
    public double[] Columns { get; set; } = Columns;
}

/// <summary>A cell with its lines.</summary>
internal sealed record PdfTableCell(int Column, int Span, bool ContinuesAbove, List<PdfLine> Lines);

/// <summary>A page's lines and tables, put in order.</summary>
internal sealed class PdfPage
{
    /// <summary>Columns of text have at least so many lines each, of at least so many characters.</summary>
    private const int FewestLines = 5, FewestCharacters = 20;

    private readonly PdfSheet _sheet;
    private readonly List<PdfGrid> _grids;

    public PdfPage(PdfSheet sheet)
    {
        _sheet = sheet;
        var glyphs = new List<PdfGlyph>(sheet.Glyphs);
        _grids = PdfGrid.Find(sheet, glyphs);
        Lines = PdfLines.Read(glyphs, sheet.Dots, sheet.Number);
    }

    public PdfSheet Sheet => _sheet;

    /// <summary>The lines outside tables, from above; those of the head and foot are taken out of it.</summary>
    public List<PdfLine> Lines { get; }

    /// <summary>The page's content in order.</summary>
    /// <param name="edge">How far to the right the text of pages of this width goes.</param>
    public List<PdfItem> Items(double edge)
    {
        var items = new List<(double Top, PdfItem Item)>();
        foreach (var grid in _grids) items.Add((grid.Top, new PdfTableItem(grid.OpenColumns ?? grid.Columns, [.. grid.Cells.Select(Row)])));
        var lines = Lines.ToList();
        foreach (var (top, table) in OpenTables(lines)) items.Add((top, table));
        var ordered = InColumns(lines, edge);
        // Tables stand between the lines by their height; what stands beside one comes after it.
        var at = 0;
        var result = new List<PdfItem>();
        foreach (var (top, item) in items.OrderByDescending(item => item.Top))
        {
            for (; at < ordered.Count && ordered[at].Base > top; at++) result.Add(new PdfTextItem(ordered[at]));
            result.Add(item);
        }

        result.AddRange(ordered.Skip(at).Select(line => new PdfTextItem(line)));
        return result;
    }

    private IReadOnlyList<PdfTableCell> Row(IReadOnlyList<PdfCell> cells) => [.. cells.Select(cell => CellOf(cell.Column, cell.Span, cell.ContinuesAbove, cell.Left, cell.Right, cell.Glyphs))];

    private PdfTableCell CellOf(int column, int span, bool continuesAbove, double left, double right, List<PdfGlyph> glyphs)
    {
        var lines = PdfLines.Read(glyphs, _sheet.Dots, _sheet.Number);
        // The text ends as far from the cell's right side as it begins from its left.
        var padding = lines.Count == 0 ? 0 : Math.Clamp(lines.Min(line => line.Left) - left, 1, 12);
        var edge = lines.Count == 0 ? right : Math.Max(right - padding, lines.Max(line => line.Right));
        return new PdfTableCell(column, span, continuesAbove, [.. lines.Select(line => line with { Edge = edge })]);
    }

    /// <summary>Tables without any lines drawn: what stands below headings such as <c>Aktivitet</c>, <c>Uppföljning</c>, <c>Status</c> on one line.</summary>
    private IEnumerable<(double Top, PdfTableItem Table)> OpenTables(List<PdfLine> lines)
    {
        for (var i = 0; i < lines.Count - 1; i++)
        {
            var head = lines[i];
            if (head.Parts.Count < 2 || !Core.Imports.ReportTable.IsHeadLine(head.Text)) continue;
            var starts = head.Parts.Select(part => part.Left - (head.Size * 0.3)).ToArray();
            starts[0] = Math.Min(starts[0], lines.Skip(i).Min(line => line.Left) - 1);
            var end = i + 1;
            while (end < lines.Count && Fits(lines[end], starts) && lines[end].Size < head.Size * 1.3 && lines[end - 1].Base - lines[end].Base < head.Size * 5) end++;
            if (end == i + 1) continue;
            var pitch = Enumerable.Range(i + 1, end - i - 1).Select(at => lines[at - 1].Base - lines[at].Base).Min();
            var right = lines.Skip(i).Take(end - i).Max(line => line.Right) + 1;
            double[] columns = [.. starts, right];
            var rows = new List<List<PdfLine>> { new() { head } };
            for (var at = i + 1; at < end; at++)
            {
                var (line, above) = (lines[at], lines[at - 1]);
                var isFull = Enumerable.Range(0, starts.Length).All(column => Has(line, columns, column));
                if (at == i + 1 || (Has(line, columns, 0) && (above.Base - line.Base > pitch * 1.25 || !Has(above, columns, 0) || isFull))) rows.Add([]);
                rows[^1].Add(line);
            }

            if (rows.Count < 2) continue;
            var table = new PdfTableItem(columns, [.. rows.Select(row => (IReadOnlyList<PdfTableCell>)[.. Enumerable.Range(0, starts.Length).Select(column =>
                CellOf(column, 1, false, columns[column], columns[column + 1], [.. row.SelectMany(line => line.Glyphs).Where(glyph => IsIn(glyph, columns, column))]))])]);
            lines.RemoveRange(i, end - i);
            yield return (head.Base, table);
            i--;
        }
    }

    private static bool Has(PdfLine line, double[] columns, int column) => line.Glyphs.Any(glyph => !glyph.IsSpace && IsIn(glyph, columns, column));

    private static bool IsIn(PdfGlyph glyph, double[] columns, int column) =>
        (column == 0 || glyph.Middle >= columns[column]) && (column == columns.Length - 2 || glyph.Middle < columns[column + 1]);

    /// <summary>True where no word of the line goes over the border of a column.</summary>
    private static bool Fits(PdfLine line, double[] starts)
    {
        foreach (var start in starts.Skip(1))
        {
            var before = line.Glyphs.Where(glyph => !glyph.IsSpace && glyph.Middle < start).Select(glyph => glyph.Right).DefaultIfEmpty(double.MinValue).Max();
            var after = line.Glyphs.Where(glyph => !glyph.IsSpace && glyph.Middle >= start).Select(glyph => glyph.Left).DefaultIfEmpty(double.MaxValue).Min();
            if (after - before < line.Size * 0.5) return false;
        }

        return true;
    }

    /// <summary>The lines in order: where the text stands in two columns, all of the left one before the right one.</summary>
    private List<PdfLine> InColumns(List<PdfLine> lines, double edge)
    {
        if (lines.Count >= 2 * FewestLines && Gutter(lines) is { } gutter)
        {
            var ordered = new List<PdfLine>();
            var (left, right) = (new List<PdfLine>(), new List<PdfLine>());
            foreach (var line in lines)
            {
                if (Crosses(line, gutter))
                {
                    Flush();
                    ordered.Add(line with { Edge = Math.Max(edge, line.Right) });
                    continue;
                }

                AddHalf(left, line, glyph => glyph.Middle < gutter);
                AddHalf(right, line, glyph => glyph.Middle >= gutter);
            }

            Flush();
            return ordered;

            void Flush()
            {
                var (own, other) = (left.Select(line => line.Right).DefaultIfEmpty(0).Max(), right.Select(line => line.Right).DefaultIfEmpty(0).Max());
                ordered.AddRange(left.Select(line => line with { Edge = own, Column = 1 }));
                ordered.AddRange(right.Select(line => line with { Edge = other, Column = 2 }));
                left.Clear();
                right.Clear();
            }

            void AddHalf(List<PdfLine> to, PdfLine line, Func<PdfGlyph, bool> isIn)
            {
                var own = line.Glyphs.Where(isIn).ToList();
                if (own.Count > 0) to.AddRange(PdfLines.Read(own, _sheet.Dots, _sheet.Number));
            }
        }

        return [.. lines.Select(line => line with { Edge = Math.Max(edge, line.Right) })];
    }

    private static bool Crosses(PdfLine line, double gutter)
    {
        var before = line.Glyphs.Where(glyph => !glyph.IsSpace && glyph.Middle < gutter).Select(glyph => glyph.Right).DefaultIfEmpty(double.MinValue).Max();
        var after = line.Glyphs.Where(glyph => !glyph.IsSpace && glyph.Middle >= gutter).Select(glyph => glyph.Left).DefaultIfEmpty(double.MaxValue).Min();
        return after - before < line.Size * 0.8;
    }

    /// <summary>Where the page's two columns part; null where it has but one. Both are full of running text: a label and its value are no columns.</summary>
    private double? Gutter(List<PdfLine> lines)
    {
        for (var at = _sheet.Width * 0.4; at <= _sheet.Width * 0.6; at += 3)
        {
            var gutter = at;
            var free = lines.Where(line => !Crosses(line, gutter)).ToList();
            if (free.Count * 2 < lines.Count) continue;
            var left = free.Select(line => Half(line, glyph => glyph.Middle < gutter)).Where(half => half.Count > 0).ToList();
            var right = free.Select(line => Half(line, glyph => glyph.Middle >= gutter)).Where(half => half.Count > 0).ToList();
            if (IsRunning(left) && IsRunning(right)) return gutter;
        }

        return null;

        static List<PdfGlyph> Half(PdfLine line, Func<PdfGlyph, bool> isIn) => [.. line.Glyphs.Where(glyph => !glyph.IsSpace && isIn(glyph))];
    }

    private static bool IsRunning(List<List<PdfGlyph>> lines)
    {
        if (lines.Count < FewestLines) return false;
        var begin = lines.Min(line => line.Min(glyph => glyph.Left));
        var end = lines.Max(line => line.Max(glyph => glyph.Right));
        return lines.Average(line => line.Count) >= FewestCharacters && lines.Count(line => line.Max(glyph => glyph.Right) > end - ((end - begin) * 0.25)) * 2 >= lines.Count;
    }
}
