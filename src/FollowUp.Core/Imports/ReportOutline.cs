namespace FollowUp.Core.Imports;

/// <summary>
/// What comes after each line: the next label or heading, and which numbers the headings that have labels bear. Computed in one pass from the lines' looks, so
/// that reading stays linear.
/// </summary>
internal sealed class ReportOutline
{
    /// <summary>How many lines a heading's title may take before the label that proves it.</summary>
    private const int LongestTitle = 4;

    /// <summary>Word's styles have nine levels of headings.</summary>
    private const int DeepestLevel = 9;

    private readonly ReportScan _scan;
    private readonly int[] _nextStructure;
    private readonly int[] _nextNumbered;
    private readonly int?[] _nextLabelledNumber;
    private readonly bool[] _isTail;
    private readonly int[] _labelInSection;
    private readonly Dictionary<int, int> _lastNumbered = [];
    private readonly HashSet<int> _labelledNumbers = [];
    private int _lastHeading = -1;
    private readonly bool _numbersStandAboveWords;

    public ReportOutline(ReportScan scan)
    {
        _scan = scan;
        _nextStructure = new int[scan.Count];
        _nextNumbered = new int[scan.Count];
        _nextLabelledNumber = new int?[scan.Count];
        _isTail = new bool[scan.Count];
        _labelInSection = new int[scan.Count];
        _numbersStandAboveWords = NumbersStandAboveWords();
        Compute();
        // Without headings of any kind the titles are bare lines above the labels.
        if (_lastHeading < 0 && MarkBareTitles()) Compute();
    }

    private void Compute()
    {
        var scan = _scan;
        int structure = scan.Count, numbered = scan.Count;
        int? labelled = null;
        // The next line in a heading's style of each level or above.
        var ends = new int[DeepestLevel + 1];
        Array.Fill(ends, scan.Count);
        for (var i = scan.Count - 1; i >= 0; i--)
        {
            _nextStructure[i] = structure;
            _nextNumbered[i] = numbered;
            _nextLabelledNumber[i] = labelled;
            var mark = scan.Mark(i);
            _labelInSection[i] = -1;
            if (mark.IsStyled)
            {
                if (mark.Kind == MarkKind.WeakHeading && structure < scan.Count && scan.IsSectionLabel(structure) && IsParent(mark.Level, scan.Mark(structure).Level, structure, ends)) _labelInSection[i] = structure;
                for (var level = Math.Min(mark.Level, DeepestLevel); level <= DeepestLevel; level++) ends[level] = i;
            }

            _isTail[i] = scan.NextVisible(i) is var next && (next == scan.Count || EndsText(next));
            var isWeak = mark.Kind == MarkKind.WeakHeading && scan.IsAlone(i) && !IsTitle(i);
            var isHeading = isWeak ? LabelAfterTitle(i) is not null || _labelInSection[i] >= 0 : scan.IsHeadingByLook(i);
            if (isHeading && LabelOf(i) is not null && (scan.IsAlone(i) || scan.IsBelowEnd(i)))
            {
                if (_lastHeading < 0) _lastHeading = i;
                labelled = mark.Number ?? labelled;
                if (mark.Number is { } own) _labelledNumbers.Add(own);
            }

            // Each group of activities may count from one.
            if (mark.Kind == MarkKind.GroupChapter) labelled = null;
            if (isHeading || scan.IsSectionLabel(i)) structure = i;
            if (!isWeak || !mark.IsNumbered) continue;
            numbered = i;
            if (mark.Number is { } number) _lastNumbered.TryAdd(number, i);
        }
    }

    /// <summary>Takes the block of lines above each label of the kind that comes first for a title. True where there was any.</summary>
    private bool MarkBareTitles()
    {
        MarkKind? first = null;
        var isAny = false;
        var title = _scan.Count == 0 ? 0 : _scan.Line(0).IsBlank ? _scan.NextVisible(0) : 0;
        for (var i = 0; i < _scan.Count; i++)
        {
            if (!_scan.IsSectionLabel(i)) continue;
            first ??= _scan.Part(i);
            if (_scan.Part(i) != first) continue;
            var above = _scan.PreviousVisible(i);
            while (above > title && (_scan.Mark(above).IsProperty || _scan.Mark(above).Kind == MarkKind.Rule)) above = _scan.PreviousVisible(above);
            var begin = above;
            while (begin > title && above - begin < LongestTitle && _scan.MayBeTitle(begin) && !_scan.Line(begin - 1).IsBlank) begin--;
            // The report's own title is none of an activity's.
            if (begin <= title || !_scan.MayBeTitle(begin) || !_scan.Line(begin - 1).IsBlank) continue;
            _scan.MarkAsWeak(begin);
            isAny = true;
        }

        return isAny;
    }

    /// <summary>The next label or heading, by its look; the number of lines where there is none.</summary>
    public int NextStructure(int index) => _nextStructure[index];

    /// <summary>The next numbered line that stands alone.</summary>
    public int NextNumbered(int index) => _nextNumbered[index];

    /// <summary>
    /// The first label below a line in a heading's style, where by the styles' levels no other heading stands over the label: then the line heads what is labelled,
    /// whatever text is between. -1 where there is none.
    /// </summary>
    public int LabelInSection(int index) => _labelInSection[index];

