namespace FollowUp.Documents.Pdf.In;

/// <summary>One character on a page, with its place in points from the lower left corner.</summary>
/// <param name="Text">What it reads; one character or a few.</param>
/// <param name="Left">Where it begins.</param>
/// <param name="Right">Where the next one would begin.</param>
/// <param name="Base">The line it stands on.</param>
/// <param name="Size">The size of its font.</param>
/// <param name="IsBold">Whether its font is.</param>
/// <param name="IsSign">True for a font of signs, such as Wingdings.</param>
internal readonly record struct PdfGlyph(string Text, double Left, double Right, double Base, double Size, bool IsBold, bool IsSign)
{
    public bool IsSpace => string.IsNullOrWhiteSpace(Text);

    public double Middle => (Left + Right) / 2;

    /// <summary>Half way up a small letter: within the cell it stands in, however it is aligned.</summary>
    public double Height => Base + (Size * 0.3);
}

/// <summary>A drawn line, upright or level.</summary>
internal readonly record struct PdfRule(double Left, double Bottom, double Right, double Top)
{
    public bool IsLevel => Right - Left >= Top - Bottom;

    public double Length => Math.Max(Right - Left, Top - Bottom);
}

/// <summary>A small drawn mark, as a list's bullet is.</summary>
internal readonly record struct PdfDot(double Middle, double Height);

/// <summary>What stands on a page.</summary>
internal sealed class PdfSheet
{
    public required int Number { get; init; }

    public required double Width { get; init; }

    public required double Height { get; init; }

    public List<PdfGlyph> Glyphs { get; } = [];

    /// <summary>Text that the file itself says is a page's head or foot.</summary>
    public List<PdfGlyph> Margins { get; } = [];

    /// <summary>Text that does not run from left to right.</summary>
    public List<string> Turned { get; } = [];

    public List<PdfRule> Rules { get; } = [];

    public List<PdfDot> Dots { get; } = [];

    /// <summary>What is typed into the fields of a form, and comments.</summary>
    public List<string> Aside { get; } = [];

    public bool HasImage { get; set; }
}
