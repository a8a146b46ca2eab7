using System.Globalization;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using FollowUp.Core.Reports;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>The document's settings and properties.</summary>
internal static class WordSettings
{
    /// <summary>
    /// Completes the settings. Neither <c>updateFields</c> nor a dirty field is used: with either, Word meets every reader with a question about fields that may
    /// refer to other files, and some versions then number all pages 1. The contents are complete without it but for the page numbers.
    /// </summary>
    public static void Complete(MainDocumentPart main, string language)
    {
        var part = main.DocumentSettingsPart ?? main.AddNewPart<DocumentSettingsPart>("rIdSettings");
        var settings = part.Settings;
        if (settings is null)
        {
            // Without the mode Word opens the document as one of an earlier version, with less to it.
            part.Settings = new W.Settings(
                new W.Zoom { Percent = "100" },
                new W.Compatibility(new W.CompatibilitySetting
                {
                    Name = W.CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15",
                }),
                new W.ThemeFontLanguages { Val = language });
            return;
        }

        // What belongs to the template's own text, or reaches outside the file.
        settings.RemoveAllChildren<W.AttachedTemplate>();
        settings.RemoveAllChildren<W.MailMerge>();
        settings.RemoveAllChildren<W.UpdateFieldsOnOpen>();
        settings.RemoveAllChildren<W.TrackRevisions>();
        settings.RemoveAllChildren<W.DocumentProtection>();
        settings.RemoveAllChildren<W.WriteProtection>();
        foreach (var link in part.ExternalRelationships.ToList()) part.DeleteExternalRelationship(link);
    }

    /// <summary>Title, author, language and day, in the part that every Office program reads.</summary>
    public static void WriteProperties(WordprocessingDocument document, AnnualReport report, ReportWords words)
    {
        XNamespace core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        XNamespace terms = "http://purl.org/dc/terms/";
        XNamespace schema = "http://www.w3.org/2001/XMLSchema-instance";
        // The day that the report was read: the same report gives the same file.
        var day = report.ReadOn.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
        var properties = new XElement(
            core + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "cp", core),
            new XAttribute(XNamespace.Xmlns + "dc", dc),
            new XAttribute(XNamespace.Xmlns + "dcterms", terms),
            new XAttribute(XNamespace.Xmlns + "xsi", schema),
            new XElement(dc + "title", WordText.Clean($"{report.Title}, {words.Year(report.YearLabel)}")),
            new XElement(dc + "creator", WordText.Clean(report.AuthorityName)),
            new XElement(dc + "language", words.Language),
            new XElement(terms + "created", new XAttribute(schema + "type", "dcterms:W3CDTF"), day),
            new XElement(terms + "modified", new XAttribute(schema + "type", "dcterms:W3CDTF"), day));
        var part = document.CoreFilePropertiesPart ?? document.AddNewPart<CoreFilePropertiesPart>("rIdProperties");
        using var stream = part.GetStream(FileMode.Create);
        properties.Save(stream);
    }
}
