using System.Text;
using FollowUp.Core.Imports;

namespace FollowUp.Documents.Word.In;

/// <summary>Writes a document's blocks as the lines of a report, with what the document says of them.</summary>
internal sealed class WordInLines
{
    /// <summary>A shorter line without a full stop may be a heading or a label, where the mark of a note would stand in the way.</summary>
    private const int LongestHeading = 80;

    /// <summary>A line as long as this may have been wrapped by hand.</summary>
    private const int ShortestWrapped = 45;

    private readonly List<HintedLine> _lines = [];
    private readonly IReadOnlyDictionary<string, IReadOnlyList<WordBlock>> _notes;
    private readonly bool _takesStatusAlone;
    private readonly bool _isWrapped;
    private readonly int[] _markWidths = new int[16];
    private WordParagraph? _previous;
    private bool _endsActivity;
    private TableHead? _head;

    private WordInLines(IReadOnlyDictionary<string, IReadOnlyList<WordBlock>> notes, bool takesStatusAlone, bool isWrapped) =>
        (_notes, _takesStatusAlone, _isWrapped) = (notes, takesStatusAlone, isWrapped);

    /// <summary>The lines of a document.</summary>
    /// <param name="blocks">Its paragraphs and tables.</param>
    /// <param name="notes">Its footnotes and endnotes.</param>
    /// <param name="takesStatusAlone">Whether a table with nothing but the activities' status is taken for activities.</param>
    public static List<HintedLine> Write(IReadOnlyList<WordBlock> blocks, IReadOnlyDictionary<string, IReadOnlyList<WordBlock>> notes, bool takesStatusAlone)
    {
        var isWrapped = IsWrapped(blocks);
        var lines = new WordInLines(notes, takesStatusAlone, isWrapped);
        // The style of titles, used once, is the title; used all over, it is one for headings.
        var titles = blocks.OfType<WordParagraph>().Where(block => block.Look.IsTitle && !string.IsNullOrWhiteSpace(block.Text.Plain())).Take(2).ToList();
        lines.Write(blocks, titles.Count == 1 ? titles[0] : null);
        return lines._lines;
    }

    private List<HintedLine> WriteInside(IReadOnlyList<WordBlock> blocks)
    {
        var inside = new WordInLines(_notes, _takesStatusAlone, isWrapped: false);
        inside.Write(blocks, null);
        return inside._lines;
    }

    private void Write(IReadOnlyList<WordBlock> blocks, WordParagraph? title)
    {
        foreach (var block in blocks)
        {
            if (block is WordTableBlock table) WriteTable(table);
            else if (block is WordParagraph paragraph) WriteParagraph(paragraph, ReferenceEquals(paragraph, title));
        }
    }

    private void WriteTable(WordTableBlock table)
    {
        var rows = table.Rows.Select(row => (IReadOnlyList<TableCell>)[.. row.Select(cell => new TableCell(cell.Column, cell.Span, cell.ContinuesAbove, WriteInside(cell.Blocks)))]).ToList();
        Blank();
        var read = ReportTable.Read(new ReadTable(rows), _head, _takesStatusAlone);
        foreach (var line in read.Lines) Add(line.Text, line.Hint);
        Blank();
        _endsActivity |= read.HoldsActivities;
        _head = read.Columns;
    }

    private void WriteParagraph(WordParagraph paragraph, bool isTitle)
    {
        var isHeading = paragraph.Level > 0 || isTitle;
        var lines = (isHeading ? (IEnumerable<string>)paragraph.Text.Plain().Split('\n') : paragraph.Text.Lines()).Select(line => line.Trim()).ToList();
        var isShort = isHeading || MayBeHeading(paragraph);
        if (isShort) for (var i = 0; i < lines.Count; i++) lines[i] = WithoutReferences(lines[i], paragraph);
        // A heading on several lines is one heading.
        if (isHeading) lines = [string.Join(' ', lines.Where(line => line.Length > 0))];
        if (lines.All(line => line.Length == 0))
        {
            Blank();
            WriteAround(paragraph, isShort: false);
            return;
        }

        _head = null;
        var hint = paragraph.IsContents ? LineHint.Outside
            : isTitle ? LineHint.Paragraph with { Role = LineRole.Title }
            : LineHint.Paragraph with { Level = Math.Min(paragraph.Level, 9) };
        if (_isWrapped && hint is { Level: 0, Role: LineRole.Unknown } && paragraph.Mark is null)
        {
            if (_previous?.Mark is not null) Blank();
            foreach (var line in lines) Add(line, hint with { EndsLine = false });
        }
        else
        {
            var indent = BeginParagraph(paragraph, isHeading);
            var mark = MarkOf(paragraph);
            if (mark.Length > 0 && !isHeading && paragraph.Mark is { Level: < 16 } item) _markWidths[item.Level] = mark.Length;
            Add(indent + mark + lines[0], hint);
            // Below the first line of an item its others are set in, as Markdown has it.
            var rest = mark.Length == 0 || isHeading ? "" : indent + new string(' ', mark.Length);
            foreach (var line in lines.Skip(1)) Add(line.Length == 0 ? "" : rest + line, rest.Length > 0 ? LineHint.Text : hint);
        }

        _previous = paragraph;
        WriteAround(paragraph, isShort);
    }

