using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Documents.Excel;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace FollowUp.Core.Tests.Documents.Excel;

public sealed class ExcelReportWriterTests
{
    private static readonly ExcelReportWords Words = new()
    {
        Activities = "Aktiviteter",
        Notes = "Uppföljningar",
        Counts = "Antal",
        Number = "Nr",
        Title = "Uppdrag/Aktivitet",
        Owner = "Ansvarig enhet",
        ReportingUnit = "Uppföljning från",
        Unit = "Enhet",
        Responsible = "Ansvarig",
        DueOn = "Klar senast",
        GoalArea = "Målområde",
        Status = "Status",
        ContinuedFrom = "Överförd från",
        CarriedFrom = (from, year) => year is null ? from : $"{from}, år {year}",
        FollowUp = "Uppföljning",
        Analysis = "Analys",
        Withheld = "Utkast, visas inte",
        Missing = "Saknas",
        Compared = "Gäller",
        Group = "Grupp",
        WholeReport = "Hela rapporten",
        Total = "Summa",
        NoGoalArea = "Inget målområde",
        NoSchoolForm = "Ingen skolform",
        StatusOf = status => status?.ToString() ?? "Ingen status",
        SchoolFormOf = form => form.ToString(),
        ComparedOf = kind => kind.ToString(),
    };

    private static readonly ReportActivity First = TextReportRoundTripTests.Activity(1, "=Trygga raster") with
    {
        UnitName = "Norra skolan",
        Responsible = "Rektor",
        DueOn = new DateOnly(2026, 6, 15),
        GoalArea = "Trygghet",
        ContinuedFrom = "2024/25",
        Status = NoteStatus.Completed,
        FollowUp = "- Rutinen är skriven\n- och känd",
        Analysis = "Det gick **bra**.",
        UnitNotes =
        [
            new ReportUnitNote("Södra skolan", true, false, NoteStatus.InProgress, "Vi har börjat.", ""),
            new ReportUnitNote("Västra skolan", false, true, null, "Får inte synas", "Får inte synas"),
            new ReportUnitNote("Östra skolan", false, false, null, "", ""),
        ],
    };

    private static readonly ReportActivity Second =
        TextReportRoundTripTests.Activity(2, "Läsning") with { UnitName = "Huvudmannen", ReportingUnitName = "Norra skolan", FollowUp = "Text" };

    [Fact]
    public async Task Write_Activities_HaveARowEachWithTheirFacts()
    {
        var rows = (await WriteAsync(ReportGenerator.Report("Rapport", First, Second))).Rows("Aktiviteter");

        Assert.Equal(["Nr", "Uppdrag/Aktivitet", "Ansvarig enhet", "Ansvarig", "Klar senast", "Målområde", "Status", "Uppföljning från", "Överförd från"], rows[0].Keys);
        Assert.Equal([1d, "=Trygga raster", "Norra skolan", "Rektor", new DateTime(2026, 6, 15), "Trygghet", "Completed", null, "2024/25"], rows[0].Values);
        Assert.Equal([2d, "Läsning", "Huvudmannen", null, null, null, "Ingen status", "Norra skolan", null], rows[1].Values);
    }

    [Fact]
    public async Task Write_Notes_HaveARowPerUnitAndShowNoDraft()
    {
        var rows = (await WriteAsync(ReportGenerator.Report("Rapport", First, Second))).Rows("Uppföljningar");

        Assert.Equal(5, rows.Count);
        Assert.Equal([1d, "=Trygga raster", "Norra skolan", "Completed", "- Rutinen är skriven\n- och känd", "Det gick **bra**."], rows[0].Values);
        Assert.Equal([1d, "=Trygga raster", "Södra skolan", "InProgress", "Vi har börjat.", null], rows[1].Values);
        Assert.Equal([1d, "=Trygga raster", "Västra skolan", "Utkast, visas inte", null, null], rows[2].Values);
        Assert.Equal([1d, "=Trygga raster", "Östra skolan", "Saknas", null, null], rows[3].Values);
        Assert.Equal([2d, "Läsning", "Norra skolan", "Ingen status", "Text", null], rows[4].Values);
    }

    [Fact]
    public async Task Write_Counts_TellOfTheWholeAndOfEachGroup()
    {
        var report = ReportGenerator.Report("Rapport", First, Second) with
        {
            Figures =
            [
                new ReportFigure(FigureKind.SchoolForm, [new("", SchoolForm.Preschool, new(0, 0, 1, 0, 0)), new("", null, new(0, 0, 0, 0, 1))]),
                new ReportFigure(FigureKind.GoalArea, [new("Trygghet", null, new(0, 0, 1, 0, 0)), new("", null, new(0, 0, 0, 0, 1))]),
                new ReportFigure(FigureKind.Year, [new("2025/26", null, new(1, 2, 3, 4, 5))]),
            ],
        };
        var rows = (await WriteAsync(report)).Rows("Antal");

        Assert.Equal(["Gäller", "Grupp", "NotStarted", "InProgress", "Completed", "NotCarriedOut", "Ingen status", "Summa"], rows[0].Keys);
        Assert.Equal(["Hela rapporten", null, 0d, 0d, 1d, 0d, 1d, 2d], rows[0].Values);
        Assert.Equal(["Preschool", "Ingen skolform", "Trygghet", "Inget målområde", "2025/26"], rows.Skip(1).Select(row => row["Grupp"]));
        Assert.Equal(["Year", "2025/26", 1d, 2d, 3d, 4d, 5d, 15d], rows[^1].Values);
    }

    [Fact]
    public async Task Write_Sheets_StandInTheOrderInWhichTheyAreRead()
    {
        var workbook = await WriteAsync(ReportGenerator.Report("Rapport", First));
        Assert.Equal(["Aktiviteter", "Uppföljningar", "Antal"], workbook.Sheets);
        Assert.Contains("Rapport 2018/19", workbook.Part("docProps/core.xml").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_NothingInIt_IsAWorkbookAllTheSame()
    {
        var workbook = await WriteAsync(ReportGenerator.Report("Rapport"));
        Assert.Empty(workbook.Rows("Aktiviteter"));
        Assert.Equal("Hela rapporten", workbook.Rows("Antal").Single()["Gäller"]);
    }

    [Fact]
    public void Write_AnyReport_HasEveryTextThatIsShown() =>
        Prop.ForAll(Arb.From(ReportGenerator.WholeReports), report =>
        {
            var rows = WriteAsync(report).GetAwaiter().GetResult().Rows("Uppföljningar");
            var expected = report.Listed().SelectMany(activity => activity.UnitNotes
                .Prepend(new ReportUnitNote("", activity.IsShown, activity.HasDraft, activity.Status, activity.FollowUp, activity.Analysis)));
            Assert.Equal(
                expected.SelectMany(note => new[] { note.FollowUp, note.Analysis }.Select(text => note.IsShown && text.Length > 0 ? text : null)),
                rows.SelectMany(row => new[] { row["Uppföljning"], row["Analys"] }));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    private static Task<Workbook> WriteAsync(AnnualReport report) => Workbook.WriteAsync(to => ExcelReportWriter.WriteAsync(report, Words, to));
}
