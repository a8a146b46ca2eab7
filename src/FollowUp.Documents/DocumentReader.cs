using System.Text;
using FollowUp.Documents.Pdf.In;
using FollowUp.Documents.Text;
using FollowUp.Documents.Word.In;

namespace FollowUp.Documents;

/// <summary>Reads a file of any kind, which it knows by its bytes and not by its name. Nothing in a file is run, and nothing is fetched that it refers to.</summary>
public static class DocumentReader
{
    /// <summary>The largest Word document or PDF taken in, in bytes: most of it is pictures, which are not read.</summary>
    public const int MaxPackageBytes = 20 * 1024 * 1024;

    /// <summary>A PDF begins within so many bytes of the file (ISO 32000-1, annex H).</summary>
    private const int LastPdfBegin = 1_024;

    /// <summary>True for a file that holds more than text, and may be as large as <see cref="MaxPackageBytes"/>.</summary>
    /// <param name="begin">Its first bytes.</param>
    public static bool MayBeLarge(ReadOnlySpan<byte> begin) => IsPackage(begin) || IsPdf(begin);

    /// <summary>True for a file that is a package.</summary>
    /// <param name="begin">Its first bytes.</param>
    public static bool IsPackage(ReadOnlySpan<byte> begin) => begin.StartsWith("PK\u0003\u0004"u8) || begin.StartsWith("PK\u0005\u0006"u8);

    /// <summary>
    /// Reads a file's content. The size is the caller's to limit; what it unpacks to is limited here. A PDF from somebody else is read by <see cref="PdfProcess"/>.
    /// </summary>
    /// <param name="content">The whole file.</param>
    /// <param name="cancel">Ends early.</param>
    public static ReadResult Read(byte[] content, CancellationToken cancel = default)
    {
        if (content.Length == 0) return ReadResult.Failed(ReadFailure.Empty);
        if (IsPackage(content)) return WordDocumentReader.Read(content, cancel);
        if (IsPdf(content)) return PdfDocumentReader.Read(content, cancel);
        return SignatureOf(content) is { } signature ? ReadResult.Failed(signature) : TextDocumentReader.Read(content);
    }

    /// <summary>True for a PDF. Some programs leave a mark or a line end before a PDF.</summary>
    public static bool IsPdf(ReadOnlySpan<byte> content) => content[..Math.Min(content.Length, LastPdfBegin)].TrimStart((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, 0x20, 0x0D, 0x0A, 0x09]).StartsWith("%PDF-"u8);

    private static ReadFailure? SignatureOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("{\\rtf"u8)) return ReadFailure.RichText;
        if (!content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return null;
        // The names in the directory of an OLE file are UTF-16. Word and Excel keep a file with a password in one.
        if (Names(content, "EncryptedPackage")) return ReadFailure.Protected;
        if (Names(content, "WordDocument")) return ReadFailure.OldWord;
        return Names(content, "Workbook") ? ReadFailure.Workbook : ReadFailure.OfficeDocument;
    }

    private static bool Names(ReadOnlySpan<byte> content, string name) => content.IndexOf(Encoding.Unicode.GetBytes(name)) >= 0;
}
