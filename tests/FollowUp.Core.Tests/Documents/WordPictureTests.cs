using System.Buffers.Binary;
using DocumentFormat.OpenXml.Packaging;
using FollowUp.Core.Reports;
using Xunit;
using D = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace FollowUp.Core.Tests.Documents;

/// <summary>The logo on the cover.</summary>
public sealed class WordPictureTests
{
    private const int UnitsPerMillimetre = 36_000;

    public static TheoryData<string, byte[], int, int> Pictures => new()
    {
        { "image/png", Png(600, 100), 60, 10 },
        { "image/png", Png(100, 100), 25, 25 },
        { "image/jpeg", Jpeg(400, 200), 50, 25 },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public void Write_Picture_IsShownInItsProportionsWithItsText(string mediaType, byte[] content, int width, int height)
    {
        using var word = WordReports.Open(WithLogo(mediaType, content).Write());
        var main = word.MainDocumentPart!;
        var shown = Assert.Single(main.Document!.Descendants<D.Inline>());

        Assert.Equal("Kommunens vapen", shown.DocProperties!.Description!.Value);
        Assert.Equal((width * UnitsPerMillimetre, height * UnitsPerMillimetre), (shown.Extent!.Cx!.Value, shown.Extent.Cy!.Value));
        var picture = Assert.Single(main.ImageParts);
        Assert.Equal(mediaType, picture.ContentType);
        using var stored = new MemoryStream();
        using (var stream = picture.GetStream()) stream.CopyTo(stored);
        Assert.Equal(content, stored.ToArray());
    }

    [Theory]
    [InlineData("image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("image/png", "broken")]
    [InlineData("image/jpeg", "broken")]
    public void Write_PictureThatWordCannotShow_IsItsText(string mediaType, string content)
    {
        var document = WithLogo(mediaType, System.Text.Encoding.UTF8.GetBytes(content)).Write();
        using var word = WordReports.Open(document);

        Assert.Equal(new WordLine("Report Logo", "Kommunens vapen"), WordReports.Lines(document)[0]);
        Assert.Empty(word.MainDocumentPart!.ImageParts);
    }

    private static AnnualReport WithLogo(string mediaType, byte[] content) => WordReports.Full() with { Logo = new ReportLogo(mediaType, content, "Kommunens vapen") };

    private static byte[] Png(int width, int height)
    {
        byte[] file = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', .. new byte[20]];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        return file;
    }

    /// <summary>A segment to be passed over stands before the frame.</summary>
    private static byte[] Jpeg(ushort width, ushort height)
    {
        byte[] file = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 17, 8, .. new byte[14]];
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(13), height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(15), width);
        return file;
    }
}
