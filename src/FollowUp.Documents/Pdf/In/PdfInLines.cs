using System.Text;
using System.Text.RegularExpressions;
using FollowUp.Core.Imports;

namespace FollowUp.Documents.Pdf.In;

/// <summary>Writes a file's items as the lines of a report, with what their looks say of them.</summary>
internal sealed partial class PdfInLines
{
    /// <summary>A heading's font is larger than the text's by at least this.</summary>
    private const double Larger = 1.08;

    /// <summary>A longer paragraph is none, whatever its size.</summary>
    private const int LongestHeading = 200;

    private const int DeepestLevel = 9;

    /// <summary>So many lines with a page number after dots or a gap make a contents list.</summary>
    private const int FewestContents = 3;

    private readonly List<HintedLine> _lines = [];
    private readonly PdfParagraphs _paragraphs;
    private readonly IReadOnlyList<double> _sizes;
    private readonly bool _takesStatusAlone;
    private readonly Stack<double> _indents = new();
    private PdfParagraph? _previous;
    private bool _endsActivity;
    private TableHead? _head;

    private PdfInLines(PdfParagraphs paragraphs, IReadOnlyList<double> sizes, bool takesStatusAlone) => (_paragraphs, _sizes, _takesStatusAlone) = (paragraphs, sizes, takesStatusAlone);

    /// <summary>The lines of a file.</summary>
    /// <param name="items">Its lines and tables.</param>
    /// <param name="takesStatusAlone">Whether a table with nothing but the activities' status is taken for activities.</param>
    public static List<HintedLine> Write(IReadOnlyList<PdfItem> items, bool takesStatusAlone)
    {
        var regions = new List<IReadOnlyList<PdfLine>>();
        var blocks = new List<(List<PdfLine>? Lines, PdfTableItem? Table)>();
        foreach (var item in items)
        {
            if (item is PdfTableItem table)
            {
                blocks.Add((null, table));
                regions.AddRange(table.Rows.SelectMany(row => row).Select(cell => cell.Lines));
            }
            else if (item is PdfTextItem text)
            {
                if (blocks.Count == 0 || blocks[^1].Lines is null) blocks.Add(([], null));
                blocks[^1].Lines!.Add(text.Line);
            }
        }

        regions.AddRange(blocks.Where(block => block.Lines is not null).Select(block => block.Lines!));
        var paragraphs = new PdfParagraphs(regions);
        var writer = new PdfInLines(paragraphs, Sizes(regions), takesStatusAlone);
        var read = blocks.Select(block => (block.Lines is { } lines ? paragraphs.Read(lines) : null, block.Table)).ToList();
        writer.Write(read);
        return writer._lines;
    }

    /// <summary>The sizes of headings, the largest first.</summary>
    private static List<double> Sizes(List<IReadOnlyList<PdfLine>> regions)
    {
        var sizes = regions.SelectMany(lines => lines).GroupBy(line => Math.Round(line.Size * 2) / 2).ToDictionary(group => group.Key, group => group.Sum(line => line.Text.Length));
        if (sizes.Count == 0) return [];
        var body = sizes.MaxBy(pair => pair.Value).Key;
        var larger = new List<double>();
        foreach (var size in sizes.Keys.Where(size => size >= Math.Max(body * Larger, body + 0.9)).OrderDescending())
        {
            if (larger.Count == 0 || larger[^1] - size >= 0.9) larger.Add(size);
        }

        return larger;
    }

    private void Write(List<(List<PdfParagraph>? Paragraphs, PdfTableItem? Table)> blocks)
    {
        var title = TitleOf(blocks);
        foreach (var (paragraphs, table) in blocks)
        {
            if (table is not null) WriteTable(table);
            if (paragraphs is null) continue;
            var contents = Contents(paragraphs);
            for (var i = 0; i < paragraphs.Count; i++) WriteParagraph(paragraphs[i], ReferenceEquals(paragraphs[i], title), contents[i]);
        }
    }

    /// <summary>The one paragraph in the largest font, where it stands on the first page.</summary>
    private PdfParagraph? TitleOf(List<(List<PdfParagraph>? Paragraphs, PdfTableItem? Table)> blocks)
    {
        if (_sizes.Count == 0) return null;
        var largest = blocks.SelectMany(block => block.Paragraphs ?? []).Where(paragraph => LevelOf(paragraph) == 1).Take(2).ToList();
        return largest.Count == 1 && largest[0].First.Page == 1 && !ReportTable.HasMeaning(largest[0].Text.Plain()) ? largest[0] : null;
    }

    private int LevelOf(PdfParagraph paragraph)
    {
        if (paragraph.IsItem || paragraph.Text.Length > LongestHeading) return 0;
        for (var i = 0; i < _sizes.Count; i++)
        {
            if (paragraph.Size > _sizes[i] - 0.6) return Math.Min(i + 1, DeepestLevel);
        }

        return 0;
    }

