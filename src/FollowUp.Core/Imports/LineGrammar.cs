using System.Collections.Frozen;

namespace FollowUp.Core.Imports;

/// <summary>
/// The labels of Swedish follow-up reports, recognised by themselves. A label stands alone on its line or is followed by a colon or a tab; a
/// sentence that begins with the same word (<c>Analysen visar …</c>, <c>Uppföljning av fjolårets …</c>) never matches.
/// </summary>
internal static class LineGrammar
{
    private const int LongestLabel = 60;

    private static readonly FrozenDictionary<string, MarkKind> Sections = new Dictionary<string, MarkKind>
    {
        ["uppföljning"] = MarkKind.FollowUp,
        ["uppföljning och resultat"] = MarkKind.FollowUp,
        ["uppföljning/resultat"] = MarkKind.FollowUp,
        ["resultat och uppföljning"] = MarkKind.FollowUp,
        ["resultat/uppföljning"] = MarkKind.FollowUp,
        // One text for both parts: it is read as the follow-up, and the analysis stays empty for a person to fill.
        ["uppföljning och analys"] = MarkKind.FollowUp,
        ["uppföljning/analys"] = MarkKind.FollowUp,
        ["resultat"] = MarkKind.Result,
        ["analys"] = MarkKind.Analysis,
        ["analys och slutsats"] = MarkKind.Analysis,
        ["analys och slutsatser"] = MarkKind.Analysis,
        ["analys och bedömning"] = MarkKind.Analysis,
        ["analys och reflektion"] = MarkKind.Analysis,
        ["analys och utvärdering"] = MarkKind.Analysis,
        ["analys/slutsats"] = MarkKind.Analysis,
        ["analys/slutsatser"] = MarkKind.Analysis,
        ["analys/bedömning"] = MarkKind.Analysis,
        ["analys/reflektion"] = MarkKind.Analysis,
        ["analys av resultat"] = MarkKind.Analysis,
        ["analys av resultatet"] = MarkKind.Analysis,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, MarkKind> Properties = new Dictionary<string, MarkKind>
    {
        ["ansvarig enhet"] = MarkKind.Unit,
        ["ansvariga enheter"] = MarkKind.Unit,
        ["enhet"] = MarkKind.Unit,
        ["status"] = MarkKind.Status,
        // 'Läge' is the state of the reporting, not the work's status.
        ["läge"] = MarkKind.OtherProperty,
        ["ansvarig"] = MarkKind.OtherProperty,
        ["ansvariga"] = MarkKind.OtherProperty,
        ["ansvarig person"] = MarkKind.OtherProperty,
        ["ansvarig chef"] = MarkKind.OtherProperty,
        ["klar senast"] = MarkKind.OtherProperty,
        ["klart senast"] = MarkKind.OtherProperty,
        ["slutdatum"] = MarkKind.OtherProperty,
        ["startdatum"] = MarkKind.OtherProperty,
        ["tidplan"] = MarkKind.OtherProperty,
        ["tidsplan"] = MarkKind.OtherProperty,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The first words of all that is recognised: most lines of a text begin with none of them, and are not looked at further.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FirstWords = Sections.Keys.Concat(Properties.Keys)
        .Concat(ChapterGrammar.Headings).Concat(HeadingGrammar.Words).Concat(["sida", "sidan", "sid"])
        .Select(label => label.Split(' ', '/')[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a line looks like. Depends on the line alone.</summary>
    public static LineMark Read(string line)
    {
        if (BeginsAsText(line) || Visibility.IsBlank(line)) return LineMark.None;
        var clean = CleanLine.Of(line);
        if (clean.Text.Length == 0) return IsRule(line) ? new LineMark(MarkKind.Rule) : LineMark.None;
        return ReadRule(line, clean) ?? ReadLabel(clean) ?? HeadingGrammar.ReadHeading(clean) ?? ChapterGrammar.Read(clean)
            ?? HeadingGrammar.ReadWeakHeading(clean) ?? LineMark.None;
    }

    /// <summary>Only a dash: how an empty field is written.</summary>
    public static bool IsDash(string line) => line.Trim() is "-" or "–" or "—" or "−" or "‐" or "‑" or "--";

    /// <summary>The line that stands for a text that is not shown. Read as no text.</summary>
    public static bool IsDraftLine(string line) =>
        line.Trim().TrimStart('(').TrimEnd('.', ')').Equals("Utkast, visas inte", StringComparison.OrdinalIgnoreCase);

    private static bool BeginsAsText(string line)
    {
        var word = line.AsSpan().TrimStart();
        var end = 0;
        while (end < word.Length && char.IsLetter(word[end])) end++;
        // A soft hyphen may stand in the middle of a label's first word.
        return end > 0 && (end == word.Length || !Visibility.IsInvisible(word[end])) && !FirstWords.Contains(word[..end]);
    }

    private static LineMark? ReadLabel(CleanLine clean)
    {
        var text = clean.Text;
        var end = text.AsSpan(0, Math.Min(text.Length, LongestLabel)).IndexOfAny(':', '\t');
        var isSeparated = end >= 0;
        if (!isSeparated)
        {
            if (!clean.IsWhole || text.Length > LongestLabel) return null;
            end = text.Length;
        }

        var rest = isSeparated ? clean.RestFrom(end + 1) : "";
        var label = WithoutSpacesAtSlash(text[..end]);
        if (Properties.TryGetValue(label, out var property))
        {
            var isPlain = property is not MarkKind.OtherProperty && (label.Contains(' ') || label.Equals("status", StringComparison.OrdinalIgnoreCase));
            // Without a colon only the label that is a label nowhere but here, with its value on the next line.
            if (!isSeparated && !isPlain) return null;
            return new LineMark(property) { Rest = rest, IsPlain = isPlain, IsLowerCase = char.IsLower(label[0]) };
        }

        label = WithoutNumbers(label);
        return label.Length > 0 && Sections.TryGetValue(label, out var section)
            ? new LineMark(section) { Rest = rest, IsLowerCase = char.IsLower(label[0]) }
            : null;
    }

    private static string WithoutSpacesAtSlash(string label) =>
        label.Contains('/') ? label.Replace(" /", "/").Replace("/ ", "/").Trim() : label.Trim();

    /// <summary><c>1.1 Uppföljning</c>, <c>Analys 2</c> and <c>Analys (varför blev det så?)</c> without the number and the explanation.</summary>
    private static string WithoutNumbers(string label)
    {
        var start = 0;
        while (start < label.Length && (char.IsAsciiDigit(label[start]) || (start > 0 && label[start] is '.' or ')'))) start++;
        if (start > 0 && start < label.Length && label[start] == ' ') label = label[(start + 1)..];
        if (label.EndsWith(')') && label.IndexOf('(') is > 0 and var parenthesis) label = label[..parenthesis].TrimEnd();
        var space = label.LastIndexOf(' ');
        // At most three digits: 'Uppföljning 2024' is a report's title.
        return space > 0 && label.Length - space is > 1 and <= 4 && label.AsSpan(space + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? label[..space] : label;
    }

    private static LineMark? ReadRule(string line, CleanLine clean)
    {
        if (!clean.IsWhole) return null;
        if (IsRule(line)) return new LineMark(MarkKind.Rule);
        return IsPageNumber(clean.Text) ? new LineMark(MarkKind.PageNumber) : null;
    }

    private static bool IsRule(string line)
    {
        var drawn = line.AsSpan().Trim();
        return drawn.Length >= 3 && drawn[0] is '-' or '=' or '_' or '*' or '–' or '—' && drawn.IndexOfAnyExcept(drawn[0]) < 0;
    }

    /// <summary><c>Sida 3</c>, <c>Sida 3 av 12</c>, <c>3 (12)</c>.</summary>
    private static bool IsPageNumber(string text)
    {
        if (text.Length > 20) return false;
        var rest = text.AsSpan();
        var hasWord = false;
        foreach (var word in (ReadOnlySpan<string>)["sida ", "sidan ", "sid ", "sid. "])
        {
            if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase)) continue;
            rest = rest[word.Length..];
            hasWord = true;
            break;
        }

        var digits = DigitsAt(rest);
        if (digits is 0 or > 4) return false;
        rest = rest[digits..].TrimStart();
        if (rest.IsEmpty) return hasWord;
        var isParenthesis = rest[0] == '(' && rest[^1] == ')';
        if (isParenthesis) rest = rest[1..^1];
        else if (hasWord && rest.StartsWith("av ", StringComparison.OrdinalIgnoreCase)) rest = rest[3..];
        else if (hasWord && rest[0] == '/') rest = rest[1..];
        else return false;
        rest = rest.Trim();
        return !rest.IsEmpty && DigitsAt(rest) == rest.Length;
    }

    private static int DigitsAt(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
