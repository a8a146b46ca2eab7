namespace FollowUp.Core.Imports;

/// <summary>An activity while its lines are being read.</summary>
internal sealed class ActivityBuilder(LineMark heading, int firstLine)
{
    private readonly List<List<TextLine>> _titles = [[]];
    private readonly List<TextLine> _followUp = [];
    private readonly List<TextLine> _analysis = [];
    private List<TextLine>? _open;
    private bool _hasFollowUp;
    private bool _hasAnalysis;
    private string? _unit;
    private bool _hasStatusLine;
    private SuggestedStatus? _stated;

    /// <summary>The line that the activity began with.</summary>
    public LineMark Heading => heading;

    public int? Number { get; private set; } = heading.Number;

    public int FirstLine => firstLine;

    /// <summary>The level of the heading's style, or of the title's below it; 0 where neither has one.</summary>
    public int Level { get; private set; } = heading.Level;

    /// <summary>The last line read into the activity.</summary>
    public int LastLine { get; set; }

    /// <summary>True until the first part's label.</summary>
    public bool IsInHeader => _open is null;

    public bool HasParts => _hasFollowUp || _hasAnalysis;

    public bool HasTitle => OpenTitle.Any(line => !line.IsBlank);

    private List<TextLine> OpenTitle => _titles[^1];

    public bool HasUnit => _unit is not null;

    public bool HasStatusLine => _hasStatusLine;

    public bool Has(MarkKind part) => part == MarkKind.Analysis ? _hasAnalysis : _hasFollowUp;

    public bool HasText => _open is { } open && open.Any(line => !line.IsBlank);

    public void Open(MarkKind part)
    {
        if (part == MarkKind.Analysis)
        {
            _hasAnalysis = true;
            _open = _analysis;
        }
        else
        {
            _hasFollowUp = true;
            _open = _followUp;
        }
    }

    /// <summary>Adds a line to the open part, or to the title. False where the title has come to an end: a title is one paragraph, without lists.</summary>
    public bool TryAdd(TextLine line)
    {
        if (_open is null)
        {
            if (HasTitle && !OpenTitle[^1].IsBlank && !line.IsLiteral && ListMarker.BeginsItem(line.Content, OpenTitle[^1].Content, isInList: false)) AddBlank();
            if (HasTitle && OpenTitle[^1].IsBlank) return false;
            OpenTitle.Add(line);
            return true;
        }

        _open.Add(line);
        return true;
    }

    /// <summary>A title in a heading's style below the activity's heading, which may have left the number to it: <c>1. Ny lokal</c> below <c>Uppdrag/Aktivitet</c>.</summary>
    public void AddStyledTitle(TextLine line, LineMark mark)
    {
        var takesNumber = mark.IsNumbered && !heading.IsNumbered;
        if (takesNumber) Number = mark.Number;
        Level = Math.Max(Level, mark.Level);
        OpenTitle.Add(takesNumber ? line.After(mark.Rest) : line);
    }

    /// <summary>Begins another part of the title, which the activity's second heading has.</summary>
    public void Join() => _titles.Add([]);

    public void AddBlank() => (_open ?? OpenTitle).Add(TextLine.Blank);

    public void SetUnit(TextLine value) => _unit = !value.IsLiteral && LineGrammar.IsDash(value.Content) ? null : value.Plain;

    /// <summary>Adds a unit to those named, where each has a line of its own.</summary>
    public void AddUnit(string name) => _unit = _unit is null ? name : $"{_unit}, {name}";

    /// <summary>Notes what a status line says: a status, or (null) that none is chosen or that the word is unknown. Either way nothing is inferred.</summary>
    public void SetStatus(NoteStatusWord? word)
    {
        _hasStatusLine = true;
        _stated = word is { } known ? new SuggestedStatus(known.Status, known.Words, IsStated: true) : null;
    }

    public ReadActivity Build()
    {
        var followUp = ParagraphJoiner.Join(_followUp);
        var analysis = ParagraphJoiner.Join(_analysis);
        return new ReadActivity
        {
            Number = Number,
            Title = string.Join(" – ", _titles.Select(ParagraphJoiner.JoinTitle).Where(title => title.Length > 0)),
            UnitName = string.IsNullOrEmpty(_unit) ? null : _unit,
            FollowUp = followUp,
            Analysis = analysis,
            Suggestion = _hasStatusLine ? _stated : StatusInference.Infer(followUp, analysis),
            FirstLine = FirstLine,
            LastLine = LastLine,
        };
    }
}
