using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using FollowUp.Core.Reports;
using Xunit;

namespace FollowUp.Core.Tests.Reports;

public sealed class LogoCheckTests
{
    [Fact]
    public void Read_Png_KeepsThePictureAndDropsWhatIsNotIt()
    {
        var file = LogoSamples.Png(40, 30, extra: LogoSamples.Chunk("tEXt", "Author\0Rut Rektor"u8));

        var clean = Taken(file, "image/png");

        Assert.DoesNotContain("Rut Rektor", Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
        Assert.Equal(LogoSamples.Png(40, 30), clean);
    }

    [Fact]
    public void Read_Jpeg_KeepsThePictureAndDropsWhereItWasTaken()
    {
        var file = LogoSamples.Jpeg(40, 30, extra: LogoSamples.Segment(0xE1, "Exif\0\0GPS 59.3 18.1"u8));

        var clean = Taken(file, "image/jpeg");

        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
        Assert.Equal(LogoSamples.Jpeg(40, 30), clean);
    }

    [Fact]
    public void Read_Polyglot_IsCutOffWhereThePictureEnds()
    {
        byte[] page = [.. "<html><script>alert(1)</script></html>"u8];

        Assert.Equal(LogoSamples.Png(4, 3), Taken([.. LogoSamples.Png(4, 3), .. page], "image/png"));
        Assert.Equal(LogoSamples.Jpeg(4, 3), Taken([.. LogoSamples.Jpeg(4, 3), .. page], "image/jpeg"));
        Assert.Equal("LogoKindUnknown", Refused([.. "GIF89a"u8, .. page]));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(6_001, 10)]
    [InlineData(10, 60_000)]
    public void Read_SizeBeyondReason_IsRefused(int width, int height)
    {
        Assert.Equal("LogoPixels", Refused(LogoSamples.Png(width, height)));
        if (width > 0) Assert.Equal("LogoPixels", Refused(LogoSamples.Jpeg(width, height)));
    }

    [Fact]
    public void Read_EmptyHugeUnknownAndBroken_AreRefused()
    {
        Assert.Equal("LogoMissing", Refused([]));
        Assert.Equal("LogoTooLarge", Refused(new byte[LogoFile.MaxBytes + 1]));
        Assert.Equal("LogoKindUnknown", Refused("%PDF-1.7"u8.ToArray()));
        Assert.Equal("LogoDamaged", Refused(LogoSamples.Png(4, 3)[..40]));
        Assert.Equal("LogoDamaged", Refused(LogoSamples.Jpeg(4, 3)[..20]));
        Assert.Equal("LogoDamaged", Refused([.. LogoSamples.Png(4, 3)[..8], .. LogoSamples.Chunk("IDAT", "x"u8), .. LogoSamples.Chunk("IEND", [])]));
    }

    [Fact]
    public void Read_AnyBeginningOfAPicture_EndsInAnAnswer()
    {
        foreach (var file in new[] { LogoSamples.Png(4, 3), LogoSamples.Jpeg(4, 3) })
        {
            for (var length = 1; length < file.Length; length++) Assert.NotEmpty(LogoCheck.Read(file[..length]).Refusals);
        }
    }

    [Fact]
    public void Read_Svg_IsWrittenAnewWithWhatDrawsIt()
    {
        var clean = Svg("""
            <?xml version="1.0"?><?xml-stylesheet href="http://evil.example/a.css"?><!-- Gjord av Rut Rektor -->
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
              viewBox="0 0 10 10" data-name="x" inkscape:version="1"><metadata><b>hemligt</b></metadata><title>Vapen &amp; namn</title>
              <style>.a{fill:#123} .b{fill:url(#g)}</style><defs><linearGradient id="g"><stop offset="0" stop-color="rgb(1,2,3)"/></linearGradient></defs>
              <g id="s" transform="translate(1 2) rotate(3)"><path class="a" d="M0 0h5" style="stroke:url('#g')"/></g><use xlink:href="#s"/></svg>
            """);

        Assert.Contains("<title>Vapen &amp; namn</title>", clean, StringComparison.Ordinal);
        Assert.Contains("""<path class="a" d="M0 0h5" style="stroke:url('#g')" />""", clean, StringComparison.Ordinal);
        Assert.Contains("xlink:href=\"#s\"", clean, StringComparison.Ordinal);
        Assert.Contains(".b{fill:url(#g)}", clean, StringComparison.Ordinal);
        foreach (var gone in new[] { "evil", "Rut", "inkscape", "hemligt", "data-name", "metadata" }) Assert.DoesNotContain(gone, clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "LogoSvgScript")]
    [InlineData("<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>", "LogoSvgScript")]
    [InlineData("<path onload=\"alert(1)\"/>", "LogoSvgScript")]
    [InlineData("<path x:OnClick=\"alert(1)\" xmlns:x=\"urn:x\"/>", "LogoSvgScript")]
    [InlineData("<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"/></foreignObject>", "LogoSvgScript")]
    [InlineData("<a href=\"javascript:alert(1)\"><path/></a>", "LogoSvgElement")]
    [InlineData("<animate attributeName=\"href\" to=\"javascript:alert(1)\"/>", "LogoSvgElement")]
    [InlineData("<set attributeName=\"onload\" to=\"alert(1)\"/>", "LogoSvgElement")]
    [InlineData("<filter><feImage href=\"http://evil.example/a.png\"/></filter>", "LogoSvgElement")]
    [InlineData("<image href=\"http://evil.example/a.png\"/>", "LogoSvgExternal")]
    [InlineData("<image xlink:href=\"//evil.example/a.png\"/>", "LogoSvgExternal")]
    [InlineData("<image href=\"file:///etc/passwd\"/>", "LogoSvgExternal")]
    [InlineData("<image href=\"data:image/svg+xml;base64,PHN2Zy8+\"/>", "LogoSvgExternal")]
    [InlineData("<image href=\"data:image/png;base64,PHN2Zy8+\"/>", "LogoSvgExternal")]
    [InlineData("<path href=\"data:image/png;base64,AAAA\"/>", "LogoSvgExternal")]
    [InlineData("<use href=\"a.svg#b\"/>", "LogoSvgExternal")]
    [InlineData("<path fill=\"url(http://evil.example/#a)\"/>", "LogoSvgExternal")]
    [InlineData("<path style=\"fill:u\\72l(http://evil.example)\"/>", "LogoSvgExternal")]
    [InlineData("<path style=\"background:image-set('http://evil.example' 1x)\"/>", "LogoSvgExternal")]
    [InlineData("<style>@import 'http://evil.example/a.css';</style>", "LogoSvgExternal")]
    [InlineData("<style>a{fill:url(http://evil.example)}</style>", "LogoSvgExternal")]
    [InlineData("<style>a{fill:ur<![CDATA[l(http://evil.example)}]]></style>", "LogoSvgExternal")]
    [InlineData("<style>a{fill:ur<!-- -->l(http://evil.example)}</style>", "LogoSvgExternal")]
    [InlineData("<style>a{fill:ur<g/>l(http://evil.example)}</style>", "LogoSvgExternal")]
    [InlineData("<g id=\"a\"><use href=\"#a\"/></g>", "LogoSvgTooComplex")]
    [InlineData("<path", "LogoSvgUnreadable")]
    [InlineData("<path fill=\"&unknown;\"/>", "LogoSvgUnreadable")]
    public void Read_SvgThatIsMoreThanAPicture_IsRefused(string content, string code) => Assert.Equal(code, Refused(LogoSamples.Svg(content)));

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><title>&b;</title></svg>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><title>&a;</title></svg>")]
    [InlineData("<html><body/></html>")]
    [InlineData("<svg><path/></svg>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"nonsense\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("<")]
    public void Read_SvgThatIsNone_IsRefused(string file) => Assert.Equal("LogoSvgUnreadable", Refused(Encoding.UTF8.GetBytes(file)));

    [Fact]
    public void Read_SvgThatNeverEndsBeingDrawn_IsRefused()
    {
        var levels = Enumerable.Range(1, 12).Select(level => $"<g id=\"g{level}\">{string.Concat(Enumerable.Repeat($"<use href=\"#g{level - 1}\"/>", 10))}</g>");
        var deep = string.Concat(Enumerable.Repeat("<g>", 200)) + string.Concat(Enumerable.Repeat("</g>", 200));

        Assert.Equal("LogoSvgTooComplex", Refused(LogoSamples.Svg($"<path id=\"g0\"/>{string.Concat(levels)}")));
        Assert.Equal("LogoSvgTooComplex", Refused(LogoSamples.Svg(deep)));
        Assert.Equal("LogoSvgTooComplex", Refused(LogoSamples.Svg(string.Concat(Enumerable.Repeat("<g/>", 20_001)))));
        Assert.Contains("g0", Svg($"<svg xmlns=\"http://www.w3.org/2000/svg\"><path id=\"g0\"/>{levels.First()}</svg>"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("url(")]
    [InlineData("url(#")]
    [InlineData(" ")]
    public void Read_SvgOfOneLongValue_IsReadInNoTime(string part)
    {
        var value = string.Concat(Enumerable.Repeat(part, 900_000 / part.Length));
        var started = Stopwatch.GetTimestamp();

        LogoCheck.Read(LogoSamples.Svg($"<style>{value}</style>"));
        LogoCheck.Read(LogoSamples.Svg($"<path d=\"{value}\"/>"));

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Read_SvgWithAPictureInIt_ChecksAndCleansThatToo()
    {
        var hidden = LogoSamples.Png(4, 3, extra: LogoSamples.Chunk("tEXt", "hemligt"u8));
        var clean = Svg($"<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"data:image/png;base64,{Convert.ToBase64String(hidden)}\"/></svg>");

        Assert.Contains($"data:image/png;base64,{Convert.ToBase64String(LogoSamples.Png(4, 3))}", clean, StringComparison.Ordinal);
        Assert.Equal("LogoPixels", Refused(LogoSamples.Svg($"<image href=\"data:image/png;base64,{Convert.ToBase64String(LogoSamples.Png(9_000, 3))}\"/>")));
    }

    [Fact]
    public void Read_SvgInUtf16_IsRead()
    {
        byte[] file = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><title>Å</title></svg>")];

        Assert.Contains("<title>Å</title>", Encoding.UTF8.GetString(Taken(file, "image/svg+xml")), StringComparison.Ordinal);
    }

    private static string Svg(string file) => Encoding.UTF8.GetString(Taken(Encoding.UTF8.GetBytes(file.Trim()), "image/svg+xml"));

    private static byte[] Taken(byte[] file, string mediaType)
    {
        var read = LogoCheck.Read(file);
        Assert.Empty(read.Refusals);
        Assert.Equal(mediaType, read.Value!.MediaType);
        return read.Value.Content;
    }

    private static string Refused(byte[] file)
    {
        var read = LogoCheck.Read(file);
        Assert.Null(read.Value);
        Assert.Equal(nameof(LogoUpload.File), Assert.Single(read.Refusals).Field);
        return read.Refusals[0].Code;
    }
}

/// <summary>Pictures made by hand, down to the last octet.</summary>
internal static class LogoSamples
{
    public static byte[] Png(int width, int height, byte[]? extra = null)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", header), .. extra ?? [], .. Chunk("IDAT", "pixels"u8), .. Chunk("IEND", [])];
    }

    public static byte[] Chunk(string kind, ReadOnlySpan<byte> content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(kind), .. content, 0, 0, 0, 0];
    }

    public static byte[] Jpeg(int width, int height, byte[]? extra = null) =>
    [
        0xFF, 0xD8, .. Segment(0xE0, "JFIF\0"u8), .. extra ?? [],
        .. Segment(0xC0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 0, 0, 0]),
        .. Segment(0xDA, [1, 0, 0, 0]), 1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4, 0xFF, 0xD9,
    ];

    public static byte[] Segment(byte marker, ReadOnlySpan<byte> content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    public static byte[] Svg(string content) => Encoding.UTF8.GetBytes(
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">{content}</svg>");
}
