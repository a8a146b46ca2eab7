namespace FollowUp.Core.Imports;

/// <summary>Whether a line heads a chapter, and so ends the activity above it.</summary>
internal sealed class ReportChapters(ReportScan scan, ReportOutline outline, ReportHeadings headings)
{
    /// <summary>Styles of headings down to this level are of chapters where the activities' own headings have none.</summary>
    private const int LevelOfChapters = 2;

    /// <summary>
    /// A chapter over a group of activities ends the activity wherever it stands alone. <c>Sammanfattning</c> and its like may head a part of an
    /// analysis, so they do so only where no activity comes after their text.
    /// </summary>
    /// <param name="index">The line, which begins no activity.</param>
    /// <param name="current">The activity that would end here; null where none is open.</param>
    public bool IsChapter(int index, ActivityBuilder? current)
    {
        var mark = scan.Mark(index);
        if (mark.Kind == MarkKind.OuterChapter && mark.EndsReport && scan.IsBelowEnd(index) && !outline.HasHeadingAfter(index)) return true;
        if (!scan.IsAlone(index)) return false;
        // The style says that it stands inside the activity.
        if (current is { Level: > 0 } && mark.IsStyled && mark.Level > current.Level) return false;
        if (current is not null && IsAtLevelOf(current, index)) return true;
        if (mark.Kind == MarkKind.GroupChapter)
            return index + 1 >= scan.Count || scan.Line(index + 1).IsBlank || scan.IsUnderlined(index) || headings.IsHeading(index + 1, null);
        if (mark.Kind != MarkKind.OuterChapter) return false;
        // 'Sammanfattande bedömning' directly below 'Analys' heads the analysis.
        if (current is { IsInHeader: false, HasText: false } && !mark.EndsReport && !mark.IsPlan) return false;
        return !outline.HasHeadingAfter(index) || BeginsActivity(scan.NextVisible(index), current);
    }

    /// <summary>A short line directly before an activity's heading, after a text that has come to an end: the heading of what comes.</summary>
    public bool IsHeadingOfNextGroup(int index, ActivityBuilder? current)
    {
        var line = scan.Line(index);
        if (line.IsLiteral || current is not { IsInHeader: false, HasText: true } || !scan.IsAlone(index) || !ChapterGrammar.MayBeHeading(line.Content)) return false;
        var next = scan.IsUnderlined(index) ? scan.NextVisible(index + 1) : scan.NextVisible(index);
        if (!BeginsActivity(next, current)) return false;
        var above = scan.Line(scan.PreviousVisible(index)).Content;
        // '1. Mer tid.' above '2. Lokaler' makes it the list's last item.
        return ChapterGrammar.IsNounPhrase(line.Content) || (above is [.., '.' or '!' or '?'] or "-" && !(ListMarker.IsMarked(line.Content) && ListMarker.IsMarked(above)));
    }

    /// <summary>A heading of the activity's own level, in Markdown or underlined, that is no label.</summary>
    private bool IsAtLevelOf(ActivityBuilder current, int index)
    {
        var mark = scan.Mark(index);
        // 'Analys' above the level of the activities is the whole report's.
        if (mark.IsSectionLabel && mark.IsStyled && mark.Level < current.Level && current.HasParts) return true;
        if (mark.IsSectionLabel || mark.IsProperty || scan.Line(index).IsLiteral) return false;
        // '## Ny lokal' below '## Aktivitet 1' is its title.
        if (mark.Level > 0 && current is { IsInHeader: true, HasTitle: false }) return false;
        if (mark.IsStyled && current is { Level: 0, IsInHeader: false }) return mark.Level <= LevelOfChapters;
        if (mark.Level > 0) return mark.Level <= current.Level;
        return mark.Kind != MarkKind.Rule && scan.IsUnderlined(index) && scan.IsUnderlined(current.FirstLine);
    }

    private bool BeginsActivity(int index, ActivityBuilder? current) => index < scan.Count && headings.IsHeading(index, current);
}
