using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Documents.Text;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

public sealed class ReportReaderTests
{
    [Theory]
    [InlineData("1. Uppdrag/Aktivitet\n\nNy lokal", 1)]
    [InlineData("1) Uppdrag/Aktivitet\nNy lokal", 1)]
    [InlineData("1: Aktivitet\n\nNy lokal", 1)]
    [InlineData("1 Uppdrag\n\nNy lokal", 1)]
    [InlineData("Nr 1 Uppdrag / aktivitet\n\nNy lokal", 1)]
    [InlineData("Nr. 1: Aktivitet: Ny lokal", 1)]
    [InlineData("§ 1 Uppdrag\n\nNy lokal", 1)]
    [InlineData("§ 1 Ny lokal", 1)]
    [InlineData("Aktivitet 1: Ny lokal", 1)]
    [InlineData("Aktivitet 1. Ny lokal", 1)]
    [InlineData("Aktivitet 1 – Ny lokal", 1)]
    [InlineData("Aktivitet 1\tNy lokal", 1)]
    [InlineData("Aktivitet nr 1: Ny lokal", 1)]
    [InlineData("AKTIVITET 1\nNy lokal", 1)]
    [InlineData("Aktivitet 1 Ny lokal", 1)]
    [InlineData("aktivitet 1\n\nNy lokal", 1)]
    [InlineData("Uppdrag 7\n\nNy lokal", 7)]
    [InlineData("Uppdrag/Aktivitet 12\n\nNy lokal", 12)]
    [InlineData("Uppdrag/Aktivitet nr 12:\n\nNy lokal", 12)]
    [InlineData("1. Uppdrag/Aktivitet: Ny lokal", 1)]
    [InlineData("1. Uppdrag/Aktivitet - Ny lokal", 1)]
    [InlineData("1. UPPDRAG/AKTIVITET\n\nNy\nlokal", 1)]
    [InlineData("1.2 Uppdrag/Aktivitet\n\nNy lokal", null)]
    [InlineData("Aktivitet 1.2: Ny lokal", null)]
    [InlineData("Aktivitet 3b: Ny lokal", null)]
    [InlineData("Aktivitet A: Ny lokal", null)]
    [InlineData("Uppdrag/Aktivitet\n\nNy lokal", null)]
    [InlineData("Uppdrag/Aktivitet: Ny lokal", null)]
    [InlineData("Aktivitet: Ny lokal", null)]
    [InlineData("Uppdrag\nNy lokal", null)]
    [InlineData("Planerad aktivitet: Ny lokal", null)]
    [InlineData("Åtgärd 1: Ny lokal", 1)]
    [InlineData("Insats 2\n\nNy lokal", 2)]
    [InlineData("## 1. Uppdrag/Aktivitet\n\nNy lokal", 1)]
    [InlineData("### Aktivitet 1: Ny lokal ###", 1)]
    [InlineData("**Aktivitet 1: Ny lokal**", 1)]
    [InlineData("**Aktivitet 1:** Ny lokal", 1)]
    [InlineData("__1. Uppdrag__\nNy lokal", 1)]
    [InlineData("3. Ny lokal", 3)]
    [InlineData("3) Ny lokal", 3)]
    [InlineData("3 Ny lokal", 3)]
    [InlineData("Nr 3 Ny lokal", 3)]
    [InlineData("3.\n\nNy lokal", 3)]
    [InlineData("3\nNy lokal", 3)]
    [InlineData("1.2 Ny lokal", null)]
    [InlineData("## Ny lokal", null)]
    [InlineData("**Ny lokal**", null)]
    [InlineData("A. Ny lokal", null)]
    [InlineData("B) Ny lokal", null)]
    [InlineData("I. Ny lokal", null)]
    [InlineData("VIII) Ny lokal", null)]
    [InlineData("Aktivitet A – Ny lokal", null)]
    [InlineData("Aktivitet A\n\nNy lokal", null)]
    [InlineData("Aktivitet II: Ny lokal", null)]
    [InlineData("Ny lokal\n--------", null)]
    [InlineData("Ny lokal\nEnhet: Norra", null)]
    [InlineData("Ny\nlokal", null)]
    [InlineData("Ny lokal", null)]
    [InlineData("Åtgärd: Ny lokal", null)]
    [InlineData("Insats – Ny lokal", null)]
    [InlineData("Uppdrag och aktivitet 1: Ny lokal", 1)]
    [InlineData("Uppdrag 1:Ny lokal", 1)]
    [InlineData("1.Uppdrag/Aktivitet\n\nNy lokal", 1)]
    [InlineData("Nr 1 – Ny lokal", 1)]
    [InlineData("1 – Ny lokal", 1)]
    [InlineData("Uppdrag/Aktivitet: 1. Ny lokal", 1)]
    [InlineData("Aktivitet:\t1\nNy lokal", 1)]
    [InlineData("Upp\u00ADdrag/Akti\u200Bvitet\u00A01\n\nNy lokal", 1)]
    public void Read_HeadingOfAnyKind_GivesNumberAndTitle(string heading, int? number)
    {
        var read = Read($"Kvalitetsrapport\n\n{heading}\n\nUppföljning\n\nEtt.\n\nAnalys\n\nTvå.\n\n{heading}\n\nUppföljning\n\nTre.\n");
        Assert.Equal("Kvalitetsrapport", read.Title);
        Assert.Equal(2, read.Activities.Count);
        Assert.All(read.Activities, activity => Assert.Equal(number, activity.Number));
        Assert.All(read.Activities, activity => Assert.Equal("Ny lokal", activity.Title));
        Assert.Equal(["Ett.", "Tre."], read.Activities.Select(activity => activity.FollowUp));
        Assert.Equal(["Två.", ""], read.Activities.Select(activity => activity.Analysis));
    }

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

