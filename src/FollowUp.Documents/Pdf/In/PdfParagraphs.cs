using FollowUp.Core.Imports;
using FollowUp.Documents.Word.In;

namespace FollowUp.Documents.Pdf.In;

/// <summary>
/// Puts lines together to paragraphs. A line was wrapped where the next one's first word had no room on it; a gap, another size, a bullet and an indent begin a
/// paragraph. Words that were divided at a line's end are whole again.
/// </summary>
internal sealed class PdfParagraphs
{
    /// <summary>Wider by this than lines of one text stand, and lines are of two paragraphs.</summary>
    private const double Gap = 1.17;

    /// <summary>How far lines of one text stand apart where nothing tells, in parts of their size.</summary>
    private const double UsualPitch = 1.2;

    private static readonly string[] Joining = ["och", "eller", "samt", "respektive", "men", "som", "till", "and", "or"];

    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly double _pitch;

    /// <summary>Learns from all lines of the file how far apart they stand, and which words it has.</summary>
    /// <param name="lines">Lines of a page, column or cell directly below each other.</param>
    public PdfParagraphs(IReadOnlyList<IReadOnlyList<PdfLine>> lines)
    {
        var pitches = new List<double>();
        foreach (var region in lines)
        {
            for (var i = 0; i < region.Count; i++)
            {
                foreach (var word in region[i].Text.Split([' ', '\t', '.', ',', ';', ':', '(', ')', '”', '"'], StringSplitOptions.RemoveEmptyEntries)) _words.Add(word);
                if (i == 0 || !IsSame(region[i - 1], region[i])) continue;
                var pitch = (region[i - 1].Base - region[i].Base) / region[i].Size;
                if (pitch is > 0.9 and < 2.5 && IsFull(region[i - 1], region[i])) pitches.Add(Math.Round(pitch, 2));
            }
        }

        pitches.Sort();
        // The lesser half: between paragraphs that happen to end at the edge the gap is wider.
        _pitch = pitches.Count == 0 ? UsualPitch : pitches[pitches.Count * 2 / 5];
    }

    /// <summary>The paragraphs of lines that follow each other.</summary>
    public List<PdfParagraph> Read(IReadOnlyList<PdfLine> lines)
    {
        var paragraphs = new List<PdfParagraph>();
        foreach (var line in lines)
        {
            var open = paragraphs.Count > 0 ? paragraphs[^1] : null;
            if (open is not null && GoesOn(open, line))
            {
                Join(open, line);
                open.Last = line;
                continue;
            }

            var text = new WordInline();
            foreach (var span in line.Spans) text.Append(span.Text.Replace("\u00AD", "", StringComparison.Ordinal), span.IsBold && !string.IsNullOrWhiteSpace(span.Text), null);
            paragraphs.Add(new PdfParagraph { Text = text, Size = line.Size, First = line, Last = line, IsTight = open is not null && IsTight(open.Last, line) && !EndsSentence(open.Last) });
        }

        return paragraphs;
    }

    /// <summary>True where two lines look alike and stand in one column.</summary>
    private static bool IsSame(PdfLine above, PdfLine below) => Math.Abs(above.Size - below.Size) < 0.6 && above.Page == below.Page && above.Column == below.Column && below.Base < above.Base;

    /// <summary>True where the next line's first word had no room.</summary>
    private static bool IsFull(PdfLine above, PdfLine below) => above.Right + below.FirstWord > above.Edge - (above.Size * 0.15);

    private bool IsTight(PdfLine above, PdfLine below)
    {
        if (above.Page != below.Page || above.Column != below.Column || below.Base >= above.Base) return false;
        return (above.Base - below.Base) / Math.Max(above.Size, below.Size) <= _pitch * Gap + 0.03;
    }

