using System.Collections.Frozen;

namespace FollowUp.Core.Imports;

/// <summary>Headings of chapters that are no activity. Known words only: a short line is more often a sentence of an analysis than a chapter.</summary>
internal static class ChapterGrammar
{
    private const int LongestHeading = 80;

    private static readonly string[] Groups =
    [
        "målområde", "mål", "delmål", "fokusområde", "utvecklingsområde", "insatsområde", "prioriterat område", "prioriterat mål", "område", "kapitel",
        "avsnitt", "del", "bilaga", "nämndmål", "perspektiv", "strategi",
    ];

    private static readonly FrozenSet<string> Outer = new[]
    {
        "avslutning", "avslutande kommentar", "avslutande kommentarer", "avslutande reflektion", "avslutande reflektioner", "avslutande ord",
        "sammanfattning", "sammanfattande analys", "sammanfattande bedömning", "sammanfattande kommentar", "sammanfattande kommentarer",
        "sammanfattande slutsatser", "samlad bedömning", "samlad analys", "sammanfattning och slutsatser", "slutord", "slutsatser", "slutsats", "slutkommentar",
        "fortsatt arbete", "framåtblick", "blick framåt", "vägen framåt", "nästa steg", "utvecklingsområden", "bilaga", "bilagor",
        "bilageförteckning", "källor", "källförteckning", "referenser", "litteratur", "beslut", "beslutsunderlag", "förslag till beslut", "underskrift",
        "underskrifter", "inledning", "bakgrund", "innehåll", "innehållsförteckning", "förord", "metod", "om rapporten",
        "planerade aktiviteter", "aktiviteter", "planerade aktiviteter kommande läsår",
        "nya aktiviteter", "kommande aktiviteter", "aktiviteter kommande år", "aktiviteter nästa läsår", "aktiviteter nästa år",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Closing = ["sammanfattning", "avslutning", "slutsatser", "slutsats", "slutord", "framåtblick"];

    private static readonly string[] ClosingWhole = ["samlad", "samlade", "övergripande", "avslutande", "sammanfattande"];

    private static readonly string[] Coming = ["planerade", "kommande", "nya"];

    private static readonly FrozenSet<string> Wholes = Set("analys bedömning slutsats slutsatser reflektion reflektioner kommentar kommentarer ord sammanfattning diskussion bild");

    private static readonly FrozenSet<string> When = Set("läsåret verksamhetsåret året år för under inför nästa kommande våren hösten vt ht");

    private static readonly FrozenSet<string> Verbs = Set(
        "är har var visar visade blir blev ska kommer kan finns innebär ger gav gör bör behöver pågår saknas bifogas redovisas genomförs genomfördes hölls handlar beskriver följs");

    /// <summary>Every heading known here.</summary>
    public static IEnumerable<string> Headings => Groups.Concat(Outer).Concat(Closing).Concat(ClosingWhole).Concat(Coming);

    public static LineMark? Read(CleanLine clean)
    {
        var text = clean.Text;
        if (!clean.IsWhole || text.Length > LongestHeading || text[^1] is '.' or '!' or '?' or ',' or ';') return null;
        var bare = WithoutNumber(text);
        if (bare.Length == 0 || char.IsLower(bare[0])) return null;
        if (IsGroup(bare)) return new LineMark(MarkKind.GroupChapter);
        bare = bare.TrimEnd(':').TrimEnd();
        if (!Outer.Contains(bare) && !IsClosing(bare)) return null;
        return new LineMark(MarkKind.OuterChapter)
        {
            EndsReport = bare.ToLowerInvariant() is "avslutning" or "slutord" or "sammanfattning" or "framåtblick" or "bilagor",
            IsPlan = bare.Contains("aktiviteter", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary><c>Sammanfattning och framåtblick</c>, <c>Övergripande analys av året</c>, <c>Planerade aktiviteter 2023/24</c>; never a sentence.</summary>
    private static bool IsClosing(string bare)
    {
        var words = bare.ToLowerInvariant().Split(' ');
        if (words.Length is < 2 or > 8 || words.Any(word => Verbs.Contains(word) || (word.Length > 4 && word.EndsWith("as", StringComparison.Ordinal)))) return false;
        if (Closing.Contains(words[0])) return words[1] is "och" or "av" or "för" or "samt" or "inför" or "med";
        if (ClosingWhole.Contains(words[0])) return Wholes.Contains(words[1]);
        return Coming.Contains(words[0]) && words[1] is "aktiviteter" or "insatser" or "åtgärder" && words.Skip(2).All(word => When.Contains(word) || char.IsAsciiDigit(word[0]));
    }

    /// <summary>
    /// A line that may be a heading by its form alone: at most six words, a capital first, no punctuation but commas. Means a chapter only directly before an
    /// activity's heading, where the text above has come to its full stop.
    /// </summary>
    public static bool MayBeHeading(string line)
    {
        var clean = CleanLine.Of(line);
        var text = WithoutNumber(clean.Text);
        return clean.IsWhole && text.Length is >= 3 and <= 60 && char.IsUpper(text[0]) && char.IsLetterOrDigit(text[^1]) && text.Split(' ').Length <= 6
            && text.All(character => char.IsLetterOrDigit(character) || character is ' ' or ',' or '-' or '/' or '&');
    }

    /// <summary>
    /// A line that may be a heading by its look: at most five words, a capital first, no punctuation, and no word that could be a verb. Means a
    /// chapter only where an activity's heading follows at once, after text that has come to an end.
    /// </summary>
    public static bool IsNounPhrase(string line)
    {
        var text = line.Trim();
        if (text.Length is < 3 or > 60 || !char.IsUpper(text[0])) return false;
        var words = text.Split(' ');
        if (words.Length > 5) return false;
        foreach (var word in words)
        {
            if (word.Length == 0 || !word.All(character => char.IsLetter(character) || character is '-')) return false;
            if (!IsJoiningWord(word) && MayBeVerb(word)) return false;
        }

        return true;
    }

    private static bool IsJoiningWord(string word) => word is "och" or "i" or "för" or "samt" or "av" or "på" or "med" or "till";

    /// <summary>Swedish finite verbs and participles end in -r, -s, -de, -te, -t or -d ('behöver', 'saknas', 'startade', 'gått'), as many nouns do too.</summary>
    private static bool MayBeVerb(string word) =>
        word.Length < 4
        || word is "bra" or "alla" or "ingen" or "inget" or "inga" or "skola" or "kunna" or "vara" or "tack" or "gick" or "fick" or "blev" or "stod"
        || word[^1] is 'r' or 's' or 'd'
        || word.EndsWith("de", StringComparison.Ordinal) || word.EndsWith("te", StringComparison.Ordinal)
        || (word[^1] == 't' && !word.EndsWith("het", StringComparison.Ordinal) && !word.EndsWith("ment", StringComparison.Ordinal));

    private static bool IsGroup(string bare)
    {
        foreach (var group in Groups)
        {
            if (!bare.StartsWith(group, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = bare.AsSpan(group.Length);
            // 'Målområde: Trygghet' is a heading, 'Mål: öka närvaron' may be a line of text.
            var isPlain = group.EndsWith("område", StringComparison.Ordinal) || group == "bilaga";
            if (rest.Length >= 2 && rest[0] == ':' && isPlain) return true;
            if (rest.Length < 2 || rest[0] != ' ') continue;
            rest = rest.TrimStart();
            // 'Målområde – Digitalisering', 'Bilaga A: Enkät'
            if (isPlain && rest.Length > 2 && (rest[0] is '–' or '—' or '-' ? rest[1] == ' ' && char.IsUpper(rest[2]) : char.IsAsciiLetterUpper(rest[0]) && rest[1] == ':')) return true;
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits < 0) return true;
            // 'Mål 2: Trygghet', 'Kapitel 3 – Resultat', 'Bilaga 1 Enkät'; 'Del 2 av arbetet pågår' goes on with a small letter and is a sentence.
            if (digits > 0 && (rest[digits] is ':' or '.' || (rest[digits..].TrimStart(" –—-") is var title && !title.IsEmpty && char.IsUpper(title[0])))) return true;
        }

        return false;
    }

    private static string WithoutNumber(string text)
    {
        var at = 0;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || (at > 0 && text[at] is '.' or ')' or ':'))) at++;
        return at == 0 ? text : at < text.Length && text[at] is ' ' or '\t' ? text[(at + 1)..] : text;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
