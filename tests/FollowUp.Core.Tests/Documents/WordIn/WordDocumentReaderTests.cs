using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Documents;
using FollowUp.Testing.Reports;
using Xunit;
using static FollowUp.Testing.Reports.WordFile;

namespace FollowUp.Core.Tests.Documents.WordIn;

/// <summary>What stands in a Word document, as lines.</summary>
public sealed class WordDocumentReaderTests
{
    [Fact]
    public void Read_Formatting_IsKeptAsMarkdown()
    {
        var file = new WordFile().WithStyles().Relate("rId9", "hyperlink", "https://www.skolverket.se/a (b)", isExternal: true).Relate("rId8", "hyperlink", "file:///c:/hemligt.docx", isExternal: true).Add(
            PX(R("Vi ser "), R("tydligt", isBold: true), R(" att ", isBold: true), R("det går.")),
            PX(R("Tre"), "<w:r><w:rPr><w:rStyle w:val=\"Stark\"/></w:rPr><w:t>(fyra)</w:t></w:r>", R("fem")),
            PX("<w:hyperlink r:id=\"rId9\">" + R("Skolverket [1]") + "</w:hyperlink>", "<w:hyperlink r:id=\"rId8\">" + R(" lokalt") + "</w:hyperlink>"),
            PX(Field("HYPERLINK \"https://example.se/\" \\t \"_blank\"", "exempel"), R(" och "), Field("DATE", "3 maj")));

        Assert.Equal(["Vi ser **tydligt att** det går.", "", "Tre(**fyra**)fem", "", "[Skolverket \\[1\\]](https://www.skolverket.se/a%20%28b%29) lokalt", "", "[exempel](https://example.se/) och 3 maj"], Lines(file));
    }

    [Fact]
    public void Read_Lists_HaveTheNumbersThatWordShows()
    {
        var file = new WordFile().WithStyles().WithLists().Add(
            P("Mål", "Numrerad"), P("Vi gjorde:"), P("ett", list: 2), P("under", list: 2, level: 1), P("rad\nrad", list: 2, level: 1), P("djupt", list: 2, level: 2), P("två", list: 2),
            P("Text."), P("tre", list: 2), P("nytt", list: 4), P("Punkter"), P("a", list: 1), P("b", list: 1, level: 1), P("Nästa mål", "Numrerad"), P("Delmål", list: 3, level: 1), P("Lokal", list: 5));

        Assert.Equal(
        [
            "1 Mål", "", "Vi gjorde:", "1. ett", "   a) under", "   b) rad", "      rad", "      i. djupt", "2. två", "", "Text.", "", "3. tre", "", "1. nytt", "", "Punkter", "- a", "  - b", "",
            "2 Nästa mål", "", "2.1 Delmål", "", "Aktivitet 1: Lokal",
        ], Lines(file));
    }

    [Fact]
    public void Read_NestedLists_AreKeptInTheText()
    {
        var file = new WordFile().WithLists().Add(P("Aktivitet 1: T"), P("Uppföljning"), P("Vi gjorde:"), P("ett", list: 1), P("under", list: 1, level: 1), P("två", list: 1), P("Slut."));
        Assert.Equal("Vi gjorde:\n- ett\n  - under\n- två\n\nSlut.", Assert.Single(Read(file).Activities).FollowUp);
    }

    [Fact]
    public void Read_TrackedChanges_AreAsIfAccepted()
    {
        var file = new WordFile().Add(
            PX(R("Vi "), "<w:ins>" + R("nu ") + "</w:ins>", "<w:del><w:r><w:delText>aldrig </w:delText></w:r></w:del>", "<w:moveFrom>" + R("flyttat ") + "</w:moveFrom>", R("läser.")),
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + R("Första ") + "</w:p>", P("och andra."),
            "<w:moveTo>" + P("Hitflyttat.") + "</w:moveTo>",
            "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" + Cell("Borta") + "</w:tr><w:tr>" + Cell("Kvar") + "</w:tr></w:tbl>");

        Assert.Equal(["Vi nu läser.", "", "Första och andra.", "", "Hitflyttat.", "", "Kvar"], Lines(file));
    }

