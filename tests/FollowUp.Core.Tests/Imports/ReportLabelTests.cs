using FollowUp.Core.Imports;
using FollowUp.Documents.Text;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

/// <summary>What begins a part of an activity, and what only looks like it.</summary>
public sealed class ReportLabelTests
{
    [Theory]
    [InlineData("Uppföljning", "Analys")]
    [InlineData("UPPFÖLJNING", "ANALYS")]
    [InlineData("uppföljning", "analys")]
    [InlineData("Uppföljning:", "Analys:")]
    [InlineData("Uppföljning och resultat", "Analys och slutsats")]
    [InlineData("Resultat", "Analys")]
    [InlineData("Resultat:", "Analys / slutsats:")]
    [InlineData("## Uppföljning", "## Analys")]
    [InlineData("**Uppföljning**", "**Analys:**")]
    [InlineData("**Uppföljning:**", "**Analys**:")]
    [InlineData("1.1 Uppföljning", "1.2 Analys")]
    [InlineData("Uppföljning 1", "Analys 1:")]
    [InlineData("Uppföljning (vad har gjorts?)", "Analys (varför blev det så?)")]
    [InlineData("   Uppföljning  ", "\tAnalys\u00A0")]
    [InlineData("Uppföljning av aktiviteten:", "Analys och åtgärder:")]
    [InlineData("Uppföljning/utvärdering", "Vår analys")]
    [InlineData("Uppföljning & resultat", "Rektors analys")]
    [InlineData("Uppföljning 2022:", "Analys 2022")]
    [InlineData("Uppföljning", "Resultat och analys")]
    [InlineData("Uppföljning av arbetet", "Analys av måluppfyllelsen")]
    [InlineData("Uppföljning av läget hösten 2022:", "Pedagogisk analys:")]
    [InlineData("- Uppföljning:", "- Analys:")]
    [InlineData("* Uppföljning", "* Analys")]
    [InlineData("• **Uppföljning:**", "• **Analys:**")]
    [InlineData("> Uppföljning:", "> Analys:")]
    [InlineData("a) Uppföljning", "b) Analys")]
    [InlineData("Uppföljning.", "Analys.")]
    [InlineData("Uppföljning", "Analys – varför blev det så?")]
    [InlineData("Upp\u00ADföljning", "\uFEFFAnalys")]
    [InlineData("Uppföljning\n-----------", "Analys\n======")]
    [InlineData("Uppföljning\n~~~~~~~~~~~", "Analys\n......")]
    public void Read_LabelsOfAnyKind_AreRecognised(string followUp, string analysis)
    {
        foreach (var gap in (string[])["\n", "\n\n", "\n\n\n\n"])
        {
            foreach (var isReversed in (bool[])[false, true])
            {
                var parts = new[] { $"{followUp}{gap}Rutinen togs fram.\n\n", $"{analysis}{gap}Den fungerar.\n\n" };
                if (isReversed) Array.Reverse(parts);
                var activity = Assert.Single(Read($"Aktivitet 1: Ny rutin\n\n{parts[0]}{parts[1]}").Activities);
                Assert.Equal("Rutinen togs fram.", activity.FollowUp);
                Assert.Equal("Den fungerar.", activity.Analysis);
            }
        }
    }