    [Fact]
    public void Read_NumberedListInText_NeverBecomesAnActivity()
    {
        var read = Read("""
            1. Ny lokal

            Uppföljning

            Vi behöver:
            1. mer tid
            2. fler lärare

            3. Bättre lokaler

            Analys

            1. Först
            2. Sedan

            2. Ny rutin

            Uppföljning

            Klart.
            """);
        Assert.Equal(["Ny lokal", "Ny rutin"], read.Activities.Select(activity => activity.Title));
        Assert.Equal("Vi behöver:\n1. mer tid\n2. fler lärare\n\n3. Bättre lokaler", read.Activities[0].FollowUp);
        Assert.Equal("1. Först\n2. Sedan", read.Activities[0].Analysis);
    }

    [Theory]
    [InlineData("2. Rörelse\n\nAktiviteten utgår.", "2. Rörelse\n\nAktiviteten utgår.")]
    [InlineData("2. Rörelse\n\n3. Utflykt\n\nAktiviteten utgår.", "2. Rörelse\n\n3. Utflykt\n\nAktiviteten utgår.")]
    public void Read_NumberedActivityWithoutLabels_DoesNotTakeTheNext(string unlabelled, string kept)
    {
        var read = Read($"Rapport\n\n1. Läsning\n\nUppföljning\n\nEtt.\n\nAnalys\n\nTvå.\n\n{unlabelled}\n\n4. Sång\n\nUppföljning\n\nTre.\n\n5. Dans\n\nUppföljning\n\nFyra.");
        Assert.Equal([1, 4, 5], read.Activities.Select(activity => activity.Number));
        Assert.Equal("Två.\n\n" + kept, read.Activities[0].Analysis);
    }

    [Theory]
    [InlineData("Rapport\n1. Läsning\nUppföljning\nEtt.\nAnalys\nTvå.\n2. Räkning\nUppföljning\nTre.\nAnalys\nFyra.", 0)]
    [InlineData("Rapport\n\nHär följer aktiviteterna.\n1. Läsning\nUppföljning\nEtt.\nAnalys\nTvå.\n2. Räkning\nUppföljning\nTre.", 1)]
    [InlineData("Rapport\n\n1. Läsning\n\nAlla ska läsa.\n\nUppföljning\n\nEtt.\n\nAnalys\n\nTvå.\n\n2. Räkning\n\nAlla ska räkna.\n\nDet är viktigt.\n\nUppföljning\n\nTre.", 3)]
    [InlineData("Rapport\n\n1. Läsning\n- i skolan\n- hemma\n  också\n\nUppföljning\n\nEtt.\n\nAnalys\n\nTvå.\n\n2. Räkning\n\nUppföljning\n\nTre.", 3)]
    [InlineData("Rapport\n\n2.1 Läsning\n\nAlla ska läsa.\n\nUppföljning\n\nEtt.\n\nAnalys\n\nTvå.\n\n2.2 Räkning\n\nAlla ska räkna.\n\nUppföljning\n\nTre.", 2)]
    public void Read_NumberedHeadingWithoutGapOrWithDescription_BeginsAnActivity(string text, int leftOver)
    {
        var read = Read(text);
        Assert.Equal("Rapport", read.Title);
        Assert.Equal([("Läsning", "Ett."), ("Räkning", "Tre.")], read.Activities.Select(activity => (activity.Title, activity.FollowUp)));
        Assert.StartsWith("Två.", read.Activities[0].Analysis, StringComparison.Ordinal);
        Assert.Equal(leftOver, read.Kinds.Count(kind => kind == LineKind.LeftOver));
    }

