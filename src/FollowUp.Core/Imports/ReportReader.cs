namespace FollowUp.Core.Imports;

/// <summary>
/// Reads a follow-up report. It knows the labels that such reports use, not any one file's layout: numbering, case, order and wrapping may vary.
/// Nothing is dropped: a line that belongs to no activity is <see cref="LineKind.LeftOver"/>, and in doubt a line stays where it stands, as text.
/// Pure, and linear in the length of the document.
/// </summary>
public static class ReportReader
{
    /// <summary>A first line shorter than this was not wrapped, so the next line is not the rest of the title.</summary>
    private const int ShortestWrappedLine = 50;

    /// <summary>A longer line that stands by itself is rather a description.</summary>
    private const int LongestUnitName = 60;

    /// <summary>Reads a document. A document without activities gives none; its lines are then left over.</summary>
    public static ReadReport Read(ReadDocument document)
    {
        var reading = new Reading(new ReportScan(document));
        reading.Run();
        return new ReadReport(reading.Title, reading.Activities, reading.Kinds);
    }

    /// <summary>The status that the texts plainly state of the activity, with the words it rests on; null where they state none, or more than one.</summary>
    public static SuggestedStatus? InferStatus(string followUp, string analysis) => StatusInference.Infer(followUp, analysis);

    private sealed class Reading
    {
        private readonly ReportScan _scan;
        private readonly ReportOutline _outline;
        private readonly ReportHeadings _headings;
        private readonly ReportChapters _chapters;
        private ActivityBuilder? _current;
        private MarkKind _awaited;
        private bool _isPlan;
        private int _asideLevel;

        public Reading(ReportScan scan)
        {
            _scan = scan;
            _outline = new ReportOutline(scan);
            _headings = new ReportHeadings(scan, _outline);
            _chapters = new ReportChapters(scan, _outline, _headings);
        }

        public string? Title { get; private set; }

        public List<ReadActivity> Activities { get; } = [];

        public LineKind[] Kinds => _scan.Kinds;

        public void Run()
        {
            for (var i = ReadTitle(); i < _scan.Count; i++)
            {
                Kinds[i] = _scan.Line(i).IsBlank ? LineKind.Blank : ReadLine(i);
                if (_current is null) continue;
                if (Kinds[i] == LineKind.Blank) _current.AddBlank();
                if (Kinds[i] is LineKind.Label or LineKind.ActivityText) _current.LastLine = i;
            }

            Close();
        }

        /// <summary>The first line is the report's title unless an activity begins there. Gives the index of the line after it.</summary>
        private int ReadTitle()
        {
            var first = _scan.Count > 0 && _scan.Line(0).IsBlank ? _scan.NextVisible(0) : 0;
            if (_scan.HasTitle) return first;
            for (; first < _scan.Count && IsBeforeTitle(first); first = _scan.NextVisible(first)) Kinds[first] = _scan.Hint(first).Role == LineRole.Label ? LineKind.Label : LineKind.LeftOver;
            if (first == _scan.Count || _headings.IsHeading(first, null)) return first;
            // A report may be named 'Uppföljning' and nothing more.
            if (_scan.Mark(first) is { IsSectionLabel: true } label && !(label.Rest.Length == 0 && _scan.NextVisible(first) is var below && below < _scan.Count && _headings.IsHeading(below, null))) return first;
            var lines = new List<TextLine> { _scan.Line(first) };
            var next = first + 1;
            for (; next < _scan.Count && ContinuesTitle(next); next++) lines.Add(_scan.Line(next));
            for (var i = first; i < next; i++) Kinds[i] = LineKind.ReportTitle;
            // '# Kvalitetsrapport' and '**Kvalitetsrapport**' without their decoration; '2024' is a number by its look, but all of the title.
            if (_scan.Mark(first) is { Kind: MarkKind.WeakHeading, IsNumbered: false } decorated) lines[0] = lines[0] with { Content = decorated.Rest };
            else if (_scan.Mark(first) is { Kind: MarkKind.LooseLabel, Undecorated.Length: > 0 } loose) lines[0] = lines[0] with { Content = loose.Undecorated };
            Title = string.Join(' ', lines.Select(line => line.Plain));
            if (next < _scan.Count && _scan.Mark(next).Kind == MarkKind.Rule) Kinds[next++] = LineKind.ReportTitle;
            return next;
        }

        /// <summary>Page numbers and drawn lines, and what the file says is text or of no activity: a table above the title, a contents list.</summary>
        private bool IsBeforeTitle(int index) =>
            _scan.Mark(index).Kind is MarkKind.PageNumber or MarkKind.Rule || _scan.Hint(index).Role is LineRole.Text or LineRole.Label or LineRole.Outside;

