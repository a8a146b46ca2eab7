using System.Buffers.Binary;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using FollowUp.Core.Reports;
using A = DocumentFormat.OpenXml.Drawing;
using D = DocumentFormat.OpenXml.Drawing.Wordprocessing;
using P = DocumentFormat.OpenXml.Drawing.Pictures;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>The logo on the cover, at most 60 × 25 mm. Word shows PNG and JPEG in every version; of an SVG the text alone is kept.</summary>
internal static class WordPicture
{
    /// <summary>The relationship of the picture.</summary>
    private const string Id = "rIdLogo";

    private const long UnitsPerMillimetre = 36_000;

    /// <summary>Adds the picture to the document.</summary>
    /// <returns>The run that shows it, or its text where it cannot be shown; null where there is none.</returns>
    public static W.Run? Complete(MainDocumentPart main, ReportLogo? logo)
    {
        if (logo is null) return null;
        if (SizeOf(logo) is not { Width: > 0, Height: > 0 } size) return logo.Text.Length > 0 ? WordText.Run(logo.Text) : null;
        var part = main.AddNewPart<ImagePart>(logo.MediaType, Id);
        using (var stream = new MemoryStream(logo.Content, writable: false)) part.FeedData(stream);
        var scale = Math.Min(60.0 * UnitsPerMillimetre / size.Width, 25.0 * UnitsPerMillimetre / size.Height);
        return new W.Run(new W.Drawing(Inline(logo.Text, Math.Max(1, (long)(size.Width * scale)), Math.Max(1, (long)(size.Height * scale)))));
    }

    private static D.Inline Inline(string text, long width, long height) => new(
        new D.Extent { Cx = width, Cy = height },
        new D.DocProperties { Id = 1, Name = "Logo", Description = WordText.Clean(text) },
        new D.NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoChangeAspect = true }),
        new A.Graphic(new A.GraphicData(new P.Picture(
            new P.NonVisualPictureProperties(new P.NonVisualDrawingProperties { Id = 1, Name = "Logo" }, new P.NonVisualPictureDrawingProperties()),
            new P.BlipFill(new A.Blip { Embed = Id }, new A.Stretch(new A.FillRectangle())),
            new P.ShapeProperties(
                new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = width, Cy = height }),
                new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
        { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
    { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 };

    private static (int Width, int Height)? SizeOf(ReportLogo logo) => logo.MediaType switch
    {
        "image/png" => SizeOfPng(logo.Content),
        "image/jpeg" => SizeOfJpeg(logo.Content),
        _ => null,
    };

    /// <summary>From the header chunk, which comes first (PNG 11.2.2).</summary>
    private static (int Width, int Height)? SizeOfPng(ReadOnlySpan<byte> file) => file.Length < 24 || !file[1..].StartsWith("PNG"u8)
        ? null
        : (BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]));

    /// <summary>From the start of the frame, past the segments before it (ITU-T T.81 B.2).</summary>
    private static (int Width, int Height)? SizeOfJpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 < file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            at += marker == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        return null;
    }
}