    [Fact]
    public void Read_NumberedParagraphsBeforeADescribedHeading_StayInTheAnalysis()
    {
        var read = Read("1. Läsning\n\nMål.\n\nUppföljning\n\nEtt.\n\nAnalys\n\n1. Först\n\nDet här.\n\n2. Sedan\n\nDet där.\n\n2. Räkning\n\nMål.\n\nUppföljning\n\nTre.");
        Assert.Equal(["Läsning", "Räkning"], read.Activities.Select(activity => activity.Title));
        Assert.Equal("1. Först\n\nDet här.\n\n2. Sedan\n\nDet där.", read.Activities[0].Analysis);
    }

    [Fact]
    public void Read_NumberedListBeforeTheFirstActivity_BeginsNone()
    {
        var read = Read("Rapport\n\n1. Läsning\n\n2. Räkning\n\nOm dem.\n\nAktivitet: Sång\n\nUppföljning\n\nEtt.");
        Assert.Equal("Sång", Assert.Single(read.Activities).Title);
    }

    [Theory]
    [InlineData("Vi gjorde:\nAktivitet 1: köpte böcker\nAktivitet 2: utbildade lärare\nAktivitet 3: åkte bort")]
    [InlineData("Vi gjorde:\n\nAktivitet 1: köpte böcker\n\nAktivitet 2: utbildade lärare\n\nSlut.")]
    [InlineData("Vi gjorde detta.\nInsats 1: köpte böcker\nInsats 2: utbildade lärare")]
    [InlineData("Vi ser brister.\n\nÅtgärd 1: köpa böcker\nÅtgärd 2: utbilda lärare")]
    public void Read_EnumerationOfActivitiesInAText_BeginsNone(string list)
    {
        foreach (var heading in (string[])["Aktivitet {0}: ", "{0}. ", "{0}. Uppdrag/Aktivitet: "])
        {
            var (one, two) = (string.Format(null, heading, 1) + "Läsning", string.Format(null, heading, 2) + "Räkning");
            foreach (var text in (string[])[$"{list}\n\nAnalys\n\nSå.", $"Ett.\n\nAnalys\n\n{list}"])
            {
                var read = Read($"Rapport\n\n{one}\n\nUppföljning\n\n{text}\n\n{two}\n\nUppföljning\n\nTre.\n\nAnalys\n\nFyra.");
                Assert.Equal(["Läsning", "Räkning"], read.Activities.Select(activity => activity.Title));
                Assert.Contains("utbilda", read.Activities[0].FollowUp + read.Activities[0].Analysis, StringComparison.Ordinal);
                Assert.DoesNotContain(LineKind.LeftOver, read.Kinds);
            }
        }
    }

    [Fact]
    public void Read_NumberedActivityWithoutLabels_IsKept()
    {
        var read = Read("Rapport\n\nAktivitet 1: A\n\nUtgår.\n\nAktivitet 2: B\n\nUppföljning\n\nEtt.\n\nAktivitet 3: C\n\nAktivitet 4: D\n\nUppföljning\n\nTvå.");
        Assert.Equal(["A", "B", "C", "D"], read.Activities.Select(activity => activity.Title));
        Assert.Equal(["", "Ett.", "", "Två."], read.Activities.Select(activity => activity.FollowUp));
    }

    [Theory]
    [InlineData("Uppdrag {0}: Mål\nAktivitet: Del {0}\nAnsvarig enhet: Norra", true)]
    [InlineData("Uppdrag {0}: Mål\n\nAktivitet: Del {0}", true)]
    [InlineData("Uppdrag: Mål\nAktivitet: Del {0}", false)]
    [InlineData("Uppdrag\nMål\n\nAktivitet\nDel {0}", false)]
    [InlineData("{0}. Mål\n\nUppdrag/Aktivitet\n\nDel {0}", true)]
    [InlineData("Aktivitet {0}: Mål\nUppdrag: Del {0}", true)]
    [InlineData("Nr {0}\nUppdrag: Mål – Del {0}", true)]
    [InlineData("Nr:\t{0}\nAktivitet:\tMål – Del {0}", true)]
    [InlineData("Aktivitet nr: {0}\nAktivitetens namn: Mål – Del {0}", true)]
    public void Read_HeadingOfTwoLines_GivesOneActivity(string heading, bool isNumbered)
    {
        var read = Read(string.Join("\n\n", ((string[])["Rapport", "1", "2", "3"]).Select((number, i) => i == 0 ? number
            : string.Format(null, heading, number) + "\nUppföljning: Ett.\nAnalys: Två.")));
        Assert.Equal([1, 2, 3], read.Activities.Select((activity, i) => isNumbered ? activity.Number : activity.Number ?? i + 1));
        Assert.Equal(["Mål – Del 1", "Mål – Del 2", "Mål – Del 3"], read.Activities.Select(activity => activity.Title));
        Assert.All(read.Activities, activity => Assert.Equal(("Ett.", "Två."), (activity.FollowUp, activity.Analysis)));
        Assert.DoesNotContain(LineKind.LeftOver, read.Kinds);
    }

