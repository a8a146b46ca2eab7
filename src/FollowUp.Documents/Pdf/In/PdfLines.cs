using System.Globalization;
using System.Text;

namespace FollowUp.Documents.Pdf.In;

/// <summary>Puts characters together to lines by where they stand.</summary>
internal static class PdfLines
{
    /// <summary>Two characters whose lines differ less, in parts of their size, stand on one line: a raised number does.</summary>
    private const double SameLine = 0.4;

    /// <summary>A gap as wide, in parts of the size, is a space.</summary>
    private const double Space = 0.16;

    /// <summary>A gap as wide is a jump to another column.</summary>
    private const double Jump = 2.0;

    /// <summary>Raised as far and as small, a digit is a reference to a note.</summary>
    private const double Raised = 0.15;

    private const string Raises = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private const string Bullets = "•·▪●◦○■□►▶➢➤‣⁃∙❖✓✔◆◊–-*\uF0B7\uF0A7\uF0D8\uF0FC\uF076\uF02D\uF0A8\uF06F";

    /// <summary>Signs that are letters in any other font.</summary>
    private const string SignBullets = "o§Øüvnq";

    /// <summary>The lines of a region, from above.</summary>
    public static List<PdfLine> Read(IEnumerable<PdfGlyph> glyphs, IReadOnlyList<PdfDot> dots, int page)
    {
        var sorted = glyphs.OrderByDescending(glyph => glyph.Base).ToList();
        var lines = new List<PdfLine>();
        var open = new List<PdfGlyph>();
        var (at, size) = (0.0, 0.0);
        foreach (var glyph in sorted)
        {
            if (open.Count > 0 && at - glyph.Base > SameLine * Math.Max(glyph.Size, size))
            {
                Close();
                open = [];
                size = 0;
            }

            // White space and a raised sign do not say where the line stands.
            if (open.Count == 0 || (!glyph.IsSpace && glyph.Size > size * 1.05)) at = glyph.Base;
            if (!glyph.IsSpace || open.Count == 0) size = Math.Max(size, glyph.Size);
            open.Add(glyph);
        }

        Close();
        return lines;

        void Close()
        {
            if (open.Exists(glyph => !glyph.IsSpace)) lines.Add(Line(open, dots, page));
        }
    }

    private static PdfLine Line(List<PdfGlyph> glyphs, IReadOnlyList<PdfDot> dots, int page)
    {
        var ordered = Distinct(glyphs.OrderBy(glyph => glyph.Left).ThenBy(glyph => glyph.IsSpace ? 0 : 1).ToList());
        while (ordered.Count > 1 && ordered[0].IsSpace) ordered.RemoveAt(0);
        while (ordered.Count > 1 && ordered[^1].IsSpace) ordered.RemoveAt(ordered.Count - 1);
        var seen = ordered.Where(glyph => !glyph.IsSpace).ToList();
        var size = seen.GroupBy(glyph => Math.Round(glyph.Size, 1)).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First().Key;
        var at = seen.Where(glyph => Math.Abs(glyph.Size - size) < 0.2).Select(glyph => glyph.Base).DefaultIfEmpty(seen[0].Base).Min();

        var first = 0;
        var bullet = BulletLength(ordered, size);
        var isItem = bullet > 0;
        if (isItem)
        {
            first = bullet;
            while (first < ordered.Count - 1 && ordered[first].IsSpace) first++;
        }
        else
        {
            isItem = dots.Any(dot => dot.Middle < seen[0].Left && dot.Middle > seen[0].Left - (2.5 * size) && dot.Height > at - (size * 0.1) && dot.Height < at + (size * 0.8));
        }

        var spans = new List<(StringBuilder Text, bool IsBold)>();
        var parts = new List<(double Left, double Right)>();
        var firstWord = double.NaN;
        PdfGlyph? before = null;
        var needsSpace = false;
        for (var i = first; i < ordered.Count; i++)
        {
            var glyph = ordered[i];
            if (glyph.IsSpace)
            {
                needsSpace = true;
                continue;
            }

            var gap = before is { } last ? glyph.Left - last.Right : 0;
            var isRaised = glyph.Size < size * 0.8 && glyph.Base > at + (size * Raised);
            if (before is not null && (needsSpace || gap > Space * size))
            {
                if (double.IsNaN(firstWord)) firstWord = before.Value.Right - seen[0].Left;
                if (gap > Jump * size) parts.Add((glyph.Left, glyph.Right));
                Append(gap > Jump * size ? "\t" : " ", spans[^1].IsBold && glyph.IsBold);
            }

            if (parts.Count == 0) parts.Add((glyph.Left, glyph.Right));
            parts[^1] = (parts[^1].Left, Math.Max(parts[^1].Right, glyph.Right));
            Append(isRaised && glyph.Text.All(char.IsAsciiDigit) ? string.Concat(glyph.Text.Select(digit => Raises[digit - '0'])) : Clean(glyph.Text), glyph.IsBold);
            before = glyph;
            needsSpace = false;
        }

        return new PdfLine
        {
            Spans = [.. spans.Select(span => new PdfSpan(span.Text.ToString(), span.IsBold))],
            Left = seen[0].Left,
            Right = seen.Max(glyph => glyph.Right),
            Base = at,
            Size = size,
            FirstWord = (double.IsNaN(firstWord) ? seen[^1].Right - seen[0].Left : firstWord) + (size * 0.28),
            Page = page,
            IsItem = isItem,
            TextLeft = first < ordered.Count ? ordered[first].Left : seen[0].Left,
            Parts = parts,
            Glyphs = glyphs,
        };

        void Append(string text, bool isBold)
        {
            if (spans.Count == 0 || spans[^1].IsBold != isBold) spans.Add((new StringBuilder(), isBold));
            spans[^1].Text.Append(text);
        }
    }

