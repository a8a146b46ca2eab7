using System.Text;
using FollowUp.Core.Imports;

namespace FollowUp.Documents.Text;

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
    public static ReadResult Read(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty) return new ReadResult(null, ReadFailure.Empty);
        var text = Decode(content);
        if (HoldsControls(text)) return new ReadResult(null, ReadFailure.Binary);
        return ReadPasted(text);
    }

    /// <summary>Reads text pasted into a form. Fails only as <see cref="ReadFailure.Empty"/>.</summary>
    public static ReadResult ReadPasted(string text)
    {
        var normal = TextNormalisation.Normalise(text);
        return string.IsNullOrWhiteSpace(normal)
            ? new ReadResult(null, ReadFailure.Empty)
            : new ReadResult(TextTables.Read(normal.Split('\n')), null);
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
