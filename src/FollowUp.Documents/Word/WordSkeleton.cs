using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using FollowUp.Core.Reports;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>A document with everything but its text: a new one, or the house's template made ready. It is small and held in memory; the text is not.</summary>
internal sealed record WordSkeleton
{
    /// <summary>The parts of a template that its look and its running head and foot are made of. Every other part belonged to its text.</summary>
    private static readonly Type[] Kept =
    [
        typeof(StyleDefinitionsPart), typeof(NumberingDefinitionsPart), typeof(DocumentSettingsPart), typeof(WebSettingsPart), typeof(FontTablePart), typeof(ThemePart),
        typeof(HeaderPart), typeof(FooterPart), typeof(FootnotesPart), typeof(EndnotesPart), typeof(CustomXmlPart),
    ];

    public required byte[] Package { get; init; }

    /// <summary>The document part's name in the package, without a leading slash; so too the next.</summary>
    public required string DocumentName { get; init; }

    public required string NumberingName { get; init; }

    public required WordStyles Styles { get; init; }

    public required WordLists Lists { get; init; }

    public required W.SectionProperties Section { get; init; }

    /// <summary>The logo, or its text; null where there is none.</summary>
    public required W.Run? Logo { get; init; }

    /// <summary>Makes it.</summary>
    /// <param name="report">Whose title, logo and day it has.</param>
    /// <param name="words">The words.</param>
    /// <param name="template">A document that <see cref="WordTemplate.Check"/> allows; null for none.</param>
    public static WordSkeleton Make(AnnualReport report, ReportWords words, byte[]? template)
    {
        using var package = new MemoryStream();
        if (template is not null) package.Write(template);
        using (var document = template is null
            ? WordprocessingDocument.Create(package, WordprocessingDocumentType.Document)
            : WordprocessingDocument.Open(package, isEditable: true, new OpenSettings { AutoSave = false }))
        {
            var main = document.MainDocumentPart ?? document.AddNewPart<MainDocumentPart>($"{WordReportWriter.MediaType}.main+xml", "rIdDocument");
            KeepLook(document, main);
            var styles = WordStyles.Complete(main, words.Language);
            var lists = WordLists.Complete(main);
            WordSettings.Complete(main, words.Language);
            var skeleton = new WordSkeleton
            {
                Package = [],
                DocumentName = Name(main),
                NumberingName = Name(main.NumberingDefinitionsPart!),
                Styles = styles,
                Lists = lists,
                Section = WordPages.Complete(main, styles, $"{report.Title}\t{words.Year(report.YearLabel)}", words.PageOf),
                Logo = WordPicture.Complete(main, report.Logo),
            };
            main.Document = new W.Document(new W.Body());
            WordSettings.WriteProperties(document, report, words);
            Save(main);
            document.Dispose();
            return skeleton with { Package = package.ToArray() };
        }
    }

    private static string Name(OpenXmlPart part) => part.Uri.OriginalString.TrimStart('/');

    /// <summary>Takes away what belonged to a template's own text.</summary>
    internal static void KeepLook(WordprocessingDocument document, MainDocumentPart main)
    {
        main.DeleteParts(main.Parts.Select(pair => pair.OpenXmlPart).Where(part => !Kept.Contains(part.GetType())).ToList());
        foreach (var link in main.HyperlinkRelationships.ToList()) main.DeleteReferenceRelationship(link);
        if (document.ThumbnailPart is { } picture) document.DeletePart(picture);
    }

    private static void Save(MainDocumentPart main)
    {
        main.Document!.Save();
        main.StyleDefinitionsPart!.Styles!.Save();
        main.NumberingDefinitionsPart!.Numbering!.Save();
        main.DocumentSettingsPart!.Settings!.Save();
        foreach (var part in main.HeaderParts) part.Header!.Save();
        foreach (var part in main.FooterParts) part.Footer!.Save();
    }
}
