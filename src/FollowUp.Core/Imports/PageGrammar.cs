namespace FollowUp.Core.Imports;

/// <summary>Page numbers, alone on a line or at the end of a page's footer.</summary>
internal static class PageGrammar
{
    private static readonly string[] Words = ["sida:", "sidan", "sida", "sid.", "sid", "s."];

    /// <summary><c>Sida 3</c>, <c>S. 3</c>, <c>Sida 3 av 12</c>, <c>3 (12)</c>, <c>- 3 -</c>.</summary>
    public static bool IsPageNumber(string text)
    {
        if (text.Length > 20) return false;
        if (text.Length > 4 && text[0] is '-' or '–' or '—' && text[^1] == text[0]) return NumberAt(text[1..^1].Trim()) is { IsAll: true };
        var rest = text.AsSpan();
        var hasWord = TrySkipWord(ref rest);
        return NumberAt(rest.ToString()) is { } number && (number.IsAll ? hasWord : EndsAsTotal(rest[number.Length..], hasWord));
    }

    /// <summary><c>6</c>, <c>5/7</c>, <c>3 av 12</c>: a page number only where the lines around it, or others in the report, say so. Null where the line is none.</summary>
    public static int? LooseNumber(string line)
    {
        var text = line.Trim();
        if (text.Length > 9 || NumberAt(text) is not { } number) return null;
        return number.IsAll || EndsAsTotal(text.AsSpan(number.Length), hasWord: true) ? number.Value : null;
    }

    /// <summary>The page number that a line of any kind names, for knowing what goes on where.</summary>
    public static int? AnyNumber(string text)
    {
        var digits = text.AsSpan().TrimStart("SsIiDdAaNn.:-–— ");
        return NumberAt(digits.ToString())?.Value;
    }

    /// <summary>
    /// A footer's words and its page number: <c>Exempelby kommun   3 (12)</c>, <c>Årsrapport, sida 3</c>, <c>Årsrapport⇥3</c>. Null where the line does not end so.
    /// </summary>
    public static (string Words, int Number, bool IsPlain)? ReadFooter(string line)
    {
        var text = line.AsSpan().TrimEnd();
        if (text.Length is < 4 or > 160 || !(char.IsAsciiDigit(text[^1]) || text[^1] == ')')) return null;
        var isTotal = text[^1] == ')';
        if (isTotal)
        {
            var open = text.LastIndexOf('(');
            if (open < 1 || NumberAt(text[(open + 1)..^1].ToString()) is not { IsAll: true }) return null;
            text = text[..open].TrimEnd();
        }

        var before = text.TrimEnd("0123456789");
        var digits = text.Length - before.Length;
        var words = before.TrimEnd();
        if (digits is 0 or > 3 || words.IsEmpty || words.Length == before.Length) return null;
        var gap = before[words.Length..];
        var isNamed = words.EndsWith(" sida", StringComparison.OrdinalIgnoreCase) || words.EndsWith(" sid", StringComparison.OrdinalIgnoreCase) || words.EndsWith(" s.", StringComparison.OrdinalIgnoreCase);
        if (!isTotal && !isNamed && gap.Length < 3 && !gap.Contains('\t')) return null;
        return (string.Join(' ', words.ToString().ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), int.Parse(text[before.Length..]), isTotal || isNamed);
    }

    private static bool TrySkipWord(ref ReadOnlySpan<char> text)
    {
        foreach (var word in Words)
        {
            if (!text.StartsWith(word, StringComparison.OrdinalIgnoreCase) || text.Length == word.Length || text[word.Length] != ' ') continue;
            text = text[word.Length..].TrimStart();
            return true;
        }

        return false;
    }

    /// <summary>'(12)'; after the word also 'av 12' and '/12'.</summary>
    private static bool EndsAsTotal(ReadOnlySpan<char> text, bool hasWord)
    {
        var rest = text.TrimStart();
        if (rest.Length < 2) return false;
        if (rest[0] == '(' && rest[^1] == ')') rest = rest[1..^1];
        else if (hasWord && rest.StartsWith("av ", StringComparison.OrdinalIgnoreCase)) rest = rest[3..];
        else if (hasWord && rest[0] == '/') rest = rest[1..];
        else return false;
        return NumberAt(rest.Trim().ToString()) is { IsAll: true };
    }

    private static (int Value, int Length, bool IsAll)? NumberAt(string text)
    {
        var end = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end is 0 or > 3 ? null : (int.Parse(text.AsSpan(0, end)), end, end == text.Length);
    }
}
