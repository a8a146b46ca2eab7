using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using Xunit;
using static FollowUp.Core.Notes.NoteStatus;

namespace FollowUp.Core.Tests.Imports;

/// <summary>A wrong suggestion is worse than none: most of these sentences must give none.</summary>
public sealed class StatusInferenceTests
{
    [Theory]
    // Plainly stated.
    [InlineData("Aktiviteten är genomförd.", Completed)]
    [InlineData("Aktiviteten är genomförd enligt plan.", Completed)]
    [InlineData("Aktiviteten har genomförts på alla skolor.", Completed)]
    [InlineData("Aktiviteten genomfördes under våren 2019.", Completed)]
    [InlineData("Insatsen är nu slutförd.", Completed)]
    [InlineData("Denna utbildningsinsats är genomförd", Completed)]
    [InlineData("Vi har genomfört aktiviteten.", Completed)]
    [InlineData("Genomförd.", Completed)]
    [InlineData("Genomfört under hösten.", Completed)]
    [InlineData("Projektet är klart.", Completed)]
    [InlineData("Vi kan konstatera att aktiviteten är genomförd.", Completed)]
    [InlineData("Arbetet är påbörjat och kommer att pågå ytterligare några år.", InProgress)]
    [InlineData("Arbetet pågår.", InProgress)]
    [InlineData("Arbetet är påbörjat på fyra av sju förskolor.", InProgress)]
    [InlineData("Aktiviteten har startat.", InProgress)]
    [InlineData("Denna aktivitet är påbörjad men ej slutförd.", InProgress)]
    [InlineData("Aktiviteten är påbörjad men inte klar.", InProgress)]
    [InlineData("Vi har under våren 2019 påbörjat ett projekt inom IT.", InProgress)]
    [InlineData("Arbetet har kommit igång.", InProgress)]
    [InlineData("Påbörjat.", InProgress)]
    [InlineData("Pågår.", InProgress)]
    [InlineData("Arbetet påbörjades i augusti.", InProgress)]
    [InlineData("Arbetet är påbörjat och beräknas vara genomfört till sommaren.", InProgress)]
    [InlineData("Ej påbörjat på grund av att vår HR-strateg har slutat. Aktiviteten kommer att påbörjas senare.", NotStarted)]
    [InlineData("Arbetet är ännu inte påbörjat.", NotStarted)]
    [InlineData("Aktiviteten har inte påbörjats.", NotStarted)]
    [InlineData("Vi har inte påbörjat arbetet.", NotStarted)]
    [InlineData("Arbetet har inte kommit igång.", NotStarted)]
    [InlineData("Tyvärr har vi annat att göra. Aktiviteten är icke påbörjad.", NotStarted)]
    [InlineData("Aktiviteten är inte genomförd.", NotCarriedOut)]
    [InlineData("Denna utbildningsinsats är ej genomförd", NotCarriedOut)]
    [InlineData("Aktiviteten har inte kunnat genomföras.", NotCarriedOut)]
    [InlineData("Aktiviteten kunde inte genomföras eftersom alla var sjuka.", NotCarriedOut)]
    [InlineData("Aktiviteten genomfördes aldrig.", NotCarriedOut)]
    [InlineData("Aktiviteten ställdes in.", NotCarriedOut)]
    [InlineData("Insatsen blev inte av.", NotCarriedOut)]
    [InlineData("Ej genomförd på grund av pandemin.", NotCarriedOut)]
    // Intention and future.
    [InlineData("Aktiviteten ska genomföras under hösten.", null)]
    [InlineData("Aktiviteten kommer att påbörjas i augusti.", null)]
    [InlineData("Arbetet planeras vara genomfört i juni.", null)]
    [InlineData("Arbetet beräknas vara klart 2020.", null)]
    [InlineData("Målet är att aktiviteten är genomförd i juni.", null)]
    [InlineData("Vi kommer att ha genomfört aktiviteten före sommaren.", null)]
    [InlineData("Aktiviteten är genomförd först nästa år.", null)]
    // A part, somebody else, another time.
    [InlineData("Linden har genomfört två omgångar.", null)]
    [InlineData("Vi har genomfört tre utbildningar.", null)]
    [InlineData("Utvärderingen är genomförd.", null)]
    [InlineData("Kartläggningen är påbörjad.", null)]
    [InlineData("Första delen av aktiviteten är genomförd.", null)]
    [InlineData("Aktiviteten är genomförd på tre av fem skolor.", null)]
    [InlineData("Aktiviteten är genomförd på 3 av 5 skolor.", null)]
    [InlineData("Aktiviteten är genomförd i förskolan men inte i grundskolan.", null)]
    [InlineData("Aktiviteten är genomförd till hälften.", null)]
    [InlineData("Aktiviteten är delvis genomförd.", null)]
    [InlineData("Aktiviteten är så gott som genomförd.", null)]
    [InlineData("Aktiviteten är nästan klar.", null)]
    [InlineData("Förra årets aktivitet är genomförd.", null)]
    [InlineData("Grannkommunen har påbörjat ett arbete.", null)]
    [InlineData("Vi har även påbörjat ett arbete kring läsning.", null)]
    [InlineData("- Aktiviteten är genomförd\n- Aktiviteten är utvärderad", null)]
    [InlineData("Vi har provat detta under våren och alla är positiva.", null)]
    [InlineData("Genomförd utvärdering visar goda resultat.", null)]
    [InlineData("Klart är att mer behövs.", null)]
    [InlineData("Pågående arbete med närvaro har gett resultat.", null)]
    // Negation that does not mean what it touches.
    [InlineData("Aktiviteten är inte genomförd på alla skolor.", null)]
    [InlineData("Aktiviteten är inte genomförd fullt ut.", null)]
    [InlineData("Aktiviteten har inte genomförts som planerat.", null)]
    [InlineData("Aktiviteten är inte bara genomförd utan även utvärderad.", null)]
    [InlineData("Aktiviteten är ännu inte genomförd.", null)]
    [InlineData("Arbetet är inte avslutat.", null)]
    [InlineData("Arbetet pågår inte längre.", null)]
    [InlineData("Arbetet är inte påbörjat på alla enheter.", null)]
    // Questions and conditions.
    [InlineData("Är aktiviteten genomförd?", null)]
    [InlineData("Aktiviteten är genomförd?", null)]
    [InlineData("Om aktiviteten är genomförd ska den utvärderas.", null)]
    [InlineData("När arbetet är påbörjat följer vi upp det.", null)]
    [InlineData("Aktiviteten är genomförd om alla mål är nådda.", null)]
    // Contradiction, and what is no status.
    [InlineData("Aktiviteten är genomförd. Arbetet pågår.", null)]
    [InlineData("Aktiviteten är genomförd. Utvärderingen återstår.", null)]
    [InlineData("Arbetet är påbörjat. Aktiviteten är ej genomförd.", null)]
    [InlineData("Aktiviteten påbörjades i höstas och avslutades i maj.", null)]
    [InlineData("Arbetet är påbörjat men har avbrutits.", null)]
    [InlineData("Arbetet är avslutat.", null)]
    [InlineData("Arbetet har utvecklats men behöver följas.", null)]
    [InlineData("", null)]
    public void Infer_Text_SuggestsOnlyWhatItPlainlyStates(string text, NoteStatus? expected)
    {
        Assert.Equal(expected, ReportReader.InferStatus(text, "")?.Status);
        Assert.Equal(expected, ReportReader.InferStatus("Alla har fått handledning.", text)?.Status);
    }

    [Fact]
    public void Infer_Statement_IsQuotedAsItStands()
    {
        var text = "Bra år. Denna aktivitet är  påbörjad men ej slutförd. Mer kommer.";
        var suggestion = ReportReader.InferStatus(text, "")!;
        Assert.Equal("Denna aktivitet är  påbörjad men ej slutförd", suggestion.Words);
        Assert.False(suggestion.IsStated);
    }
}
