using System.Globalization;
using System.Text;

namespace FollowUp.Core.Tests.Documents.PdfIn;

/// <summary>
/// Sets a report on pages of A4 in a font of one width, as a program for text does: lines are wrapped, tables are ruled, and pages get a head and a foot. Places are in
/// points, from above.
/// </summary>
internal sealed class PdfReport
{
    private const double Left = 70, Top = 80, Bottom = 770, PageHeight = 842, Wide = 0.6, Pitch = 1.2;

    private readonly List<StringBuilder> _pages = [];
    private double _y;

    public PdfReport(double width = 455, string head = "Exempelby kommun", string foot = "Sida {0} av {1}") => (Width, Head, Foot) = (width, head, foot);

    public double Width { get; }

    public string Head { get; }

    public string Foot { get; }

    /// <summary>The gap after a paragraph.</summary>
    public double After { get; init; } = 8;

    public int PageCount => _pages.Count;

    public PdfReport P(string text, double size = 10, bool isBold = false, double indent = 0, string mark = "")
    {
        var isFirst = true;
        foreach (var line in Wrap(text, Width - indent, size))
        {
            Room(size * Pitch);
            if (isFirst && mark.Length > 0) Put(mark, Left + indent - (size * 1.2), _y + size, size, isBold);
            Put(line, Left + indent, _y + size, size, isBold);
            _y += size * Pitch;
            isFirst = false;
        }

        _y += After;
        return this;
    }

    /// <summary>A text as Markdown has it: paragraphs, and items of a list.</summary>
    public PdfReport Text(string markdown)
    {
        foreach (var paragraph in Paragraphs(markdown)) P(paragraph.Text, indent: paragraph.IsItem ? 20 : 0, mark: paragraph.IsItem ? "\u2022" : "");
        return this;
    }

    /// <summary>A line in pieces at places of their own, without wrapping.</summary>
    public PdfReport Line(double size, params (double Left, string Text)[] pieces)
    {
        Room(size * Pitch);
        foreach (var (left, text) in pieces) Put(text, left, _y + size, size, false);
        _y += size * Pitch;
        return this;
    }

    public PdfReport Gap(double gap)
    {
        _y += gap;
        return this;
    }

    /// <summary>Begins a page.</summary>
    public PdfReport NewPage()
    {
        _pages.Add(new StringBuilder());
        _y = Top;
        return this;
    }

    /// <summary>A ruled table; a row that does not fit is cut by the page's end, and the headings come again.</summary>
    public PdfReport Table(double[] widths, bool repeatsHead, params string[][] rows)
    {
        for (var row = 0; row < rows.Length; row++)
        {
            var lines = rows[row].Select((cell, i) => (List<string>)[.. Paragraphs(cell).SelectMany(paragraph => (string[])[.. Wrap((paragraph.IsItem ? "\u2022 " : "") + paragraph.Text, widths[i] - 8, 10), ""]).SkipLast(1)]).ToList();
            var left = Math.Max(1, lines.Max(cell => cell.Count));
            for (var at = 0; at < left;)
            {
                Room(10 * Pitch + 8);
                if (row > 0 && at == 0 && _y == Top && repeatsHead) Row(widths, [.. rows[0].Select(cell => (List<string>)[cell])]);
                var fit = Math.Min(left - at, (int)((Bottom - _y - 8) / (10 * Pitch)));
                Row(widths, [.. lines.Select(cell => cell.Skip(at).Take(fit).ToList())]);
                at += fit;
                if (at < left)
                {
                    NewPage();
                    if (repeatsHead) Row(widths, [.. rows[0].Select(cell => (List<string>)[cell])]);
                }
            }
        }

        _y += After;
        return this;
    }

    public byte[] Build()
    {
        var objects = new PdfObjects();
        var fonts = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >> /F2 << /Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding >> >>";
        var pages = objects.Reserve();
        var kids = new StringBuilder();
        for (var i = 0; i < _pages.Count; i++)
        {
            var page = _pages[i];
            if (Head.Length > 0) Put(page, Head, Left, 40, 8, false);
            if (Foot.Length > 0) Put(page, string.Format(CultureInfo.InvariantCulture, Foot, i + 1, _pages.Count), 260, 810, 8, false);
            var content = objects.AddPacked(PdfObjects.Latin(page.ToString()));
            kids.Append(CultureInfo.InvariantCulture, $"{objects.Add($"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R /Resources << {fonts} >> >>")} 0 R ");
        }

        objects.Set(pages, $"<< /Type /Pages /Kids [{kids}] /Count {_pages.Count} >>");
        return objects.Build(objects.Add($"<< /Type /Catalog /Pages {pages} 0 R >>"));
    }

    public static IEnumerable<(string Text, bool IsItem)> Paragraphs(string markdown) =>
        markdown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.StartsWith("- ", StringComparison.Ordinal) ? (line[2..], true) : (line, false));

    private void Row(double[] widths, List<List<string>> cells)
    {
        var height = (cells.Max(cell => cell.Count) * 10 * Pitch) + 8;
        var x = Left;
        for (var i = 0; i < widths.Length; i++)
        {
            _pages[^1].Append(CultureInfo.InvariantCulture, $"{x:0.##} {PageHeight - _y - height:0.##} {widths[i]:0.##} {height:0.##} re S\n");
            for (var line = 0; line < cells[i].Count; line++) Put(cells[i][line], x + 4, _y + 4 + 9 + (line * 10 * Pitch), 10, false);
            x += widths[i];
        }

        _y += height;
    }

    private void Room(double height)
    {
        if (_pages.Count == 0 || _y + height > Bottom) NewPage();
    }

    private void Put(string text, double x, double y, double size, bool isBold) => Put(_pages[^1], text, x, y, size, isBold);

    private static void Put(StringBuilder page, string text, double x, double y, double size, bool isBold)
    {
        if (text.Length == 0) return;
        page.Append(CultureInfo.InvariantCulture, $"BT /F{(isBold ? 2 : 1)} {size:0.##} Tf {x:0.##} {PageHeight - y:0.##} Td ({text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj ET\n");
    }

    private static IEnumerable<string> Divide(string word, int most)
    {
        for (; word.Length > most; word = word[(most - 1)..]) yield return word[..(most - 1)] + "-";
        yield return word;
    }

    private static IEnumerable<string> Wrap(string text, double width, double size)
    {
        var most = Math.Max(4, (int)(width / (size * Wide)));
        var line = "";
        // A word that is too long is divided, as programs do with hyphenation on.
        foreach (var word in text.Split(' ').SelectMany(word => Divide(word, most)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > most)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : line + " " + word;
        }

        yield return line;
    }
}
