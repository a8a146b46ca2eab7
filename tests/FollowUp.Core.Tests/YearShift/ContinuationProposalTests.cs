using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.YearShift;
using Xunit;

namespace FollowUp.Core.Tests.YearShift;

public sealed class ContinuationProposalTests
{
    [Theory]
    [InlineData(NoteStatus.InProgress, "", Continuation.Continues, ProposalReason.InProgress)]
    [InlineData(NoteStatus.NotStarted, "", Continuation.Continues, ProposalReason.NotStarted)]
    [InlineData(NoteStatus.NotCarriedOut, "Rektor slutade och ingen tog över.", Continuation.Continues, ProposalReason.NotCarriedOut)]
    [InlineData(NoteStatus.Completed, "Det gick bra eftersom alla var med.", Continuation.Ends, ProposalReason.Completed)]
    [InlineData(null, "", null, ProposalReason.NothingHandedIn)]
    [InlineData(NoteStatus.Completed, "Rutinen fungerar. Den övergår nu i ordinarie verksamhet.", Continuation.OrdinaryWork, ProposalReason.Analysis)]
    [InlineData(NoteStatus.Completed, "Projektet avslutas och blir en del av det löpande arbetet i ordinarie  verksamhet.", Continuation.OrdinaryWork, ProposalReason.Analysis)]
    [InlineData(NoteStatus.Completed, "Vi ser effekt, och arbetet FORTSÄTTER nästa läsår.", Continuation.Continues, ProposalReason.Analysis)]
    [InlineData(NoteStatus.InProgress, "Aktiviteten avslutas i juni.", Continuation.Ends, ProposalReason.Analysis)]
    [InlineData(NoteStatus.InProgress, "Aktiviteten ersätts av en gemensam plan.", Continuation.ReplacedBy, ProposalReason.Analysis)]
    [InlineData(NoteStatus.Completed, "Aktiviteten avslutas inte.", Continuation.Continues, ProposalReason.Analysis)]
    [InlineData(NoteStatus.InProgress, "Vi kommer inte att fortsätta.", Continuation.Ends, ProposalReason.Analysis)]
    [InlineData(NoteStatus.InProgress, "Det är ännu inte ordinarie verksamhet.", Continuation.Continues, ProposalReason.Analysis)]
    [InlineData(NoteStatus.InProgress, "Den ersätts inte.", Continuation.Continues, ProposalReason.InProgress)]
    [InlineData(NoteStatus.Completed, "Samtalen fortsätter över sommaren. Sedan avslutas aktiviteten.", Continuation.Ends, ProposalReason.Analysis)]
    [InlineData(NoteStatus.Completed, "Det ordinarie schemat höll, och avslutningen blev lyckad.", Continuation.Ends, ProposalReason.Completed)]
    public void Of_StatusAndAnalysis_ProposesWithTheReason(NoteStatus? status, string analysis, Continuation? expected, ProposalReason reason)
    {
        var proposal = ContinuationProposal.Of(status, analysis, isCarried: false);

        Assert.Equal((expected, reason), (proposal.Continuation, proposal.Reason));
        Assert.Equal(reason == ProposalReason.Analysis, proposal.Words.Length > 0);
    }

    [Fact]
    public void Of_WordsThatDecide_AreTheWholeSentenceAndNoMore()
    {
        var analysis = "Allt gick.\n\nVi fortsätter med lästiden! Sedan får vi se.";

        Assert.Equal("Vi fortsätter med lästiden!", ContinuationProposal.Of(NoteStatus.Completed, analysis, isCarried: false).Words);
        var cut = ContinuationProposal.Of(null, $"Vi fortsätter {new string('x', 500)}", isCarried: false).Words;
        Assert.Equal((ContinuationProposal.WordsLength, '…'), (cut.Length, cut[^1]));
    }

    [Fact]
    public void Of_AlreadyCarried_Continues() =>
        Assert.Equal(new(Continuation.Continues, ProposalReason.Carried), ContinuationProposal.Of(NoteStatus.Completed, "Den avslutas.", isCarried: true));
}