        /// <summary>Clearly the rest of a wrapped title: directly below, and the line above is long, or this one goes on with a small letter.</summary>
        private bool ContinuesTitle(int index)
        {
            var (above, line) = (_scan.Line(index - 1), _scan.Line(index));
            if (line.IsBlank || above.EndsHere || _scan.Mark(index).Kind is not (MarkKind.None or MarkKind.LooseLabel) || ListMarker.IsMarked(line.Content) || _scan.EndsSentence(index - 1)) return false;
            return char.IsLower(line.Content.FirstOrDefault()) || (above.Content.Length >= ShortestWrappedLine && line.Content.Length < above.Content.Length);
        }

        private LineKind ReadLine(int index)
        {
            var mark = _scan.Mark(index);
            var hint = _scan.Hint(index);
            if (hint.EndsActivity && (_current is null || _scan.SectionAt(index) is not { } lacked || _current.Has(lacked))) Close();
            if (hint.IsCertain) return ReadCertain(index, mark, hint.Role);
            if (IsInAside(index, mark)) return LineKind.LeftOver;
            // What is planned for next year has no labels, and is not followed up here.
            if (!_isPlan && _headings.IsHeading(index, _current)) return Begin(index, mark);
            if (_chapters.IsChapter(index, _current) || _headings.IsGroup(index))
            {
                Close();
                _isPlan |= mark.IsPlan && !_outline.HasHeadingAfter(index);
                return LineKind.LeftOver;
            }

            if (_current is null) return LineKind.LeftOver;
            if (_scan.SectionAt(index) is { } part && !_current.Has(part) && !IsTitleLike(index, mark)) return Open(index, part, mark);
            if (mark.IsProperty && ReadProperty(index, mark) is { } kind) return kind;
            if (_scan.IsPageFurniture(index)) return LineKind.LeftOver;
            if (mark.Kind == MarkKind.Rule) return ReadRule(index);
            if (_current.IsInHeader && ReadAwaited(index)) return LineKind.ActivityText;
            if (_current.IsInHeader && mark.Kind == MarkKind.None && IsHeaderProperty(_scan.Line(index)))
            {
                _current.AddBlank();
                return LineKind.LeftOver;
            }

            if (mark is { Kind: MarkKind.WeakHeading, IsStyled: true } && _current is { IsInHeader: true, HasTitle: false })
            {
                _current.AddStyledTitle(_scan.Line(index), mark);
                return LineKind.ActivityText;
            }

            if (_chapters.IsHeadingOfNextGroup(index, _current)) return LineKind.LeftOver;
            return _current.TryAdd(_scan.Line(index)) ? LineKind.ActivityText : LineKind.LeftOver;
        }

        /// <summary>A line whose role the file itself says.</summary>
        private LineKind ReadCertain(int index, LineMark mark, LineRole role)
        {
            // What comes below is no more of the title.
            if (_current is { IsInHeader: true, HasTitle: true }) _current.AddBlank();
            switch (role)
            {
                case LineRole.Title when Title is null:
                    Title = _scan.Line(index).Plain;
                    return LineKind.ReportTitle;
                case LineRole.Activity:
                    Close();
                    _current = new ActivityBuilder(mark, index);
                    if (mark.Rest.Length > 0) _current.TryAdd(_scan.Line(index).After(mark.Rest));
                    return LineKind.Label;
                case LineRole.FollowUp or LineRole.Analysis when _current is not null:
                    var kind = Open(index, mark.Kind, mark with { Rest = "" });
                    // More of a part is a paragraph of its own.
                    _current.AddBlank();
                    if (mark.Rest.Length > 0) _current.TryAdd(_scan.Line(index).After(mark.Rest));
                    return kind;
                case LineRole.Unit when _current is { HasUnit: false }:
                    if (mark.Rest.Length > 0) _current.SetUnit(_scan.Line(index).After(mark.Rest));
                    return LineKind.Label;
                case LineRole.Status when _current is { HasStatusLine: false }:
                    var word = NoteStatusWord.Read(mark.Rest);
                    if (mark.Rest.Length > 0) _current.SetStatus(word);
                    return word is not null || mark.Rest.Length == 0 || LineGrammar.IsDash(mark.Rest) ? LineKind.Label : LineKind.LeftOver;
                case LineRole.Label:
                    return LineKind.Label;
                default:
                    return LineKind.LeftOver;
            }
        }

