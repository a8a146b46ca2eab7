namespace FollowUp.Documents.Pdf.In;

/// <summary>Characters of a line that look alike.</summary>
internal readonly record struct PdfSpan(string Text, bool IsBold);

/// <summary>One line of text: a page's, a column's or a cell's.</summary>
internal sealed record PdfLine
{
    public required IReadOnlyList<PdfSpan> Spans { get; init; }

    public required double Left { get; init; }

    public required double Right { get; init; }

    public required double Base { get; init; }

    /// <summary>The size of most of its characters.</summary>
    public required double Size { get; init; }

    /// <summary>How wide its first word is, with the space before it.</summary>
    public required double FirstWord { get; init; }

    public required int Page { get; init; }

    /// <summary>True where it begins an item of a list; the bullet is no part of the text.</summary>
    public bool IsItem { get; init; }

    /// <summary>Where the text of an item begins.</summary>
    public required double TextLeft { get; init; }

    /// <summary>Where the parts of the line stand between which there is a wide gap.</summary>
    public required IReadOnlyList<(double Left, double Right)> Parts { get; init; }

    public required IReadOnlyList<PdfGlyph> Glyphs { get; init; }

    /// <summary>How far to the right the text around it goes.</summary>
    public double Edge { get; init; }

    /// <summary>Which column of the page, cell or page it stands in: lines of another do not go on with it.</summary>
    public int Column { get; init; }

    public string Text => string.Concat(Spans.Select(span => span.Text));

    public bool IsBold => Spans.All(span => span.IsBold || string.IsNullOrWhiteSpace(span.Text));
}