    [Fact]
    public void Read_CommentsHiddenTextAndPrompts_AreLinesOfNoActivity()
    {
        var file = new WordFile().With("comments", "comments", "<w:comment w:id=\"0\" w:author=\"Anna Ek\">" + P("Är detta rätt?") + P("Uppföljning") + "</w:comment>").Add(
            P("Aktivitet 1: T"), P("Uppföljning"), PX(R("Text."), "<w:r><w:commentReference w:id=\"0\"/></w:r>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Skriv kort.</w:t></w:r>"),
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + P("Klicka här för att ange text.") + "</w:sdtContent></w:sdt>",
            "<w:sdt><w:sdtPr/><w:sdtContent>" + P("Valt i en lista.") + "</w:sdtContent></w:sdt>");

        var document = DocumentReader.Read(file.Build()).Document!;
        var read = ReportReader.Read(document);
        Assert.Equal("Text.\n\nValt i en lista.", Assert.Single(read.Activities).FollowUp);
        Assert.Equal(["Kommentar (Anna Ek): Är detta rätt? Uppföljning", "Skriv kort.", "Klicka här för att ange text."], document.Lines.Where((_, i) => read.Kinds[i] == LineKind.LeftOver));
    }

    [Fact]
    public void Read_Notes_StandAfterTheirParagraph()
    {
        var file = new WordFile().With("footnotes", "footnotes", "<w:footnote w:type=\"separator\" w:id=\"0\">" + P("---") + "</w:footnote><w:footnote w:id=\"2\">" + P(" Enligt enkäten.") + "</w:footnote>")
            .With("endnotes", "endnotes", "<w:endnote w:id=\"2\">" + P("Se bilagan.") + "</w:endnote>").Add(
            P("Aktivitet 1: T"), PX(R("Uppföljning"), "<w:r><w:endnoteReference w:id=\"2\"/></w:r>"), PX(R("Närvaron ökade"), "<w:r><w:footnoteReference w:id=\"2\"/></w:r>", R(" i år, i alla skolor och hos alla elever.")), P("Slut."));

        Assert.Equal("[1] Se bilagan.\n\nNärvaron ökade[2] i år, i alla skolor och hos alla elever.\n\n[2] Enligt enkäten.\n\nSlut.", Assert.Single(Read(file).Activities).FollowUp);
    }

    [Fact]
    public void Read_TextBoxes_AreReadOnce()
    {
        const string box = "<w:txbxContent><w:p><w:r><w:t>Rutan säger sitt.</w:t></w:r></w:p></w:txbxContent>";
        var alternate = $"<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
        var file = new WordFile().Add(PX(R("Aktivitet 1: T"), alternate), P("Uppföljning"), PX(R("Vi läste."), alternate));

        var document = DocumentReader.Read(file.Build()).Document!;
        var read = ReportReader.Read(document);
        Assert.Equal(("T", "Vi läste.\n\nRutan säger sitt."), (Assert.Single(read.Activities).Title, read.Activities[0].FollowUp));
        Assert.Equal("Rutan säger sitt.", Assert.Single(document.Lines.Where((_, i) => read.Kinds[i] == LineKind.LeftOver)));
    }

    [Fact]
    public void Read_SpecialCharacters_AreText()
    {
        var file = new WordFile().Add(PX("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d\u00ADe</w:t><w:br/><w:t>f</w:t><w:cr/><w:t>g\u00A0h</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>",
            "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar><w:instrText> FORMCHECKBOX </w:instrText><w:fldChar w:fldCharType=\"end\"/></w:r>"));
        Assert.Equal(["a\tb-cde", "f", "g\u00A0h☑x=1☒"], Lines(file));
    }

    [Fact]
    public void Read_Contents_AreLeftOverAndNoHeadings()
    {
        var file = new WordFile().WithStyles().Add(
            P("Rapport 2024", "Rubrik"),
            PX("<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText> TOC \\o </w:instrText><w:fldChar w:fldCharType=\"separate\"/></w:r>", R("Aktivitet 1: T\t3")), P("Uppföljning\t3"), PX(R("Analys\t4"), "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"),
            P("Aktivitet 1: T", "Rubrik1"), P("Uppföljning", "Rubrik2"), P("Text."), P("Analys", "Rubrik2"), P("Mer."));

        var read = Read(file);
        Assert.Equal(("Rapport 2024", "Text.", "Mer."), (read.Title, Assert.Single(read.Activities).FollowUp, read.Activities[0].Analysis));
        Assert.Equal(3, read.Kinds.Count(kind => kind == LineKind.LeftOver));
    }