    [Fact]
    public void Read_CommissionOverSeveralNumberedActivities_IsAGroup()
    {
        var read = Read("Rapport\n\nUppdrag 1: Mål\n\nAktivitet 1: A\nUppföljning: a\n\nAktivitet 2: B\nUppföljning: b\n\nUppdrag 2: Trygghet\n\nAktivitet 3: C\nUppföljning: c");
        Assert.Equal([(1, "A", "a"), (2, "B", "b"), (3, "C", "c")], read.Activities.Select(activity => (activity.Number ?? 0, activity.Title, activity.FollowUp)));
        Assert.Equal(2, read.Kinds.Count(kind => kind == LineKind.LeftOver));
    }

    [Fact]
    public void Read_ListOrChapterAboveAnUnnumberedHeading_DoesNotJoinIt()
    {
        var read = Read("Rapport\n\n1. Uppföljning av året\n\nAktivitet: A\n\nUppföljning\n\nEtt.\n\nAnalys\n\n1. Mer tid\n2. Fler lärare\n\nAktivitet: B\n\nUppföljning\n\nTvå.");
        Assert.Equal(["A", "B"], read.Activities.Select(activity => activity.Title));
        Assert.Equal("1. Mer tid\n2. Fler lärare", read.Activities[0].Analysis);
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

    [Theory]
    [InlineData("Åtgärd 1. A", "Åtgärd: B")]
    [InlineData("A. A", "B. B")]
    [InlineData("I. A", "II. B")]
    [InlineData("A\n-", "B\n---")]
    public void Read_HeadingsOfOtherForms_GiveTheirActivities(string one, string two)
    {
        var read = Read($"Rapport\n\n{one.Replace("\n-", "\n---", StringComparison.Ordinal)}\n\nUppföljning\n\nEtt.\n\nAnalys\n\nTvå.\n\n{two}\n\nUppföljning\n\nTre.");
        Assert.Equal([("A", "Ett.", "Två."), ("B", "Tre.", "")], read.Activities.Select(activity => (activity.Title, activity.FollowUp, activity.Analysis)));
    }

    [Theory]
    [InlineData("B. Karlsson höll i den")]
    [InlineData("Åtgärd: köpa böcker")]
    [InlineData("Insats – fler lärare")]
    [InlineData("Uppdrag och aktiviteter")]
    [InlineData("I. Först")]
    public void Read_LineOfTextLikeAHeading_StaysThere(string line)
    {
        foreach (var heading in (string[])["1. T", "Aktivitet 1: T", "1. Uppdrag/Aktivitet\n\nT"])
        {
            var read = Read($"Rapport\n\n{heading}\n\nUppföljning\n\nEtt.\n\n{line}\n\nTre.\n\nAnalys\n\n{line}\n\nSlut.");
            var activity = Assert.Single(read.Activities);
            Assert.Equal(($"Ett.\n\n{line}\n\nTre.", $"{line}\n\nSlut."), (activity.FollowUp, activity.Analysis));
        }
    }

    [Fact]
    public void Read_RepeatedLabel_IsKeptAsText()
    {
        var activity = Assert.Single(Read("Aktivitet 1: T\nUppföljning\nEtt.\nAnalys\nTvå.\nUppföljning\nTre.").Activities);
        Assert.Equal("Ett.", activity.FollowUp);
        Assert.Equal("Två. Uppföljning Tre.", activity.Analysis);
    }

    [Theory]
    [InlineData("Ansvarig enhet: Norra skolan\nStatus: Pågår\nUppföljning: Text.\nAnalys: Mer.")]
    [InlineData("Status: Pågår\nEnhet: Norra skolan\n\nUppföljning\nText.\nAnalys\nMer.")]
    [InlineData("Uppföljning\nText.\nAnalys\nMer.\nAnsvarig enhet: Norra skolan\nStatus: PÅGÅR.")]
    [InlineData("Uppföljning\nText.\nStatus: Påbörjad\nAnalys\nMer.\n\nEnhet: Norra skolan")]
    [InlineData("Ansvarig enhet\tNorra skolan\nStatus\tPågår\nUppföljning\tText.\nAnalys\tMer.")]
    [InlineData("Ansvarig enhet:\nNorra skolan\nStatus:\nPågående\n\nUppföljning\nText.\nAnalys\nMer.")]
    [InlineData("- Ansvarig enhet: Norra skolan\n- Status: Pågår\n- Uppföljning: Text.\n- Analys: Mer.")]
    [InlineData("- Ansvarig enhet: Norra skolan\n- Status: Pågår\n\nUppföljning: Text.\nAnalys: Mer.")]
    [InlineData("Ansvarig enhet – Norra skolan\nStatus – Pågår\nUppföljning – Text.\nAnalys – Mer.")]
    [InlineData("Ansvarig enhet - Norra skolan\nStatus - Pågår\nUppföljning - Text.\nAnalys - Mer.")]
    [InlineData("Ansvarig enhet: Norra skolan\nStatus: Pågår\n**Uppföljning** Text.\n\n**Analys** Mer.")]
    [InlineData("**Ansvarig enhet:** Norra skolan\n**Status:** Pågår\n\n**Uppföljning:** Text.\n\n**Analys:** Mer.")]
    public void Read_Properties_AreFoundInAnyPlace(string rest)
    {
        var activity = Assert.Single(Read("Aktivitet 1: T\n" + rest).Activities);
        Assert.Equal(("T", "Norra skolan", NoteStatus.InProgress, true), (activity.Title, activity.UnitName, activity.Suggestion!.Status, activity.Suggestion.IsStated));
        Assert.Equal(("Text.", "Mer."), (activity.FollowUp, activity.Analysis));
    }

    [Theory]
    [InlineData("Ansvarig: Anna Exempelsson")]
    [InlineData("Klar senast: 2019-06-30")]
    [InlineData("Status: Delvis genomförd")]
    [InlineData("Status: Genomförd?")]
    [InlineData("Läge: Godkänd")]
    public void Read_PropertyThatCannotBeHeld_IsLeftOver(string line)
    {
        var read = Read($"Aktivitet 1: T\n{line}\nUppföljning: Text.");
        Assert.Equal(LineKind.LeftOver, read.Kinds[1]);
        Assert.Null(Assert.Single(read.Activities).Suggestion);
    }

    [Theory]
    [InlineData("Aktivitet 1: T\nSyfte: Alla ska läsa\nFörväntad effekt: God", null, 2)]
    [InlineData("Aktivitet 1: T\nSyfte: Alla ska läsa\noch räkna", null, 2)]
    [InlineData("1. Uppdrag/Aktivitet\n\nBeslutad: 2021-06-01\n\nT", null, 1)]
    [InlineData("1. Uppdrag/Aktivitet\n\nAnsvarig förvaltning: BUF\n\nT", "BUF", 0)]
    [InlineData("Aktivitet 1: T\nAnsvarig skola: Norra skolan", "Norra skolan", 0)]
    [InlineData("Aktivitet 1: T\nBerörda enheter: Norra, Södra", "Norra, Södra", 0)]
    [InlineData("Aktivitet 1: T\nAnsvarig: Förskolan Ängen", "Förskolan Ängen", 0)]
    [InlineData("Aktivitet 1: T\nAnsvarig: rektor på Norra skolan", null, 1)]
    [InlineData("Aktivitet 1: T\nAnsvarig enhet:\nStatus: Pågår\n\nVi ska läsa mer i alla skolor.", null, 1)]
    [InlineData("Aktivitet 1: T\n\nAnsvarig enhet\n\nNorra skolan", "Norra skolan", 0)]
    [InlineData("Aktivitet 1: T\nAnsvariga enheter:\n- Norra skolan\n- Södra skolan", "Norra skolan, Södra skolan", 0)]
    public void Read_PropertiesOfTheHeading_AreNoPartOfTheTitle(string heading, string? unit, int leftOver)
    {
        var read = Read(heading + "\n\nUppföljning\n\nText.");
        var activity = Assert.Single(read.Activities);
        Assert.Equal(("T", unit, "Text."), (activity.Title, activity.UnitName, activity.FollowUp));
        Assert.Equal(leftOver, read.Kinds.Count(kind => kind == LineKind.LeftOver));
    }

    [Fact]
    public void Read_TitleWithAColon_IsTheTitle()
    {
        var read = Read("1. Uppdrag/Aktivitet\n\nMatematik: en satsning\n\nUppföljning\n\nText.");
        Assert.Equal("Matematik: en satsning", Assert.Single(read.Activities).Title);
    }

    [Fact]
    public void Read_PropertyLookalikeInsideText_StaysThere()
    {
        var activity = Assert.Single(Read("Aktivitet 1: T\nUppföljning\nEnhet: Öst har börjat.\nStatus: vi har kommit halvvägs.\nKlar senast: nästa år.\nOch mer.").Activities);
        Assert.Equal("Enhet: Öst har börjat. Status: vi har kommit halvvägs. Klar senast: nästa år. Och mer.", activity.FollowUp);
        Assert.Null(activity.UnitName);
    }

    [Theory]
    [InlineData("Avslutning")]
    [InlineData("5. Avslutning")]
    [InlineData("## Sammanfattning")]
    [InlineData("SLUTORD")]
    [InlineData("Bilaga 1: Enkät")]
    [InlineData("Bilaga A: Enkät")]
    [InlineData("Bilaga: Enkät")]
    [InlineData("Sammanfattning och framåtblick")]
    [InlineData("SAMMANFATTANDE ANALYS AV ÅRETS ARBETE")]
    [InlineData("Avslutande analys")]
    [InlineData("Övergripande analys")]
    [InlineData("Planerade aktiviteter läsåret 2023/24")]
    public void Read_ClosingChapter_IsLeftOver(string heading)
    {
        var read = Read($"Rapport\n\nAktivitet 1: T\n\nAnalys\n\nText.\n\n{heading}\n\nRapporten behandlas i september.\n\nAnalys\n\nHela bilden.");
        Assert.Equal("Text.", Assert.Single(read.Activities).Analysis);
        Assert.Equal(4, read.Kinds.Count(kind => kind == LineKind.LeftOver));
    }

    [Theory]
    [InlineData("Målområde 2: Trygghet")]
    [InlineData("Mål 2 – Trygghet")]
    [InlineData("Kapitel 3 Trygghet")]
    [InlineData("Trygghet och studiero")]
    [InlineData("Förskola")]
    [InlineData("Delaktighet och inflytande")]
    [InlineData("Normer och värden")]
    [InlineData("Kunskaper")]
    [InlineData("## Trygghet")]
    [InlineData("**Trygghet**")]
    [InlineData("2. Kunskaper")]
    [InlineData("TRYGGHET OCH STUDIERO")]
    [InlineData("Övrigt")]
    [InlineData("Trygghet, hälsa och välbefinnande")]
    [InlineData("Målområde – Digitalisering")]
    public void Read_ChapterBetweenActivities_IsLeftOver(string heading)
    {
        var read = Read($"Rapport\n\nAktivitet 1: T\n\nAnalys\n\nText.\n\n{heading}\n\nAktivitet 2: U\n\nAnalys\n\nMer.");
        Assert.Equal(["Text.", "Mer."], read.Activities.Select(activity => activity.Analysis));
        Assert.Equal(LineKind.LeftOver, read.Kinds[8]);
    }

    [Theory]
    [InlineData("Innehåll\n\nAktivitet 1: A .... 3\nAktivitet 2: B .... 4\nAvslutning .... 5")]
    [InlineData("Innehåll\n\nUppdrag 1 – A\t3\nUppdrag 2 – B\t4")]
    [InlineData("Innehåll\n\n1. A\t3\n1.1 Uppföljning\t3\n1.2 Analys\t4\n2. B\t5\n2.1 Uppföljning\t5\n2.2 Analys\t6\n\nInledning\n\nText.")]
    [InlineData("Innehållsförteckning\n\n1. Uppdrag/Aktivitet – A\t2\n2. Uppdrag/Aktivitet – B\t3\nAvslutning\t4")]
    [InlineData("Innehåll\n\nAktivitet 1: A\nAktivitet 2: B")]
    [InlineData("Innehåll\n\n1. Uppdrag/Aktivitet – A\n2. Uppdrag/Aktivitet – B")]
    [InlineData("Sammanfattning\n\nAktivitet 1: genomförd\nAktivitet 2: pågår")]
    [InlineData("Uppdrag\n\nNämndens uppdrag är att alla ska lära.\n\nUppdrag/Aktivitet: vad som skulle göras\nUppföljning: vad som har gjorts\nAnalys: varför det blev så")]
    [InlineData("Rapporten har tre delar:\n1. Uppdrag\n2. Uppföljning\n3. Analys")]
    [InlineData("Rapporten har tre delar.\n\n1. Uppdrag\n\n2. Uppföljning\n\n3. Analys")]
    public void Read_WhatComesBeforeTheActivities_IsLeftOver(string preface)
    {
        foreach (var heading in (string[])["{0}. Uppdrag/Aktivitet\n\n", "{0}. ", "Aktivitet {0}: "])
        {
            var (one, two) = (string.Format(null, heading, 1) + "A", string.Format(null, heading, 2) + "B");
            var read = Read($"Rapport\n\n{preface}\n\n{one}\n\nUppföljning\n\nEtt.\n\nAnalys\n\nTvå.\n\n{two}\n\nUppföljning\n\nTre.");
            Assert.Equal([(1, "A", "Ett."), (2, "B", "Tre.")], read.Activities.Select(activity => (activity.Number ?? 0, activity.Title, activity.FollowUp)));
            Assert.Equal(preface.Split('\n').Count(line => line.Length > 0), read.Kinds.Count(kind => kind == LineKind.LeftOver));
        }
    }

    [Fact]
    public void Read_LineWithANumberAtItsEnd_IsNoContentsInsideAnActivity()
    {
        var read = Read("Rapport\n\nAktivitet\t1\nLäsning\n\nUppföljning\n\n1. Läsare\t12\nAktivitet 2: böcker .... 30\n\nAnalys\n\nTvå.");
        var activity = Assert.Single(read.Activities);
        Assert.Equal((1, "Läsning", "1. Läsare\t12 Aktivitet 2: böcker .... 30"), (activity.Number, activity.Title, activity.FollowUp));
    }

    [Theory]
    [InlineData("Uppdrag 1. T\nAnalys\nText.\nAvslutning\nNämnden är nöjd.\nBilagor\n1. Enkät", 4)]
    [InlineData("Aktivitet 1: T\n\nAnalys\n\nText.\n\nSammanfattning\n\nAktivitet 1: genomförd\nAktivitet 2: pågår", 3)]
    [InlineData("Uppdrag 1: T\n\nAnalys\n\nText.\n\nPlanerade aktiviteter för 2023\n\nUppdrag 1: Sång\nUppdrag 2: Dans", 3)]
    [InlineData("## 1. T\n\n### Analys\n\nText.\n\n## Medskick till nämnden\n\nTack.", 2)]
    [InlineData("1. T\n----\n\nAnalys\n\nText.\n\nMedskick till nämnden\n---------------------\n\nTack.", 3)]
    public void Read_WhatComesAfterTheActivities_IsLeftOver(string text, int leftOver)
    {
        var read = Read("Rapport\n\n" + text);
        Assert.Equal("Text.", Assert.Single(read.Activities).Analysis);
        Assert.Equal(leftOver, read.Kinds.Count(kind => kind == LineKind.LeftOver));
    }

    [Theory]
    [InlineData("Kommande aktiviteter beslutas i juni")]
    [InlineData("Sammanfattande bedömning\n\nDet går framåt.")]
    [InlineData("Text.\n\nNya aktiviteter har startat")]
    [InlineData("Text.\n\nSammanfattningen är klar")]
    [InlineData("Text.\n\nBilagan saknas")]
    public void Read_LastAnalysisLikeAChapter_StaysThere(string analysis) =>
        Assert.Equal(analysis, Assert.Single(Read($"Rapport\n\nAktivitet 1: T\n\nAnalys\n\n{analysis}").Activities).Analysis);

    [Fact]
    public void Read_UnderlinedChapterBetweenActivities_IsLeftOver()
    {
        var read = Read("Rapport\n\nAktivitet 1: T\n\nAnalys\n\nText.\n\nMålområde 2: Trygghet\n---------\n\nAktivitet 2: U\n\nAnalys\n\nMer.\n\nNormer\n======\n\nAktivitet 3: V\n\nAnalys\n\nSist.");
        Assert.Equal(["Text.", "Mer.", "Sist."], read.Activities.Select(activity => activity.Analysis));
    }

    [Theory]
    [InlineData("1. Mer tid.\n\n2. Lokaler")]
    [InlineData("Vi behöver mer av\n\nTid och lokaler")]
    [InlineData("### Vad gick bra?\n\nMycket.")]
    [InlineData("Skola: Norra har kommit längst.")]
    public void Read_EndOfAnAnalysis_StaysThere(string end)
    {
        var read = Read($"Rapport\n\n## Aktivitet 1: T\n\nAnalys\n\n{end}\n\n## Aktivitet 2: U\n\nAnalys\n\nMer.");
        Assert.Equal(end, read.Activities[0].Analysis);
    }

    [Fact]
    public void Read_HeadingWithinAnAnalysis_StaysThere()
    {
        var read = Read("Aktivitet 1: T\n\nAnalys\n\nFörskola\n\nGod.\n\nSammanfattning\n\nBra.\n\nAktivitet 2: U\n\nAnalys\n\nMer.");
        Assert.Equal("Förskola\n\nGod.\n\nSammanfattning\n\nBra.", read.Activities[0].Analysis);
    }

    [Theory]
    [InlineData("Uppföljning av fjolårets\nplanerade aktiviteter\n\nAktivitet 1: T", "Uppföljning av fjolårets planerade aktiviteter")]
    [InlineData("# Kvalitetsrapport 2024\n\nAktivitet 1: T", "Kvalitetsrapport 2024")]
    [InlineData("Kvalitetsrapport\nFiktiva kommunen\n\nAktivitet 1: T", "Kvalitetsrapport")]
    [InlineData("Kvalitetsrapport\n================\n\nAktivitet 1: T", "Kvalitetsrapport")]
    [InlineData("\n\n  Rapport  \nAktivitet 1: T", "Rapport")]
    [InlineData("# Uppföljning 2022\n\nAktivitet 1: T", "Uppföljning 2022")]
    [InlineData("Uppföljning\n\nAktivitet 1: T\n\nUppföljning\n\nEtt.", "Uppföljning")]
    [InlineData("Sida 1 (4)\n==========\nRapport\n\nAktivitet 1: T", "Rapport")]
    [InlineData("Aktivitet 1: T\nUppföljning: x", null)]
    [InlineData("1. T\nUppföljning: x", null)]
    public void Read_FirstLine_IsTheTitleUnlessAnActivityBeginsThere(string text, string? title)
    {
        var read = Read(text);
        Assert.Equal(title, read.Title);
        Assert.Equal("T", Assert.Single(read.Activities).Title);
    }

    [Theory]
    [InlineData("-", "")]
    [InlineData("–", "")]
    [InlineData("Utkast, visas inte", "")]
    [InlineData("(Utkast, visas inte)", "")]
    [InlineData("a\nb\n\n\n\nc", "a b\n\nc")]
    [InlineData("Vi ser:\n- ett\n  som fortsätter\n- två\n\n- tre", "Vi ser:\n- ett som fortsätter\n- två\n\n- tre")]
    [InlineData("• ett\n•\ttvå\n· tre\no\tfyra", "- ett\n- två\n- tre\n- fyra")]
    [InlineData("1. ett\n2. två\nmer\n3) tre", "1. ett\n2. två mer\n3) tre")]
    [InlineData("Det var under\n2019. Därefter kom\n3. Och så\n– alltså nu – slut", "Det var under 2019. Därefter kom 3. Och så – alltså nu – slut")]
    [InlineData("kvalitets-\noch verksamhet", "kvalitets- och verksamhet")]
    [InlineData("C:\\mapp\\ \\\\server\\del \\ slut\\", "C:\\mapp\\ \\\\server\\del \\ slut\\")]
    public void Read_Text_IsJoined(string text, string expected)
    {
        Assert.Equal(expected, Assert.Single(Read($"Aktivitet 1: T\n\nUppföljning\n\n{text}\n\nAnalys\n\nx").Activities).FollowUp);
    }

    [Fact]
    public void Read_PageNumbersAndFooters_AreLeftOver()
    {
        var read = Read("Rapport\n\n1. Uppdrag/Aktivitet\n\nNy läroplan i\n                         1\nförskolan\n\nUppföljning\n\nEtt.\n\nExempelby kommun   2 (7)\n\nTvå.\n\n- 3 -\n\nTre.\n\nS. 4\n\nSida: 5\n\n"
            + "6\n\nAnalys\n\nFyra.\n\nExempelby kommun          7 (7)\n\n8/9\n\n9 av 9");
        var activity = Assert.Single(read.Activities);
        Assert.Equal(("Ny läroplan i förskolan", "Ett.\n\nTvå.\n\nTre.", "Fyra."), (activity.Title, activity.FollowUp, activity.Analysis));
        Assert.Equal(9, read.Kinds.Count(kind => kind == LineKind.LeftOver));
    }

    [Fact]
    public void Read_NumbersInAText_StayThere()
    {
        const string text = "Antal elever\n\n12\n\nAntal lärare\n\n7\n\nNorra skolan 3 (12)\n\n5/7\n\nMer text.";
        Assert.Equal(text, Assert.Single(Read($"Aktivitet 1: T\n\nUppföljning\n\n{text}").Activities).FollowUp);
    }

    [Theory]
    [InlineData("Bara en titel")]
    [InlineData("Titel\n\nText utan rubriker.\n\n1. En lista\n2. till\n\nAnalysen visar.")]
    public void Read_WithoutActivities_GivesNoneAndLeavesAllOver(string text)
    {
        var read = Read(text);
        Assert.Empty(read.Activities);
        Assert.DoesNotContain(LineKind.ActivityText, read.Kinds);
    }

    [Fact]
    public void Read_NoLines_GivesNothing()
    {
        var read = ReportReader.Read(new ReadDocument([]));
        Assert.Null(read.Title);
        Assert.Empty(read.Kinds);
    }

    [Fact]
    public void Read_IndentedFile_ReadsTheSame()
    {
        const string text = "Rapport\n\n1. Uppdrag/Aktivitet\n\nNy lokal\n\nUppföljning\n\nText.\n- punkt\n\nAnalys\n\n-";
        var indented = string.Join('\n', text.Split('\n').Select(line => "\t  " + line + " \t"));
        Assert.Equal(Read(text).Activities, Read(indented).Activities);
        Assert.Equal("Rapport", Read(indented).Title);
    }

    [Fact]
    public void Read_Activities_KnowTheirLines()
    {
        var read = Read("Rapport\n\nAktivitet 1: A\nUppföljning: x\n\n\nAktivitet 2: B\nUppföljning: y\n\nAvslutning\n\nSlut.");
        Assert.Equal([(2, 3), (6, 7)], read.Activities.Select(activity => (activity.FirstLine, activity.LastLine)));
    }

    private static ReadReport Read(string text) => ReportReader.Read(TextDocumentReader.ReadPasted(text).Document!);
}
