using FollowUp.Core.Imports;
using FollowUp.Documents.Text;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

/// <summary>What stands before, between and after the activities.</summary>
public sealed class ReportChapterTests
{
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

    private static ReadReport Read(string text) => ReportReader.Read(TextDocumentReader.ReadPasted(text).Document!);
}