    /// <summary>Text boxes and notes, after the paragraph at which they stand. Beside a heading a text box is no part of what comes below it.</summary>
    private void WriteAround(WordParagraph paragraph, bool isShort)
    {
        if (paragraph.Boxes.Count > 0)
        {
            Blank();
            foreach (var line in WriteInside(paragraph.Boxes)) Add(line.Text, isShort && line.Hint.Role == LineRole.Unknown && !line.IsBlank ? LineHint.Outside : line.Hint);
            Blank();
        }

        foreach (var (number, key) in paragraph.Notes)
        {
            if (!_notes.TryGetValue(key, out var note)) continue;
            Blank();
            var mark = WordParagraphReader.Reference(number) + " ";
            foreach (var line in WriteInside(note))
            {
                Add(line.IsBlank ? "" : mark + line.Text.Trim(), line.IsBlank ? default : LineHint.Text);
                if (!line.IsBlank) mark = "";
            }

            Blank();
        }
    }

    /// <summary>Leaves a line blank before a paragraph, unless it goes on with a list. Gives how far an item is set in.</summary>
    private string BeginParagraph(WordParagraph paragraph, bool isHeading)
    {
        var mark = isHeading ? null : paragraph.Mark;
        var last = _previous?.Level > 0 ? null : _previous;
        var isDirect = _lines.Count > 0 && !_lines[^1].IsBlank && last is not null && mark is not null;
        var goesOn = isDirect && last!.Mark is { } before && (before.List == mark!.List || (before.IsBullet && mark.IsBullet) || mark.Level > 0);
        var begins = isDirect && last!.Mark is null && (mark!.IsBullet || last.Text.Plain().TrimEnd().EndsWith(':'));
        if (!goesOn && !begins) Blank();
        if (!goesOn) Array.Clear(_markWidths);
        if (mark is null) return "";
        if (mark.Level < _markWidths.Length) Array.Clear(_markWidths, mark.Level, _markWidths.Length - mark.Level);
        return mark.IsCompound ? "" : new string(' ', _markWidths.Take(mark.Level).Sum());
    }

    private static string MarkOf(WordParagraph paragraph) => paragraph.Mark is not { } mark ? "" : mark.IsBullet ? paragraph.Level > 0 ? "" : "- " : mark.Text + " ";

    private static bool MayBeHeading(WordParagraph paragraph)
    {
        if (paragraph.Notes.Count == 0 && paragraph.Boxes.Count == 0) return false;
        var text = WithoutReferences(paragraph.Text.Plain(), paragraph).Trim();
        return text.Length is > 0 and <= LongestHeading && text[^1] is not ('.' or '!' or '?');
    }

    private static string WithoutReferences(string text, WordParagraph paragraph)
    {
        if (paragraph.Notes.Count == 0) return text;
        var without = new StringBuilder(text);
        foreach (var (number, _) in paragraph.Notes) without.Replace(WordParagraphReader.Reference(number), "");
        return without.ToString().Trim();
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

    /// <summary>
    /// True for a document whose lines were ended by hand, as when it was pasted from a PDF or a mail: sentences go on from one paragraph to the next with a small
    /// letter, and empty paragraphs stand between what are the paragraphs.
    /// </summary>
    private static bool IsWrapped(IReadOnlyList<WordBlock> blocks)
    {
        int wrapped = 0, borders = 0, gaps = 0;
        var above = "";
        foreach (var line in blocks.SelectMany(block => block is WordParagraph { Mark: null, Level: 0, IsContents: false } paragraph ? paragraph.Text.Plain().Split('\n') : [""]))
        {
            var text = line.Trim();
            if (text.Length == 0 && above.Length > 0) gaps++;
            if (text.Length > 0 && above.Length > 0)
            {
                borders++;
                if (above.Length >= ShortestWrapped && !".!?:;”)".Contains(above[^1]) && char.IsLower(text[0]) && !ListMarker.IsMarked(text)) wrapped++;
            }

            above = text;
        }

        return wrapped >= 3 && gaps > 0 && wrapped * 4 >= borders;
    }
}
