using System.Globalization;

namespace FollowUp.Core.Imports;

/// <summary>
/// An activity's heading: a word for activity and a number in either order (<c>1. Uppdrag/Aktivitet</c>, <c>Aktivitet 1: titel</c>, <c>Nr 1
/// Uppdrag</c>, <c>§ 1 Uppdrag</c>), or the word alone. A number of several parts (1.2) or with a letter (3b), a letter or a Roman numeral is passed over: no number.
/// </summary>
internal static class HeadingGrammar
{
    /// <summary>The words that a heading may begin with.</summary>
    public static readonly string[] Words = ["uppdrag", "aktivitet", "planerad aktivitet", "aktivitetens namn", "uppdragets namn", "åtgärd", "insats", "nr", "nummer"];

    /// <summary>A heading that holds a word for activity; null where the line is none.</summary>
    public static LineMark? ReadHeading(CleanLine clean)
    {
        var text = clean.Text;
        var first = ReadNumber(text, 0);
        var at = first.End;
        if (at < 0) return null;
        var wordEnd = ReadWord(text, at, out var word, out var noun);
        if (wordEnd < 0) return null;
        var isLowerCase = char.IsLower(text[at]);
        var second = ReadNumber(text, SkipSpace(text, wordEnd), mayBeLetter: true);
        // After a number of its own the word needs no more; after the word a number must be followed by a separator or by nothing.
        var number = second.IsFound ? second : first;
        var end = second.IsFound ? second.End : wordEnd;
        var separator = SkipSeparator(text, end);
        var isEnd = SkipSpace(text, end) >= text.Length && clean.IsWhole;
        if (!isEnd && separator < 0 && !(second.IsFound && second.HasSeparator)) return null;
        var rest = isEnd ? "" : clean.RestFrom(separator < 0 ? end : separator).TrimStart(':', ' ', '\t');
        // 'Uppdrag/Aktivitet: 1. Ny lokal'
        if (!number.IsFound && LeadingNumber(rest) is { } inner)
        {
            number = new NumberAt(true, inner.Value, 0, true);
            rest = inner.Title;
        }

        return new LineMark(MarkKind.Heading)
        {
            Word = word,
            Noun = noun,
            Number = number.Value,
            IsNumbered = number.IsFound,
            IsLowerCase = isLowerCase && !first.IsFound,
            Rest = rest,
        };
    }

    private static (int Value, string Title)? LeadingNumber(string rest)
    {
        var digits = 0;
        while (digits < rest.Length && digits < 4 && char.IsAsciiDigit(rest[digits])) digits++;
        if (digits is 0 or > 3) return null;
        var end = digits < rest.Length && rest[digits] is '.' or ')' ? digits + 1 : digits;
        if (end < rest.Length && (end == digits || rest[end] != ' ')) return null;
        return (int.Parse(rest.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture), rest[end..].TrimStart());
    }

    /// <summary>A numbered or decorated line without such a word; only the label after it can prove it a heading.</summary>
    public static LineMark? ReadWeakHeading(CleanLine clean)
    {
        var text = clean.Text;
        if (!clean.IsWhole) return null;
        var wordEnd = ReadWord(text, 0, out _, out _);
        if (wordEnd > 0)
        {
            var named = ReadNumber(text, SkipSpace(text, wordEnd));
            if (named.IsFound) return Weak(named, SkipSpace(text, named.End));
        }

        var number = ReadNumber(text, 0);
        if (!number.IsFound && LetterLength(text, 0) is > 0 and var letters && letters + 1 < text.Length && text[letters] is '.' or ')' && text[letters + 1] == ' ')
            number = new NumberAt(true, null, letters + 2, true);
        if (number.IsFound && (number.End >= text.Length || !char.IsLower(text[SkipSpace(text, number.End)])))
            return Weak(number, SkipSpace(text, number.End));
        return clean.Hashes > 0 || clean.IsEmphasised ? Weak(default, 0) : null;

        LineMark Weak(NumberAt found, int rest) => new(MarkKind.WeakHeading)
        {
            Number = found.Value,
            IsNumbered = found.IsFound,
            // 'Nr 1 – Ny lokal'
            Rest = clean.RestFrom(rest) is [('-' or '–' or '—'), ' ', .. var title] && found.IsFound ? title.TrimStart() : clean.RestFrom(rest),
        };
    }

    private readonly record struct NumberAt(bool IsFound, int? Value, int End, bool HasSeparator);

