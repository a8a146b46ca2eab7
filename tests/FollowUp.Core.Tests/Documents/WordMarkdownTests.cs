using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using FollowUp.Core.Reports;
using FollowUp.Documents.Markdown;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Core.Tests.Documents;

/// <summary>A text in Word is what it is on a page. <c>FOLLOWUP_TEST_CASES</c> sets how many generated reports are tried (100).</summary>
public sealed partial class WordMarkdownTests
{
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("FOLLOWUP_TEST_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 100;

    private static readonly string[] Pieces =
    [
        "- ", "  - ", "    - ", "* ", "1. ", "7) ", "   1. ", "**", "__", "fet", "[", "](", ")", "https://example.se/å ", "http://a.se", "www.example.se ", "mailto:a@b.se", "javascript:x ", "!",
        "\n", "\n", "\n\n", "\n  ", " ", " ", "\\", "ord ", "text ", "åäö ", "<b>", "&amp;", "***\n", "# ", "> ", "`", "\t", "\u00A0", "a@b.se ",
    ];

    private static readonly Gen<string> Markdown =
        from count in Gen.Choose(1, 25)
        from pieces in Gen.Elements(Pieces).ArrayOf(count)
        select string.Concat(pieces);

    private static readonly Gen<AnnualReport> Reports =
        from texts in Gen.OneOf(Markdown, ReportGenerator.Texts).Select(TypedText.Clean).ArrayOf(8)
        select ReportGenerator.Report("Rapport", [.. Enumerable.Range(0, 4).Select(i => WordReports.Activity(i + 1, "Titel") with { FollowUp = texts[2 * i], Analysis = texts[(2 * i) + 1] })]);

    [Fact]
    public void Write_AnyMarkdown_HasTheTextOfThePage() =>
        Prop.ForAll(Arb.From(Reports), report =>
        {
            var lines = WordReports.Lines(report.Write());
            var activities = report.Listed();
            Assert.Equal(activities.Select(activity => Shown(activity.FollowUp)), lines.Below("Uppföljning").Select(Plain));
            Assert.Equal(activities.Select(activity => Shown(activity.Analysis)), lines.Below("Analys").Select(Plain));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("[x](//example.se/spion)")]
    [InlineData("![x](https://example.se/spion.gif)")]
    [InlineData("[x](mailto:a b)")]
    [InlineData("[x](http://a\\..b\\\\c:99999/)")]
    public void Write_UnsafeLink_CanNotBeFollowed(string text)
    {
        using var word = WordReports.Open(Report(text).Write());

        Assert.DoesNotContain(word.MainDocumentPart!.HyperlinkRelationships, link => link.Uri.Scheme is not ("http" or "https" or "mailto") || !link.Uri.IsWellFormedOriginalString());
    }

    [Theory]
    [InlineData("[Skolverket](https://www.skolverket.se)", "https://www.skolverket.se/", "Skolverket")]
    [InlineData("[Äldre](http://exempel.se/å?a=1&b=2)", "http://exempel.se/%C3%A5?a=1&b=2", "Äldre")]
    [InlineData("https://räksmörgås.se/x", "https://xn--rksmrgs-5wao1o.se/x", "https://räksmörgås.se/x")]
    [InlineData("[Skriv](mailto:rektor@example.se)", "mailto:rektor@example.se", "Skriv")]
    public void Write_SafeLink_LeadsThere(string text, string address, string shown)
    {
        using var word = WordReports.Open(Report(text).Write());
        var relationship = Assert.Single(word.MainDocumentPart!.HyperlinkRelationships);
        var link = Assert.Single(word.MainDocumentPart.Document!.Descendants<W.Hyperlink>(), link => link.Id is not null);

        Assert.Equal(address, relationship.Uri.OriginalString);
        Assert.Equal(relationship.Id, link.Id!.Value);
        Assert.Equal(shown, WordReports.TextOf(link));
    }

    [Fact]
    public void Write_SameAddressTwice_IsOneRelationship()
    {
        using var word = WordReports.Open(Report("[a](https://example.se) [b](https://example.se)").Write());

        Assert.Single(word.MainDocumentPart!.HyperlinkRelationships);
        Assert.Equal(2, word.MainDocumentPart.Document!.Descendants<W.Hyperlink>().Count(link => link.Id is not null));
    }

    [Fact]
    public void Write_NumberedLists_BeginWithTheirOwnNumberAtTheirOwnLevel()
    {
        using var word = WordReports.Open(Report("3. tre\n4. fyra\n   1. under\n\nText\n\n1. ett\n- punkt").Write());
        var items = word.MainDocumentPart!.Document!.Descendants<W.NumberingProperties>().ToList();
        var lists = word.MainDocumentPart.NumberingDefinitionsPart!.Numbering!.Elements<W.NumberingInstance>().ToDictionary(list => list.NumberID!.Value);

        Assert.Equal([0, 0, 1, 0, 0], items.Select(item => item.NumberingLevelReference!.Val!.Value));
        int? StartOf(W.NumberingProperties item) => lists[item.NumberingId!.Val!.Value].GetFirstChild<W.LevelOverride>()?.StartOverrideNumberingValue?.Val?.Value;
        Assert.Equal([3, 3, 1, 1, null], items.Select(StartOf));
        Assert.Equal(items[0].NumberingId!.Val!.Value, items[1].NumberingId!.Val!.Value);
        Assert.NotEqual(items[2].NumberingId!.Val!.Value, items[3].NumberingId!.Val!.Value);
    }

    [Fact]
    public void Write_BoldText_IsBold()
    {
        using var word = WordReports.Open(Report("inte **fet** inte").Write());
        var bold = word.MainDocumentPart!.Document!.Descendants<W.Run>().Where(run => run.RunProperties?.Bold is not null && run.InnerText == "fet");

        Assert.Single(bold);
    }

    [Fact]
    public void Write_MoreListsThanWordCanNumber_HaveTheirNumbersAsText()
    {
        var text = string.Concat(Enumerable.Repeat("1. ett\n2. två\n\nText\n\n", 800));
        var lines = WordReports.Lines(ReportGenerator.Report("R", [.. Enumerable.Range(1, 3).Select(i => WordReports.Activity(i, "T") with { FollowUp = text })]).Write());

        var items = lines.Where(line => line.Style == "List Number").ToList();
        Assert.Equal(2 * 2_400, items.Count);
        Assert.Equal(["ett", "två"], items.Take(2).Select(line => line.Text));
        Assert.Equal(["1.\tett", "2.\ttvå"], items.TakeLast(2).Select(line => line.Text));
    }

    [Theory]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("[")]
    [InlineData("**a ")]
    [InlineData("[a](")]
    [InlineData("![")]
    public void Write_TextNestedTooDeeply_IsShownAsOnThePage(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 20_000 / piece.Length)) + "slut";

        var shown = Plain(WordReports.Lines(Report(text).Write()).Below("Uppföljning")[0]);
        Assert.Equal(TextOfHtml(text), shown);
        Assert.EndsWith("slut", shown, StringComparison.Ordinal);
    }

    /// <summary>The text that a page shows, white space as single spaces.</summary>
    public static string TextOfHtml(string text) => Plain(WebUtility.HtmlDecode(Tag().Replace(MarkdownText.ToHtml(text), tag => tag.Value is "<br />" or "</p>" or "</li>" or "<ul>" ? " " : tag.Value.StartsWith("<ol", StringComparison.Ordinal) ? " " : "")));

    public static string Plain(string text) => Space().Replace(text, " ").Trim();

    private static string Shown(string text) => text.Length == 0 ? "Ingen text" : TextOfHtml(text);

    private static AnnualReport Report(string text) => ReportGenerator.Report("R", WordReports.Activity(1, "T") with { FollowUp = text });

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
