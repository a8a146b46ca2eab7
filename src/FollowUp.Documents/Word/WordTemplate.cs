using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using FollowUp.Core.Reports;

namespace FollowUp.Documents.Word;

/// <summary>Why a document cannot be the house's template. The numbers may be stored: add, never renumber.</summary>
public enum WordTemplateFailure
{
    /// <summary>Larger than <see cref="WordTemplate.MaxBytes"/>.</summary>
    TooLarge = 1,

    /// <summary>No Word document of the form .docx, or a broken one.</summary>
    NotADocument = 2,

    /// <summary>It holds macros, controls or embedded programs.</summary>
    HasMacros = 3,

    /// <summary>It fetches pictures or other things from elsewhere when it is opened.</summary>
    FetchesContent = 4,

    /// <summary>It unpacks to more than a template can need.</summary>
    UnpacksTooLarge = 5,
}

/// <summary>A Word document of the house, whose styles, head, foot and paper a report takes. Its text is not used.</summary>
public static class WordTemplate
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaxBytes = ReportTemplate.MaxBytes;

    /// <summary>The most that it may unpack to, in bytes.</summary>
    public const int MaxUnpacked = 50_000_000;

    /// <summary>
    /// Says why a document cannot be a template; null where it can. Nothing in it is run or fetched. A reference to the file that the document itself was made from
    /// (<c>attachedTemplate</c>) is allowed, since most documents of a house have one, and is left out of the report.
    /// </summary>
    /// <param name="file">The file, read from where it stands; it is not closed.</param>
    public static WordTemplateFailure? Check(Stream file) => ReadAndCheck(file).Failure;

    /// <summary>The file, checked.</summary>
    /// <exception cref="InvalidDataException">It cannot be a template.</exception>
    internal static byte[] Read(Stream file) =>
        ReadAndCheck(file) is var (content, failure) && failure is null ? content : throw new InvalidDataException($"The document cannot be a template: {failure}.");

    private static (byte[] Content, WordTemplateFailure? Failure) ReadAndCheck(Stream file)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > MaxBytes) return ([], WordTemplateFailure.TooLarge);
        }

        var content = copy.ToArray();
        try
        {
            return (content, WordTemplateParts.Check(content) ?? CheckUse(content));
        }
        catch (Exception broken) when (broken is OpenXmlPackageException or XmlException or IOException or InvalidDataException or FormatException
            or ArgumentException or InvalidOperationException or NotSupportedException or InvalidCastException or KeyNotFoundException)
        {
            // What a broken file makes the libraries say; there is nothing in it that its owner could use.
            return ([], WordTemplateFailure.NotADocument);
        }
    }

    /// <summary>Makes ready a copy as for a report: what passes here does not fail there.</summary>
    private static WordTemplateFailure? CheckUse(byte[] content)
    {
        using var copy = new MemoryStream();
        copy.Write(content);
        using var document = WordprocessingDocument.Open(copy, isEditable: true, new OpenSettings { AutoSave = false });
        if (document.DocumentType != WordprocessingDocumentType.Document || document.MainDocumentPart is not { Document.Body: not null } main)
            return WordTemplateFailure.NotADocument;
        WordSkeleton.KeepLook(document, main);
        WordLists.Complete(main);
        WordSettings.Complete(main, "sv-SE");
        WordPages.Complete(main, WordStyles.Complete(main, "sv-SE"), "", "{0}{1}");
        if (main.HeaderParts.Any(part => part.Header is null) || main.FooterParts.Any(part => part.Footer is null)) return WordTemplateFailure.NotADocument;
        return WordTemplateFields.ReachOutside(main) ? WordTemplateFailure.FetchesContent : null;
    }
}
