namespace FollowUp.Core.Imports;

/// <summary>The document's lines, what each looks like, what it was read as, and what stands directly around it.</summary>
internal sealed class ReportScan
{
    private readonly LineMark[] _marks;
    private readonly TextLine[] _lines;
    private readonly int[] _nextVisible;
    private readonly bool[] _isAloneByLook;
    private readonly bool[] _isLooseLabel;
    private readonly bool[] _isPlainAhead;
    private readonly bool[] _isPageFurniture;
    private readonly ReportStyle _style;
    private readonly IReadOnlyList<LineHint>? _hints;

    public ReportScan(ReadDocument document)
    {
        var lines = document.Lines;
        _hints = document.Hints;
        Count = lines.Count;
        Kinds = new LineKind[Count];
        _lines = new TextLine[Count];
        _marks = new LineMark[Count];
        _isAloneByLook = new bool[Count];
        for (var i = 0; i < Count; i++)
        {
            _lines[i] = TextLine.Read(lines[i], Hint(i));
            _marks[i] = _lines[i].IsBlank || _lines[i].IsLiteral ? LineMark.None : HintGrammar.Read(_lines[i], Hint(i));
            HasTitle |= Hint(i).Role == LineRole.Title;
            _isAloneByLook[i] = i == 0 || _lines[i - 1].IsBlank || IsNoTextByLook(i - 1);
            if (i > 0 && _marks[i].Kind == MarkKind.Rule && _isAloneByLook[i - 1] && MayBeTitle(i - 1)) MarkAsWeak(i - 1);
        }

        _style = new ReportStyle(_lines, _marks, _isAloneByLook);
        _isPageFurniture = PageFurniture.Find(lines, _lines, _marks);
        _nextVisible = new int[Count];
        _isLooseLabel = new bool[Count];
        _isPlainAhead = new bool[Count];
        int visible = Count, structure = Count;
        var ahead = new HashSet<MarkKind>();
        for (var i = Count - 1; i >= 0; i--)
        {
            var mark = _marks[i];
            _nextVisible[i] = visible;
            _isPlainAhead[i] = ahead.Contains(mark.LoosePart);
            _isLooseLabel[i] = mark.Kind == MarkKind.LooseLabel && IsLooseLabel(i, structure);
            if (_lines[i].IsBlank) continue;
            visible = i;
            if (mark.IsSectionLabel && IsBelieved(mark)) ahead.Add(Part(i));
            else if (mark.Kind is MarkKind.Heading or MarkKind.GroupChapter) ahead.Clear();
            else continue;
            structure = i;
        }
    }

    public int Count { get; }

    /// <summary>What each line was read as, as far as reading has come.</summary>
    public LineKind[] Kinds { get; }

    /// <summary>True where the report numbers its headings with a word for activity.</summary>
    public bool HasNumberedHeading => _style.HasNumberedHeading;

    /// <summary>True for a page number or a page's footer.</summary>
    public bool IsPageFurniture(int index) => _isPageFurniture[index];

    public TextLine Line(int index) => _lines[index];

    public LineMark Mark(int index) => _marks[index];

    /// <summary>True where the file says which line is the report's title.</summary>
    public bool HasTitle { get; }

    /// <summary>What the file says of the line beyond its words.</summary>
    public LineHint Hint(int index) => _hints is null ? default : _hints[index];

    /// <summary>The next line that is not blank; <see cref="Count"/> where there is none.</summary>
    public int NextVisible(int index) => _nextVisible[index];

    /// <summary>The last line above that is not blank; -1 where there is none.</summary>
    public int PreviousVisible(int index)
    {
        var above = index - 1;
        while (above >= 0 && _lines[above].IsBlank) above--;
        return above;
    }

    /// <summary>True where no text stands directly above the line: a blank line, or a heading, label or other line that was read as no text.</summary>
    public bool IsAlone(int index)
    {
        if (index == 0 || _lines[index - 1].IsBlank) return true;
        return Kinds[index - 1] switch
        {
            // Not yet read.
            LineKind.Blank => _isAloneByLook[index],
            LineKind.Label => !_marks[index - 1].IsSectionLabel || IsWithoutText(_marks[index - 1]),
            LineKind.LeftOver => _marks[index - 1].Kind != MarkKind.Heading && IsNoTextByLook(index - 1),
            _ => false,
        };
    }

