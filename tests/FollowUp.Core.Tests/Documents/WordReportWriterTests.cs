using DocumentFormat.OpenXml.Packaging;
using FollowUp.Core.Imports;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Documents.Text;
using FollowUp.Documents.Word;
using FollowUp.Testing;
using Xunit;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Core.Tests.Documents;

public sealed class WordReportWriterTests
{
    [Fact]
    public void Write_FullReport_HasTheOrderAndWordsOfThePrint()
    {
        var lines = WordReports.Lines(WordReports.Full().Write());

        string[] expected =
        [
            "Report Authority|Fiktiva kommunen", "Title|Uppföljning av fjolårets planerade aktiviteter", "Subtitle|Läsåret 2018/19",
            "Report Facts|Enhet\tHela huvudmannen", "Report Facts|Diarienummer\tBUN 2019/123", "Report Facts|Utskriven\t1 september 2019",
            "Report Mark|Arbetsmaterial, inte fastställt",
            "TOC Heading|Innehåll", "toc 1|Förord\t", "toc 1|Sammanfattning\t", "toc 1|Aktiviteter\t", "toc 2|1 Processhandledning\t", "toc 2|2 Ny lokal\t",
            "toc 2|4 Ny rutin\t", "toc 2|7 Läsning <&> åäö\t", "toc 1|Avslutning\t", "toc 1|Underskrifter\t", "toc 1|Bilaga: det här saknas\t", "Normal|",
            "heading 1|Förord", "Normal|Ett förord.",
            "heading 1|Sammanfattning", "Normal|Rapporten omfattar 4 aktiviteter. 2 av dem är klarmarkerade eller godkända och visas här.",
            "caption|Aktiviteter per status", "|Status", "|Antal", "|Andel", "|Genomförd", "|1", "|25 %", "|Påbörjad", "|0", "|0 %", "|Ej påbörjad", "|0", "|0 %",
            "|Ej genomförd", "|0", "|0 %", "|Ingen status", "|3", "|75 %", "|Summa", "|4", "|100 %",
            "caption|Status per enhet", "|Enhet", "|Genomförd", "|Påbörjad", "|Ej påbörjad", "|Ej genomförd", "|Ingen status", "|Summa",
            "|Norra skolan", "|2", "|1", "|0", "|0", "|0", "|3", "|Södra skolan", "|0", "|0", "|1", "|0", "|0", "|1",
            "caption|Status per skolform", "|Skolform", "|Genomförd", "|Påbörjad", "|Ej påbörjad", "|Ej genomförd", "|Ingen status", "|Summa",
            "|Förskola", "|2", "|1", "|0", "|0", "|0", "|3", "|Ingen skolform", "|0", "|0", "|1", "|0", "|0", "|1",
            "heading 1|Aktiviteter",
            "Report Label|Uppdrag/Aktivitet", "heading 2|1 Processhandledning", "Report Facts|Ansvarig enhet\tNorra skolan", "Report Facts|Ansvarig\tAnna Ek",
            "Report Facts|Klar senast\t14 juni 2019", "Report Facts|Målområde\tTrygghet", "Report Facts|Överförd från\t2017/18", "Report Facts|Status\tGenomförd",
            "heading 3|Uppföljning", "Normal|Fyra av sju är klara:", "List Bullet|Linden", "List Bullet|Asken", "List Number|först", "List Number|sedan",
            "Normal|Se Skolverket och www.example.se.\nNy rad.",
            "heading 3|Analys", "List Number|tre", "List Number|fyra", "Normal|[lokal](/konto) ![bild](https://example.se/spion.gif)",
            "heading 3|Linden: enhetens egen uppföljning", "Report Facts|Status\tPåbörjad", "heading 4|Uppföljning", "Normal|Har börjat.", "heading 4|Analys", "Report Note|Ingen text",
            "heading 3|Asken: enhetens egen uppföljning", "Report Facts|Status\tUtkast, visas inte",
            "Report Label|Uppdrag/Aktivitet", "heading 2|2 Ny lokal", "Report Facts|Ansvarig enhet\tNorra skolan", "Report Facts|Status\tIngen status",
            "heading 3|Uppföljning", "Report Note|Ingen text", "heading 3|Analys", "Report Note|Ingen text",
            "Report Label|Uppdrag/Aktivitet", "heading 2|4 Ny rutin", "Report Facts|Ansvarig enhet\tNorra skolan", "Report Facts|Status\tUtkast, visas inte",
            "heading 3|Uppföljning", "Report Note|Utkast, visas inte", "heading 3|Analys", "Report Note|Utkast, visas inte",
            "Report Label|Uppdrag/Aktivitet", "heading 2|7 Läsning <&> åäö", "Report Facts|Ansvarig enhet\tNorra skolan", "Report Facts|Uppföljning från\tSödra skolan",
            "Report Facts|Status\tSaknas", "heading 3|Uppföljning", "Report Note|Saknas", "heading 3|Analys", "Report Note|Saknas",
            "heading 1|Avslutning", "Normal|Ett slutord.",
            "heading 1|Underskrifter", "Report Signature|\t\nAnna Ek, ordförande", "Report Signature|\t\nBo Al, förvaltningschef",
            "heading 1|Bilaga: det här saknas", "caption|Det som saknades när rapporten lästes, och som får stå så",
            "|Aktivitet", "|Saknas", "|Skäl",
            "|2 Ny lokal\nNorra skolan", "|Analys saknas", "|Lokalen kom i juni.\nCia By · 20 augusti 2019", "Normal|",
        ];
        Assert.Equal(expected, lines.Select(line => $"{(line.Style == "Report Cell" ? "" : line.Style)}|{line.Text}"));
    }

