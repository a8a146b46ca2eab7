using FollowUp.Core;
using FsCheck;
using FsCheck.Fluent;

namespace FollowUp.Testing.Reports;

/// <summary>Typed texts: what people write, and what could be taken for something else by one output and not by another.</summary>
public static class ReportTexts
{
    private static readonly string[] Everyday =
        ["Vi", "har", "arbetat", "med", "läsning", "på", "förskolan", "Åsen", "och", "ökat", "tryggheten", "för", "små", "elever", "under", "året", "2018/19.", "Därför", "fortsätter", "det", "3,1 %", "§ 6", "(se bilaga)", "80-talet"];

    private static readonly string[] Odd =
    [
        "=1+2", "+46", "-5", "@namn", "'apostrof", "\"citat\"", "<b>fet</b>", "<script>alert(1)</script>", "</p>", "&amp;", "&nbsp;", "&", "<", "a < b", "<!-- dolt -->", "<https://example.se/pil>",
        "kvalitets\u00ADarbete", "e\u0301", "ÅÄÖåäö", "\u00A0", "\u2003", "\u200B", "\uFEFF", "\u202Fmått", "–", "—", "…", "»så«", "½", "ﬁ", "\uD83D\uDE00", "中文", "שלום", "Ωμ", "x\u0302", "\t",
        "självskattningsinstrumentetsomingenorkarläsautantillenheltgenomgåendelångordbildningutanslutochmellanrumsomintefårplatspåenendaradipapperetsbredd",
        "*", "**", "***", "_", "__", "\\", "\\*", "\\\\", "`kod`", "# rubrik", "> citat", "| a | b |", "---", "===", "~~~~", "1.", "1)", "2019.", "-", "- ", "•", "[1]:", "[x]", "[ ]", "![bild](https://example.se/b.png)", "[här](javascript:alert(1))", "[tom]()",
        "[", "](", ")", "www.example.se", "https://example.se/å?a=1&b=2#c", "namn@example.se", "Uppföljning", "Analys", "Status: Genomförd", "Utkast, visas inte", "Ansvarig enhet: Ingen", "4. Uppdrag/Aktivitet", "_x000D_", "{0}", "%s", "$1", "{{mall}}",
    ];

    private static readonly string[] Gaps = [" ", " ", " ", " ", "  ", "\n", "\n\n", "\n- ", "\n  - ", "\n    - ", "\n1. ", "\n7) ", "\n   1. ", "\n* ", "\n  ", "\n\n    ", "\n\n\n", "\t", ""];

    /// <summary>Words, odd ones among them.</summary>
    public static readonly Gen<string> Words = Gen.Frequency((5, Gen.Elements(Everyday)), (2, Gen.Elements(Odd)));

    /// <summary>Words that any font has and that are read in one way.</summary>
    public static readonly Gen<string> PlainWords = Gen.Elements([.. Everyday, "=1+2", "@namn", "<b>fet</b>", "&amp;", "kvalitets\u00ADarbete", "–", "»så«", "*", "\\", "1.", "Status: Genomförd"]);

    /// <summary>A text of paragraphs, lists in lists, bold and links; may be empty.</summary>
    public static Gen<string> Markdown(Gen<string> words) =>
        (from count in Gen.Choose(0, 4)
         from blocks in Block(words).ArrayOf(count)
         from between in Gen.Elements("\n\n", "\n\n", "\n").ArrayOf(count)
         select TypedText.Clean(string.Concat(blocks.Zip(between, (block, gap) => block + gap)).Trim('\n')));

    /// <summary>Pieces in any order, most of them no Markdown that anybody meant.</summary>
    public static readonly Gen<string> Wild =
        from count in Gen.Choose(0, 25)
        from words in Words.ArrayOf(count)
        from gaps in Gen.Elements(Gaps).ArrayOf(count)
        select TypedText.Clean(string.Concat(gaps.Zip(words, (gap, word) => gap + word)));

    /// <summary>A name or a title: one line, never empty.</summary>
    public static Gen<string> Line(Gen<string> words) =>
        from count in Gen.Choose(1, 6)
        from parts in words.ArrayOf(count)
        let line = TypedText.CleanLine(string.Join(' ', parts))
        select line.Any(char.IsLetterOrDigit) ? line : $"Rubrik {line}".Trim();

    private static Gen<string> Inline(Gen<string> words) =>
        Gen.Frequency(
            (6, words),
            (1, Several(words).Select(text => $"**{text}**")),
            (1, Several(words).Select(text => $"__{text}__")),
            (1, Several(words).Select(text => $"[{text}](https://example.se/sida)")),
            (1, Several(words).Select(text => $"**[{text}](mailto:namn@example.se)**")));

    private static Gen<string> Several(Gen<string> words) =>
        from count in Gen.Choose(1, 3)
        from parts in words.ArrayOf(count)
        select string.Join(' ', parts);

    private static Gen<string> Paragraph(Gen<string> words) =>
        from count in Gen.Choose(1, 12)
        from parts in Inline(words).ArrayOf(count)
        from gaps in Gen.Frequency((8, Gen.Constant(" ")), (1, Gen.Constant("\n"))).ArrayOf(count)
        select string.Concat(parts.Zip(gaps, (part, gap) => part + gap)).TrimEnd();

    private static Gen<string> Block(Gen<string> words) =>
        Gen.Frequency((3, Paragraph(words)), (2, List(words)));

    private static Gen<string> List(Gen<string> words) =>
        from count in Gen.Choose(1, 5)
        from items in Several(Inline(words)).ArrayOf(count)
        from depths in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Constant(2))).ArrayOf(count)
        from marks in Gen.Elements("- ", "- ", "* ", "1. ", "3. ").ArrayOf(count)
        from isLoose in Gen.Elements(false, false, true)
        select string.Join(isLoose ? "\n\n" : "\n", Enumerable.Range(0, count).Select(i => new string(' ', 3 * (i == 0 ? 0 : depths[i])) + marks[i] + items[i]));
}
