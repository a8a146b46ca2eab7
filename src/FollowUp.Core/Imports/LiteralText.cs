namespace FollowUp.Core.Imports;

/// <summary>Where a line is written.</summary>
public enum LinePlace
{
    /// <summary>At the beginning of a line of text.</summary>
    Text,

    /// <summary>The first line of an activity's title: there a line like <c>Syfte: …</c> is a property.</summary>
    Title,

    /// <summary>A title's line that goes on from the line before.</summary>
    WrappedTitle,

    /// <summary>Going on from the line before: there a list's marker is a word like any other.</summary>
    Wrapped,

    /// <summary>A paragraph of one line at an activity's end: a short one without a full stop could be the heading of the next chapter.</summary>
    EndOfActivity,

    /// <summary>The report's own title.</summary>
    ReportTitle,
}

/// <summary>
/// The two marks by which a plain-text report says what its layout alone cannot, so that it can be read back exactly (docs/text-format.md):
/// <list type="bullet">
/// <item><c>\</c> first on a line: the rest is text, although it looks like a label, a heading or another line with a meaning. One backslash is taken off
/// when what follows the backslashes is such a line; otherwise a backslash is a backslash.</item>
/// <item><c> \</c> last on a line: the line ends exactly here, white space before the mark included, although it would otherwise be joined with the next.
/// A line of <c>\</c> alone is an empty line.</item>
/// </list>
/// Ordinary paragraphs and lists need neither.
/// </summary>
public static class LiteralText
{
    /// <summary>True when a line begins with a backslash that reading takes off.</summary>
    public static bool IsMarked(string line) =>
        line.StartsWith('\\') && line.TrimStart('\\') is { Length: > 0 } text
        && (IsSpecial(text) || ListMarker.IsMarked(text) || LineGrammar.Read(text) != LineMark.None || ChapterGrammar.MayBeHeading(text)
            || LabelGrammar.IsHeaderProperty(text, hasTitle: true));

    /// <summary>Puts the first mark on a line where reading could take it for something else than text, or would take off a backslash of its own.</summary>
    /// <param name="line">A line to write, without line breaks, not empty.</param>
    /// <param name="place">Where it stands.</param>
    public static string Protect(string line, LinePlace place)
    {
        var mustBeMarked = line.StartsWith('\\')
            ? IsMarked(line)
            : IsSpecial(line) || place switch
            {
                LinePlace.Title => LabelGrammar.IsHeaderProperty(line, hasTitle: false),
                LinePlace.WrappedTitle => ListMarker.IsMarked(line) || LabelGrammar.IsHeaderProperty(line, hasTitle: true),
                LinePlace.Wrapped => ListMarker.IsMarked(line),
                LinePlace.EndOfActivity => ChapterGrammar.MayBeHeading(line),
                LinePlace.ReportTitle => LineGrammar.Read(line) is not ({ Kind: MarkKind.None } or { Kind: MarkKind.LooseLabel, Undecorated: "" }),
                _ => false,
            };
        return mustBeMarked ? "\\" + line : line;
    }

    /// <summary>True when a line of text needs the second mark for its own sake: it ends in white space, or in what would be read as the mark.</summary>
    public static bool NeedsEnd(string line) => line == "\\" || line.EndsWith(" \\", StringComparison.Ordinal) || (line.Length > 0 && char.IsWhiteSpace(line[^1]));

    /// <summary>Writes the second mark.</summary>
    public static string MarkEnd(string line) => line.Length == 0 ? "\\" : line + " \\";

    /// <summary>Everything that reading may treat as more than text, whatever stands around it; a superset, since a mark too many does no harm.
    /// Labels written as items, or in other words, are none in a report that has the plain ones.</summary>
    private static bool IsSpecial(string line) =>
        char.IsWhiteSpace(line[0])
        || Visibility.IsInvisible(line[0])
        || LineGrammar.IsDash(line)
        || LineGrammar.IsDraftLine(line)
        || ListMarker.IsForeignBullet(line)
        || PageGrammar.LooseNumber(line) is not null
        || PageGrammar.ReadFooter(line) is not null
        || ReportTable.IsHeadLine(line)
        || LineGrammar.Read(line) is not ({ Kind: MarkKind.None or MarkKind.WeakHeading or MarkKind.LooseLabel or MarkKind.Contents } or { IsSectionLabel: true, IsItem: true });
}
