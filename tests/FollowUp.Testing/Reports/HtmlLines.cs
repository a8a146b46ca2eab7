using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace FollowUp.Testing.Reports;

/// <summary>
/// The lines of the print view. What is drawn rather than written stands as text here: the marks of lists and the numbers in the contents. Pictures are
/// passed over. On paper a table's caption is not seen, and the address of a link stands after it.
/// </summary>
public sealed class HtmlLines
{
    private readonly List<ReportLine> _lines = [];
    private readonly bool _isOnPaper;

    private HtmlLines(bool isOnPaper) => _isOnPaper = isOnPaper;

    /// <summary>The lines of a whole print view.</summary>
    public static IReadOnlyList<ReportLine> OfReport(string html, bool isOnPaper = false)
    {
        var lines = new HtmlLines(isOnPaper);
        lines.Visit(new HtmlParser().ParseDocument(html).QuerySelector("main") ?? throw new ArgumentException("The page has no main.", nameof(html)));
        return lines._lines;
    }

    /// <summary>The lines of one typed text.</summary>
    public static IReadOnlyList<ReportLine> OfText(string html)
    {
        var lines = new HtmlLines(isOnPaper: false);
        lines.Visit(new HtmlParser().ParseDocument(html).Body!);
        return lines._lines;
    }

    private void Visit(IElement element)
    {
        switch (element.LocalName)
        {
            // The heading over a table of counts: other formats write it as the table's caption, so that it stays out of their contents.
            case "h3" when element.NextElementSibling?.QuerySelector(".report-compared") is not null: Add("text", TextOf(element)); break;
            case ['h', >= '1' and <= '6']: Add(element.LocalName, TextOf(element)); break;
            case "dl": VisitFacts(element); break;
            case "table": VisitTable(element); break;
            case "p": Add("text", TextOf(element)); break;
            case "nav": VisitContents(element); break;
            case "ul" when element.ParentElement!.ClassList.Contains("report-signatures"):
                foreach (var line in element.Children) Add("text", TextOf(line));
                break;
            case "ul" or "ol": VisitList(element, 1); break;
            case "svg": break;
            default:
                foreach (var child in element.Children) Visit(child);
                break;
        }
    }

    private void VisitFacts(IElement list)
    {
        foreach (var name in list.Children.Where(child => child.LocalName == "dt")) Add("fact", $"{TextOf(name)} {TextOf(name.NextElementSibling!)}");
    }

    private void VisitTable(IElement table)
    {
        // Captions are heard, not seen: where the heading above says the same, it is said once.
        var caption = TextOf(table.QuerySelector("caption")!);
        if (!_isOnPaper && !_lines.TakeLast(2).Any(line => line.Text == ReportLine.Plain(caption))) Add("text", caption);
        foreach (var row in table.QuerySelectorAll("tr")) Add("row", string.Join(" | ", row.Children.Select(cell => ReportLine.Plain(TextOf(cell)))));
    }

    private void VisitContents(IElement contents)
    {
        Visit(contents.QuerySelector("h2")!);
        foreach (var link in contents.QuerySelectorAll("a"))
        {
            var title = link.QuerySelector(".title")!;
            Add($"toc{link.Ancestors<IElement>().Count(above => above.LocalName == "ol")}", $"{title.GetAttribute("data-number")} {title.TextContent}");
        }
    }

    private void VisitList(IElement list, int depth)
    {
        var number = int.TryParse(list.GetAttribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.Children) VisitItem(item, list.LocalName == "ol" ? string.Create(CultureInfo.InvariantCulture, $"{number++}.") : "•", depth);
    }

    private void VisitItem(IElement item, string mark, int depth)
    {
        var kind = $"item{Math.Min(depth, ReportLine.DeepestList)}";
        var written = new StringBuilder();
        foreach (var child in item.ChildNodes)
        {
            if (child is IElement { LocalName: "p" } paragraph)
            {
                Flush(always: false);
                written.Append(TextOf(paragraph));
                Flush(always: true);
            }
            else if (child is IElement { LocalName: "ul" or "ol" } list)
            {
                // An item that begins with a list has its mark on a line of its own.
                Flush(always: true);
                VisitList(list, depth + 1);
            }
            else
            {
                Append(written, child);
            }
        }

        Flush(always: true);

        void Flush(bool always)
        {
            if ((always && mark.Length > 0) || ReportLine.Plain(written.ToString()).Length > 0)
            {
                Add(kind, $"{mark} {written}");
                mark = "";
            }

            written.Clear();
        }
    }

    private void Add(string kind, string text)
    {
        var line = new ReportLine(kind, ReportLine.Plain(text));
        if (line.Text.Length > 0) _lines.Add(line);
    }

    private string TextOf(IElement element)
    {
        var text = new StringBuilder();
        foreach (var child in element.ChildNodes) Append(text, child);
        return text.ToString();
    }

    private void Append(StringBuilder to, INode node)
    {
        switch (node)
        {
            case IText text: to.Append(text.Data); break;
            case IElement { LocalName: "svg" }: break;
            case IElement { LocalName: "br" }: to.Append('\n'); break;
            case IElement element:
                // Shown on a line of its own.
                if (element.ClassList.Contains("sub")) to.Append('\n');
                foreach (var child in element.ChildNodes) Append(to, child);
                if (_isOnPaper && element.GetAttribute("href") is { } address && address.StartsWith("http", StringComparison.Ordinal)) to.Append(" (").Append(address).Append(')');
                break;
        }
    }
}
