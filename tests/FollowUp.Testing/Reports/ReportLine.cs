using System.Text.RegularExpressions;

namespace FollowUp.Testing.Reports;

/// <summary>One line of a report as somebody reads it, whatever format it stands in.</summary>
/// <param name="Kind"><c>h1</c>–<c>h6</c>, <c>toc1</c>–<c>toc3</c>, <c>fact</c>, <c>row</c>, <c>item1</c>–<c>item9</c> or <c>text</c>.</param>
/// <param name="Text">What it says, white space as single spaces; an item begins with its mark, the cells of a row stand between bars.</param>
public sealed partial record ReportLine(string Kind, string Text)
{
    /// <summary>The levels of lists that a document can tell apart.</summary>
    public const int DeepestList = 9;

    /// <summary>The level of a heading; null for what is none.</summary>
    public int? Level => Kind is ['h', var level] ? level - '0' : null;

    /// <summary>White space is the one thing that may differ freely: lines break where there is room.</summary>
    public static string Plain(string text) => WhiteSpace().Replace(text, " ").Trim();

    public override string ToString() => $"{Kind}|{Text}";

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
