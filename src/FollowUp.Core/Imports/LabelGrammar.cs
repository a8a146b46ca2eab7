using System.Collections.Frozen;

namespace FollowUp.Core.Imports;

/// <summary>
/// The labels of a report's sections and properties. A label stands alone on its line, or a colon, a tab or a dash follows it; it may be an item of a list
/// (<c>- Analys: …</c>). A sentence that begins with the same word (<c>Analysen visar …</c>, <c>Uppföljning av fjolårets …</c>) never matches.
/// </summary>
internal static class LabelGrammar
{
    private const int LongestLabel = 60;

    private static readonly FrozenDictionary<string, MarkKind> Sections = new Dictionary<string, MarkKind>
    {
        ["uppföljning"] = MarkKind.FollowUp,
        ["uppföljning och resultat"] = MarkKind.FollowUp,
        ["uppföljning/resultat"] = MarkKind.FollowUp,
        ["uppföljning och utvärdering"] = MarkKind.FollowUp,
        ["uppföljning/utvärdering"] = MarkKind.FollowUp,
        ["uppföljning av aktiviteten"] = MarkKind.FollowUp,
        ["uppföljning av uppdraget"] = MarkKind.FollowUp,
        ["uppföljning av insatsen"] = MarkKind.FollowUp,
        ["uppföljning av åtgärden"] = MarkKind.FollowUp,
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
        ["analys och åtgärder"] = MarkKind.Analysis,
        ["analys/åtgärder"] = MarkKind.Analysis,
        ["analys av aktiviteten"] = MarkKind.Analysis,
        ["analys av uppdraget"] = MarkKind.Analysis,
        ["analys av insatsen"] = MarkKind.Analysis,
        ["analys av åtgärden"] = MarkKind.Analysis,
        ["analys av måluppfyllelse"] = MarkKind.Analysis,
        ["analys av måluppfyllelsen"] = MarkKind.Analysis,
        ["vår analys"] = MarkKind.Analysis,
        ["rektors analys"] = MarkKind.Analysis,
        ["rektorns analys"] = MarkKind.Analysis,
        ["resultat och analys"] = MarkKind.Analysis,
        ["resultat/analys"] = MarkKind.Analysis,
        ["analys av resultat"] = MarkKind.Analysis,
        ["analys av resultatet"] = MarkKind.Analysis,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, MarkKind> Properties = new Dictionary<string, MarkKind>
    {
        ["ansvarig enhet"] = MarkKind.Unit,
        ["ansvariga enheter"] = MarkKind.Unit,
        ["enhet"] = MarkKind.Unit,
        ["enheter"] = MarkKind.Unit,
        ["berörd enhet"] = MarkKind.Unit,
        ["berörda enheter"] = MarkKind.Unit,
        ["ansvarig skola"] = MarkKind.Unit,
        ["ansvarig förskola"] = MarkKind.Unit,
        ["ansvarig förvaltning"] = MarkKind.Unit,
        ["ansvarig verksamhet"] = MarkKind.Unit,
        ["skola"] = MarkKind.Unit,
        ["förskola"] = MarkKind.Unit,
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
        ["överförd från"] = MarkKind.OtherProperty,
        ["tidplan"] = MarkKind.OtherProperty,
        ["tidsplan"] = MarkKind.OtherProperty,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Labels that are nothing else wherever they stand, and need no colon.</summary>
    private static readonly FrozenSet<string> Plain = new[] { "ansvarig enhet", "ansvariga enheter", "status" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Properties that a heading may have before its title; those of another name come after it.</summary>
    private static readonly FrozenSet<string> BeforeTitle = new[]
    {
        "syfte", "målgrupp", "beslut", "beslutad", "beslutat", "beslutsdatum", "datum", "period", "budget", "kostnad", "prioritet", "kontakt", "kontaktperson", "ansvarig rektor",
        "ansvarig handläggare", "ansvarig tjänsteperson", "ansvarig avdelning", "målområde", "fokusområde", "kategori", "diarienummer",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every label known here.</summary>
    public static IEnumerable<string> Labels => Sections.Keys.Concat(Properties.Keys);

    public static LineMark? Read(CleanLine clean)
    {
        var marker = MarkerLength(clean.Text);
        if (marker == 0) return ReadBare(clean);
        var item = CleanLine.Of(clean.RestFrom(marker));
        return item.Text.Length > 0 && ReadBare(item) is { } mark ? mark with { IsItem = true } : null;
    }

    private static LineMark? ReadBare(CleanLine clean) => AtColon(clean) ?? AtDash(clean) ?? AtEmphasis(clean);

    private static LineMark? AtColon(CleanLine clean)
    {
        var text = clean.Text;
        var end = text.AsSpan(0, Math.Min(text.Length, LongestLabel)).IndexOfAny(':', '\t');
        if (end >= 0) return Label(text[..end], clean.RestFrom(end + 1), isSeparated: true);
        if (!clean.IsWhole || text.Length > LongestLabel) return null;
        // 'Uppföljning.'; in small letters it is the end of a sentence.
        var label = text[^1] == '.' && char.IsUpper(text[0]) ? text[..^1] : text;
        return Label(label, "", isSeparated: false);
    }

    /// <summary><c>Uppföljning – Text</c>; a question after the dash explains the label.</summary>
    private static LineMark? AtDash(CleanLine clean)
    {
        var text = clean.Text;
        for (var at = 1; at + 2 < text.Length && at < LongestLabel; at++)
        {
            if (text[at] is not ('-' or '–' or '—') || text[at - 1] != ' ' || text[at + 1] != ' ') continue;
            var rest = clean.RestFrom(at + 2);
            if (rest.Length == 0) return null;
            if (rest.EndsWith('?') && clean.IsWhole) rest = "";
            else if (char.IsLower(rest[0])) return null;
            return Label(text[..at], rest, isSeparated: true);
        }

        return null;
    }

    /// <summary><c>**Uppföljning** Text</c>.</summary>
    private static LineMark? AtEmphasis(CleanLine clean)
    {
        var end = clean.EmphasisEnd;
        if (end <= 0 || end >= clean.Text.Length || end > LongestLabel) return null;
        var rest = clean.RestFrom(end);
        return rest.Length > 0 && !char.IsLower(rest[0]) ? Label(clean.Text[..end], rest, isSeparated: true) : null;
    }

    private static LineMark? Label(string words, string rest, bool isSeparated)
    {
        var label = WithoutSpacesAtSlash(words.Trim());
        if (label.Length == 0) return null;
        if (Properties.TryGetValue(label, out var property))
        {
            var isPlain = Plain.Contains(label);
            // 'Ansvarig: Norra skolan' names a unit, 'Ansvarig: Anna Exempelsson' a person.
            if (property == MarkKind.OtherProperty && label.Equals("ansvarig", StringComparison.OrdinalIgnoreCase) && NamesUnit(rest)) property = MarkKind.Unit;
            // Without a colon only the label that is a label nowhere but here, with its value on the next line.
            if (!isSeparated && !isPlain) return null;
            return new LineMark(property)
            {
                Rest = rest,
                IsPlain = isPlain,
                IsHeaderOnly = label.ToLowerInvariant() is "skola" or "förskola" or "enheter",
                IsLowerCase = char.IsLower(label[0]),
            };
        }

        label = WithoutNumbers(label, isSeparated);
        return label.Length > 0 && Sections.TryGetValue(label, out var section)
            ? new LineMark(section) { Rest = rest, IsLowerCase = char.IsLower(label[0]) }
            : null;
    }

    /// <summary>How long the marker of a list is that a label may stand after: <c>- </c>, <c>• </c>, <c>a) </c>.</summary>
    private static int MarkerLength(string text)
    {
        if (text.Length > 2 && text[0] is '-' or '*' or '•' or '·' or '>' && text[1] is ' ' or '\t') return 2;
        return text.Length > 3 && char.IsAsciiLetterLower(text[0]) && text[1] == ')' && text[2] is ' ' or '\t' ? 3 : 0;
    }

    private static string WithoutSpacesAtSlash(string label)
    {
        if (label.Contains('&')) label = label.Replace(" & ", " och ");
        return label.Contains('/') ? label.Replace(" /", "/").Replace("/ ", "/") : label;
    }

    /// <summary><c>1.1 Uppföljning</c>, <c>Analys 2</c> and <c>Analys (varför blev det så?)</c> without the number and the explanation.</summary>
    private static string WithoutNumbers(string label, bool isSeparated)
    {
        var start = 0;
        while (start < label.Length && (char.IsAsciiDigit(label[start]) || (start > 0 && label[start] is '.' or ')'))) start++;
        if (start > 0 && start < label.Length && label[start] == ' ') label = label[(start + 1)..];
        if (label.EndsWith(')') && label.IndexOf('(') is > 0 and var parenthesis) label = label[..parenthesis].TrimEnd();
        var space = label.LastIndexOf(' ');
        // At most three digits without a colon: 'Uppföljning 2024' is a report's title.
        var longest = isSeparated ? "2018/2019".Length : 3;
        return space > 0 && label.Length - space - 1 is > 0 and var digits && digits <= longest && label.AsSpan(space + 1).IndexOfAnyExcept("0123456789/") < 0 ? label[..space] : label;
    }

    /// <summary>
    /// True for a line of an activity's heading that is neither title nor known property: up to three words, a colon and a value (<c>Syfte: alla ska läsa</c>).
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="hasTitle">Whether the title is known; before it only the commonest words are believed, for a title may have a colon too.</param>
    public static bool IsHeaderProperty(string line, bool hasTitle)
    {
        var colon = line.IndexOf(':');
        if (colon is < 2 or > 40 || !char.IsUpper(line[0])) return false;
        var words = line[..colon];
        if (BeforeTitle.Contains(words)) return true;
        return hasTitle && colon + 2 < line.Length && line[colon + 1] == ' ' && words.Split(' ').Length <= 3 && words.All(character => char.IsLetter(character) || character == ' ');
    }

    private static bool NamesUnit(string value)
    {
        var words = value.ToLowerInvariant().Split(' ');
        return words.Length <= 5 && !value.Contains(',') && !words.Any(word => word.StartsWith("rektor", StringComparison.Ordinal) || word.EndsWith("chef", StringComparison.Ordinal) || word == "på")
            && words.Any(word => word.EndsWith("skola", StringComparison.Ordinal) || word.EndsWith("skolan", StringComparison.Ordinal) || word.Contains("enhet", StringComparison.Ordinal)
                || word.EndsWith("förvaltningen", StringComparison.Ordinal));
    }

    /// <summary>
    /// True for a line that may be a label in other words: <c>Uppföljning 2022</c>, <c>Analys av enkäten</c>, <c>Pedagogisk analys:</c>. It may be a title
    /// or a heading inside a text just as well.
    /// </summary>
    public static LineMark? ReadLoose(CleanLine clean)
    {
        var text = clean.Text.TrimEnd(':').TrimEnd();
        if (!clean.IsWhole || text.Length is 0 or > LongestLabel || !char.IsUpper(text[0]) || text.AsSpan().IndexOfAny(".,;?!:\t") >= 0) return null;
        var words = text.Split(' ');
        // 'Uppföljning av planerade aktiviteter' is the chapter that holds them all.
        if (words.Length is < 2 or > 5 || words.Any(word => word.StartsWith("aktiviteter", StringComparison.OrdinalIgnoreCase))) return null;
        var part = words[0].Equals("uppföljning", StringComparison.OrdinalIgnoreCase) ? MarkKind.FollowUp
            : words[0].Equals("analys", StringComparison.OrdinalIgnoreCase) || EndsInAnalysis(text) ? MarkKind.Analysis
            : MarkKind.None;
        return part == MarkKind.None ? null : new LineMark(MarkKind.LooseLabel)
        {
            LoosePart = part,
            HasColon = clean.Text[^1] == ':',
            Undecorated = clean.Hashes > 0 || clean.IsEmphasised ? clean.RestFrom(0) : "",
        };
    }

    public static bool EndsInAnalysis(ReadOnlySpan<char> line) => line.TrimEnd(": *_").EndsWith(" analys", StringComparison.OrdinalIgnoreCase);
}
