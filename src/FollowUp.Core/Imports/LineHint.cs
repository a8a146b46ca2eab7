namespace FollowUp.Core.Imports;

/// <summary>What the file itself says a line is, where it says so: a column of a table, a style. Where it does not, the line is read by its words.</summary>
public enum LineRole
{
    /// <summary>The file does not say.</summary>
    Unknown,

    /// <summary>Text, whatever it looks like.</summary>
    Text,

    /// <summary>The report's title.</summary>
    Title,

    /// <summary>An activity begins here; the value is its title.</summary>
    Activity,

    /// <summary>The follow-up, or more of it.</summary>
    FollowUp,

    /// <summary>The analysis, or more of it.</summary>
    Analysis,

    /// <summary>The unit's name.</summary>
    Unit,

    /// <summary>The status.</summary>
    Status,

    /// <summary>Words that only say what stands elsewhere: a table's row of headings.</summary>
    Label,

    /// <summary>Of no activity: a line of a contents list, a comment, a column that an activity cannot hold.</summary>
    Outside,
}

/// <summary>What a file says of one of its lines beyond its words. The default says nothing: a line of plain text.</summary>
public readonly record struct LineHint
{
    /// <summary>A whole paragraph, or a line of one that ends where its writer ended it.</summary>
    public static readonly LineHint Paragraph = new() { IsExact = true, EndsLine = true };

    /// <summary>The same, and certainly text.</summary>
    public static readonly LineHint Text = Paragraph with { Role = LineRole.Text };

    /// <summary>The same, and certainly of no activity.</summary>
    public static readonly LineHint Outside = Paragraph with { Role = LineRole.Outside };

    public LineRole Role { get; init; }

    /// <summary>Where on the line the value begins that the role speaks of; before it stands its label.</summary>
    public int ValueAt { get; init; }

    /// <summary>The number of the activity that begins here; null where it has none.</summary>
    public int? Number { get; init; }

    /// <summary>The level of a line in a heading's style, from 1; 0 where it is none.</summary>
    public int Level { get; init; }

    /// <summary>True where the marks of <see cref="LiteralText"/> mean nothing, and bold and links are the file's, written as Markdown.</summary>
    public bool IsExact { get; init; }

    /// <summary>True where the line is not wrapped: the next is not joined to it.</summary>
    public bool EndsLine { get; init; }

    /// <summary>True for the first line after a table of activities: it belongs to none of them, unless it is the label of a part that the last one lacks.</summary>
    public bool EndsActivity { get; init; }

    internal bool IsCertain => Role is not (LineRole.Unknown or LineRole.Text);
}

/// <summary>A line with what its file says of it.</summary>
/// <param name="Text">The line, without line breaks; NFC.</param>
/// <param name="Hint">What the file says of it.</param>
public readonly record struct HintedLine(string Text, LineHint Hint)
{
    public static readonly HintedLine Blank = new("", default);

    public bool IsBlank => Visibility.IsBlank(Text);
}
