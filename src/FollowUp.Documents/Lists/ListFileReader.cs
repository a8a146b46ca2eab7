using System.Text;
using System.Xml;
using FollowUp.Core.Imports.Lists;
using FollowUp.Documents.Text;

namespace FollowUp.Documents.Lists;

/// <summary>Why a file cannot be read as a list.</summary>
public enum ListReadFailure
{
    /// <summary>No bytes, or nothing in any cell.</summary>
    Empty,

    /// <summary>A workbook of Excel 97–2003 (.xls).</summary>
    OldExcel,

    /// <summary>Protected with a password.</summary>
    Password,

    /// <summary>A workbook that is cut off or otherwise broken.</summary>
    Damaged,

    /// <summary>No list at all: a PDF, a Word document, a picture.</summary>
    NotAList,

    /// <summary>It unpacks to more than a list can need.</summary>
    UnpacksTooLarge,

    /// <summary>More rows than <see cref="ListContent.MaxRows"/>.</summary>
    TooManyRows,

    /// <summary>More columns than <see cref="ListContent.MaxColumns"/>.</summary>
    TooManyColumns,

    /// <summary>More characters than <see cref="ListContent.MaxCharacters"/>.</summary>
    TooMuchText,

    /// <summary>A quotation mark that begins a cell and is never closed.</summary>
    UnclosedQuote,
}

/// <summary>A list, or the reason why there is none; exactly one of them is set.</summary>
public sealed record ListReadResult(ListContent? Table, ListReadFailure? Failure);

/// <summary>
/// Reads a list from a workbook (.xlsx), from text with semicolons, commas or tabs between the cells (.csv, .tsv, .txt), or from what was pasted out of one. What the file is
/// is decided by its content. Nothing in it is run or fetched.
/// </summary>
public static class ListFileReader
{
    /// <summary>Reads a file's content. Its size is the caller's to limit.</summary>
    public static ListReadResult Read(byte[] content)
    {
        if (content.Length == 0) return new ListReadResult(null, ListReadFailure.Empty);
        if (content.AsSpan().StartsWith("PK\u0003\u0004"u8)) return Read(() => WorkbookReader.Read(new MemoryStream(content, writable: false)));
        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return new ListReadResult(null, KindOfOle(content));
        if (content.AsSpan().StartsWith("%PDF-"u8) || content.AsSpan().StartsWith("{\\rtf"u8) || content.AsSpan().StartsWith("PK"u8)) return new ListReadResult(null, ListReadFailure.NotAList);
        var text = TextDocumentReader.Decode(content);
        return TextDocumentReader.HoldsControls(text) ? new ListReadResult(null, ListReadFailure.NotAList) : ReadPasted(text);
    }

    /// <summary>Reads text pasted into a form.</summary>
    public static ListReadResult ReadPasted(string text) => Read(() => SeparatedText.Read(text));

    private static ListReadResult Read(Func<ListContent> read)
    {
        try
        {
            var table = read();
            return table.Rows.Count == 0 ? new ListReadResult(null, ListReadFailure.Empty) : new ListReadResult(table, null);
        }
        catch (ListReadException fault)
        {
            return new ListReadResult(null, fault.Failure);
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException or OverflowException)
        {
            // What the framework says of a zip file or of XML that is not whole.
            return new ListReadResult(null, ListReadFailure.Damaged);
        }
    }

    /// <summary>An Office file in the old container: the names of its parts stand in it as UTF-16. One with a password keeps a whole new workbook there.</summary>
    private static ListReadFailure KindOfOle(ReadOnlySpan<byte> content) =>
        content.IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0 ? ListReadFailure.Password
        : content.IndexOf(Encoding.Unicode.GetBytes("Workbook")) >= 0 || content.IndexOf(Encoding.Unicode.GetBytes("Book")) >= 0 ? ListReadFailure.OldExcel
        : ListReadFailure.NotAList;
}

/// <summary>Ends the reading of a list.</summary>
internal sealed class ListReadException(ListReadFailure failure) : Exception(failure.ToString())
{
    public ListReadFailure Failure => failure;
}