    [Theory]
    [InlineData("Uppföljning av fjolårets planerade aktiviteter")]
    [InlineData("Uppföljningen visar att fler elever når målen.")]
    [InlineData("Analysen visar att tiden var för kort.")]
    [InlineData("Analys av enkäten pågår.")]
    [InlineData("Uppdraget är genomfört.")]
    [InlineData("Aktivitet 1 har genomförts på alla skolor.")]
    [InlineData("Aktiviteten fortsätter")]
    [InlineData("Uppdrag som kvarstår")]
    [InlineData("uppföljning och analys.")]
    [InlineData("Statusen är god")]
    [InlineData("Enhet Norra deltog")]
    [InlineData("Resultat")]
    [InlineData("Sammanfattningen är klar")]
    [InlineData("Kompetensutveckling behövs")]
    [InlineData("Handledning")]
    [InlineData("2019. Därefter tog vi paus")]
    [InlineData("3. Ny lokal")]
    [InlineData("Mål: öka närvaron")]
    [InlineData("Bilaga 1 visar utfallet")]
    public void Read_SentenceThatResemblesALabel_IsText(string line)
    {
        var read = Read($"Aktivitet 1: Ny rutin\n\nUppföljning\n\nFöre.\n\n{line}\n\nEfter.\n\nAnalys\n\nSlut.\n\n{line}\n\nHelt slut.");
        var activity = Assert.Single(read.Activities);
        Assert.Equal($"Före.\n\n{line}\n\nEfter.", activity.FollowUp);
        Assert.Equal($"Slut.\n\n{line}\n\nHelt slut.", activity.Analysis);
    }

    [Fact]
    public void Read_LowerCaseWordLeftByWrapping_IsText()
    {
        var activity = Assert.Single(Read("Aktivitet 1: T\nUppföljning: Vi arbetar med\nanalys\noch uppföljning\nAnalys: God.").Activities);
        Assert.Equal("Vi arbetar med analys och uppföljning", activity.FollowUp);
        Assert.Equal("God.", activity.Analysis);
    }

    [Theory]
    [InlineData("Uppföljning av frånvaro", "Analys av närvaron", "Rektors bild och analys")]
    public void Read_LooseLabelBesidePlainOnes_IsTitleOrText(string title, string inFollowUp, string inAnalysis)
    {
        var read = Read($"Uppföljning 2022\n\n1. Uppdrag/Aktivitet\n\n{title}\n\nUppföljning\n\nEtt.\n\n{inFollowUp}\n\nTvå.\n\nAnalys\n\nTre.\n\n3. Sång\n\n{inAnalysis}\n\nFyra.\n\n{title}\n\nFem.");
        var activity = Assert.Single(read.Activities);
        Assert.Equal(("Uppföljning 2022", title), (read.Title, activity.Title));
        Assert.Equal($"Ett.\n\n{inFollowUp}\n\nTvå.", activity.FollowUp);
        Assert.Equal($"Tre.\n\n3. Sång\n\n{inAnalysis}\n\nFyra.\n\n{title}\n\nFem.", activity.Analysis);
    }

    [Theory]
    [InlineData("Rapport\n\n1. Inledning\n\nText.\n\n2. Uppföljning\n\n")]
    [InlineData("Rapport\n\nUppföljning\n\nHär följer aktiviteterna.\n\n")]
    public void Read_ChapterNamedAsALabel_LeavesTheOtherLabelsAlone(string preface)
    {
        var activity = Assert.Single(Read(preface + "Aktivitet 1: Läsning\n\nResultat\n\nEtt.\n\nAnalys\n\nTvå.").Activities);
        Assert.Equal(("Läsning", "Ett.", "Två."), (activity.Title, activity.FollowUp, activity.Analysis));
    }

    [Fact]
    public void Read_LabelsAsItemsInAText_StayThere()
    {
        const string list = "Vi har gjort:\n- Analys: en gång\n- Status: Pågår\n- Uppföljning – Två gånger";
        var activity = Assert.Single(Read($"1. Läsning\n\nUppföljning\n\n{list}\n\nAnalys\n\n{list}").Activities);
        Assert.Equal((list, list), (activity.FollowUp, activity.Analysis));
        Assert.Null(activity.Suggestion);
    }

    [Fact]
    public void Read_RepeatedLabel_IsKeptAsText()
    {
        var activity = Assert.Single(Read("Aktivitet 1: T\nUppföljning\nEtt.\nAnalys\nTvå.\nUppföljning\nTre.").Activities);
        Assert.Equal("Ett.", activity.FollowUp);
        Assert.Equal("Två. Uppföljning Tre.", activity.Analysis);
    }

    private static ReadReport Read(string text) => ReportReader.Read(TextDocumentReader.ReadPasted(text).Document!);
}
