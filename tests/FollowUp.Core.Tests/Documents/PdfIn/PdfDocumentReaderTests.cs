using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Documents;
using Xunit;
using static FollowUp.Core.Tests.Documents.PdfIn.PdfObjects;

namespace FollowUp.Core.Tests.Documents.PdfIn;

/// <summary>What a PDF does to a text, undone: wrapped lines, divided words, heads and feet, columns.</summary>
public sealed class PdfDocumentReaderTests
{
    private static readonly (double, string)[] Wide = [(70, "Det här är en rad som är så lång att den når fram till högerkanten nu.")];

    [Theory]
    [InlineData("arbetet med uppfölj-", "ning av frånvaro.", "arbetet med uppföljning av frånvaro.")]
    [InlineData("arbetet med uppfölj\u00AD", "ning av frånvaro.", "arbetet med uppföljning av frånvaro.")]
    [InlineData("samverkan mellan skol-", "och förskoleenheter.", "samverkan mellan skol- och förskoleenheter.")]
    [InlineData("vi har infört ett nytt IT-", "system för alla.", "vi har infört ett nytt IT-system för alla.")]
    [InlineData("alla i åldrarna 5-", "10 år har deltagit.", "alla i åldrarna 5-10 år har deltagit.")]
    [InlineData("de fick svar via e-", "post samma dag.", "de fick svar via e-post samma dag.")]
    [InlineData("fler har sökt och/", "eller fått stöd.", "fler har sökt och/eller fått stöd.")]
    [InlineData("det här är nytt -", "men bra.", "det här är nytt - men bra.")]
    public void Read_WordAtALinesEnd_IsWholeOrKeepsItsHyphen(string above, string below, string expected)
    {
        var full = ("Här står ord av olika slag som fyller ut raden fram till kanten " + above)[^70..].Trim();
        var file = Activity(report => report.Line(10, Wide).Line(10, (70, full)).Line(10, (70, below)));

        Assert.EndsWith(expected, Assert.Single(Read(file).Activities).FollowUp, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CompoundThatStandsElsewhere_KeepsItsHyphen()
    {
        var file = Activity(report => report.P("Vi har ett drop-in för alla. Det går bra.").Line(10, (70, "Det här är en rad som är så lång att den når nästan fram, med vår drop-")).Line(10, (70, "in på fredagar.")));

        Assert.EndsWith("med vår drop-in på fredagar.", Assert.Single(Read(file).Activities).FollowUp, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TextOverAPagesEnd_IsOneParagraphWithoutHeadAndFoot()
    {
        var file = Activity(report =>
        {
            for (var i = 0; i < 90; i++) report.Line(10, (70, $"Rad {i} av en text som går ända fram till kanten och fortsätter på nästa"));
        });

        var read = Read(file);

        var text = Assert.Single(read.Activities).FollowUp;
        Assert.DoesNotContain('\n', text);
        Assert.Contains("nästa Rad 55 av", text, StringComparison.Ordinal);
        Assert.Equal(["Exempelby kommun", "Sida 1 av 2"], LeftOver(file));
    }

    [Fact]
    public void Read_HeadingOnTwoLines_IsOneTitle()
    {
        var report = new PdfReport().P("1. En mycket lång rubrik som inte får plats på en enda rad i rapporten", 16).P("Uppföljning", 13).P("Vi har börjat.").P("Analys", 13).P("Det gick bra.");

        var activity = Assert.Single(Read(report.Build()).Activities);

        Assert.Equal((1, "En mycket lång rubrik som inte får plats på en enda rad i rapporten"), (activity.Number, activity.Title));
    }

    [Fact]
    public void Read_LargestTextOfTheFirstPage_IsTheTitle()
    {
        var report = new PdfReport().P("Barn- och utbildningsförvaltningen", 12).P("Kvalitetsrapport 2024", 26).P("Aktivitet 1: Läsning", 14).P("Uppföljning").P("Vi läser.").P("Analys").P("Bra.");

        var read = Read(report.Build());

        Assert.Equal("Kvalitetsrapport 2024", read.Title);
        Assert.Equal("Läsning", Assert.Single(read.Activities).Title);
    }

    [Fact]
    public void Read_TwoColumns_ReadsTheLeftOneFirst()
    {
        var report = new PdfReport().P("Aktivitet 1: Läsning").P("Uppföljning");
        for (var i = 0; i < 12; i++) report.Line(10, (70, $"Vänster rad {i:00} som är full av ord"), (320, $"Höger rad {i:00} som också har mycket"));

        var text = Assert.Single(Read(report.Build()).Activities).FollowUp;

        Assert.True(text.IndexOf("Vänster rad 11", StringComparison.Ordinal) < text.IndexOf("Höger rad 00", StringComparison.Ordinal), text);
    }

    [Fact]
    public void Read_TableWithoutLines_IsReadByItsHeadings()
    {
        var report = new PdfReport().P("Rapport 2024", 18).Line(10, (70, "Aktivitet"), (220, "Uppföljning"), (450, "Status"))
            .Gap(6).Line(10, (70, "Gemensam rutin för"), (220, "Rutinen togs fram och används"), (450, "Genomförd")).Line(10, (70, "frånvaro"), (220, "i alla skolor."))
            .Gap(6).Line(10, (70, "Ny lokal"), (220, "Upphandlingen överklagades."), (450, "Ej genomförd"));

        var activities = Read(report.Build()).Activities;

        Assert.Equal([("Gemensam rutin för frånvaro", "Rutinen togs fram och används i alla skolor.", NoteStatus.Completed), ("Ny lokal", "Upphandlingen överklagades.", NoteStatus.NotCarriedOut)],
            activities.Select(activity => (activity.Title, activity.FollowUp, activity.Suggestion!.Status)));
    }

    [Fact]
    public void Read_TableWithLevelLinesOnly_IsATable()
    {
        var content = "70 700 m 525 700 l S 70 680 m 525 680 l S 70 640 m 525 640 l S 70 600 m 525 600 l S\n"
            + At(70, 686, "Aktivitet") + At(220, 686, "Uppföljning") + At(410, 686, "Analys") + At(70, 666, "Läsning varje") + At(70, 654, "dag") + At(220, 666, "Vi har läst mycket under året") + At(220, 654, "i alla klasser.") + At(410, 666, "Det gav effekt.")
            + At(70, 626, "Ny lokal") + At(220, 626, "Ej påbörjad.") + At(410, 626, "Pengar saknas.");

        var activities = Read(OnePage(content)).Activities;

        Assert.Equal([("Läsning varje dag", "Vi har läst mycket under året i alla klasser.", "Det gav effekt."), ("Ny lokal", "Ej påbörjad.", "Pengar saknas.")], activities.Select(activity => (activity.Title, activity.FollowUp, activity.Analysis)));
    }

    [Fact]
    public void Read_ListWithDrawnBullets_IsAList()
    {
        var content = At(70, 760, "Aktivitet 1: Läsning") + At(70, 740, "Uppföljning") + At(70, 720, "Vi har:") + At(90, 706, "läst") + "78 708 m 81 708 l 81 711 l 78 711 l f\n" + At(90, 692, "skrivit") + "78 694 m 81 694 l 81 697 l 78 697 l f\n";

        Assert.Equal("Vi har:\n- läst\n- skrivit", Assert.Single(Read(OnePage(content)).Activities).FollowUp);
    }

    [Fact]
    public void Read_ContentsList_IsOfNoActivity()
    {
        var report = new PdfReport().P("Kvalitetsrapport", 20).P("Innehåll", 14).P("1. Läsning ................ 2").P("2. Skrivning .............. 3").P("3. Räkning ................ 4")
            .P("Aktivitet 1: Läsning").P("Uppföljning").P("Vi läser.").P("Analys").P("Bra.");

        Assert.Equal("Läsning", Assert.Single(Read(report.Build()).Activities).Title);
        Assert.Contains("2. Skrivning .............. 3", LeftOver(report.Build()));
    }

    [Fact]
    public void Read_FormAndComment_AreLeftOver()
    {
        var file = OnePage(Minimal, "/Annots [<< /Subtype /Widget /FT /Tx /T (falt) /V (Ifyllt svar) /Rect [0 0 9 9] >> << /Subtype /Text /T (Anna) /Contents (Stämmer det?) /Rect [0 0 9 9] >> << /Subtype /Link /A << /S /URI /URI (http://192.0.2.1/) >> >>]");

        Assert.Equal(["Ifyllt svar", "Kommentar (Anna): Stämmer det?"], LeftOver(file));
    }

    [Fact]
    public void Read_ReferenceToANote_IsRaised()
    {
        var content = At(70, 760, "Aktivitet 1: Läsning") + At(70, 740, "Uppföljning") + At(70, 720, "Vi läser enligt enkäten") + "BT /F1 6 Tf 208.2 724 Td (1) Tj ET\n";

        Assert.Equal("Vi läser enligt enkäten¹", Assert.Single(Read(OnePage(content)).Activities).FollowUp);
    }

    [Fact]
    public void Read_AnyReport_LosesNoWord()
    {
        var random = new Random(20261125);
        for (var i = 0; i < 60; i++)
        {
            var words = 0;
            string Some(int most) => string.Join(' ', Enumerable.Range(0, random.Next(1, most)).Select(_ => $"ord{++words}z"));
            var report = new PdfReport { After = random.Next(3) * 4 };
            for (var block = random.Next(3, 25); block > 0; block--)
            {
                switch (random.Next(7))
                {
                    case 0:
                        report.P(Some(8), random.Next(10, 20), random.Next(2) == 0);
                        break;
                    case 1:
                        report.P(new[] { "Uppföljning", "Analys", "1. Uppdrag/Aktivitet", "Aktivitet 2: Läsning", "Status: Pågår", "Avslutning" }[random.Next(6)], random.Next(10, 14));
                        break;
                    case 2:
                        report.P(Some(30), indent: 20, mark: "\u2022");
                        break;
                    case 3:
                        report.Table([100, 200, 155], random.Next(2) == 0, [["Aktivitet", "Uppföljning", Some(2)], .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => (string[])[Some(5), Some(60), random.Next(2) == 0 ? "" : Some(9)])]);
                        break;
                    case 4:
                        report.Line(10, (70, Some(3)), (random.Next(200, 400), Some(2)));
                        break;
                    default:
                        report.P(Some(70));
                        break;
                }
            }

            var document = DocumentReader.Read(report.Build()).Document!;
            var read = ReportReader.Read(document);
            var kept = string.Join('\n', [read.Title ?? "", .. read.Activities.SelectMany(activity => (string[])[activity.Title, activity.UnitName ?? "", activity.FollowUp, activity.Analysis]), .. document.Lines.Where((_, at) => read.Kinds[at] is LineKind.LeftOver or LineKind.Label)]);
            var lost = Enumerable.Range(1, words).Select(word => $"ord{word}z").Where(word => !kept.Contains(word, StringComparison.Ordinal)).ToList();
            Assert.True(lost.Count == 0, $"{i}: {string.Join(' ', lost)} of\n{string.Join('\n', document.Lines.Zip(read.Kinds, (line, kind) => $"{kind,-12} {line}"))}");
        }
    }

    internal const string Minimal = "BT /F1 10 Tf 70 760 Td (Aktivitet 1: Namn) Tj 0 -20 Td (Uppf\u00F6ljning) Tj 0 -20 Td (Vi l\u00E4ser.) Tj 0 -20 Td (Analys) Tj 0 -20 Td (Bra.) Tj ET\n";

    internal static string At(double x, double y, string text) => FormattableString.Invariant($"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n");

    internal static ReadReport Read(byte[] file) => ReportReader.Read(DocumentReader.Read(file).Document!);

    private static List<string> LeftOver(byte[] file)
    {
        var document = DocumentReader.Read(file).Document!;
        var kinds = ReportReader.Read(document).Kinds;
        return [.. document.Lines.Where((_, i) => kinds[i] == LineKind.LeftOver)];
    }

    private static byte[] Activity(Action<PdfReport> write)
    {
        var report = new PdfReport().P("Aktivitet 1: Namn").P("Uppföljning");
        write(report);
        return report.Build();
    }
}
