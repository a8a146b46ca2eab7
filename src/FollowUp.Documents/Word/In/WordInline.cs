using System.Globalization;
using System.Text;

namespace FollowUp.Documents.Word.In;

/// <summary>The text of one paragraph while it is read, with what is bold and what is a link.</summary>
internal sealed class WordInline
{
    private readonly List<(StringBuilder Text, bool IsBold, string? Link)> _spans = [];

    /// <summary>How many characters it has.</summary>
    public int Length { get; private set; }

    public void Append(string text, bool isBold, string? link)
    {
        if (text.Length == 0) return;
        Length += text.Length;
        if (_spans.Count > 0 && _spans[^1] is var last && last.IsBold == isBold && last.Link == link) last.Text.Append(text);
        else _spans.Add((new StringBuilder(text), isBold, link));
    }

    /// <summary>Takes a hyphen off the end, where a word was divided.</summary>
    public void TrimHyphen()
    {
        if (_spans.Count == 0 || _spans[^1].Text is not { Length: > 0 } text || text[^1] != '-') return;
        text.Length--;
        Length--;
    }

    /// <summary>The text alone, lines ended by LF.</summary>
    public string Plain() => string.Concat(_spans.Select(span => span.Text.ToString()));

    /// <summary>The text as lines of Markdown.</summary>
    public IEnumerable<string> Lines()
    {
        var line = new List<(string Text, bool IsBold, string? Link)>();
        foreach (var (text, isBold, link) in _spans)
        {
            var pieces = text.ToString().Split('\n');
            for (var i = 0; i < pieces.Length; i++)
            {
                if (i > 0)
                {
                    yield return Line(line);
                    line.Clear();
                }

                if (pieces[i].Length > 0) line.Add((pieces[i], isBold, link));
            }
        }

        yield return Line(line);
    }

    private static string Line(List<(string Text, bool IsBold, string? Link)> spans)
    {
        var text = new StringBuilder();
        for (var i = 0; i < spans.Count;)
        {
            // Bold goes on over links, and white space alone is neither bold nor plain.
            var end = i + 1;
            while (end < spans.Count && (spans[end].IsBold == spans[i].IsBold || (spans[i].IsBold && spans[end].Text.AsSpan().IsWhiteSpace() && end + 1 < spans.Count && spans[end + 1].IsBold))) end++;
            var part = new StringBuilder();
            for (; i < end; i++) part.Append(spans[i].Link is { } link ? Link(spans[i].Text, link) : spans[i].Text);
            if (spans[end - 1].IsBold) AppendBold(text, part.ToString(), end < spans.Count ? spans[end].Text[0] : ' ');
            else text.Append(part);
        }

        return text.ToString().Trim();
    }

    /// <summary>Marks that stand where Markdown reads them: at the words, not at white space, nor between a sign and a letter.</summary>
    private static void AppendBold(StringBuilder to, string text, char next)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        var before = start > 0 || to.Length == 0 ? ' ' : to[^1];
        if (end < text.Length) next = ' ';
        if (char.IsLetterOrDigit(before)) while (start < end && IsSign(text[start])) start++;
        if (char.IsLetterOrDigit(next)) while (end > start && IsSign(text[end - 1])) end--;
        // What is bold in itself, or nothing but a sign, gets no marks.
        if (start == end || text.Contains("**", StringComparison.Ordinal) || before == '*' || next == '*') to.Append(text);
        else to.Append(text, 0, start).Append("**").Append(text, start, end - start).Append("**").Append(text, end, text.Length - end);
    }

    private static bool IsSign(char character) => char.IsPunctuation(character) || char.IsSymbol(character);

    private static string Link(string text, string address)
    {
        var words = text.Trim();
        if (words.Length == 0) return text;
        var written = words.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);
        var before = text[..(text.Length - text.TrimStart().Length)];
        var after = text[text.TrimEnd().Length..];
        return words == address ? text : $"{before}[{written}]({address}){after}";
    }

    /// <summary>An address that a text may lead to, as Markdown can hold it; null for any other.</summary>
    public static string? Address(string? target)
    {
        if (target is null || target.Length > 2_000 || !Uri.TryCreate(target.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https" or "mailto")) return null;
        var written = new StringBuilder();
        foreach (var character in target.Trim())
        {
            if (character is ' ' or '(' or ')' or '<' or '>' or '[' or ']' or '\\' || char.IsControl(character) || char.IsWhiteSpace(character))
                written.Append('%').Append(((int)character).ToString("X2", CultureInfo.InvariantCulture));
            else written.Append(character);
        }

        return written.ToString();
    }
}
