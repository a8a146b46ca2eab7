namespace FollowUp.Core.Imports;

/// <summary>
/// One line of a report's text, with the two marks of <see cref="LiteralText"/> taken off it.
/// </summary>
/// <param name="Content">The text; without white space around it, except where <paramref name="IsLiteral"/> or <paramref name="EndsHere"/> says it counts.</param>
/// <param name="IsLiteral">True when the line was marked as text, whatever it looks like.</param>
/// <param name="EndsHere">True when the line was marked to end here, where otherwise the next would be joined to it.</param>
/// <param name="IsBlank">True when there is nothing to see.</param>
internal sealed record TextLine(string Content, bool IsLiteral, bool EndsHere, bool IsBlank)
{
    public static readonly TextLine Blank = new("", false, false, true);

    /// <summary>True for a line of a formatted file: the two marks mean nothing on it, and bold and links are marked as in Markdown.</summary>
    public bool IsExact { get; init; }

    /// <summary>The white space before an item of a list inside a list; empty elsewhere.</summary>
    public string Indent { get; init; } = "";

    /// <summary>The line for a title or a name, which holds no formatting.</summary>
    public string Plain => IsExact ? InlineMarks.Off(Content) : Content;

    public static TextLine Read(string line, LineHint hint = default)
    {
        if (Visibility.IsBlank(line)) return Blank;
        if (hint.IsExact) return ReadExact(line.TrimEnd(), hint);
        var content = line.Trim();
        if (content == "\\") return new TextLine("", true, true, false);
        var endsHere = content.EndsWith(" \\", StringComparison.Ordinal);
        if (endsHere) content = content[..^2];
        if (LiteralText.IsMarked(content)) return new TextLine(content[1..], true, endsHere, false);
        return new TextLine(content, false, endsHere, false);
    }

    /// <summary>The words after a label on the label's own line.</summary>
    public TextLine After(string rest)
    {
        if (IsExact) return this with { Content = rest, IsLiteral = false, Indent = "" };
        var isLiteral = LiteralText.IsMarked(rest);
        return this with { Content = isLiteral ? rest[1..] : rest, IsLiteral = isLiteral };
    }

    private static TextLine ReadExact(string line, LineHint hint)
    {
        var isText = hint.Role == LineRole.Text;
        var content = isText ? line : line.TrimStart();
        return new TextLine(content, isText, hint.EndsLine, false) { IsExact = true, Indent = line[..^content.Length] };
    }
}
