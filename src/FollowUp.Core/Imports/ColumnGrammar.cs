using System.Collections.Frozen;

namespace FollowUp.Core.Imports;

/// <summary>What a table's column or row holds, by the words that head it.</summary>
internal enum TableColumn
{
    /// <summary>Words that are not known.</summary>
    Unknown,

    /// <summary><c>Nr</c>.</summary>
    Number,

    /// <summary><c>Uppdrag/Aktivitet</c>.</summary>
    Activity,

    /// <summary><c>Mål</c>: heads the rows where no other column does.</summary>
    Goal,

    /// <summary><c>Uppföljning</c>.</summary>
    FollowUp,

    /// <summary><c>Resultat</c>: a part of the follow-up.</summary>
    Result,

    /// <summary><c>Analys</c>.</summary>
    Analysis,

    /// <summary><c>Ansvarig enhet</c>.</summary>
    Unit,

    /// <summary><c>Status</c>.</summary>
    Status,

    /// <summary><c>Klar senast</c>, <c>Ansvarig</c>: what an imported activity cannot hold.</summary>
    Property,
}

/// <summary>The Swedish words that head a table's columns or rows. In a table they stand alone, so more of them can be believed than in a text.</summary>
internal static class ColumnGrammar
{
    /// <summary>What heads a column is short; a longer text is content.</summary>
    private const int Longest = 80;

    private const int MostWords = 8;

    private static readonly FrozenDictionary<string, TableColumn> Whole = Table(
        (TableColumn.Number, "nr|nr.|nummer|#|id|löpnr|löpnummer|aktivitetsnr|aktivitetsnummer|no"),
        (TableColumn.Goal, "mål|målområde|delmål|område|utvecklingsområde|fokusområde|prioriterat område|prioriterat mål|nämndmål"),
        (TableColumn.FollowUp, "genomförande|genomfört|utfall|vad har gjorts|vad har vi gjort|vad gjorde vi|vad är gjort|vad hände|vad blev gjort|hur gick det|kommentar|kommentarer|kommentar till status|lägesbeskrivning|nuläge|beskrivning av genomförandet"),
        (TableColumn.Result, "resultat|resultatet|effekt|effekter|måluppfyllelse"),
        (TableColumn.Analysis, "varför blev det så|vad beror det på|slutsats|slutsatser|bedömning|utvärdering|reflektion|reflektioner|lärdomar"),
        (TableColumn.Status, "status|genomförd|klar|statusläge|statusmarkering"),
        (TableColumn.Property, "ansvarig|ansvariga|ansvar|vem|när|datum|tid|tidplan|tidsplan|tidsram|klar senast|klart senast|senast klar|slutdatum|startdatum|start|slut|deadline|läge|syfte|budget|kostnad|prioritet|kategori|indikator|målgrupp|diarienummer"));

    /// <summary>By the first word: <c>Uppföljning juni 2019</c>, <c>Aktivitet enligt plan</c>.</summary>
    private static readonly FrozenDictionary<string, TableColumn> First = Table(
        (TableColumn.Activity, "aktivitet|aktiviteter|aktivitetens|aktiviteten|uppdrag|uppdraget|uppdragets|åtgärd|åtgärder|insats|insatser|utvecklingsinsats|utvecklingsinsatser|utvecklingsaktivitet"),
        (TableColumn.FollowUp, "uppföljning|uppföljningen"),
        (TableColumn.Result, "resultat"),
        (TableColumn.Analysis, "analys|analysen"),
        (TableColumn.Status, "status"),
        (TableColumn.Property, "ansvarig|ansvariga|klar|klart|tidplan|tidsplan"));

    /// <summary>Before a word for activity: <c>Planerad aktivitet</c>.</summary>
    private static readonly FrozenSet<string> Adjectives = "planerad planerade planerat beslutad beslutade beslutat prioriterad prioriterade årets fjolårets vår våra".Split(' ').ToFrozenSet();

    /// <summary>What the words head; <see cref="TableColumn.Unknown"/> for content and for words that are not known.</summary>
    public static TableColumn Read(string words)
    {
        if (words.Length > Longest || Visibility.IsBlank(words)) return TableColumn.Unknown;
        var clean = CleanLine.Of(InlineMarks.Off(words));
        var text = clean.Text.TrimEnd(':', '?', '.', ' ').ToLowerInvariant();
        if (clean.Text.TrimEnd() is "Nr." or "#") return TableColumn.Number;
        if (text.Length == 0) return TableColumn.Unknown;
        // 'Uppföljning (vad har gjorts?)'
        if (text.EndsWith(')') && text.IndexOf('(') is > 1 and var parenthesis) text = text[..parenthesis].TrimEnd(':', '?', ' ');
        // 'Uppföljning: vi har läst' and 'Analys saknas.' are content.
        if (text.Length == 0 || text.AsSpan().IndexOfAny(":\t.!?") >= 0 || (clean.Text[^1] is '.' or '!' && text.Contains(' '))) return TableColumn.Unknown;
        if (Whole.TryGetValue(text, out var whole) && whole is not (TableColumn.Property or TableColumn.Result)) return whole;
        if (LabelGrammar.Read(CleanLine.Of(text + ":")) is { Rest.Length: 0 } label && Of(label.Kind) is { } known) return known;
        if (Whole.TryGetValue(text, out whole)) return whole;
        var parts = text.Split([' ', '/', ',', '-', '–', ':', '&'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > MostWords) return TableColumn.Unknown;
        if (First.TryGetValue(parts[0], out var first)) return first;
        if (parts.Length > 1 && Adjectives.Contains(parts[0]) && First.TryGetValue(parts[1], out var second) && second == TableColumn.Activity) return second;
        return LabelGrammar.EndsInAnalysis(text) ? TableColumn.Analysis : TableColumn.Unknown;
    }

    /// <summary>True where the words say no more than what they head: <c>Uppföljning</c>, not <c>Uppföljning juni 2019</c>.</summary>
    public static bool IsExact(string words)
    {
        var text = CleanLine.Of(InlineMarks.Off(words)).Text.TrimEnd(':', '?', '.', ' ').ToLowerInvariant();
        if (text.Length > Longest || Read(words) == TableColumn.Unknown) return false;
        if (text.EndsWith(')') && text.IndexOf('(') is > 1 and var explanation) text = text[..explanation].TrimEnd(':', '?', ' ');
        return Whole.ContainsKey(text) || LabelGrammar.Labels.Contains(text)
            || text.Split([' ', '/', '-', '–', '&', '.'], StringSplitOptions.RemoveEmptyEntries).All(word => First.ContainsKey(word) || Adjectives.Contains(word) || word is "och" or "nr" || (word.Length <= 3 && word.All(char.IsAsciiDigit)));
    }

    private static TableColumn? Of(MarkKind kind) => kind switch
    {
        MarkKind.FollowUp => TableColumn.FollowUp,
        MarkKind.Result => TableColumn.Result,
        MarkKind.Analysis => TableColumn.Analysis,
        MarkKind.Unit => TableColumn.Unit,
        MarkKind.Status => TableColumn.Status,
        MarkKind.OtherProperty => TableColumn.Property,
        _ => null,
    };

    private static FrozenDictionary<string, TableColumn> Table(params (TableColumn Column, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split('|').Select(word => (word, row.Column))).ToFrozenDictionary(pair => pair.word, pair => pair.Column);
}