    private bool GoesOn(PdfParagraph open, PdfLine line)
    {
        var above = open.Last;
        if (line.IsItem || Math.Abs(above.Size - line.Size) >= 0.6) return false;
        var (end, begin) = (above.Text.TrimEnd(), line.Text.TrimStart());
        if (end.Length == 0 || begin.Length == 0) return false;
        var isNear = IsTight(above, line);
        var isOver = above.Page != line.Page || above.Column != line.Column || line.Base > above.Base;
        if (!isNear && !isOver) return false;
        var isLower = char.IsLower(begin[0]);
        var isEnd = end[^1] is '.' or '!' or '?' or ':';
        var isDivided = end[^1] is '-' or '\u00AD' && end.Length > 1 && char.IsLetter(end[^2]);
        if (isOver && isEnd && !isLower && (!IsFull(above, line) || open.IsItem)) return false;
        // Bold text that goes on in plain is a label and its text, unless the sentence goes on.
        if (above.IsBold != line.IsBold && !(isLower && !isEnd && IsFull(above, line))) return false;
        // An item of a numbered list, or a numbered heading.
        if (ListMarker.IsMarked(begin) && ListMarker.BeginsItem(begin, end, ListMarker.IsMarked(Plain(open)))) return false;
        if ((isEnd || !IsFull(above, line) || LineWords.MayStandAlone(end)) && LineWords.MayStandAlone(Unmarked(begin))) return false;
        // Left of an item's text begins something else, unless the item had no room and goes on below its bullet.
        if (!isOver && open.IsItem && line.Left < open.First.TextLeft - (line.Size * 0.9))
        {
            if (line.Left < open.First.Left - (line.Size * 0.5) || (isEnd && !isLower) || !(IsFull(above, line) || isDivided)) return false;
        }

        // An indent begins a paragraph, but below a list's number the text is set in.
        var isHanging = open.First == above && ListMarker.IsMarked(Plain(open));
        if (!isOver && !open.IsItem && !isHanging && isEnd && line.Left > above.Left + (line.Size * 0.5) && line.Left < above.Left + (line.Size * 5)) return false;
        if (IsFull(above, line) || isDivided) return true;
        return isLower && !isEnd && above.Text.Length > 25 && Math.Abs(line.Left - above.Left) < line.Size;
    }

    /// <summary>A finished sentence that ends before the edge is the end of a paragraph, a line that is none is ended by hand.</summary>
    private static bool EndsSentence(PdfLine line) => line.Text.TrimEnd() is [.., '.' or '!' or '?' or '”'];

    private static string Unmarked(string text) => text.Replace("**", "", StringComparison.Ordinal);

    private static string Plain(PdfParagraph paragraph) => paragraph.Text.Plain();

    private void Join(PdfParagraph open, PdfLine line)
    {
        var text = open.Text;
        var isFirst = true;
        var between = BetweenOf(open.Last, line);
        foreach (var span in line.Spans)
        {
            var words = span.Text.Replace("\u00AD", "", StringComparison.Ordinal);
            if (isFirst)
            {
                var isBold = span.IsBold && open.Last.Spans[^1].IsBold;
                if (between == Between.Nothing) text.TrimHyphen();
                else if (between == Between.Space) text.Append(" ", isBold, null);
            }

            isFirst = false;
            text.Append(words, span.IsBold && !string.IsNullOrWhiteSpace(words), null);
        }
    }

    private enum Between
    {
        Space,

        /// <summary>The hyphen stays, and nothing comes between.</summary>
        Tight,

        /// <summary>The hyphen goes.</summary>
        Nothing,
    }

    private Between BetweenOf(PdfLine above, PdfLine below)
    {
        var (end, begin) = (above.Text.TrimEnd(), below.Text.TrimStart());
        if (end.EndsWith('\u00AD')) return Between.Tight;
        if (end.Length > 1 && end[^1] == '/' && char.IsLetterOrDigit(end[^2]) && begin.Length > 0 && char.IsLetterOrDigit(begin[0])) return Between.Tight;
        if (end.Length < 2 || end[^1] != '-' || !char.IsLetterOrDigit(end[^2]) || begin.Length == 0) return Between.Space;
        var last = end[(end.LastIndexOf(' ') + 1)..^1];
        var first = new string([.. begin.TakeWhile(character => char.IsLetterOrDigit(character))]);
        // 'skol- och', '5-10', 'IT-system', 'e-post'
        if (Joining.Contains(first, StringComparer.OrdinalIgnoreCase) || first.Length == 0) return Between.Space;
        if (!char.IsLower(end[^2]) || !char.IsLower(begin[0]) || last.TrimStart('(', '”', '"').Length < 2) return Between.Tight;
        // A word that stands elsewhere in the text tells how it is written.
        if (_words.Contains($"{last}-{first}") && !_words.Contains(last + first)) return Between.Tight;
        return Between.Nothing;
    }
}