    /// <summary>True where a heading stands over a label: no heading of a level above the label's comes between. A label without a style belongs to the last heading.</summary>
    private static bool IsParent(int level, int labelLevel, int label, int[] ends) => (labelLevel == 0 || labelLevel > level) && ends[labelLevel == 0 ? DeepestLevel : labelLevel - 1] >= label;

    /// <summary>True where only properties stand between this line and the next label, heading or chapter.</summary>
    public bool IsTail(int index) => _isTail[index];

    /// <summary>True where an activity with labels comes after the line.</summary>
    public bool HasHeadingAfter(int index) => _lastHeading > index;

    /// <summary>True where a numbered line that stands alone bears the number after the line.</summary>
    public bool HasNumberedAfter(int index, int number) => _lastNumbered.TryGetValue(number, out var last) && last > index;

    /// <summary>The part whose label is the next after the heading; null where another heading comes before any.</summary>
    public MarkKind? LabelOf(int index)
    {
        var next = _nextStructure[index];
        if (next < _scan.Count && Joins(index, next)) next = _nextStructure[next];
        return next < _scan.Count && _scan.IsSectionLabel(next) ? _scan.Part(next) : null;
    }

    /// <summary>
    /// True where a heading without labels bears a number that one with labels bears too, or comes before a lower one: it is a line of a contents list, of a
    /// summary, or of an enumeration in a text.
    /// </summary>
    public bool IsEcho(int index) =>
        _scan.Mark(index).Number is { } number && (_labelledNumbers.Contains(number) || number >= _nextLabelledNumber[index]);

    /// <summary>
    /// True where a heading without a number comes before numbered ones, with no labels of its own or directly before number 1: a word of the preface
    /// (<c>Uppdrag</c>), or the reading guide that explains the labels.
    /// </summary>
    public bool IsPreface(int index) =>
        !_scan.Mark(index).IsNumbered && (_nextLabelledNumber[index] == 1 || (_labelledNumbers.Count > 0 && LabelOf(index) is null));

    /// <summary>The part whose label follows directly after the heading's title and properties; null where other text does.</summary>
    public MarkKind? LabelAfterTitle(int index)
    {
        var at = AfterTitle(index);
        // 'Nr 2' above 'Uppdrag: …': the heading goes on.
        if (at < _scan.Count && Joins(index, at)) at = AfterTitle(at);
        return at < _scan.Count && _scan.IsSectionLabel(at) ? _scan.Part(at) : null;
    }

    /// <summary>The first line after a heading's title and properties.</summary>
    private int AfterTitle(int index)
    {
        var count = _scan.Count;
        var at = index + 1;
        var last = at + LongestTitle;
        if (_scan.Mark(index).Rest.Length == 0 && at < count && _scan.Line(at).IsBlank) at = _scan.NextVisible(index);
        while (at < count && at < last && !_scan.Line(at).IsBlank && IsTitleText(at) && !ListMarker.IsMarked(_scan.Line(at).Content)) at++;
        while (at < count && (_scan.Line(at).IsBlank || _scan.Mark(at).IsProperty || _scan.Mark(at).Kind == MarkKind.Rule)) at = _scan.NextVisible(at);
        return at;
    }

    private bool IsTitleText(int index) => _scan.Mark(index).Kind == MarkKind.None || (_scan.Mark(index).Kind == MarkKind.LooseLabel && !_scan.IsSectionLabel(index));

    /// <summary>
    /// True where two headings name one activity. A numbered line of its own words may be a chapter over the other, or the last of a list above it, unless the
    /// whole report has them so.
    /// </summary>
    public bool Joins(int index, int other) =>
        _scan.Mark(index) is var mark && mark.MayJoin(_scan.Mark(other))
        && (mark.Kind == MarkKind.Heading || mark.Rest.Length == 0 || (_numbersStandAboveWords && _scan.Mark(other).Word == HeadingWord.Compound));

    /// <summary>True where each <c>Uppdrag/Aktivitet</c> without a number has a numbered line above it: <c>1. Läsning</c>.</summary>
    private bool NumbersStandAboveWords()
    {
        int words = 0, numbers = 0;
        for (var i = 0; i < _scan.Count; i++)
        {
            if (_scan.Mark(i) is { Word: HeadingWord.Compound, IsNumbered: false }) words++;
            if (_scan.Mark(i) is { Kind: MarkKind.WeakHeading, IsNumbered: true } && _scan.NextVisible(i) is var next && next < _scan.Count
                && _scan.Mark(next) is { Word: HeadingWord.Compound, IsNumbered: false }) numbers++;
        }

        return words > 1 && words == numbers;
    }

    /// <summary>True for '3. Ny lokal' below 'Aktivitet 1': the title.</summary>
    private bool IsTitle(int index) =>
        _scan.PreviousVisible(index) is >= 0 and var above && _scan.IsHeadingByLook(above) && _scan.Mark(above).Rest.Length == 0;

    private bool EndsText(int index) =>
        _scan.Mark(index).Kind is MarkKind.GroupChapter or MarkKind.OuterChapter or MarkKind.WeakHeading or MarkKind.Heading
        || _scan.IsSectionLabel(index) || (_scan.Mark(index).IsProperty && _isTail[index]);
}