    /// <summary>For each paragraph whether it is a line of a contents list.</summary>
    private static bool[] Contents(List<PdfParagraph> paragraphs)
    {
        var found = new bool[paragraphs.Count];
        for (var i = 0; i < paragraphs.Count;)
        {
            var end = i;
            while (end < paragraphs.Count && ContentsLine().IsMatch(paragraphs[end].Text.Plain())) end++;
            if (end - i >= FewestContents) Array.Fill(found, true, i, end - i);
            i = Math.Max(end, i + 1);
        }

        return found;
    }

    private void WriteTable(PdfTableItem table)
    {
        var rows = table.Rows.Select(row => (IReadOnlyList<TableCell>)[.. row.Select(cell => new TableCell(cell.Column, cell.Span, cell.ContinuesAbove, WriteInside(cell.Lines)))]).ToList();
        Blank();
        var read = ReportTable.Read(new ReadTable(rows), _head, _takesStatusAlone);
        foreach (var line in read.Lines) Add(line.Text, line.Hint);
        Blank();
        _endsActivity |= read.HoldsActivities;
        _head = read.Columns;
        _previous = null;
    }

    private List<HintedLine> WriteInside(List<PdfLine> lines)
    {
        var inside = new PdfInLines(_paragraphs, [], _takesStatusAlone);
        foreach (var paragraph in _paragraphs.Read(lines)) inside.WriteParagraph(paragraph, isTitle: false, isContents: false);
        return inside._lines;
    }

    private void WriteParagraph(PdfParagraph paragraph, bool isTitle, bool isContents)
    {
        var level = LevelOf(paragraph);
        var isHeading = level > 0 || isTitle;
        var text = isHeading ? paragraph.Text.Plain() : string.Join(' ', paragraph.Text.Lines());
        text = isContents ? text.Trim() : Tabs(text, paragraph.First == paragraph.Last);
        if (text.Length == 0) return;
        var hint = isContents ? LineHint.Outside
            : isTitle ? LineHint.Paragraph with { Role = LineRole.Title }
            : LineHint.Paragraph with { Level = level };
        // Below a text and in itself a list goes on without a gap, as Markdown has it.
        var isInList = _previous is not null && (paragraph.IsItem || (!isHeading && BeginsNumber(text) && BeginsNumber(_previous.Text.Plain())));
        if (!(paragraph.IsTight || isInList) || isHeading || isTitle || _previous is null || LevelOf(_previous) > 0) Blank();
        _head = null;
        var facts = paragraph.First == paragraph.Last && !isHeading && !isContents && !paragraph.IsItem ? LineWords.Facts(text) : [text];
        foreach (var fact in facts) Add(IndentOf(paragraph) + (paragraph.IsItem ? "- " : "") + fact, hint);
        _previous = paragraph;
    }

    /// <summary>An item of a numbered list that runs on: not a bold one, which may be a heading.</summary>
    private static bool BeginsNumber(string text) => text.Length > 0 && char.IsAsciiDigit(text[0]) && ListMarker.IsMarked(text.Replace('\t', ' ')) && text[^1] is '.' or ',' or ';';

    /// <summary>How far an item is set in below another: two characters for each level.</summary>
    private string IndentOf(PdfParagraph paragraph)
    {
        if (!paragraph.IsItem)
        {
            _indents.Clear();
            return "";
        }

        var left = paragraph.First.TextLeft;
        while (_indents.Count > 0 && left < _indents.Peek() - 4) _indents.Pop();
        if (_indents.Count == 0 || left > _indents.Peek() + 6) _indents.Push(left);
        return new string(' ', 2 * (_indents.Count - 1));
    }

    /// <summary>A gap after a number is a space, as in a text; on a line of its own it parts a label from its value.</summary>
    private static string Tabs(string text, bool isOneLine)
    {
        text = Numbered().Replace(text.Trim(), "$1 ");
        return isOneLine ? text : text.Replace('\t', ' ');
    }

    private void Blank()
    {
        if (_lines.Count > 0 && !_lines[^1].IsBlank) _lines.Add(HintedLine.Blank);
    }

    private void Add(string text, LineHint hint)
    {
        if (new HintedLine(text, hint).IsBlank)
        {
            Blank();
            return;
        }

        _lines.Add(new HintedLine(text.TrimEnd().Normalize(NormalizationForm.FormC), _endsActivity ? hint with { EndsActivity = true } : hint));
        _endsActivity = false;
    }

    [GeneratedRegex(@"(\.{3,}|…|(\. ){3,}|\t|_{3,})\s*[0-9]{1,3}\**$")]
    private static partial Regex ContentsLine();

    [GeneratedRegex(@"^(\**[0-9]{1,3}[.)]?(?:[0-9]{1,2}\.?)*\**)\t\s*")]
    private static partial Regex Numbered();
}
