namespace FollowUp.Core.Imports;

/// <summary>
/// The document's lines with what each looks like, and what lies around a line: the look-ups on which a label or heading is believed or taken for
/// text. Everything is computed in one pass, so that reading stays linear.
/// </summary>
internal sealed class ReportScan
{
    /// <summary>How many lines a heading's title may take before the label that proves it.</summary>
    private const int LongestTitle = 4;

    private readonly LineMark[] _marks;
    private readonly TextLine[] _lines;
    private readonly int[] _nextVisible;
    private readonly int[] _nextStructure;
    private readonly int[] _nextNumbered;
    private readonly Dictionary<int, int> _lastNumbered = [];
    private readonly bool[] _isTail;
    private readonly bool _hasFollowUpLabel;
    private readonly bool _hasWordHeading;
    private readonly bool _hasNumberedHeading;
    private readonly int _lastHeading = -1;

    public ReportScan(IReadOnlyList<string> lines)
    {
        Count = lines.Count;
        Kinds = new LineKind[Count];
        _lines = new TextLine[Count];
        _marks = new LineMark[Count];
        for (var i = 0; i < Count; i++)
        {
            _lines[i] = TextLine.Read(lines[i]);
            _marks[i] = _lines[i].IsBlank || _lines[i].IsLiteral ? LineMark.None : LineGrammar.Read(_lines[i].Content);
            _hasFollowUpLabel |= _marks[i].Kind == MarkKind.FollowUp;
            if (_marks[i] is not { Kind: MarkKind.Heading } heading) continue;
            _hasWordHeading |= heading.Word != HeadingWord.Substitute;
            _hasNumberedHeading |= heading.IsNumbered && heading.Word != HeadingWord.Substitute;
        }

        _nextVisible = new int[Count];
        _nextStructure = new int[Count];
        _nextNumbered = new int[Count];
        _isTail = new bool[Count];
        int visible = Count, structure = Count, numbered = Count;
        for (var i = Count - 1; i >= 0; i--)
        {
            _nextVisible[i] = visible;
            _nextStructure[i] = structure;
            _nextNumbered[i] = numbered;
            _isTail[i] = visible == Count || _marks[visible].Kind is MarkKind.GroupChapter or MarkKind.OuterChapter or MarkKind.WeakHeading or MarkKind.Heading
                || IsSectionLabel(visible) || (_marks[visible].IsProperty && _isTail[visible]);
            if (!_lines[i].IsBlank) visible = i;
            var isHeading = IsHeadingByLook(i) || (_marks[i].Kind == MarkKind.WeakHeading && IsAlone(i) && LabelAfterTitle(i) is not null);
            if (isHeading || IsSectionLabel(i)) structure = i;
            if (isHeading && _lastHeading < 0) _lastHeading = i;
            if (_marks[i] is not { Kind: MarkKind.WeakHeading, IsNumbered: true } || !IsAlone(i)) continue;
            numbered = i;
            if (_marks[i].Number is { } number) _lastNumbered.TryAdd(number, i);
        }
    }

    public int Count { get; }

    /// <summary>What each line was read as, as far as reading has come.</summary>
    public LineKind[] Kinds { get; }

    public TextLine Line(int index) => _lines[index];

    public LineMark Mark(int index) => _marks[index];

    /// <summary>The next line that is not blank; <see cref="Count"/> where there is none.</summary>
    public int NextVisible(int index) => _nextVisible[index];

    /// <summary>True where no text stands directly above the line: a blank line, a heading or a label without text.</summary>
    public bool IsAlone(int index)
    {
        if (index == 0 || _lines[index - 1].IsBlank) return true;
        var above = _marks[index - 1];
        if (above.IsSectionLabel) return above.Rest.Length == 0 || LineGrammar.IsDash(above.Rest);
        return above.Kind is not (MarkKind.None or MarkKind.WeakHeading);
    }

    /// <summary>True where only properties stand between this line and the next label, heading or chapter.</summary>
    public bool IsTail(int index) => _isTail[index];

    public bool HasHeadingAfter(int index) => _lastHeading > index;

    /// <summary>Which part begins at this line, if the line is a label by its look; null where it is not.</summary>
    public MarkKind? SectionAt(int index)
    {
        if (!IsSectionLabel(index)) return null;
        // A sentence that was wrapped may leave a lower-case 'analys' on a line of its own, or begin one with 'uppföljning:'.
        if (_marks[index].IsLowerCase && !IsAlone(index) && !EndsSentence(index - 1)) return null;
        return Part(index);
    }

