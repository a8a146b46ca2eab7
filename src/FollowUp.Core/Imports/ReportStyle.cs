namespace FollowUp.Core.Imports;

/// <summary>How the report as a whole writes its headings and labels, by which a line that could be one is told from text.</summary>
internal sealed class ReportStyle
{
    private readonly bool _hasFollowUpLabel;
    private readonly bool _hasAnalysisLabel;
    private readonly bool _hasPlainLabel;
    private readonly bool _hasWordHeading;
    private readonly bool _hasNumberedLine;

    /// <summary>Looks through the lines.</summary>
    /// <param name="lines">The document's lines.</param>
    /// <param name="marks">What each looks like.</param>
    /// <param name="isAlone">Whether each stands alone, by its look.</param>
    public ReportStyle(TextLine[] lines, LineMark[] marks, bool[] isAlone)
    {
        var firstHeading = Array.FindIndex(marks, mark => mark.Kind == MarkKind.Heading);
        int words = 0, substitutes = 0;
        LineMark? below = null, structure = null;
        for (var i = marks.Length - 1; i >= 0; i--)
        {
            if (lines[i].IsBlank) continue;
            var mark = marks[i];
            var isLabel = mark.Kind is MarkKind.FollowUp or MarkKind.Analysis;
            // 'Uppföljning' before all headings is a chapter's title, and says nothing of how the activities' parts are labelled.
            if (isLabel && i > firstHeading && HasText(mark, below))
            {
                _hasFollowUpLabel |= mark.Kind == MarkKind.FollowUp;
                _hasAnalysisLabel |= mark.Kind == MarkKind.Analysis;
                _hasPlainLabel |= !mark.IsItem;
            }

            if (mark.Kind == MarkKind.Heading)
            {
                var isLabelled = structure is { IsSectionLabel: true } && (isAlone[i] || (i > 0 && lines[i - 1].Content is [.., '.' or '!' or '?']));
                if (mark.Word == HeadingWord.Substitute) substitutes += isLabelled ? 1 : 0;
                else words += isLabelled ? 1 : 0;
                _hasWordHeading |= mark.Word != HeadingWord.Substitute;
                HasNumberedHeading |= mark.IsNumbered && mark.Word != HeadingWord.Substitute;
            }

            _hasNumberedLine |= mark is { Kind: MarkKind.WeakHeading, IsNumbered: true } && isAlone[i];
            below = mark;
            // 'Åtgärd nummer 1' may be the title below '1. Uppdrag/Aktivitet'.
            if (mark.IsSectionLabel || mark is { Kind: MarkKind.Heading, Word: not HeadingWord.Substitute }) structure = mark;
        }

        // A line that reads 'Uppdrag' in the preface does not make the report's 'Åtgärd 1', 'Åtgärd 2' text.
        _hasWordHeading &= words >= substitutes;
    }

    /// <summary>True where the report numbers its headings with a word for activity.</summary>
    public bool HasNumberedHeading { get; }

    /// <summary>'Åtgärd: …' heads an activity only in reports that head them in no other way.</summary>
    public bool IsHeading(LineMark mark) =>
        mark.Kind == MarkKind.Heading && (mark.Word != HeadingWord.Substitute || (!_hasWordHeading && (mark.IsNumbered || !_hasNumberedLine)));

    /// <summary>'Resultat' is a heading inside many texts; it is the follow-up's label only where the report has no 'Uppföljning'.</summary>
    public bool IsLabel(LineMark mark) => mark.IsSectionLabel && IsBelieved(mark) && (mark.Kind != MarkKind.Result || !_hasFollowUpLabel);

    /// <summary>'- Analys: …' is an item of a text's list wherever the report has labels that are no items.</summary>
    public bool IsBelieved(LineMark label) => !label.IsItem || !_hasPlainLabel;

    /// <summary>True where the report labels the part in plain words.</summary>
    public bool HasPlain(MarkKind part) => part == MarkKind.Analysis ? _hasAnalysisLabel : _hasFollowUpLabel;

    /// <summary>True for a label with text below it or on its line; without any it is a chapter's title, or one in a list of what the report holds.</summary>
    private static bool HasText(LineMark label, LineMark? below) =>
        label.Rest.Length > 0 || below is null or { IsItem: true }
        || !(below.IsSectionLabel || below.Kind is MarkKind.Heading or MarkKind.GroupChapter or MarkKind.OuterChapter);
}
