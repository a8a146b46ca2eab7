using System.Globalization;
using System.Text.RegularExpressions;
using FollowUp.Core.Imports;
using FollowUp.Documents;
using FollowUp.Testing.Reports;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static FollowUp.Testing.Reports.WordFile;

namespace FollowUp.Core.Tests.Documents.WordIn;

/// <summary>Documents of any structure, right or wrong: every word is in an activity or in a line that is left over.</summary>
public sealed partial class WordNothingLostTests
{
    /// <summary>The ordinary run reads the same documents each time; with FOLLOWUP_TEST_CASES it is so many, and others each time.</summary>
    private static readonly Config Cases =
        int.TryParse(Environment.GetEnvironmentVariable("FOLLOWUP_TEST_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases)
            ? Config.QuickThrowOnFailure.WithMaxTest(cases)
            : Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20_182_019, 77);

    /// <summary>What a paragraph may read; <c>§</c> becomes a word that stands nowhere else.</summary>
    private static readonly string[] Texts =
    [
        "§", "Vi har § hela året.", "Uppföljning", "Uppföljning: §", "Analys", "Analys – §", "1. Uppdrag/Aktivitet", "Aktivitet 2: §", "3. §", "Avslutning", "Status: Pågår", "Ansvarig enhet: §", "Klar senast: §", "-", "",
        "Resultat", "Målområde 1: §", "§ utan\nslut och § här", "en lång rad som fortsätter på nästa rad och inte har § någon punkt vid sitt slut", "med liten bokstav §", "Aktivitet\tUppföljning\tAnalys", "§\t§\t§", "Syfte: §",
    ];

    private static readonly string[] Heads = ["Aktivitet", "Uppdrag/Aktivitet", "Uppföljning", "Resultat", "Analys", "Status", "Ansvarig enhet", "Nr", "Mål", "Övrigt §", "", "Vad § gör", "Uppföljning juni"];

    private static readonly Gen<string> Text = Gen.Elements(Texts);

    private static readonly Gen<string> Paragraph =
        from text in Text
        from style in Gen.Elements<string?>(null, null, null, "Rubrik1", "Rubrik2", "Rubrik3", "Numrerad", "Rubrik", "Innehll1", "Okänd")
        from list in Gen.Elements<int?>(null, null, null, null, 1, 2, 3, 5, 77)
        from level in Gen.Choose(0, 3)
        from isBold in Gen.Elements(false, false, true)
        select P(text, style, list, level, isBold);

    private static readonly Gen<string> Wrapped =
        from inner in Paragraph
        from other in Text
        from kind in Gen.Choose(0, 6)
        select kind switch
        {
            0 => $"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
            1 => PX("<w:ins>" + R(other) + "</w:ins>", "<w:smartTag>" + R(" §") + "</w:smartTag>"),
            2 => PX(R(other), $"<w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r>"),
            3 => PX(R(other), "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"),
            4 => $"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{R(other)}</w:p>{inner}",
            5 => PX("<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType=\"separate\"/></w:r>", R(other), "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"),
            // A field that never comes to a result.
            _ => PX("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", R(other)),
        };

    private static readonly Gen<string> Blocks = Gen.Frequency((6, Paragraph), (2, Wrapped), (3, Tables(Gen.Frequency((5, Paragraph), (1, Wrapped), (1, Tables(Paragraph))))));

    private static Gen<string> Tables(Gen<string> content) =>
        from width in Gen.Choose(1, 5)
        from height in Gen.Choose(1, 4)
        from hasHead in Gen.Elements(false, true)
        from hasLabels in Gen.Elements(false, true)
        from heads in Gen.Elements(Heads).ArrayOf(width)
        from labels in Gen.Elements(Heads).ArrayOf(height)
        from cells in Gen.Choose(0, 2).SelectMany(count => content.ArrayOf(count)).ArrayOf(width * height)
        from properties in Gen.Elements("", "", "", "", "<w:gridSpan w:val=\"2\"/>", "<w:vMerge/>", "<w:vMerge w:val=\"restart\"/>").ArrayOf(width * height)
        select "<w:tbl>" + (hasHead ? $"<w:tr>{string.Concat(heads.Select(head => Cell(P(head))))}</w:tr>" : "")
            + string.Concat(Enumerable.Range(0, height).Select(row => "<w:tr>" + string.Concat(Enumerable.Range(0, width).Select(column =>
                Cell(hasLabels && column == 0 ? P(labels[row]) : string.Concat(cells[(row * width) + column]) + "<w:p/>", properties[(row * width) + column]))) + "</w:tr>")) + "</w:tbl>";

    private static readonly Gen<string[]> Documents = Gen.Choose(0, 20).SelectMany(count => Blocks.ArrayOf(count));

    [Fact]
    public void Read_AnyDocument_LosesNoWord() =>
        Prop.ForAll(Arb.From(Documents, Shrink), blocks =>
        {
            var words = 0;
            string Named(string text) => Place().Replace(text, _ => $"ord{++words}z");
            var body = Named(string.Concat(blocks));
            var file = new WordFile().WithStyles().WithLists().With("footnotes", "footnotes", "<w:footnote w:id=\"2\">" + Named(P("Not §.")) + "</w:footnote>")
                .With("comments", "comments", "<w:comment w:id=\"1\" w:author=\"A\">" + Named(P("Fråga §.")) + "</w:comment>").Add(body);

            var document = DocumentReader.Read(file.Build()).Document!;
            var read = ReportReader.Read(document);

            Assert.Equal(document.Lines.Count, read.Kinds.Count);
            Assert.All(document.Lines.Zip(read.Kinds), pair => Assert.Equal(string.IsNullOrWhiteSpace(pair.First), pair.Second == LineKind.Blank));
            var kept = string.Join('\n', [read.Title ?? "", .. read.Activities.SelectMany(activity => (string[])[activity.Title, activity.UnitName ?? "", activity.FollowUp, activity.Analysis]),
                .. document.Lines.Where((_, i) => read.Kinds[i] == LineKind.LeftOver)]);
            var found = Word().Matches(kept).Select(match => match.Value).ToHashSet();
            // A label in other words ('Analys av enkäten') is a label, and shown as such, as in a report of plain text.
            found.UnionWith(Word().Matches(string.Join('\n', document.Lines.Where((line, i) => read.Kinds[i] == LineKind.Label && Loose().IsMatch(line)))).Select(match => match.Value));
            // The note is read where it is referred to.
            var isReferred = body.Contains("footnoteReference", StringComparison.Ordinal);
            var lost = Word().Matches(body + (isReferred ? $"ord{words - 1}z" : "") + $" ord{words}z").Select(match => match.Value).Where(word => !found.Contains(word)).ToList();
            Assert.True(lost.Count == 0, $"{string.Join(' ', lost)} of\n{string.Join('\n', document.Lines.Zip(read.Kinds, (line, kind) => $"{kind,-12} {line}"))}");
        }).Check(Cases);

    private static IEnumerable<string[]> Shrink(string[] blocks)
    {
        for (var i = 0; i < blocks.Length; i++) yield return [.. blocks[..i], .. blocks[(i + 1)..]];
    }

    [GeneratedRegex("^[^:\t]*(?:Analys|Uppföljning)[^:\t.]*:?$")]
    private static partial Regex Loose();

    [GeneratedRegex("§")]
    private static partial Regex Place();

    [GeneratedRegex("ord[0-9]+z")]
    private static partial Regex Word();
}
