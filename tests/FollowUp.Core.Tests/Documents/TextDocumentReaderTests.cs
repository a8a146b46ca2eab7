using System.Text;
using FollowUp.Documents;
using FollowUp.Documents.Text;
using Xunit;

namespace FollowUp.Core.Tests.Documents;

public sealed class TextDocumentReaderTests
{
    private const string Sample = "Uppföljning på Åsen – ”bra”\nslut";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", new UTF8Encoding(false).GetBytes(Sample) },
        { "UTF-8 with mark", [0xEF, 0xBB, 0xBF, .. new UTF8Encoding(false).GetBytes(Sample)] },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Sample)] },
        { "UTF-16 big endian", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Sample)] },
        { "Windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Sample) },
        { "Decomposed", new UTF8Encoding(false).GetBytes(Sample.Normalize(NormalizationForm.FormD)) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Read_AnyEncoding_GivesTheSameLines(string name, byte[] content)
    {
        Assert.NotEmpty(name);
        Assert.Equal(Sample.Split('\n'), TextDocumentReader.Read(content).Document!.Lines);
    }

    [Theory]
    [InlineData("", ReadFailure.Empty)]
    [InlineData(" \r\n\t \u00A0", ReadFailure.Empty)]
    [InlineData("%PDF-1.7 ...", ReadFailure.PdfDamaged)]
    [InlineData("PK\u0003\u0004...", ReadFailure.Damaged)]
    [InlineData("{\\rtf1\\ansi", ReadFailure.RichText)]
    [InlineData("text\0text", ReadFailure.Binary)]
    [InlineData("\u0001\u0002\u0003 text", ReadFailure.Binary)]
    public void Read_NoText_GivesTheReason(string content, ReadFailure expected)
    {
        var result = DocumentReader.Read(Encoding.UTF8.GetBytes(content));
        Assert.Equal(expected, result.Failure);
        Assert.Null(result.Document);
    }

    [Theory]
    [InlineData("WordDocument", ReadFailure.OldWord)]
    [InlineData("EncryptedPackage", ReadFailure.Protected)]
    [InlineData("Workbook", ReadFailure.Workbook)]
    [InlineData("__substg1.0", ReadFailure.OfficeDocument)]
    public void Read_OleFile_IsKnownByWhatItHolds(string name, ReadFailure expected) =>
        Assert.Equal(expected, DocumentReader.Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, .. Encoding.Unicode.GetBytes(name)]).Failure);

    [Fact]
    public void Read_AnyLineEnd_SplitsThere() =>
        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "h", "", "i"], TextDocumentReader.ReadPasted("a\r\nb\rc\nd\u000Ce\u000Bf\u0085g\u2028h\u2029\ni").Document!.Lines);

    [Fact]
    public void Read_StrayControlsAndHalfSurrogates_AreTakenOut() =>
        Assert.Equal(["a\tb\uFFFDc"], TextDocumentReader.ReadPasted("a\t\u0007b\uD800\u001Ac").Document!.Lines);
}