    /// <summary>A number with what may stand around it: <c>1.</c>, <c>1)</c>, <c>1:</c>, <c>1</c>, <c>Nr 1</c>, <c>§ 1</c>, <c>1.2</c>, <c>3b</c>, <c>A</c>.</summary>
    private static NumberAt ReadNumber(string text, int start, bool mayBeLetter = false)
    {
        var none = new NumberAt(false, null, start, false);
        var at = start;
        foreach (var prefix in (ReadOnlySpan<string>)["nr.", "nr:", "nr", "nummer:", "nummer", "§", "#", "("])
        {
            if (string.Compare(text, at, prefix, 0, prefix.Length, StringComparison.OrdinalIgnoreCase) != 0) continue;
            at = SkipSpace(text, at + prefix.Length);
            break;
        }

        var digits = at;
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        if (at == digits)
        {
            if (!mayBeLetter || at != start) return none;
            // 'Aktivitet A: titel', 'Aktivitet II – titel', 'Aktivitet B'; before a word the letters begin a sentence.
            var letters = at + LetterLength(text, at);
            if (letters == at) return none;
            if (letters < text.Length && text[letters] is ':' or '.' or ')') return new NumberAt(true, null, letters + 1, true);
            return letters == text.Length || SkipSeparator(text, letters) > 0 ? new NumberAt(true, null, letters, false) : none;
        }

        var isWhole = true;
        var end = at;
        while (end + 1 < text.Length && text[end] is '.' or '-' && char.IsAsciiDigit(text[end + 1]))
        {
            isWhole = false;
            end++;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        }

        if (end < text.Length && char.IsAsciiLetterLower(text[end]) && (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1])))
        {
            isWhole = false;
            end++;
        }

        var afterNumber = end;
        while (end < text.Length && text[end] is '.' or ')' or ':') end++;
        var isSeparated = end > afterNumber;
        // '1.Uppdrag/Aktivitet' and 'Uppdrag 1:Ny lokal'
        var isTight = isSeparated && end < text.Length && (start == 0 ? ReadWord(text, end, out _, out _) > 0 : text[end - 1] == ':' && char.IsLetter(text[end]));
        if (end < text.Length && text[end] is not (' ' or '\t') && !isTight) return none;
        int? value = isWhole && int.TryParse(text.AsSpan(digits, at - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        // A bare number of four digits that a sentence goes on after is a year.
        if (!isSeparated && start == 0 && at - digits > 3 && end < text.Length && ReadWord(text, SkipSpace(text, end), out _, out _) < 0) return none;
        return new NumberAt(true, value, start == 0 ? SkipSpace(text, end) : end, isSeparated);
    }

    private static int ReadWord(string text, int at, out HeadingWord word, out string noun)
    {
        word = HeadingWord.None;
        noun = "";
        var end = -1;
        foreach (var single in (ReadOnlySpan<string>)["planerad aktivitet", "aktivitetens namn", "aktivitetens titel", "uppdragets namn"])
        {
            if (end > 0) break;
            end = After(text, at, single);
            if (end < 0) continue;
            word = HeadingWord.Single;
            noun = single;
        }

        foreach (var (one, other) in (ReadOnlySpan<(string, string)>)[("uppdrag", "aktivitet"), ("aktivitet", "uppdrag")])
        {
            if (end > 0) break;
            end = After(text, at, one);
            if (end < 0) continue;
            word = HeadingWord.Single;
            noun = one;
            var slash = SkipSpace(text, end);
            var joining = slash >= text.Length ? 0 : text[slash] is '/' or '&' ? 1 : After(text, slash, "och") > 0 ? 3 : 0;
            if (joining == 0) continue;
            slash = SkipSpace(text, slash + joining);
            var both = Math.Max(After(text, slash, other), After(text, slash, other + "er"));
            if (both < 0) continue;
            // 'Uppdrag och aktivitet' may be a chapter.
            word = joining == 1 ? HeadingWord.Compound : HeadingWord.Single;
            noun = "uppdrag/aktivitet";
            end = both;
        }

        foreach (var substitute in (ReadOnlySpan<string>)["åtgärd", "insats"])
        {
            if (end > 0) break;
            end = After(text, at, substitute);
            if (end < 0) continue;
            word = HeadingWord.Substitute;
            noun = substitute;
        }

        return end;
    }

    /// <summary>How long the capital letter or the Roman numeral is that stands at an index; 0 where none does.</summary>
    private static int LetterLength(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] is 'I' or 'V' or 'X') end++;
        if (end == at && at < text.Length && char.IsUpper(text[at])) end++;
        return end - at > 5 || (end < text.Length && char.IsLetterOrDigit(text[end])) ? 0 : end - at;
    }

    private static int After(string text, int at, string word)
    {
        if (string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0) return -1;
        var end = at + word.Length;
        return end < text.Length && char.IsLetterOrDigit(text[end]) ? -1 : end;
    }

    /// <summary>The index after a colon, a tab, or a dash with space around it; -1 where none follows.</summary>
    private static int SkipSeparator(string text, int at)
    {
        if (at < text.Length && text[at] is ':' or '\t' or '.' or ')') return at + 1;
        var next = SkipSpace(text, at);
        if (next == at || next >= text.Length) return -1;
        if (text[next] == ':') return next + 1;
        return text[next] is '-' or '–' or '—' && next + 1 < text.Length && text[next + 1] == ' ' ? next + 2 : -1;
    }

    private static int SkipSpace(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t') at++;
        return at;
    }
}
