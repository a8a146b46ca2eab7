using FollowUp.Core.Imports;
using FollowUp.Documents.Text;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

/// <summary>What begins an activity, and what only looks like it.</summary>
public sealed class ReportHeadingTests
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
    [InlineData("Åtgärd nummer {0}")]
    [InlineData("Insats {0}: läsning")]
    [InlineData("3. Ny lokal")]
    [InlineData("**Ny lokal**")]
    public void Read_TitleLikeAHeading_IsTheTitle(string title)
    {
        var read = Read(string.Join("\n\n", ((int[])[1, 2, 3]).Select(number => $"{number}. Uppdrag/Aktivitet\n\n{string.Format(null, title, number)}\n\nUppföljning\n\nEtt.\n\nAnalys\n\nTvå.")));
        Assert.Equal([1, 2, 3], read.Activities.Select(activity => activity.Number));
        Assert.Equal(((int[])[1, 2, 3]).Select(number => string.Format(null, title, number)), read.Activities.Select(activity => activity.Title));
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

    private static ReadReport Read(string text) => ReportReader.Read(TextDocumentReader.ReadPasted(text).Document!);
}
