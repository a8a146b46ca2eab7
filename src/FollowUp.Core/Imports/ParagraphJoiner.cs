using System.Text;

namespace FollowUp.Core.Imports;

/// <summary>
/// Undoes the wrapping of a text: the lines of a paragraph become one, blank lines between paragraphs one empty line, items of a list keep lines of
/// their own. A hyphen at a line's end is left as it is, since <c>kvalitets-</c> before <c>och</c> cannot be told from a divided word.
/// </summary>
internal static class ParagraphJoiner
{
    /// <summary>The text as Markdown; empty where it is only a dash or the line that stands for a text not shown.</summary>
    public static string Join(IReadOnlyList<TextLine> lines)
    {
        if (IsEmpty(lines)) return "";
        var text = new StringBuilder();
        var previous = "";
        var isFirst = true;
        var isParagraphEnd = false;
        var isLineEnd = false;
        var isInList = false;
        foreach (var line in lines)
        {
            if (line.IsBlank)
            {
                isParagraphEnd = true;
                continue;
            }

            var isMarked = !line.IsLiteral && ListMarker.IsMarked(line.Content);
            var beginsBlock = isFirst || isParagraphEnd || isLineEnd;
            var beginsItem = isMarked && (beginsBlock || ListMarker.BeginsItem(line.Content, previous, isInList));
            // A marked line with nothing on it is an empty line of its own.
            var beginsLine = beginsBlock || beginsItem || (line.EndsHere && line.Content.Length == 0);
            if (!isFirst) text.Append(isParagraphEnd ? "\n\n" : beginsLine ? "\n" : " ");
            text.Append(beginsItem ? line.Indent + ListMarker.ToMarkdown(line.Content) : line.Content);
            if (beginsLine) isInList = beginsItem;
            previous = line.Content;
            isFirst = isParagraphEnd = false;
            isLineEnd = line.EndsHere;
        }

        return text.ToString();
    }

    /// <summary>The lines of a title, on one line. A title holds no lists and no empty lines.</summary>
    public static string JoinTitle(IReadOnlyList<TextLine> lines)
    {
        if (IsEmpty(lines)) return "";
        return string.Join(' ', lines.Where(line => !line.IsBlank && line.Content.Length > 0).Select(line => line.Plain));
    }

    private static bool IsEmpty(IReadOnlyList<TextLine> lines)
    {
        TextLine? only = null;
        foreach (var line in lines)
        {
            if (line.IsBlank) continue;
            if (only is not null) return false;
            only = line;
        }

        return only is null || (!only.IsLiteral && (LineGrammar.IsDash(only.Content) || LineGrammar.IsDraftLine(only.Content)));
    }
}
