using System.Diagnostics;
using FollowUp.Core.Notes;
using Xunit;

namespace FollowUp.Core.Tests.Notes;

public sealed class NoteWarningsTests
{
    private const string FollowUp =
        "Vi har infört en rutin för frånvaro på alla avdelningar och följer upp den varje månad. Mentorerna ringer hem redan första dagen.";

    private static readonly PersonNames Names = new(["Eva Provsson", "Anna-Lena Karin Öberg", "Hans Lindells", "Madonna"]);

    [Theory]
    [InlineData("Eva Provsson höll i arbetet.", "Eva Provsson")]
    [InlineData("enligt EVA PROVSSON.", "Eva Provsson")]
    [InlineData("Eva\nProvssons grupp", "Eva Provsson")]
    [InlineData("**Eva** Provsson", "Eva Provsson")]
    [InlineData("Anna-Lena Karin Öberg", "Anna-Lena Karin Öberg")]
    [InlineData("anna-lena öbergs elever", "Anna-Lena Karin Öberg")]
    [InlineData("Hans Lindells bok", "Hans Lindells")]
    [InlineData("Provsson, Eva (rektor)", "Eva Provsson")]
    [InlineData("Eva Maria Provsson höll i arbetet.", "Eva Provsson")]
    [InlineData("Anna Lena Öberg", "Anna-Lena Karin Öberg")]
    public void In_FullName_IsFound(string text, string name) => Assert.Equal([name], Names.In(text));

    [Theory]
    [InlineData("Eva är här. Provsson är där.")]
    [InlineData("Eva, Provsson")]
    [InlineData("Eva som arbetar med Provsson")]
    [InlineData("hos Provsson. Eva kom")]
    [InlineData("Eva Provssonska huset")]
    [InlineData("Neva Provsson")]
    [InlineData("Eva")]
    [InlineData("Madonna")]
    [InlineData("Lena Öberg")]
    [InlineData("Hans Lindell")]
    public void In_LessThanAFullName_IsNotFound(string text) => Assert.Empty(Names.In(text));

    [Fact]
    public void In_ManyNames_StopsAtTheLimit()
    {
        var names = new PersonNames(Enumerable.Range(0, 20).Select(i => $"Eva Prov{i}"));

        Assert.Equal(PersonNames.MaxFound, names.In(string.Join(' ', Enumerable.Range(0, 20).Select(i => $"Eva Prov{i}"))).Count);
    }

    [Fact]
    public void In_ThousandsOfNamesInTheLongestText_IsQuick()
    {
        var names = new PersonNames(Enumerable.Range(0, SubmissionService.MaxNames).Select(i => $"Förnamn{i} Efternamn{i}"));
        var text = string.Concat(Enumerable.Repeat("Förnamn7 och ett ord ", TypedText.MaxLength / 21));
        var time = Stopwatch.StartNew();

        Assert.Empty(names.In(text));

        Assert.InRange(time.ElapsedMilliseconds, 0, 500);
    }

    [Theory]
    [InlineData("-")]
    [InlineData(" – ")]
    [InlineData("...")]
    [InlineData("x")]
    [InlineData("XXX")]
    [InlineData("Inget.")]
    [InlineData("**Ingen analys**")]
    [InlineData("Se ovan!")]
    public void SaysNothing_DashOrWordsForNothing_IsTrue(string analysis) => Assert.True(NoteWarnings.SaysNothing(analysis));

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("Personalbrist.")]
    [InlineData("Ingen analys räcker, men vi tror att handledningen gjorde skillnad.")]
    public void SaysNothing_EmptyOrWithAReason_IsFalse(string analysis) => Assert.False(NoteWarnings.SaysNothing(analysis));

    [Fact]
    public void Repeats_SameTextWhateverItLooksLike_IsTrue()
    {
        Assert.True(NoteWarnings.Repeats(FollowUp, FollowUp));
        Assert.True(NoteWarnings.Repeats($"- {FollowUp.ToUpperInvariant().Replace(" ", "  ", StringComparison.Ordinal)}", FollowUp));
        Assert.True(NoteWarnings.Repeats($"{FollowUp} Bra.", $"Först. {FollowUp}"));
        Assert.True(NoteWarnings.Repeats("Vi har kommit igång.", "vi har **kommit** igång"));
    }

    [Fact]
    public void Repeats_ShortOrOwnText_IsFalse()
    {
        Assert.False(NoteWarnings.Repeats("Pågår.", "Pågår."));
        Assert.False(NoteWarnings.Repeats("Mentorerna ringer hem redan första dagen.", FollowUp));
        Assert.False(NoteWarnings.Repeats("", ""));
        Assert.False(NoteWarnings.Repeats(
            "Vi har infört en rutin för frånvaro på alla avdelningar. Det gav effekt där mentorerna hade tid, och därför lägger vi om deras schema till våren.", FollowUp));
    }

    [Fact]
    public void Of_Text_NamesEachPlace()
    {
        var found = NoteWarnings.Of(new NoteText(NoteStatus.Completed, "Eva Provsson, 640823-3234", "-"), Names);

        Assert.Equal(
            [(WarningKind.PersonalNumber, "FollowUp"), (WarningKind.PersonName, "FollowUp"), (WarningKind.AnalysisSaysNothing, "Analysis")],
            found.Select(warning => (warning.Kind, warning.Field)));
        Assert.DoesNotContain("640823", found[0].Code, StringComparison.Ordinal);
        Assert.Equal(["Eva Provsson"], found[1].Names);
        Assert.Empty(NoteWarnings.Of(new NoteText(NoteStatus.InProgress, "Det är gjort.", ""), Names));
    }
}