    [Fact]
    public void Read_HeadingsInStyles_AreKnownByTheirLevels()
    {
        var file = new WordFile().WithStyles().Add(
            P("Provkommunen"), P("Kvalitetsrapport", "Rubrik"), P("Trygghet", "Rubrik1"), P("En beskrivning av målet."),
            P("Ny lokal", "Rubrik2"), P("Lokalen behövs för att elevantalet ökar."), P("Bakgrund", "Rubrik3"), P("Så här var det."), P("Uppföljning", "Rubrik3"), P("Vi flyttade in."), P("Tidplan", "Rubrik4"), P("Den höll."), P("Analys", "Rubrik3"), P("Bra."),
            P("Kunskap", "Rubrik1"), P("Läsning", "Rubrik2"), P("Uppföljning", "Rubrik3"), P("Vi läste."), P("Ord om ingenting", "Rubrik1"), P("Slut."));

        var document = DocumentReader.Read(file.Build()).Document!;
        var read = ReportReader.Read(document);
        Assert.Equal("Kvalitetsrapport", read.Title);
        Assert.Equal([("Ny lokal", "Vi flyttade in.\n\nTidplan\n\nDen höll.", "Bra."), ("Läsning", "Vi läste.", "")], read.Activities.Select(activity => (activity.Title, activity.FollowUp, activity.Analysis)));
        Assert.Equal(
            ["Provkommunen", "Trygghet", "En beskrivning av målet.", "Lokalen behövs för att elevantalet ökar.", "Bakgrund", "Så här var det.", "Kunskap", "Ord om ingenting", "Slut."],
            document.Lines.Where((_, i) => read.Kinds[i] == LineKind.LeftOver));
    }

    [Fact]
    public void Read_TextInACell_IsTextWhateverItLooksLike()
    {
        var file = new WordFile().Add(
            P("Rapport"), Table(["Aktivitet", "Uppföljning", "Resultat", "Analys", "Övrigt"],
            ["Läsning", P("1. Uppdrag/Aktivitet") + P("Analys") + P("Avslutning"), "80 procent", P("Aktivitet 2: mer") + P("Status: Pågår"), "Tack"], ["Räkning", "Inget", "", "-", ""]), P("Analys"), P("Efter tabellen."));

        var document = DocumentReader.Read(file.Build()).Document!;
        var read = ReportReader.Read(document);
        Assert.Equal([("Läsning", "1. Uppdrag/Aktivitet\n\nAnalys\n\nAvslutning\n\nResultat: 80 procent", "Aktivitet 2: mer\n\nStatus: Pågår"), ("Räkning", "Inget", "")], read.Activities.Select(activity => (activity.Title, activity.FollowUp, activity.Analysis)));
        Assert.Equal(["Aktivitet | Uppföljning | Resultat | Analys | Övrigt", "Övrigt: Tack", "Analys", "Efter tabellen."], document.Lines.Where((_, i) => read.Kinds[i] == LineKind.LeftOver));
    }

    [Fact]
    public void Read_MergedCellsAndTablesThatGoOn_BelongToTheirActivity()
    {
        string Row(params string[] cells) => $"<w:tr>{string.Concat(cells)}</w:tr>";
        var file = new WordFile().Add(
            "<w:tbl>" + Row(Cell("Målområde 1: Trygghet", "<w:gridSpan w:val=\"3\"/>")) + Row(Cell("Insats"), Cell("Uppföljning"), Cell("Analys"))
            + Row(Cell("Rastvakter", "<w:vMerge w:val=\"restart\"/>"), Cell("Norra har börjat."), Cell("Bra.")) + Row(Cell("", "<w:vMerge/>"), Cell("Södra också."), Cell("")) + "</w:tbl>",
            P(""), Table(["Enkäter", "Gjorda.", "Lugnt."]), P("Sist."));

        var read = Read(file);
        Assert.Equal([("Rastvakter", "Norra har börjat.\n\nSödra också.", "Bra."), ("Enkäter", "Gjorda.", "Lugnt.")], read.Activities.Select(activity => (activity.Title, activity.FollowUp, activity.Analysis)));
    }

