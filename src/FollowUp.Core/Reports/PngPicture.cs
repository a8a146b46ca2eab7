using System.Buffers.Binary;
using System.Text;

namespace FollowUp.Core.Reports;

/// <summary>Takes a PNG apart into its chunks (ISO/IEC 15948) and keeps those that make the picture.</summary>
internal static class PngPicture
{
    private const int ChunkFrame = 12;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly HashSet<string> Kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"];

    public static bool IsOne(ReadOnlySpan<byte> file) => file.StartsWith(Signature);

    /// <summary>Size and cleaned content; null where the file breaks off or its chunks are not those of a picture.</summary>
    public static RasterPicture? Read(byte[] file)
    {
        using var clean = new MemoryStream(file.Length);
        clean.Write(Signature);
        var (width, height, hasPixels) = (0, 0, false);
        for (var at = Signature.Length; file.Length - at >= ChunkFrame;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - ChunkFrame) return null;
            var chunk = file.AsSpan(at, (int)length + ChunkFrame);
            var kind = Encoding.Latin1.GetString(chunk.Slice(4, 4));
            if ((at == Signature.Length) != (kind == "IHDR")) return null;
            if (kind == "IHDR")
            {
                if (length != 13) return null;
                width = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]), int.MaxValue);
                height = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(chunk[12..]), int.MaxValue);
            }

            hasPixels |= kind == "IDAT";
            if (Kept.Contains(kind)) clean.Write(chunk);
            if (kind == "IEND") return hasPixels ? new RasterPicture(width, height, clean.ToArray()) : null;
            at += chunk.Length;
        }

        return null;
    }
}
