using FollowUp.Core.Imports;

namespace FollowUp.Documents;

/// <summary>Why a file cannot be read as a report.</summary>
public enum ReadFailure
{
    /// <summary>No bytes, or nothing but white space.</summary>
    Empty,

    /// <summary>A PDF that holds pictures of pages, and no text.</summary>
    PdfScanned,

    /// <summary>A PDF that a password is needed to open.</summary>
    PdfProtected,

    /// <summary>A PDF that is broken or cut off.</summary>
    PdfDamaged,

    /// <summary>A PDF that takes too much time or memory to read.</summary>
    PdfTooHeavy,

    /// <summary>A Word document of before 2007 (.doc).</summary>
    OldWord,

    /// <summary>A document of OpenDocument (.odt).</summary>
    OpenDocument,

    /// <summary>Rich Text Format.</summary>
    RichText,

    /// <summary>An Excel workbook.</summary>
    Workbook,

    /// <summary>Protected by a password.</summary>
    Protected,

    /// <summary>A Word document with macros.</summary>
    Macros,

    /// <summary>Another package (ZIP, OLE): PowerPoint, an archive.</summary>
    OfficeDocument,

    /// <summary>A Word document that is broken or cut off.</summary>
    Damaged,

    /// <summary>It unpacks to more than a report can need.</summary>
    UnpacksTooLarge,

    /// <summary>More paragraphs or characters than a report can have.</summary>
    TooLong,

    /// <summary>Anything else that is no text: an image, a program.</summary>
    Binary,
}

/// <summary>A document, or the reason why there is none; exactly one of them is set.</summary>
public sealed record ReadResult(ReadDocument? Document, ReadFailure? Failure)
{
    internal static ReadResult Failed(ReadFailure failure) => new(null, failure);
}
