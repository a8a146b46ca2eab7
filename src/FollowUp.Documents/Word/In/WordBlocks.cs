namespace FollowUp.Documents.Word.In;

/// <summary>A paragraph or a table of the document.</summary>
internal abstract record WordBlock;

/// <summary>A paragraph.</summary>
internal sealed record WordParagraph : WordBlock
{
    public required WordInline Text { get; init; }

    public required WordLook Look { get; init; }

    /// <summary>The mark before it; null where it has none.</summary>
    public WordListMark? Mark { get; init; }

    /// <summary>The level of a heading, by its style or its own; 0 where it is none.</summary>
    public int Level { get; init; }

    /// <summary>True in a contents list.</summary>
    public bool IsContents { get; init; }

    /// <summary>Footnotes and endnotes that it refers to, by the order of reference.</summary>
    public IReadOnlyList<(int Number, string Key)> Notes { get; init; } = [];

    /// <summary>What stands in text boxes anchored at it.</summary>
    public IReadOnlyList<WordBlock> Boxes { get; init; } = [];
}

/// <summary>A table.</summary>
internal sealed record WordTableBlock(IReadOnlyList<IReadOnlyList<WordCell>> Rows) : WordBlock;

/// <summary>A cell of a table.</summary>
internal sealed record WordCell(int Column, int Span, bool ContinuesAbove, IReadOnlyList<WordBlock> Blocks);
