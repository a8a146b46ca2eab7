using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Documents.Text;
using Xunit;

namespace FollowUp.Core.Tests.Imports;

/// <summary>Unit, status and other properties of an activity.</summary>
public sealed class ReportPropertyTests
{
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

    private static ReadReport Read(string text) => ReportReader.Read(TextDocumentReader.ReadPasted(text).Document!);
}