    /// <summary>How many characters a bullet takes: a sign with a gap after it, and text after that.</summary>
    private static int BulletLength(List<PdfGlyph> glyphs, double size)
    {
        var next = 1;
        while (next < glyphs.Count && glyphs[next].IsSpace) next++;
        if (next >= glyphs.Count || glyphs[0].Text.Length != 1) return 0;
        var sign = glyphs[0].Text[0];
        var isGap = next > 1 || glyphs[next].Left - glyphs[0].Right > Space * size;
        if (!isGap) return 0;
        if (Bullets.Contains(sign, StringComparison.Ordinal)) return 1;
        return glyphs[0].IsSign && SignBullets.Contains(sign, StringComparison.Ordinal) && glyphs[next].Left - glyphs[0].Right > size * 0.4 ? 1 : char.IsBetween(sign, '\uE000', '\uF8FF') ? 1 : 0;
    }

    /// <summary>A letter drawn twice, a little moved, is a bold one.</summary>
    private static List<PdfGlyph> Distinct(List<PdfGlyph> ordered)
    {
        var kept = new List<PdfGlyph>(ordered.Count);
        foreach (var glyph in ordered)
        {
            var isTwice = false;
            for (var i = kept.Count - 1; i >= 0 && i >= kept.Count - 3 && !isTwice; i--)
                isTwice = kept[i].Text == glyph.Text && !glyph.IsSpace && Math.Abs(kept[i].Left - glyph.Left) < Math.Min(0.15 * glyph.Size, 0.4 * (glyph.Right - glyph.Left)) && Math.Abs(kept[i].Base - glyph.Base) < 0.15 * glyph.Size;
            if (!isTwice) kept.Add(glyph);
        }

        return kept;
    }

    /// <summary>Letters that are set as one sign are letters again, and what cannot be seen goes.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character is >= '\uFB00' and <= '\uFB06') clean.Append(character.ToString().Normalize(NormalizationForm.FormKC));
            else if (character is '\u2010' or '\u2011' or '\u2043') clean.Append('-');
            else if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) clean.Append(character).Append(text[++i]);
            else if (char.IsSurrogate(character) || character == '\uFFFE') clean.Append('\uFFFD');
            else if (char.IsWhiteSpace(character) || char.IsControl(character)) clean.Append(' ');
            else if (char.GetUnicodeCategory(character) != UnicodeCategory.Format || character == '\u00AD') clean.Append(character);
        }

        return clean.ToString();
    }
}
