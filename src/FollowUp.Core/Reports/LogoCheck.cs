namespace FollowUp.Core.Reports;

/// <summary>
/// Checks a picture for the cover by its content, never by its name, and writes it anew with what a picture needs and nothing else: no place or
/// camera (EXIF), no comments, nothing after its end, and in SVG nothing that runs or that fetches something.
/// </summary>
public static class LogoCheck
{
    /// <summary>Widest and highest, in pixels.</summary>
    public const int MaxPixels = 6_000;

    /// <summary>The picture as it may be kept, or the reason why it may not.</summary>
    /// <param name="file">PNG, JPEG or SVG, at most <see cref="LogoFile.MaxBytes"/>.</param>
    public static Outcome<CheckedLogo> Read(byte[] file)
    {
        if (file.Length == 0) return Refused("LogoMissing");
        if (file.Length > LogoFile.MaxBytes) return Refused("LogoTooLarge", LogoFile.MaxBytes / 1_000_000);
        if (ReadRaster(file) is { } raster) return raster;
        return IsMarkup(file) ? SvgPicture.Read(file) : Refused("LogoKindUnknown");
    }

    /// <summary>A PNG or a JPEG; null where the file is neither.</summary>
    internal static Outcome<CheckedLogo>? ReadRaster(byte[] file)
    {
        var (type, picture) = PngPicture.IsOne(file) ? ("image/png", PngPicture.Read(file))
            : JpegPicture.IsOne(file) ? ("image/jpeg", JpegPicture.Read(file))
            : default;
        if (type is null) return null;
        if (picture is not { } read) return Refused("LogoDamaged");
        if (read.Width is < 1 or > MaxPixels || read.Height is < 1 or > MaxPixels) return Refused("LogoPixels", read.Width, read.Height, MaxPixels);
        return new CheckedLogo(type, read.Content);
    }

    internal static Outcome<CheckedLogo> Refused(string code, params object[] arguments) =>
        Outcome<CheckedLogo>.From(Outcome.Refused(code, nameof(LogoUpload.File), arguments));

    /// <summary>True where the first sign is <c>&lt;</c>, in any encoding of Unicode.</summary>
    private static bool IsMarkup(byte[] file) =>
        file.Where(octet => octet is not (0 or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')).FirstOrDefault() == (byte)'<';
}

/// <summary>A picture that has been checked and may be kept.</summary>
/// <param name="MediaType"><c>image/png</c>, <c>image/jpeg</c> or <c>image/svg+xml</c>.</param>
/// <param name="Content">The picture, written anew.</param>
public sealed record CheckedLogo(string MediaType, byte[] Content);

/// <summary>A picture of pixels, written anew.</summary>
internal readonly record struct RasterPicture(int Width, int Height, byte[] Content);
