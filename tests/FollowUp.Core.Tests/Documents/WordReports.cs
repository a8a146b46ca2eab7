using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Documents;
using FollowUp.Documents.Word;
using Xunit;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Core.Tests.Documents;

/// <summary>A paragraph as it stands: the name of its style, and its text.</summary>
internal sealed record WordLine(string Style, string Text);

/// <summary>Reports as Word documents, and what stands in them.</summary>
internal static class WordReports
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    public static readonly ReportWords Words = new()
    {
        Language = "sv-SE",
        Year = label => $"Läsåret {label}",
        Date = date => date.ToString("d MMMM yyyy", Swedish),
        By = (at, name) => $"{at.ToString("d MMMM yyyy", Swedish)}, av {name}",
        Number = number => number.ToString("N0", Swedish),
        Percent = percent => $"{percent} %",
        PageOf = "Sida {0} av {1}",
        Part = "Enhet",
        WholeAuthority = "Hela huvudmannen",
        RegistryNumber = "Diarienummer",
        Fixed = "Fastställd",
        Version = "Version",
        ReadOn = "Utskriven",
        DraftMark = "Arbetsmaterial, inte fastställt",
        Contents = "Innehåll",
        Foreword = "Förord",
        Summary = "Sammanfattning",
        SummaryText = (count, shown) => $"Rapporten omfattar {count} aktiviteter. {shown} av dem är klarmarkerade eller godkända och visas här.",
        Activities = "Aktiviteter",
        NoActivities = "Det finns inga aktiviteter i den här delen av rapporten.",
        Closing = "Avslutning",
        Appendix = "Bilaga: det här saknas",
        AppendixText = "Det som saknades när rapporten lästes, och som får stå så",
        Signatures = "Underskrifter",
        FixedSentence = (at, name) => $"Rapporten fastställdes {at.ToString("d MMMM yyyy", Swedish)} av {name}.",
        Activity = "Uppdrag/Aktivitet",
        Unit = "Ansvarig enhet",
        ReportingUnit = "Uppföljning från",
        Responsible = "Ansvarig",
        DueOn = "Klar senast",
        GoalArea = "Målområde",
        ContinuedFrom = "Överförd från",
        CarriedFrom = (from, year) => year is null ? from : $"{from}, år {year}",
        Status = "Status",
        FollowUp = "Uppföljning",
        Analysis = "Analys",
        UnitNote = unit => $"{unit}: enhetens egen uppföljning",
        Withheld = "Utkast, visas inte",
        Missing = "Saknas",
        NothingWritten = "Ingen text",
        StatusWord = status => status switch
        {
            NoteStatus.NotStarted => "Ej påbörjad",
            NoteStatus.InProgress => "Påbörjad",
            NoteStatus.Completed => "Genomförd",
            NoteStatus.NotCarriedOut => "Ej genomförd",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        },
        NoStatus = "Ingen status",
        SchoolFormWord = form => form == SchoolForm.Preschool ? "Förskola" : form == SchoolForm.CompulsorySchool ? "Grundskola" : form.ToString(),
        WithoutSchoolForm = "Ingen skolform",
        WithoutGoalArea = "Utan målområde",
        WithoutUnit = "Utan enhet",
        StatusCaption = "Aktiviteter per status",
        Count = "Antal",
        Share = "Andel",
        Total = "Summa",
        FigureCaption = kind => kind switch
        {
            FigureKind.Unit => "Status per enhet",
            FigureKind.SchoolForm => "Status per skolform",
            FigureKind.GoalArea => "Status per målområde",
            _ => "Status över åren",
        },
        FigureGroup = kind => kind switch
        {
            FigureKind.Unit => "Enhet",
            FigureKind.SchoolForm => "Skolform",
            FigureKind.GoalArea => "Målområde",
            _ => "År",
        },
        WaivedActivity = "Aktivitet",
        WaivedGap = "Saknas",
        WaivedReason = "Skäl",
        WaivedBy = (at, name) => $"{name} · {at.ToString("d MMMM yyyy", Swedish)}",
        GapWord = kind => kind == GapKind.NoAnalysis ? "Analys saknas" : kind.ToString(),
    };

    /// <summary>The document of a report; every one that a test makes is valid.</summary>
    public static byte[] Write(this AnnualReport report, byte[]? template = null)
    {
        var document = report.WriteUnchecked(template);
        AssertValid(document);
        return document;
    }

    /// <summary>The same in a template that need not be valid itself.</summary>
    public static byte[] WriteUnchecked(this AnnualReport report, byte[]? template)
    {
        using var to = new MemoryStream();
        using var from = template is null ? null : new MemoryStream(template);
        WordReportWriter.WriteAsync(report, Words, to, from).GetAwaiter().GetResult();
        return to.ToArray();
    }

    private static void AssertValid(byte[] document)
    {
        using var word = Open(document);
        foreach (var version in new[] { FileFormatVersions.Office2019, FileFormatVersions.Microsoft365 })
        {
            var errors = new OpenXmlValidator(version).Validate(word).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}");
            Assert.Empty(errors);
        }
    }

    public static WordprocessingDocument Open(byte[] document) => WordprocessingDocument.Open(new MemoryStream(document), isEditable: false);

    /// <summary>Every paragraph in order, those in tables included.</summary>
    public static IReadOnlyList<WordLine> Lines(byte[] document)
    {
        using var word = Open(document);
        var names = word.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Elements<W.Style>()
            .ToDictionary(style => style.StyleId!.Value!, style => style.StyleName!.Val!.Value!);
        return
        [
            .. word.MainDocumentPart.Document!.Body!.Descendants<W.Paragraph>()
                .Select(paragraph => new WordLine(names[paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? "Normal"], TextOf(paragraph))),
        ];
    }

    public static string TextOf(OpenXmlElement element)
    {
        var text = new StringBuilder();
        foreach (var part in element.Descendants())
        {
            if (part is W.Text written) text.Append(written.Text);
            else if (part is W.TabChar) text.Append('\t');
            else if (part is W.Break) text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The text below each heading of a name, up to the next heading or activity.</summary>
    public static IReadOnlyList<string> Below(this IReadOnlyList<WordLine> lines, string heading) =>
    [
        .. lines.Select((line, i) => (line, i)).Where(at => at.line.Text == heading && at.line.Style.StartsWith("heading", StringComparison.Ordinal))
            .Select(at => string.Join('\n', lines.Skip(at.i + 1)
                .TakeWhile(line => !line.Style.StartsWith("heading", StringComparison.Ordinal) && line.Style != "Report Label").Select(line => line.Text))),
    ];

    /// <summary>A report that has some of everything.</summary>
    public static AnnualReport Full(ReportOrder order = ReportOrder.Number)
    {
        string?[] groups = order == ReportOrder.Number ? [null, null, null, null] : ["Trygghet", "Trygghet", "Kunskap", ""];
        var activities = new[]
        {
            Activity(1, "Processhandledning", groups[0]) with
            {
                UnitName = "Norra skolan", Responsible = "Anna Ek", DueOn = new DateOnly(2019, 6, 14), GoalArea = "Trygghet", ContinuedFrom = "2017/18",
                Status = NoteStatus.Completed,
                FollowUp = "Fyra av sju är **klara**:\n- Linden\n- Asken\n  1. först\n  2. sedan\n\nSe [Skolverket](https://www.skolverket.se/å?a=1&b=2) och www.example.se.\nNy rad.",
                Analysis = "3. tre\n4. fyra\n\n[lokal](/konto) ![bild](https://example.se/spion.gif)",
                UnitNotes =
                [
                    new ReportUnitNote("Linden", true, false, NoteStatus.InProgress, "Har börjat.", ""),
                    new ReportUnitNote("Asken", false, true, null, "", ""),
                ],
            },
            Activity(2, "Ny lokal", groups[1]),
            Activity(4, "Ny rutin", groups[2]) with { IsShown = false, HasDraft = true },
            Activity(7, "Läsning <&> åäö", groups[3]) with { IsShown = false, ReportingUnitName = "Södra skolan" },
        };
        return ReportGenerator.Report("Uppföljning av fjolårets planerade aktiviteter", activities) with
        {
            Order = order,
            HasUnitNotes = true,
            RegistryNumber = "BUN 2019/123",
            Foreword = "Ett **förord**.",
            Closing = "Ett slutord.",
            SignatureLines = ["Anna Ek, ordförande", "Bo Al, förvaltningschef"],
            Figures =
            [
                new ReportFigure(FigureKind.Unit, [new ReportFigureRow("Norra skolan", null, new StatusCounts(0, 1, 2, 0, 0)), new ReportFigureRow("Södra skolan", null, new StatusCounts(1, 0, 0, 0, 0))]),
                new ReportFigure(FigureKind.SchoolForm, [new ReportFigureRow("", SchoolForm.Preschool, new StatusCounts(0, 1, 2, 0, 0)), new ReportFigureRow("", null, new StatusCounts(1, 0, 0, 0, 0))]),
            ],
            Waivers = [new ReportWaiver(2, "Ny lokal", "Norra skolan", GapKind.NoAnalysis, "Lokalen kom i juni.", "Cia By", new DateTime(2019, 8, 20, 10, 0, 0, DateTimeKind.Utc))],
        };
    }

    public static ReportActivity Activity(int number, string title, string? group = null) =>
        TextReportRoundTripTests.Activity(number, title) with { UnitName = "Norra skolan", Group = group };
}
