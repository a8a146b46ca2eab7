using System.Text;
using FollowUp.Core.Imports;

namespace FollowUp.Documents.Text;

/// <summary>Why a file cannot be read as text.</summary>
public enum TextReadFailure
{
    /// <summary>No bytes, or nothing but white space.</summary>
    Empty,

    /// <summary>A PDF.</summary>
    Pdf,

    /// <summary>A Word or Excel file or another package (ZIP, OLE), or RTF: it has a text, but not as text.</summary>
    OfficeDocument,

    /// <summary>Anything else that is no text: an image, a program.</summary>
    Binary,
}

/// <summary>A document, or the reason why there is none; exactly one of them is set.</summary>
public sealed record TextReadResult(ReadDocument? Document, TextReadFailure? Failure);

/// <summary>
/// Reads plain text: UTF-8 with or without a byte order mark, UTF-16 with one, and otherwise Windows-1252, in which every byte is a character and which
/// is what older Swedish text files are in. Text without characters above 127 reads the same in all.
/// </summary>
public static class TextDocumentReader
{
    /// <summary>More control characters than one in this many is no text.</summary>
    private const int ControlsAllowed = 100;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Reads a file's content. The size is the caller's to limit.</summary>
    public static TextReadResult Read(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty) return new TextReadResult(null, TextReadFailure.Empty);
        if (SignatureOf(content) is { } signature) return new TextReadResult(null, signature);
        var text = Decode(content);
        if (HoldsControls(text)) return new TextReadResult(null, TextReadFailure.Binary);
        return ReadPasted(text);
    }

    /// <summary>Reads text pasted into a form. Fails only as <see cref="TextReadFailure.Empty"/>.</summary>
    public static TextReadResult ReadPasted(string text)
    {
        var normal = TextNormalisation.Normalise(text);
        return string.IsNullOrWhiteSpace(normal)
            ? new TextReadResult(null, TextReadFailure.Empty)
            : new TextReadResult(new ReadDocument(normal.Split('\n')), null);
    }

    private static TextReadFailure? SignatureOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("%PDF-"u8)) return TextReadFailure.Pdf;
        if (content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8) || content.StartsWith("{\\rtf"u8)) return TextReadFailure.OfficeDocument;
        if (content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return TextReadFailure.OfficeDocument;
        return null;
    }

    /// <summary>The text in whichever of the encodings it is.</summary>
    internal static string Decode(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Encoding.UTF8.GetString(content[3..]);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(content[2..]);
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(content[2..]);
        try
        {
            return StrictUtf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Windows1252.GetString(content);
        }
    }

    /// <summary>True for what is no text.</summary>
    internal static bool HoldsControls(string text)
    {
        var controls = 0;
        foreach (var character in text)
        {
            if (character == '\0') return true;
            // The end-of-file mark of old programs and the line ends are part of text files.
            if (character < ' ' && character is not ('\t' or '\n' or '\r' or '\f' or '\v' or '\u001A')) controls++;
        }

        return controls > 0 && controls * ControlsAllowed > text.Length;
    }
}
