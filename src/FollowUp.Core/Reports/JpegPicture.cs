using System.Buffers.Binary;

namespace FollowUp.Core.Reports;

/// <summary>Takes a JPEG apart into its segments (ITU-T T.81, annex B) and keeps those that make the picture.</summary>
internal static class JpegPicture
{
    private const byte Mark = 0xFF;
    private const byte Start = 0xD8;
    private const byte End = 0xD9;
    private const byte Scan = 0xDA;

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith([Mark, Start, Mark]);

    /// <summary>Size and cleaned content; null where the file breaks off or its segments are not those of a picture.</summary>
    public static RasterPicture? Read(byte[] file)
    {
        using var clean = new MemoryStream(file.Length);
        clean.Write([Mark, Start]);
        var (width, height, hasPixels) = (0, 0, false);
        for (var at = 2; at + 1 < file.Length;)
        {
            if (file[at] != Mark) return null;
            var marker = file[at + 1];
            if (marker == Mark)
            {
                // A segment may have filling before it.
                at++;
                continue;
            }

            if (marker == End)
            {
                clean.Write([Mark, End]);
                return hasPixels && width > 0 ? new RasterPicture(width, height, clean.ToArray()) : null;
            }

            if (file.Length - at < 4) return null;
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
            if (length < 4 || length > file.Length - at) return null;
            if (IsFrame(marker))
            {
                if (length < 9) return null;
                height = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 5));
                width = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 7));
            }

            if (marker == Scan)
            {
                hasPixels = true;
                length = EndOfScan(file, at + length) - at;
            }

            if (IsKept(marker)) clean.Write(file.AsSpan(at, length));
            at += length;
        }

        return null;
    }

    /// <summary>SOF0 to SOF15 without the tables and the extension that lie between them.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Of the application segments: the size (JFIF), the colour profile and Adobe's word on the colours. No EXIF, no comment.</summary>
    private static bool IsKept(byte marker) => marker is (>= 0xC0 and <= 0xDF) or 0xE0 or 0xE2 or 0xEE;

    /// <summary>The place of the next marker; within the pixels only FF 00 and the restart markers follow FF.</summary>
    private static int EndOfScan(byte[] file, int from)
    {
        var at = from;
        while (at + 1 < file.Length && !(file[at] == Mark && file[at + 1] is not (0 or Mark or (>= 0xD0 and <= 0xD7)))) at++;
        return at;
    }
}