    /// <summary>True where an activity begins at this line.</summary>
    /// <param name="index">The line.</param>
    /// <param name="current">The activity that would end here; null where none is open.</param>
    public bool IsHeading(int index, ActivityBuilder? current) => _marks[index].Kind switch
    {
        MarkKind.Heading => IsHeadingByLook(index) && IsBelieved(index, current),
        MarkKind.WeakHeading => IsProved(index, current),
        _ => false,
    };

    public bool EndsSentence(int index) =>
        index < 0 || _lines[index].Content is not [.., var last] || LineGrammar.IsDash(_lines[index].Content) || last is '.' or '!' or '?' or ':' or '”' or ')';

    private bool IsHeadingByLook(int index) =>
        _marks[index].Kind == MarkKind.Heading && (_marks[index].Word != HeadingWord.Substitute || !_hasWordHeading);

    /// <summary>
    /// A heading with a word for activity. 'Aktivitet 2: se ovan' and 'Uppdrag: …' stand in texts too, so what comes next counts: a label that the open
    /// activity has already begins a new one.
    /// </summary>
    private bool IsBelieved(int index, ActivityBuilder? current)
    {
        var mark = _marks[index];
        if (mark.IsLowerCase && !IsAlone(index)) return false;
        if (current is null || mark is { Word: HeadingWord.Compound, IsLowerCase: false }) return true;
        var next = _nextStructure[index];
        var label = next < Count && IsSectionLabel(next) ? Part(next) : (MarkKind?)null;
        if (label is not null && (!current.HasParts || current.Has(label.Value))) return true;
        if (!IsAlone(index)) return false;
        if (mark.IsNumbered) return mark.Number is null || current.Number is null || mark.Number > current.Number;
        return !_hasNumberedHeading && label is not null;
    }

    /// <summary>
    /// A numbered line without such a word is a heading only when a label follows its title, and that label cannot be the open activity's: an item of a
    /// numbered list is followed by text, by the next item, or by a part that the activity still lacks.
    /// </summary>
    private bool IsProved(int index, ActivityBuilder? current)
    {
        if (LabelAfterTitle(index) is not { } label) return IsDescribed(index, current);
        if (current is null) return IsAlone(index) || IsBelowEnd(index);
        return current.Has(label) && (IsAlone(index) || (_marks[index].Number is { } number && number == current.Number + 1));
    }

    /// <summary>
    /// A numbered line that stands alone, with any text between it and the label: a heading with a description. The numbers must run on, for a numbered
    /// list may stand before a label too; and of several such lines before one label the last has the number.
    /// </summary>
    private bool IsDescribed(int index, ActivityBuilder? current)
    {
        var mark = _marks[index];
        var label = _nextStructure[index];
        if (!mark.IsNumbered || label >= Count || !IsSectionLabel(label) || !(IsAlone(index) || IsBelowEnd(index))) return false;
        if (current is null)
            return _nextNumbered[index] > label && (mark.Number is null or 1 || (_lastNumbered.TryGetValue(mark.Number.Value + 1, out var last) && last > label));
        if (!current.Has(Part(label)) || mark.Number != current.Number + 1) return false;
        for (var next = _nextNumbered[index]; next < label; next = _nextNumbered[next])
        {
            if (_marks[next].Number == mark.Number) return false;
        }

        return true;
    }

    /// <summary>True directly below the report's title or a finished sentence, which an activity may begin at where none is open.</summary>
    private bool IsBelowEnd(int index) => Kinds[index - 1] == LineKind.ReportTitle || _lines[index - 1].Content is [.., '.' or '!' or '?'];

    /// <summary>The part whose label follows directly after the heading's title and properties; null where other text does.</summary>
    private MarkKind? LabelAfterTitle(int index)
    {
        var at = index + 1;
        var last = at + LongestTitle;
        if (_marks[index].Rest.Length == 0 && at < Count && _lines[at].IsBlank) at = _nextVisible[index];
        while (at < Count && at < last && !_lines[at].IsBlank && _marks[at].Kind == MarkKind.None && !ListMarker.IsMarked(_lines[at].Content)) at++;
        while (at < Count && (_lines[at].IsBlank || _marks[at].IsProperty || _marks[at].Kind == MarkKind.Rule)) at = _nextVisible[at];
        return at < Count && IsSectionLabel(at) ? Part(at) : null;
    }

    /// <summary>'Resultat' is a heading inside many texts; it is the follow-up's label only where the report has no 'Uppföljning'.</summary>
    private bool IsSectionLabel(int index) =>
        _marks[index].Kind is MarkKind.FollowUp or MarkKind.Analysis || (_marks[index].Kind == MarkKind.Result && !_hasFollowUpLabel);

    private MarkKind Part(int index) => _marks[index].Kind == MarkKind.Analysis ? MarkKind.Analysis : MarkKind.FollowUp;
}
