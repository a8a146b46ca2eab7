namespace FollowUp.Core.Imports;

/// <summary>The markers that begin an item of a list, in Markdown or as Word pastes them.</summary>
public static class ListMarker
{
    /// <summary>True when a line begins like an item of a list: <c>- </c>, <c>* </c>, <c>• </c>, <c>– </c>, <c>1. </c>, <c>1) </c>.</summary>
    public static bool IsMarked(string line) => IsBullet(line) || IsDashItem(line) || NumberLength(line) > 0;

    /// <summary>
    /// True when a line begins an item, and so a line of its own, inside a paragraph. A bullet always does. A number or a long dash may
    /// also be where a sentence was wrapped (<c>under / 2019. Därefter</c>): it does in a list, after a line that ends in a colon or a full stop, and for number 1
    /// (as in CommonMark 0.31, 5.3).
    /// </summary>
    /// <param name="line">The line, trimmed.</param>
    /// <param name="previousLine">The line before it in the same paragraph.</param>
    /// <param name="isInList">Whether that line belongs to an item.</param>
    public static bool BeginsItem(string line, string previousLine, bool isInList)
    {
        if (IsBullet(line)) return true;
        var number = NumberLength(line);
        if (number == 0 && !IsDashItem(line)) return false;
        return isInList || previousLine.EndsWith(':') || (number > 0 ? number == 1 && line[0] == '1' : previousLine.EndsWith('.'));
    }

    /// <summary>The line with the bullets that Word pastes written as Markdown's <c>- </c>; any other line as it is.</summary>
    public static string ToMarkdown(string line) => IsForeignBullet(line) ? "- " + line[1..].TrimStart() : line;

    /// <summary>True for a bullet that <see cref="ToMarkdown"/> changes.</summary>
    public static bool IsForeignBullet(string line) =>
        line.Length > 1 && ((line[0] is '•' or '·' or '▪' or '●' or '\uF0B7' && char.IsWhiteSpace(line[1])) || (line[0] == 'o' && line[1] == '\t'));

    internal static bool IsBullet(string line) =>
        IsForeignBullet(line) || (line.Length > 1 && line[0] is '-' or '*' && char.IsWhiteSpace(line[1]));

    private static bool IsDashItem(string line) => line.Length > 1 && line[0] is '–' or '—' && char.IsWhiteSpace(line[1]);

    /// <summary>How many digits the line's number has; 0 where it begins with none. More than three are a year.</summary>
    private static int NumberLength(string line)
    {
        var digits = 0;
        while (digits < line.Length && digits < 4 && char.IsAsciiDigit(line[digits])) digits++;
        return digits is > 0 and <= 3 && digits + 1 < line.Length && line[digits] is '.' or ')' && char.IsWhiteSpace(line[digits + 1]) ? digits : 0;
    }
}
