using FollowUp.Documents.Word.In;

namespace FollowUp.Documents.Pdf.In;

/// <summary>A paragraph put together of its lines.</summary>
internal sealed record PdfParagraph
{
    public required WordInline Text { get; init; }

    public required double Size { get; init; }

    public required PdfLine First { get; init; }

    public required PdfLine Last { get; set; }

    /// <summary>True where it stands directly below the one above, without a gap.</summary>
    public required bool IsTight { get; init; }

    public bool IsItem => First.IsItem;
}