    [Fact]
    public void Write_GroupedReport_HasTheGroupsAboveTheActivities()
    {
        var lines = WordReports.Lines(WordReports.Full(ReportOrder.GoalArea).Write());

        Assert.Equal(
            ["heading 2|Trygghet", "heading 3|1 Processhandledning", "heading 3|2 Ny lokal", "heading 2|Kunskap", "heading 3|4 Ny rutin", "heading 2|Utan målområde", "heading 3|7 Läsning <&> åäö"],
            lines.Where(line => line.Style is "heading 2" or "heading 3").Select(line => $"{line.Style}|{line.Text}"));
        Assert.Contains(new WordLine("heading 5", "Uppföljning"), lines);
    }

    [Theory]
    [InlineData(ReportOrder.Number)]
    [InlineData(ReportOrder.GoalArea)]
    public void Write_Contents_AreTheHeadingsThatTheyLeadTo(ReportOrder order)
    {
        using var word = WordReports.Open(WordReports.Full(order).Write());
        var body = word.MainDocumentPart!.Document!.Body!;
        var headings = body.Descendants<W.BookmarkStart>().ToDictionary(mark => mark.Name!.Value!, mark => mark.Parent!);
        var links = body.Descendants<W.Hyperlink>().Where(link => link.Anchor is not null).ToList();

        Assert.Equal(headings.Keys, links.Select(link => link.Anchor!.Value!));
        Assert.Equal(headings.Values.Select(WordReports.TextOf), links.Select(link => WordReports.TextOf(link).TrimEnd('\t')));
        Assert.All(links, link => Assert.Contains($" PAGEREF {link.Anchor} \\h ", link.Descendants<W.FieldCode>().Select(code => code.Text)));
        Assert.Equal(headings.Count, body.Descendants<W.BookmarkStart>().DistinctBy(mark => mark.Id!.Value).Count());
        var depth = order == ReportOrder.Number ? 2 : 3;
        Assert.Equal($" TOC \\o \"1-{depth}\" \\h \\z ", body.Descendants<W.FieldCode>().First().Text);
        var shown = body.Elements<W.Paragraph>().Where(paragraph => Enumerable.Range(1, depth).Any(level => paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value == $"Heading{level}"));
        Assert.Equal(headings.Values, shown);
    }

    [Fact]
    public void Write_Document_AsksNothingWhenItIsOpened()
    {
        using var word = WordReports.Open(WordReports.Full().Write());

        Assert.Empty(word.MainDocumentPart!.DocumentSettingsPart!.Settings!.Elements<W.UpdateFieldsOnOpen>());
        Assert.DoesNotContain(word.MainDocumentPart.Document!.Descendants<W.FieldChar>(), mark => mark.Dirty?.Value == true);
    }

    [Fact]
    public void Write_Tables_RepeatTheirHeadingsAndKeepTheirRowsWhole()
    {
        using var word = WordReports.Open(WordReports.Full().Write());
        var tables = word.MainDocumentPart!.Document!.Body!.Elements<W.Table>().ToList();

        Assert.Equal(4, tables.Count);
        foreach (var table in tables)
        {
            var rows = table.Elements<W.TableRow>().ToList();
            Assert.Equal(rows.Take(1), rows.Where(row => row.Descendants<W.TableHeader>().Any()));
            Assert.All(rows, row => Assert.Single(row.Descendants<W.CantSplit>()));
            Assert.NotEqual("", table.GetFirstChild<W.TableProperties>()!.GetFirstChild<W.TableCaption>()!.Val!.Value);
        }
    }

