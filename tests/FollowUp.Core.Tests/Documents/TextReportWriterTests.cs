using FollowUp.Core.Notes;
using FollowUp.Documents.Text;
using Xunit;

namespace FollowUp.Core.Tests.Documents;

public sealed class TextReportWriterTests
{
    [Fact]
    public void Write_OrdinaryReport_HasTheTraditionalLayoutWithoutMarks()
    {
        var report = ReportGenerator.Report(
            "Uppföljning av fjolårets planerade aktiviteter",
            TextReportRoundTripTests.Activity(1, "Processhandledning i arbetet med extra anpassningar och särskilt stöd. Elevhälsoforum för samtliga rektorer.") with
            {
                UnitName = "Norra skolan",
                Status = NoteStatus.Completed,
                FollowUp = "Observationerna har startat på fyra av sju förskolor, och det har de gjort i tid:\n- Linden och Eken\n- Asken och Rönnen\n\nSedan:\n1. Först\n2. Därefter, med en rad som är så lång att den måste brytas på två rader\n3. Slutligen",
                Analysis = "Handledningen har gett effekt där rektor har deltagit.\n\nKompetensutveckling behövs.",
            },
            TextReportRoundTripTests.Activity(2, "Ny lokal"),
            TextReportRoundTripTests.Activity(3, "Ny rutin") with { IsShown = false, HasDraft = true, Status = NoteStatus.Completed, FollowUp = "hemligt", Analysis = "hemligt" });

        const string expected = """
            Uppföljning av fjolårets planerade aktiviteter

            1. Uppdrag/Aktivitet

            Processhandledning i arbetet med extra anpassningar och särskilt stöd.
            Elevhälsoforum för samtliga rektorer.
            Ansvarig enhet: Norra skolan
            Status: Genomförd

            Uppföljning

            Observationerna har startat på fyra av sju förskolor, och det har de gjort i
            tid:
            - Linden och Eken
            - Asken och Rönnen

            Sedan:
            1. Först
            2. Därefter, med en rad som är så lång att den måste brytas på två rader
            3. Slutligen

            Analys

            Handledningen har gett effekt där rektor har deltagit.

            Kompetensutveckling behövs.

            2. Uppdrag/Aktivitet

            Ny lokal

            Uppföljning

            -

            Analys

            -

            3. Uppdrag/Aktivitet

            Ny rutin

            Uppföljning

            Utkast, visas inte

            Analys

            -

            """;
        Assert.Equal(expected.ReplaceLineEndings("\n"), report.Text());
    }

    [Fact]
    public void Write_ReportInEnglish_HasEnglishLabels()
    {
        var report = ReportGenerator.Report(
            "Quality report",
            TextReportRoundTripTests.Activity(1, "Calm breaks") with { UnitName = "North", Status = NoteStatus.NotCarriedOut, FollowUp = "Not done.", Analysis = "Too few adults." },
            TextReportRoundTripTests.Activity(2, "New routine") with { IsShown = false, HasDraft = true }) with
        { Language = Languages.English };

        const string expected = """
            Quality report

            1. Assignment/Activity

            Calm breaks
            Responsible unit: North
            Status: Not carried out

            Follow-up

            Not done.

            Analysis

            Too few adults.

            2. Assignment/Activity

            New routine

            Follow-up

            Draft, not shown

            Analysis

            -

            """;
        Assert.Equal(expected.ReplaceLineEndings("\n"), report.Text());
    }

    [Fact]
    public void Write_TextThatWouldBeMisread_IsMarked()
    {
        var text = ReportGenerator.Report("R", TextReportRoundTripTests.Activity(1, "T") with { FollowUp = "Rad ett\nAnalys\n\n\n-" }).Text();
        Assert.Contains("\nUppföljning\n\nRad ett \\\n\\Analys\n\n\\\n\\-\n\nAnalys\n", text);
    }

    [Fact]
    public void Write_NoStatusWhereTheTextSuggestsOne_SaysThatNoneIsChosen()
    {
        var text = ReportGenerator.Report("R", TextReportRoundTripTests.Activity(1, "T") with { FollowUp = "Aktiviteten är genomförd." }).Text();
        Assert.Contains("\nT\nStatus: -\n", text);
        Assert.Null(TextReportRoundTripTests.Read(text).Activities[0].Suggestion);
    }

    [Fact]
    public void Write_DraftLine_ReadsAsNoText()
    {
        var text = ReportGenerator.Report("R", TextReportRoundTripTests.Activity(1, "T") with { IsShown = false, HasDraft = true }).Text();
        Assert.Equal("", TextReportRoundTripTests.Read(text).Activities[0].FollowUp);
    }
}
