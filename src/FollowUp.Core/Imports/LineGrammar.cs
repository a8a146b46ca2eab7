using System.Collections.Frozen;

namespace FollowUp.Core.Imports;

/// <summary>
/// What a line of a Swedish follow-up report looks like by itself.
/// </summary>
internal static class LineGrammar
{
    /// <summary>The first words of all that is recognised: most lines of a text begin with none of them, and are not looked at further.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> FirstWords = LabelGrammar.Labels
        .Concat(ChapterGrammar.Headings).Concat(HeadingGrammar.Words).Concat(["sida", "sidan", "sid", "s"])
        .Select(label => label.Split(' ', '/')[0]).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a line looks like. Depends on the line alone.</summary>
    public static LineMark Read(string line)
    {
        if (BeginsAsText(line) || Visibility.IsBlank(line)) return LineMark.None;
        var clean = CleanLine.Of(line);
        if (clean.Text.Length == 0) return IsRule(line) ? new LineMark(MarkKind.Rule) : LineMark.None;
        var mark = ReadRule(line, clean) ?? LabelGrammar.Read(clean) ?? HeadingGrammar.ReadHeading(clean) ?? ChapterGrammar.Read(clean)
            ?? LabelGrammar.ReadLoose(clean) ?? HeadingGrammar.ReadWeakHeading(clean) ?? LineMark.None;
        if (mark.Kind is not (MarkKind.None or MarkKind.Rule or MarkKind.PageNumber or MarkKind.LooseLabel) && !mark.IsProperty && IsContents(line, mark)) return new LineMark(MarkKind.Contents);
        return clean.Hashes > 0 ? mark with { Level = clean.Hashes } : mark;
    }

    /// <summary><c>1. Läsning .... 3</c>; with a tab only where something is left to be the heading, for <c>Aktivitet⇥1</c> is one.</summary>
    private static bool IsContents(string line, LineMark mark)
    {
        var text = line.AsSpan().TrimEnd();
        var entry = text.TrimEnd("0123456789");
        if (text.Length - entry.Length is 0 or > 3) return false;
        var leader = entry.TrimEnd(" \t.…");
        var gap = entry[leader.Length..];
        if (leader.IsEmpty || gap.IsEmpty) return false;
        if (gap.Contains("...", StringComparison.Ordinal) || gap.Contains('…') || gap.Contains(". . .", StringComparison.Ordinal)) return true;
        if (!gap.Contains('\t')) return false;
        // What stands before the tab: a heading with a title, a numbered label, a chapter.
        return mark.Kind is MarkKind.GroupChapter or MarkKind.OuterChapter || (mark.IsSectionLabel && char.IsAsciiDigit(leader.TrimStart()[0]))
            || (mark.Kind is MarkKind.Heading or MarkKind.WeakHeading && mark.Rest.Contains('\t'))
            || (mark.Kind is MarkKind.WeakHeading or MarkKind.Heading && mark.Rest.Length > 0 && gap.Length > 1);
    }

    /// <summary>Only a dash: how an empty field is written.</summary>
    public static bool IsDash(string line) => line.Trim() is "-" or "–" or "—" or "−" or "‐" or "‑" or "--";

    /// <summary>The line that stands for a text that is not shown. Read as no text.</summary>
    public static bool IsDraftLine(string line) =>
        line.Trim().TrimStart('(').TrimEnd('.', ')').Equals("Utkast, visas inte", StringComparison.OrdinalIgnoreCase);

    private static bool BeginsAsText(string line)
    {
        var word = line.AsSpan().TrimStart();
        var end = 0;
        while (end < word.Length && char.IsLetter(word[end])) end++;
        // 'a) Uppföljning', 'A. Ny lokal', 'II. Ny lokal'
        if (end is > 0 and <= 5 && end < word.Length && word[end] is '.' or ')' && (end == 1 || word[..end].IndexOfAnyExcept("IVX") < 0)) return false;
        // A soft hyphen may stand in the middle of a label's first word.
        return end > 0 && (end == word.Length || !Visibility.IsInvisible(word[end])) && !FirstWords.Contains(word[..end]) && !LabelGrammar.EndsInAnalysis(word);
    }

    private static LineMark? ReadRule(string line, CleanLine clean)
    {
        if (!clean.IsWhole) return null;
        if (IsRule(line)) return new LineMark(MarkKind.Rule);
        return PageGrammar.IsPageNumber(clean.Text) ? new LineMark(MarkKind.PageNumber) : null;
    }

    private static bool IsRule(string line)
    {
        var drawn = line.AsSpan().Trim();
        // Three full stops are an ellipsis.
        return drawn.Length >= 3 && drawn[0] is '-' or '=' or '_' or '*' or '–' or '—' or '~' or '─' or '═' or '.' && drawn.IndexOfAnyExcept(drawn[0]) < 0
            && (drawn[0] != '.' || drawn.Length > 4);
    }
}
