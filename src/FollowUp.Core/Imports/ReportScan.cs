namespace FollowUp.Core.Imports;

/// <summary>The document's lines, what each looks like, what it was read as, and what stands directly around it.</summary>
internal sealed class ReportScan
{
    private readonly LineMark[] _marks;
    private readonly TextLine[] _lines;
    private readonly int[] _nextVisible;
    private readonly bool[] _isAloneByLook;
    private readonly bool _hasFollowUpLabel;
    private readonly bool _hasPlainLabel;
    private readonly bool _hasWordHeading;

    public ReportScan(IReadOnlyList<string> lines)
    {
        Count = lines.Count;
        Kinds = new LineKind[Count];
        _lines = new TextLine[Count];
        _marks = new LineMark[Count];
        _isAloneByLook = new bool[Count];
        for (var i = 0; i < Count; i++)
        {
            _lines[i] = TextLine.Read(lines[i]);
            _marks[i] = _lines[i].IsBlank || _lines[i].IsLiteral ? LineMark.None : LineGrammar.Read(_lines[i].Content);
            _isAloneByLook[i] = i == 0 || _lines[i - 1].IsBlank || IsNoTextByLook(i - 1);
            _hasFollowUpLabel |= _marks[i].Kind == MarkKind.FollowUp;
            _hasPlainLabel |= _marks[i] is { Kind: MarkKind.FollowUp or MarkKind.Analysis, IsItem: false };
            if (_marks[i] is not { Kind: MarkKind.Heading } heading) continue;
            _hasWordHeading |= heading.Word != HeadingWord.Substitute;
            HasNumberedHeading |= heading.IsNumbered && heading.Word != HeadingWord.Substitute;
        }

        _nextVisible = new int[Count];
        var visible = Count;
        for (var i = Count - 1; i >= 0; i--)
        {
            _nextVisible[i] = visible;
            if (!_lines[i].IsBlank) visible = i;
        }
    }

    public int Count { get; }

    /// <summary>What each line was read as, as far as reading has come.</summary>
    public LineKind[] Kinds { get; }

    /// <summary>True where the report numbers its headings with a word for activity.</summary>
    public bool HasNumberedHeading { get; }

    public TextLine Line(int index) => _lines[index];

    public LineMark Mark(int index) => _marks[index];

    /// <summary>The next line that is not blank; <see cref="Count"/> where there is none.</summary>
    public int NextVisible(int index) => _nextVisible[index];

    /// <summary>True where no text stands directly above the line: a blank line, or a heading, label or other line that was read as no text.</summary>
    public bool IsAlone(int index)
    {
        if (index == 0 || _lines[index - 1].IsBlank) return true;
        return Kinds[index - 1] switch
        {
            // Not yet read.
            LineKind.Blank => _isAloneByLook[index],
            LineKind.Label => !_marks[index - 1].IsSectionLabel || IsWithoutText(_marks[index - 1]),
            LineKind.LeftOver => IsNoTextByLook(index - 1),
            _ => false,
        };
    }

    /// <summary>Which part begins at this line, if the line is a label by its look; null where it is not.</summary>
    public MarkKind? SectionAt(int index)
    {
        if (!IsSectionLabel(index)) return null;
        // A sentence that was wrapped may leave a lower-case 'analys' on a line of its own, or begin one with 'uppföljning:'.
        if (_marks[index].IsLowerCase && !IsAlone(index) && !EndsSentence(index - 1)) return null;
        return Part(index);
    }

    public bool EndsSentence(int index) =>
        index < 0 || _lines[index].Content is not [.., var last] || LineGrammar.IsDash(_lines[index].Content) || last is '.' or '!' or '?' or ':' or '”' or ')';

    /// <summary>True directly below the report's title or a finished sentence.</summary>
    public bool IsBelowEnd(int index) => index > 0 && (Kinds[index - 1] == LineKind.ReportTitle || _lines[index - 1].Content is [.., '.' or '!' or '?']);

    public bool IsHeadingByLook(int index) =>
        _marks[index].Kind == MarkKind.Heading && (_marks[index].Word != HeadingWord.Substitute || !_hasWordHeading);

    /// <summary>'Resultat' is a heading inside many texts; it is the follow-up's label only where the report has no 'Uppföljning'.</summary>
    public bool IsSectionLabel(int index) =>
        IsBelieved(_marks[index]) && (_marks[index].Kind is MarkKind.FollowUp or MarkKind.Analysis || (_marks[index].Kind == MarkKind.Result && !_hasFollowUpLabel));

    /// <summary>'- Analys: …' is an item of a text's list wherever the report has labels that are no items.</summary>
    public bool IsBelieved(LineMark label) => !label.IsItem || !_hasPlainLabel;

    /// <summary>The part that a section's label begins.</summary>
    public MarkKind Part(int index) => _marks[index].Kind == MarkKind.Analysis ? MarkKind.Analysis : MarkKind.FollowUp;

    private bool IsNoTextByLook(int index) => _marks[index].Kind switch
    {
        MarkKind.None or MarkKind.WeakHeading => false,
        MarkKind.FollowUp or MarkKind.Result or MarkKind.Analysis => IsWithoutText(_marks[index]),
        // 'Aktivitet 1: köpte böcker' in the middle of a text is a line of it, and so is the next.
        MarkKind.Heading => _isAloneByLook[index],
        _ => true,
    };

    private static bool IsWithoutText(LineMark label) => label.Rest.Length == 0 || LineGrammar.IsDash(label.Rest);
}
