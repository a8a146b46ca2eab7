namespace FollowUp.Core.Imports;

/// <summary>Whether an activity begins at a line that looks like a heading. What comes after it counts, and what the open activity has already.</summary>
internal sealed class ReportHeadings(ReportScan scan, ReportOutline outline)
{
    /// <summary>True where an activity begins at this line.</summary>
    /// <param name="index">The line.</param>
    /// <param name="current">The activity that would end here; null where none is open.</param>
    public bool IsHeading(int index, ActivityBuilder? current) => scan.Hint(index).IsCertain ? scan.Hint(index).Role == LineRole.Activity : scan.Mark(index).Kind switch
    {
        MarkKind.Heading => scan.IsHeadingByLook(index) && !IsGroup(index) && IsBelieved(index, current),
        MarkKind.WeakHeading => IsProved(index, current),
        _ => false,
    };

    /// <summary>True for a commission over several activities with numbers of their own: <c>Uppdrag 1: …</c>, then <c>Aktivitet 1: …</c>, <c>Aktivitet 2: …</c>.</summary>
    public bool IsGroup(int index)
    {
        if (scan.Mark(index) is not { Kind: MarkKind.Heading, Noun: "uppdrag" } mark || !scan.IsAlone(index)) return false;
        var next = outline.NextStructure(index);
        return next < scan.Count && scan.Mark(next) is { Kind: MarkKind.Heading, Noun: "aktivitet", IsNumbered: true } && outline.LabelOf(next) is not null
            && (mark.IsNumbered || (scan.NextVisible(index) == next && !scan.EndsSentence(index)));
    }

    /// <summary>
    /// True for a heading inside an activity, by their styles, that has labels or a status of its own: what a unit writes of its own part. It is no activity, nor the
    /// text above it.
    /// </summary>
    public bool IsAside(int index, ActivityBuilder? current)
    {
        if (current is not { IsInHeader: false, Level: > 0 } || scan.Mark(index) is not { Kind: MarkKind.WeakHeading, IsStyled: true, IsNumbered: false } mark || mark.Level <= current.Level) return false;
        var next = scan.NextVisible(index);
        if (next < scan.Count && scan.Mark(next).Kind is MarkKind.Unit or MarkKind.Status) return true;
        return outline.LabelInSection(index) is >= 0 and var label && scan.Mark(label).Level > mark.Level;
    }

    /// <summary>
    /// A heading with a word for activity. 'Aktivitet 2: se ovan' and 'Uppdrag: …' stand in texts too, so what comes next counts: a label that the open
    /// activity has already begins a new one.
    /// </summary>
    private bool IsBelieved(int index, ActivityBuilder? current)
    {
        var mark = scan.Mark(index);
        if (mark.IsLowerCase && !scan.IsAlone(index)) return false;
        var label = outline.LabelOf(index);
        if (current is null && (outline.IsPreface(index) || IsExplained(index) || (label is null && outline.IsEcho(index)))) return false;
        if (mark is { Word: HeadingWord.Compound, IsLowerCase: false }) return true;
        if (mark is { Word: HeadingWord.Substitute, IsNumbered: false } && outline.LabelAfterTitle(index) is null) return false;
        if (current is null) return label is not null || scan.IsAlone(index) || scan.IsBelowEnd(index);
        // Among activities whose headings are but numbers, 'Aktivitet 2: …' is rather something listed.
        var mustBeDirect = current.Heading.Word == HeadingWord.None || !scan.IsAlone(index);
        if (label is not null && (!current.HasParts || current.Has(label.Value)) && (!mustBeDirect || outline.LabelAfterTitle(index) is not null)) return true;
        if (mustBeDirect) return false;
        if (!mark.IsNumbered) return !scan.HasNumberedHeading && label is not null;
        return mark.Number is null || current.Number is null || (mark.Number > current.Number && !outline.IsEcho(index));
    }

    /// <summary>True for the list of what the report holds: 'Rapporten har tre delar:', and below it 'Uppdrag', 'Uppföljning', 'Analys' with no text between.</summary>
    private bool IsExplained(int index)
    {
        if (!scan.IsAlone(index) && scan.Line(index - 1).Content.EndsWith(':')) return true;
        var first = scan.NextVisible(index);
        var second = first < scan.Count ? scan.NextVisible(first) : first;
        return scan.Mark(index).Rest.Length == 0 && second < scan.Count && IsEmptyLabel(first) && IsEmptyLabel(second);
    }

    private bool IsEmptyLabel(int index) => scan.IsSectionLabel(index) && scan.Mark(index).Rest.Length == 0;

    /// <summary>
    /// A numbered line without such a word is a heading only when a label follows its title, and that label cannot be the open activity's: an item of a
    /// numbered list is followed by text, by the next item, or by a part that the activity still lacks.
    /// </summary>
    private bool IsProved(int index, ActivityBuilder? current)
    {
        if (IsAside(index, current)) return false;
        if (outline.LabelInSection(index) is >= 0 and var inner && (current is null || current.Has(scan.Part(inner)))) return true;
        if (outline.LabelAfterTitle(index) is not { } label) return IsDescribed(index, current);
        if (current is null) return scan.IsAlone(index) || scan.IsBelowEnd(index);
        return current.Has(label) && (scan.IsAlone(index) || (scan.Mark(index).Number is { } number && number == current.Number + 1));
    }

    /// <summary>
    /// A numbered line that stands alone, with any text between it and the label: a heading with a description. The numbers must run on, for a numbered
    /// list may stand before a label too; and of several such lines before one label the last has the number.
    /// </summary>
    private bool IsDescribed(int index, ActivityBuilder? current)
    {
        var mark = scan.Mark(index);
        if (!mark.IsNumbered || outline.LabelOf(index) is not { } part || !(scan.IsAlone(index) || scan.IsBelowEnd(index))) return false;
        var label = outline.NextStructure(index);
        if (current is null) return outline.NextNumbered(index) > label && (mark.Number is null or 1 || outline.HasNumberedAfter(label, mark.Number.Value + 1));
        if (!current.Has(part) || mark.Number != current.Number + 1) return false;
        for (var next = outline.NextNumbered(index); next < label; next = outline.NextNumbered(next))
        {
            if (scan.Mark(next).Number == mark.Number) return false;
        }

        return true;
    }
}
