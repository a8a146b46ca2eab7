using FollowUp.Core.Notes;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace FollowUp.Core.Tests.Notes;

public sealed class TextMergeTests
{
    private const int Cases = 2_000;

    [Theory]
    [InlineData("A\n\nB", "A1\n\nB", "A\n\nB2", "A1\n\nB2")]
    [InlineData("A\n\nB", "A\n\nNytt\n\nB", "A\n\nB\n\nSist", "A\n\nNytt\n\nB\n\nSist")]
    [InlineData("A\n\nB\n\nC", "A\n\nC", "A\n\nB\n\nC3", "A\n\nC3")]
    [InlineData("- a\n- b\n- c", "- a1\n- b\n- c", "- a\n- b\n- c3", "- a1\n- b\n- c3")]
    [InlineData("1. a\n2. b", "1. a\n2. b2", "1. a1\n2. b", "1. a1\n2. b2")]
    [InlineData("", "Båda", "Båda", "Båda")]
    [InlineData("A", "A och mer", "A", "A och mer")]
    [InlineData("", "Hej", "Hej på dig", "Hej på dig")]
    [InlineData("A\n\nB", "Nytt först\n\nA\n\nB", "A2\n\nB", "Nytt först\n\nA2\n\nB")]
    public void Join_DifferentParagraphs_HoldsBothChanges(string origin, string saved, string own, string expected)
    {
        Assert.Equal(new MergedText(expected, true), TextMerge.Join(origin, saved, own));
    }

    [Theory]
    [InlineData("A", "A1", "A2", "A1\n\nA2")]
    [InlineData("", "Evas text", "Dans text", "Evas text\n\nDans text")]
    [InlineData("A\n\nB", "A\n\nB1", "A\n\nB2", "A\n\nB1\n\nB2")]
    [InlineData("A\n\nB", "A\n\nB ändrat", "A", "A\n\nB ändrat")]
    [InlineData("Bra. Eleven mådde illa.", "Bra.", "Bra. Eleven mådde illa. Vi går vidare.", "Bra. Eleven mådde illa. Vi går vidare.")]
    [InlineData("Bra. Eleven mådde illa.", "Bra. Eleven mådde illa. Vi går vidare.", "Bra.", "Bra. Eleven mådde illa. Vi går vidare.")]
    public void Join_SameParagraph_HoldsBothAndIsNotClean(string origin, string saved, string own, string expected)
    {
        Assert.Equal(new MergedText(expected, false), TextMerge.Join(origin, saved, own));
    }

    [Fact]
    public void Join_AnyThreeTexts_FollowsTheLawsOfMerging() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Cases),
        Prop.ForAll(Three, texts =>
        {
            var (origin, saved, own) = texts;
            return TextMerge.Join(origin, saved, origin) == new MergedText(saved, true)
                && TextMerge.Join(origin, origin, own) == new MergedText(own, true)
                && TextMerge.Join(origin, own, own) == new MergedText(own, true);
        }));

    [Fact]
    public void Join_AnyThreeTexts_LosesNoParagraphThatSomebodyWrote() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Cases),
        Prop.ForAll(Three, texts =>
        {
            var (origin, saved, own) = texts;
            var joined = TextMerge.Join(origin, saved, own).Text;
            return Paragraphs(saved).Concat(Paragraphs(own)).Except(Paragraphs(origin))
                .All(written => joined.Contains(written, StringComparison.Ordinal));
        }));

    private static IEnumerable<string> Paragraphs(string text) => text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A text, and two made of it by changing, adding and removing paragraphs.</summary>
    private static Arbitrary<(string Origin, string Saved, string Own)> Three
    {
        get
        {
            var word = Gen.Elements("arbete", "elever", "skola", "lärare", "stöd", "mål", "tid", "rutin");
            var paragraph = Gen.Choose(1, 4).SelectMany(count => Gen.ArrayOf(word, count)).Select(words => string.Join(' ', words) + ".");
            var text = Gen.Choose(0, 6).SelectMany(count => Gen.ArrayOf(paragraph, count));
            var change = Gen.Choose(0, 3).SelectMany(kind => Gen.Choose(0, 6).SelectMany(at => paragraph.Select(words => (kind, at, words))));
            var changes = Gen.Choose(0, 3).SelectMany(count => Gen.ArrayOf(change, count));
            return Arb.From(text.SelectMany(origin => changes.SelectMany(first => changes.Select(second =>
                (Whole(origin), Whole(Changed(origin, first)), Whole(Changed(origin, second)))))));
        }
    }

    private static string Whole(IEnumerable<string> paragraphs) => string.Join("\n\n", paragraphs);

    private static List<string> Changed(string[] origin, (int Kind, int At, string Words)[] changes)
    {
        var text = origin.ToList();
        foreach (var (kind, at, words) in changes)
        {
            if (kind == 0 || text.Count == 0) text.Insert(Math.Min(at, text.Count), words);
            else if (kind == 1) text[at % text.Count] = words;
            else if (kind == 2) text[at % text.Count] += " " + words;
            else text.RemoveAt(at % text.Count);
        }

        return text;
    }
}