    /// <summary>Which part begins at this line, if the line is a label by its look; null where it is not.</summary>
    public MarkKind? SectionAt(int index)
    {
        if (!IsSectionLabel(index)) return _isLooseLabel[index] ? _marks[index].LoosePart : null;
        // A sentence that was wrapped may leave a lower-case 'analys' on a line of its own, or begin one with 'uppföljning:'.
        if (_marks[index].IsLowerCase && !IsAlone(index) && !EndsSentence(index - 1)) return null;
        return Part(index);
    }

    /// <summary>True where a plain label of the part that a loose one would begin comes before the next heading.</summary>
    public bool IsPlainAhead(int index) => _isPlainAhead[index];

    /// <summary>True where a drawn line underlines the line.</summary>
    public bool IsUnderlined(int index) => index + 1 < Count && _marks[index + 1].Kind == MarkKind.Rule && !_lines[index].IsBlank && IsAlone(index);

    public bool EndsSentence(int index) =>
        index < 0 || _lines[index].Content is not [.., var last] || LineGrammar.IsDash(_lines[index].Content) || last is '.' or '!' or '?' or ':' or '”' or ')';

    /// <summary>True directly below the report's title or a finished sentence.</summary>
    public bool IsBelowEnd(int index) => index > 0 && (Kinds[index - 1] == LineKind.ReportTitle || _lines[index - 1].Content is [.., '.' or '!' or '?']);

    public bool IsHeadingByLook(int index) => _style.IsHeading(_marks[index]);

    /// <summary>Takes a line of text for what may be a heading; only a label after it can prove it one.</summary>
    public void MarkAsWeak(int index) => _marks[index] = new LineMark(MarkKind.WeakHeading) { Rest = _lines[index].Content };

    /// <summary>True for a line of text that may be a title: no item of a list, no finished sentence.</summary>
    public bool MayBeTitle(int index) =>
        !_lines[index].IsBlank && !_lines[index].IsLiteral && !Hint(index).IsCertain && _marks[index].Kind is MarkKind.None or MarkKind.LooseLabel
        && !ListMarker.IsMarked(_lines[index].Content) && _lines[index].Content is not [.., '.' or '!' or '?' or ':' or ';' or ','];

    /// <summary>True for a section's label, by its look. One in other words proves no heading where the report has plain ones.</summary>
    public bool IsSectionLabel(int index) =>
        _marks[index].Kind == MarkKind.LooseLabel ? _isLooseLabel[index] && !_style.HasPlain(_marks[index].LoosePart) : _style.IsLabel(_marks[index]);

    /// <summary>False for a label that is an item of a text's list.</summary>
    public bool IsBelieved(LineMark label) => _style.IsBelieved(label);

    /// <summary>The part that a section's label begins.</summary>
    public MarkKind Part(int index) => MarkKind.Analysis == (_marks[index].Kind == MarkKind.LooseLabel ? _marks[index].LoosePart : _marks[index].Kind) ? MarkKind.Analysis : MarkKind.FollowUp;

    /// <summary>A label in other words stands alone, has text below it, and no plain label of the same part comes before the next heading.</summary>
    private bool IsLooseLabel(int index, int structure)
    {
        var mark = _marks[index];
        var next = _nextVisible[index];
        if (next >= Count || _marks[next].Kind is MarkKind.Heading or MarkKind.GroupChapter || _marks[next].IsSectionLabel) return false;
        if (!_isAloneByLook[index] && !(mark.HasColon && EndsSentence(index - 1))) return false;
        return structure >= Count || !_marks[structure].IsSectionLabel || Part(structure) != mark.LoosePart;
    }

    private bool IsNoTextByLook(int index) => _marks[index].Kind switch
    {
        MarkKind.None or MarkKind.WeakHeading or MarkKind.LooseLabel or MarkKind.Contents => false,
        MarkKind.FollowUp or MarkKind.Result or MarkKind.Analysis => IsWithoutText(_marks[index]),
        // 'Aktivitet 1: köpte böcker' in the middle of a text is a line of it, and so is the next.
        MarkKind.Heading => _isAloneByLook[index],
        _ => true,
    };

    private static bool IsWithoutText(LineMark label) => label.Rest.Length == 0 || LineGrammar.IsDash(label.Rest);
}