    [Fact]
    public void Read_TableOfStatusAlone_IsTakenOnlyWhereThereIsNothingElse()
    {
        var table = Table(["Aktivitet", "Status", "Ansvarig"], ["Läsning", "Genomförd", "Anna"], ["Räkning", "Pågår", "Bo"]);
        Assert.Equal([NoteStatus.Completed, NoteStatus.InProgress], Read(new WordFile().Add(P("Rapport"), table)).Activities.Select(activity => activity.Suggestion!.Status));
        Assert.Equal(["Läsning"], Read(new WordFile().Add(P("Rapport"), table, P("Aktivitet 1: Läsning"), P("Uppföljning"), P("Vi läste."))).Activities.Select(activity => activity.Title));
    }

    [Fact]
    public void Read_UnknownTable_IsTextInItsPlace()
    {
        var file = new WordFile().Add(
            P("Aktivitet 1: T"), P("Uppföljning"), P("Så gick det:"), Table(["År", "Andel"], ["2018", "2,4"]), Table([P("Rektor") + P("Anna"), "Analys"], ["Bo", "Inget"]), P("Analys"), P("Bra."));

        Assert.Equal(("Så gick det:\n\nÅr | Andel\n2018 | 2,4\n\nRektor\n\nAnna\n\nAnalys\n\nBo\n\nInget", "Bra."), (Assert.Single(Read(file).Activities).FollowUp, Read(file).Activities[0].Analysis));
    }

    [Theory]
    [InlineData("Uppdrag/Aktivitet\tUppföljning\tAnalys\nLäsning\tVi läste.\tBra.\n\nAvslutning", "Vi läste.", "Bra.")]
    [InlineData("Rapport\n\nNr\tAktivitet\tUppföljning\tAnalys\r\n1\tLäsning\tVi läste.\r\nOch skrev.\tBra.\r\nMycket bra.\r\nAvslutning\r\nSlut.", "Vi läste.\n\nOch skrev.", "Bra.\n\nMycket bra.")]
    [InlineData("Aktivitet\tUppföljning\tAnalys\nLäsning\t\"Vi \"\"läste\"\":\n• ett\n• två\"\tBra.", "Vi \"läste\":\n- ett\n- två", "Bra.")]
    [InlineData("Aktivitet\tUppföljning\tAnalys\nLäsning\t\"Boken\" lästes.\tBra.\nRäkning\nSång", "\"Boken\" lästes.", "Bra.\n\nRäkning\n\nSång")]
    public void ReadPasted_TableFromWordOrExcel_GivesItsRows(string text, string followUp, string analysis)
    {
        var activity = Assert.Single(ReportReader.Read(FollowUp.Documents.Text.TextDocumentReader.ReadPasted(text).Document!).Activities);
        Assert.Equal(("Läsning", followUp, analysis), (activity.Title, activity.FollowUp, activity.Analysis));
    }

    [Fact]
    public void Read_OwnExport_GivesTheActivitiesBack()
    {
        var report = WordReports.Full() with { Foreword = "", Closing = "" };
        var read = ReportReader.Read(DocumentReader.Read(report.Write()).Document!);

        Assert.Equal("Uppföljning av fjolårets planerade aktiviteter", read.Title);
        Assert.Equal([(1, "Processhandledning", "Norra skolan"), (2, "Ny lokal", "Norra skolan"), (4, "Ny rutin", "Norra skolan"), (7, "Läsning <&> åäö", "Norra skolan")],
            read.Activities.Select(activity => (activity.Number ?? 0, activity.Title, activity.UnitName)));
        Assert.Equal(NoteStatus.Completed, read.Activities[0].Suggestion!.Status);
        Assert.StartsWith("Fyra av sju är **klara**:\n- Linden\n- Asken\n  1. först\n  2. sedan\n\nSe [Skolverket](https://www.skolverket.se/", read.Activities[0].FollowUp, StringComparison.Ordinal);
        Assert.DoesNotContain("Har börjat.", read.Activities[0].Analysis, StringComparison.Ordinal);
    }

    internal static ReadReport Read(WordFile file) => ReportReader.Read(DocumentReader.Read(file.Build()).Document!);

    private static IReadOnlyList<string> Lines(WordFile file) => [.. DocumentReader.Read(file.Build()).Document!.Lines.Reverse().SkipWhile(line => line.Length == 0).Reverse()];

    private static string Field(string code, string result) =>
        $"<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{System.Security.SecurityElement.Escape(code)}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{R(result)}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
}
