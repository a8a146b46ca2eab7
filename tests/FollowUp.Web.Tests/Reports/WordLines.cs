using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using FollowUp.Testing.Reports;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Web.Tests.Reports;

/// <summary>
/// The lines of a Word document, read by the names of its styles. Word's title is the first heading, so that its headings stand a level higher than a
/// page's; and the numbers of its lists are worked out as Word does.
/// </summary>
internal sealed class WordLines
{
    /// <summary>How far each level of a list is set in, in twips.</summary>
    private const int Indent = 397;

    private readonly List<ReportLine> _lines = [];
    private readonly Dictionary<string, string> _styles;
    private readonly Dictionary<(int List, int Level), int> _counted = [];
    private readonly W.Numbering? _numbering;
    private string _label = "";

    private WordLines(MainDocumentPart main)
    {
        _styles = main.StyleDefinitionsPart!.Styles!.Elements<W.Style>().ToDictionary(style => style.StyleId!.Value!, style => style.StyleName!.Val!.Value!);
        _numbering = main.NumberingDefinitionsPart?.Numbering;
    }

    public static IReadOnlyList<ReportLine> Of(byte[] document)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(document), isEditable: false);
        var lines = new WordLines(word.MainDocumentPart!);
        lines.Visit(word.MainDocumentPart!.Document!.Body!);
        return lines._lines;
    }

    private void Visit(OpenXmlElement element)
    {
        foreach (var child in element.Elements())
        {
            if (child is W.Paragraph paragraph) Visit(paragraph);
            else if (child is W.TableRow row) Add("row", string.Join(" | ", row.Elements<W.TableCell>().Select(cell => ReportLine.Plain(TextOf(cell)))));
            else Visit(child);
        }
    }

    private void Visit(W.Paragraph paragraph)
    {
        var look = paragraph.ParagraphProperties;
        var text = TextOf(paragraph);
        switch (_styles[look?.ParagraphStyleId?.Val?.Value ?? "Normal"])
        {
            case "Title": Add("h1", text); break;
            case "TOC Heading": Add("h2", text); break;
            case ['t', 'o', 'c', ' ', var level]: Add($"toc{level}", text); break;
            case ['h', 'e', 'a', 'd', 'i', 'n', 'g', ' ', var level]:
                // In the heading itself the label would fill the contents.
                Add(string.Create(CultureInfo.InvariantCulture, $"h{level - '0' + 1}"), $"{_label} {text}");
                _label = "";
                break;
            case "Report Label": _label = text; break;
            case "Report Facts": Add("fact", text); break;
            case "List Bullet" or "List Number":
                var depth = look!.NumberingProperties is { } numbering ? numbering.NumberingLevelReference!.Val!.Value + 1 : int.Parse(look.Indentation!.Left!.Value!, CultureInfo.InvariantCulture) / Indent;
                Add($"item{depth}", $"{MarkOf(look)} {text}");
                break;
            case "List Continue":
                Add($"item{int.Parse(look!.Indentation!.Left!.Value!, CultureInfo.InvariantCulture) / Indent}", text);
                break;
            default: Add("text", text); break;
        }
    }

    /// <summary>The mark that Word draws before a paragraph; empty where its number is written as text.</summary>
    private string MarkOf(W.ParagraphProperties look)
    {
        if (look.NumberingProperties is not { } place) return "";
        var (list, level) = (place.NumberingId!.Val!.Value, place.NumberingLevelReference!.Val!.Value);
        var instance = _numbering!.Elements<W.NumberingInstance>().Single(each => each.NumberID!.Value == list);
        var definition = _numbering.Elements<W.AbstractNum>().Single(each => each.AbstractNumberId!.Value == instance.AbstractNumId!.Val!.Value);
        if (definition.Elements<W.Level>().Single(each => each.LevelIndex!.Value == level).NumberingFormat!.Val! == W.NumberFormatValues.Bullet) return "•";
        var start = instance.Elements<W.LevelOverride>().Single(each => each.LevelIndex!.Value == level).StartOverrideNumberingValue!.Val!.Value;
        var number = _counted[(list, level)] = _counted.TryGetValue((list, level), out var last) ? last + 1 : start;
        return string.Create(CultureInfo.InvariantCulture, $"{number}.");
    }

    private void Add(string kind, string text)
    {
        var line = new ReportLine(kind, ReportLine.Plain(text));
        if (line.Text.Length > 0) _lines.Add(line);
    }

    private static string TextOf(OpenXmlElement element)
    {
        var text = new StringBuilder();
        foreach (var part in element.Descendants())
        {
            if (part is W.Text written) text.Append(written.Text);
            else if (part is W.TabChar) text.Append('\t');
            else if (part is W.Break) text.Append('\n');
        }

        return text.ToString();
    }
}