        /// <summary>Inside what a unit writes of its own part, by the headings' styles.</summary>
        private bool IsInAside(int index, LineMark mark)
        {
            if (_asideLevel > 0 && (mark.IsStyled ? mark.Level <= _asideLevel : mark.Kind == MarkKind.Heading && _headings.IsHeading(index, _current))) _asideLevel = 0;
            if (_asideLevel == 0 && _headings.IsAside(index, _current)) _asideLevel = mark.Level;
            return _asideLevel > 0;
        }

        private bool IsHeaderProperty(TextLine line) => !line.IsLiteral && LabelGrammar.IsHeaderProperty(line.Content, _current!.HasTitle);

        /// <summary>'Analys av skolans resultat' below a heading without a title is the title.</summary>
        private bool IsTitleLike(int index, LineMark mark) =>
            mark.Kind == MarkKind.LooseLabel && _current!.IsInHeader && (_scan.IsPlainAhead(index) || !(mark.HasColon || _current.HasTitle));

        private LineKind Begin(int index, LineMark mark)
        {
            if (_current is { IsInHeader: true } && _outline.Joins(_current.FirstLine, index))
            {
                _current.Join();
            }
            else
            {
                Close();
                _current = new ActivityBuilder(mark, index);
            }

            if (mark.Rest.Length > 0) _current.TryAdd(_scan.Line(index).After(mark.Rest));
            return LineKind.Label;
        }

        private LineKind Open(int index, MarkKind part, LineMark mark)
        {
            _current!.Open(part);
            _awaited = MarkKind.None;
            if (mark.Rest.Length > 0) _current.TryAdd(_scan.Line(index).After(mark.Rest));
            return LineKind.Label;
        }

        private void Close()
        {
            if (_current is not null) Activities.Add(_current.Build());
            _current = null;
            _awaited = MarkKind.None;
            _asideLevel = 0;
        }

        /// <summary>A drawn line belongs to the label above it; elsewhere it separates, and is no part of a text.</summary>
        private LineKind ReadRule(int index)
        {
            if (index > 0 && Kinds[index - 1] == LineKind.Label) return LineKind.Label;
            _current!.AddBlank();
            return LineKind.LeftOver;
        }

        /// <summary>
        /// A property in the activity's heading, or after its texts. Inside a text the line is a property only when it can be nothing else; null means text.
        /// </summary>
        private LineKind? ReadProperty(int index, LineMark mark)
        {
            _awaited = MarkKind.None;
            var isOutside = _current!.IsInHeader || (!mark.IsHeaderOnly && _outline.IsTail(index));
            if (!_current.IsInHeader && (mark.Rest.Length == 0 || !_scan.IsBelieved(mark))) return null;
            switch (mark.Kind)
            {
                case MarkKind.Unit when !_current.HasUnit && (isOutside || mark.IsPlain):
                    if (mark.Rest.Length > 0) _current.SetUnit(_scan.Line(index).After(mark.Rest));
                    else _awaited = MarkKind.Unit;
                    break;
                case MarkKind.Status when !_current.HasStatusLine && mark.Rest.Length == 0:
                    _awaited = MarkKind.Status;
                    break;
                case MarkKind.Status when !_current.HasStatusLine && NoteStatusWord.Read(mark.Rest) is { } word:
                    _current.SetStatus(word);
                    break;
                case MarkKind.Status when !_current.HasStatusLine && isOutside && _current.IsInHeader:
                    _current.SetStatus(null);
                    if (!LineGrammar.IsDash(mark.Rest)) return LineKind.LeftOver;
                    break;
                default:
                    if (_current.IsInHeader) _current.AddBlank();
                    return _current.IsInHeader || (mark.Kind == MarkKind.OtherProperty && isOutside) ? LineKind.LeftOver : null;
            }

            _current.AddBlank();
            return LineKind.Label;
        }

        /// <summary>The value of a property whose label stood alone on the line above.</summary>
        private bool ReadAwaited(int index)
        {
            var line = _scan.Line(index);
            if (_awaited == MarkKind.Unit && !line.IsLiteral && ListMarker.IsBullet(line.Content))
            {
                _current!.AddUnit(line.Content[2..].Trim());
                _current.AddBlank();
                return true;
            }

            var awaited = _awaited;
            _awaited = MarkKind.None;
            // Below a blank line it may be the title, or a description.
            var isNear = Kinds[index - 1] != LineKind.Blank || (_current!.HasTitle && !_scan.EndsSentence(index) && line.Content.Length <= LongestUnitName);
            if (awaited == MarkKind.Status && NoteStatusWord.Read(line.Content) is { } word) _current!.SetStatus(word);
            else if (awaited == MarkKind.Unit && isNear && !_current!.HasUnit) _current.SetUnit(line);
            else return false;
            _current!.AddBlank();
            return true;
        }
    }
}
