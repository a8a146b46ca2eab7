using System.Buffers;
using System.Globalization;
using System.Text;

namespace FollowUp.Documents.Excel;

/// <summary>How texts stand in a workbook.</summary>
internal static class ExcelText
{
    /// <summary>Characters that a cell can hold, a limit of Excel's.</summary>
    public const int MaxCell = 32_767;

    /// <summary>Characters that the name of a sheet can have, a limit of Excel's.</summary>
    private const int MaxName = 31;

    private const string Ellipsis = "…";

    /// <summary>What does not stand in XML as it is, or not always; between them a text is taken over in one piece.</summary>
    private static readonly SearchValues<char> NotAsItIs = SearchValues.Create(
        [.. "&<>\"_\uFFFE\uFFFF", .. Enumerable.Range(0, ' ').Select(code => (char)code).Except(['\t', '\n']), .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code)]);

    /// <summary>The text as it fits into a cell.</summary>
    public static string Fit(string text) => Cut(text, MaxCell);

    /// <summary>
    /// True where typing the text into a cell would make a formula of it. In the file it is text whatever it begins with; but edited in Excel it is taken as
    /// typed anew, unless the cell is marked as text (the apostrophe that Excel shows before it and that is not part of the value). The wide
    /// signs count as the plain ones where people write Chinese or Japanese.
    /// </summary>
    public static bool LooksLikeFormula(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠';

    /// <summary>A name that Excel takes for a sheet, unlike those in use (it does not tell capitals from small letters there).</summary>
    public static string SheetName(string name, IEnumerable<string> used)
    {
        var allowed = string.Concat(name.Select(character => character is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || character < ' ' ? ' ' : character));
        var clean = Cut(allowed.Trim(' ', '\''), MaxName);
        if (clean.Length == 0) clean = "1";
        var free = clean;
        for (var i = 2; used.Contains(free, StringComparer.OrdinalIgnoreCase); i++)
        {
            var end = $" {i.ToString(CultureInfo.InvariantCulture)}";
            free = (clean.Length + end.Length <= MaxName ? clean : clean[..(MaxName - end.Length)]) + end;
        }

        return free;
    }

    /// <summary>
    /// Appends a text as XML. What XML cannot hold, and a carriage return, which its readers would change, stands as <c>_x000D_</c>, and a text
    /// that looks like that gets its first character so (ECMA-376 part 1, 22.9.2.19). Half a surrogate pair becomes U+FFFD.
    /// </summary>
    public static StringBuilder AppendText(this StringBuilder xml, string text)
    {
        var from = 0;
        for (var length = text.AsSpan().IndexOfAny(NotAsItIs); length >= 0; length = text.AsSpan(from).IndexOfAny(NotAsItIs))
        {
            var at = from + length;
            xml.Append(text, from, length);
            from = at + 1;
            switch (text[at])
            {
                case '&': xml.Append("&amp;"); break;
                case '<': xml.Append("&lt;"); break;
                case '>': xml.Append("&gt;"); break;
                case '"': xml.Append("&quot;"); break;
                case '_': xml.Append(IsEscape(text, at) ? "_x005F_" : "_"); break;
                case var high when char.IsHighSurrogate(high) && from < text.Length && char.IsLowSurrogate(text[from]): xml.Append(high).Append(text[from++]); break;
                case var half when char.IsSurrogate(half): xml.Append('\uFFFD'); break;
                case var other: xml.Append(CultureInfo.InvariantCulture, $"_x{(int)other:X4}_"); break;
            }
        }

        return xml.Append(text, from, text.Length - from);
    }

    private static bool IsEscape(string text, int at) =>
        at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_' && text.AsSpan(at + 2, 4).IndexOfAnyExcept("0123456789ABCDEFabcdef") < 0;

    private static string Cut(string text, int length)
    {
        if (text.Length <= length) return text;
        var end = length - Ellipsis.Length;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + Ellipsis;
    }
}
