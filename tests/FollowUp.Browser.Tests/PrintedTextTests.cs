using System.Globalization;
using AngleSharp.Html.Parser;
using FollowUp.Testing.Reports;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>
/// The PDF of generated reports says what the print view says, and tells a screen reader so. A failure tells the report.
/// </summary>
public sealed class PrintedTextTests(PrintingApp app) : IClassFixture<PrintingApp>
{
    [Fact]
    public async Task Print_GeneratedReports_SayWhatThePrintViewSays()
    {
        foreach (var (generated, html, content) in await app.PrintedAsync())
        {
            using var pdf = new PdfFile(content);
            AssertText(HtmlLines.OfReport(html, isOnPaper: true), pdf, generated);
        }
    }

    [Fact]
    public async Task Print_GeneratedReports_HaveTheStructureOfThePrintView()
    {
        foreach (var (_, html, content) in await app.PrintedAsync())
        {
            var page = new HtmlParser().ParseDocument(html);
            using var pdf = new PdfFile(content);
            var structure = await Poppler.StructureAsync(content, TestContext.Current.CancellationToken);

            Assert.Equal("sv-SE", pdf.Language);
            Assert.Equal(page.Title, pdf.Title);
            Assert.Equal(
                page.QuerySelectorAll("main :is(h1, h2, h3, h4, h5, h6)").Select(heading => $"{heading.LocalName.ToUpperInvariant()} {UpToSoftHyphen(heading.TextContent)}"),
                structure.Where(element => element.Name is ['H', >= '1' and <= '6']).Select(element => $"{element.Name} {UpToSoftHyphen(element.Text)}"));
            var tables = page.QuerySelectorAll("main table");
            Assert.Equal(tables.Select(table => table.QuerySelectorAll("th").Length), structure.Where(element => element.Name == "Table").Select(table => table.Below.Count(name => name == "TH")));
            Assert.Equal(tables.Select(table => table.QuerySelectorAll("td").Length), structure.Where(element => element.Name == "Table").Select(table => table.Below.Count(name => name == "TD")));
        }
    }

    /// <summary>
    /// Every line of the print view in its order and nothing between them, but for what paper adds: head and foot on each page, page numbers in the contents, and
    /// the headings of a table that goes on.
    /// </summary>
    private static void AssertText(IReadOnlyList<ReportLine> lines, PdfFile pdf, GeneratedReport generated)
    {
        var printed = string.Concat(Enumerable.Range(1, pdf.Pages.Count).Select(page => WithoutFurniture(pdf, page, lines, generated)));
        var places = new Queue<(string Title, int Page)>(pdf.Bookmarks.Select(bookmark => (Squeeze(bookmark.Title), bookmark.Page)));
        var at = 0;
        foreach (var line in lines)
        {
            var text = Squeeze(line.Text);
            if (line.Kind.StartsWith("toc", StringComparison.Ordinal)) text += PageOf(text, places).ToString(CultureInfo.InvariantCulture);
            if (!printed.AsSpan(at).StartsWith(text)) Assert.Fail($"Instead of '{text}' ({line.Kind}) the print says '{printed.Substring(at, Math.Min(120, printed.Length - at))}' in {generated}");
            at += text.Length;
        }

        Assert.Equal("", printed[at..]);
    }

    private static int PageOf(string title, Queue<(string Title, int Page)> places)
    {
        while (places.TryDequeue(out var place))
        {
            if (place.Title == title || place.Title == Squeeze("Uppdrag/Aktivitet") + title) return place.Page;
        }

        throw new InvalidDataException($"No bookmark is called '{title}'.");
    }

    private static string WithoutFurniture(PdfFile pdf, int page, IReadOnlyList<ReportLine> lines, GeneratedReport generated)
    {
        var text = Squeeze(string.Concat(pdf.Pages[page - 1].Letters.Select(letter => letter.Value)));
        if (page == 1) return text;
        foreach (var part in new[] { $"{generated.Report.Title} · {generated.Report.AuthorityName}", $"Sida {page} av {pdf.Pages.Count}" }.Select(Squeeze))
        {
            if (!text.StartsWith(part, StringComparison.Ordinal)) Assert.Fail($"Page {page} begins with '{text[..Math.Min(120, text.Length)]}', not with '{part}'.");
            text = text[part.Length..];
        }

        // A table that goes on has its headings once more; they never stand alone at the foot.
        var heads = lines.Where((line, i) => line.Kind == "row" && lines[i - 1].Kind != "row").Select(line => Squeeze(line.Text)).ToList();
        Assert.DoesNotContain(heads, text.EndsWith);
        return heads.Find(text.StartsWith) is { } again ? text[again.Length..] : text;
    }

    /// <summary>Lines break and words are hyphenated where there is room, bars between cells are not drawn, and the marks of bullet lists are drawn and not written.</summary>
    private static string Squeeze(string text) =>
        string.Concat(text.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '\u00AD' or '\u2010' or '|' or '•')));

    /// <summary>Poppler ends the text of an element where a word may be hyphenated.</summary>
    private static string UpToSoftHyphen(string text) => ReportLine.Plain(text.Split('\u00AD')[0]);
}