    [Fact]
    public void Write_Document_HasLanguageTitleHeadAndFoot()
    {
        using var word = WordReports.Open(WordReports.Full().Write());
        var main = word.MainDocumentPart!;

        Assert.Equal("Uppföljning av fjolårets planerade aktiviteter, Läsåret 2018/19", word.PackageProperties.Title);
        Assert.Equal("sv-SE", word.PackageProperties.Language);
        Assert.Equal("sv-SE", main.StyleDefinitionsPart!.Styles!.DocDefaults!.Descendants<W.Languages>().Single().Val!.Value);
        Assert.Equal("Uppföljning av fjolårets planerade aktiviteter\tLäsåret 2018/19", WordReports.TextOf(Assert.Single(main.HeaderParts).Header!));
        var foot = Assert.Single(main.FooterParts).Footer!;
        Assert.Equal("Sida 1 av 1", WordReports.TextOf(foot));
        Assert.Equal([" PAGE ", " NUMPAGES "], foot.Descendants<W.FieldCode>().Select(code => code.Text));
        Assert.Single(main.Document!.Body!.GetFirstChild<W.SectionProperties>()!.Elements<W.TitlePage>());
    }

    [Fact]
    public void Write_Headings_StayWithWhatFollows()
    {
        using var word = WordReports.Open(WordReports.Full().Write());
        var styles = word.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Elements<W.Style>().ToDictionary(style => style.StyleName!.Val!.Value!);

        Assert.All(Enumerable.Range(1, 6), level =>
        {
            var look = styles[$"heading {level}"].StyleParagraphProperties!;
            Assert.NotNull(look.KeepNext);
            Assert.Equal(level - 1, look.OutlineLevel!.Val!.Value);
        });
        Assert.NotNull(styles["Normal"].StyleParagraphProperties!.WidowControl);
    }

    [Fact]
    public void Write_FixedReport_SaysWhoAndWhen()
    {
        var lines = WordReports.Lines((WordReports.Full() with { FixedAt = new DateTime(2019, 9, 3, 8, 0, 0, DateTimeKind.Utc), FixedBy = "Cia By", FixedVersion = 2 }).Write());

        Assert.Contains(new WordLine("Report Facts", "Fastställd\t3 september 2019, av Cia By"), lines);
        Assert.Contains(new WordLine("Report Facts", "Version\t2"), lines);
        Assert.Contains(new WordLine("Normal", "Rapporten fastställdes 3 september 2019 av Cia By."), lines);
        Assert.DoesNotContain(lines, line => line.Style == "Report Mark");
    }

    [Fact]
    public void Write_PartOfASchoolForm_SaysWhich()
    {
        var lines = WordReports.Lines((WordReports.Full() with { SchoolForm = SchoolForm.Preschool }).Write());

        Assert.Contains(new WordLine("Subtitle", "Förskola"), lines);
        Assert.Contains(new WordLine("Report Facts", "Enhet\tFörskola"), lines);
    }

    [Fact]
    public void Write_ReportWithoutActivities_SaysSo() =>
        Assert.Equal(["Det finns inga aktiviteter i den här delen av rapporten."], WordReports.Lines(ReportGenerator.Report("Tom").Write()).Below("Aktiviteter"));

    [Fact]
    public void Write_TextThatXmlCannotHold_GivesADocument()
    {
        var bad = "a\u0001b\uFFFE\uD800c";
        var activity = WordReports.Activity(1, bad) with { FollowUp = bad, UnitName = bad };
        var lines = WordReports.Lines((ReportGenerator.Report(bad, activity) with { AuthorityName = bad, SignatureLines = [bad] }).Write());

        Assert.Equal(["ab\uFFFDc"], lines.Below("Uppföljning"));
    }

    [Fact]
    public void Write_SameReportTwice_GivesTheSameFile() => Assert.Equal(WordReports.Full().Write(), WordReports.Full().Write());

    [Theory]
    [InlineData("../shared/reports", "fjolaret-2018-2019", 10)]
    [InlineData("tests/samples", "uppfoljning-2017-2018", null)]
    public void Write_ReportThatWasRead_HasAllActivitiesInOrder(string place, string name, int? count)
    {
        var file = Path.Combine(SourceTree.Root, place, name + ".txt");
        Assert.SkipUnless(File.Exists(file), $"The folder {place} is not here.");
        var read = ReportReader.Read(TextDocumentReader.Read(File.ReadAllBytes(file)).Document!);
        var activities = read.Activities.Select(activity => WordReports.Activity(activity.Number!.Value, activity.Title) with { FollowUp = activity.FollowUp, Analysis = activity.Analysis }).ToList();

        var lines = WordReports.Lines(ReportGenerator.Report(read.Title!, activities).Write());

        if (count is { } known) Assert.Equal(known, activities.Count);
        Assert.Equal(activities.Select(activity => $"{activity.Number} {activity.Title}"), lines.Where(line => line.Style == "heading 2").Select(line => line.Text));
        Assert.Equal(activities.Select(activity => WordMarkdownTests.TextOfHtml(activity.FollowUp)), lines.Below("Uppföljning").Select(WordMarkdownTests.Plain).Select(text => text == "Ingen text" ? "" : text));
        Assert.Equal(activities.Select(activity => WordMarkdownTests.TextOfHtml(activity.Analysis)), lines.Below("Analys").Select(WordMarkdownTests.Plain).Select(text => text == "Ingen text" ? "" : text));
    }
}
