using FollowUp.Core.Imports;
using FollowUp.Documents.Text;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

/// <summary>The report's title, its texts and its lines.</summary>
public sealed class ReportReaderTests
{
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
