using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Core.Tests.Documents;

/// <summary>Documents that a house might upload, and some that nobody should.</summary>
internal static class WordTemplates
{
    /// <summary>As Swedish Word writes one: ids in Swedish, names in English, a section for the cover, text, a comment, a picture in the head.</summary>
    public static byte[] House(Action<WordprocessingDocument>? change = null, WordprocessingDocumentType type = WordprocessingDocumentType.Document)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, type))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = new W.Styles(
                new W.DocDefaults(new W.RunPropertiesDefault(new W.RunPropertiesBaseStyle(new W.RunFonts { Ascii = "Garamond" }, new W.Languages { Val = "en-GB" }))),
                Style("Normal", "Normal", isDefault: true),
                Style("Rubrik1", "heading 1"),
                Style("Rubrik", "Title"),
                Style("Punktlista", "List Bullet"),
                Style("ReportFacts", "Kommunens fakta"));
            main.AddNewPart<NumberingDefinitionsPart>().Numbering = new W.Numbering(
                new W.AbstractNum(new W.Level(new W.StartNumberingValue { Val = 1 }, new W.NumberingFormat { Val = W.NumberFormatValues.Bullet }, new W.LevelText { Val = "*" }) { LevelIndex = 0 }) { AbstractNumberId = 3 },
                new W.NumberingInstance(new W.AbstractNumId { Val = 3 }) { NumberID = 8 },
                new W.NumberingIdMacAtCleanup { Val = 9 });
            var settings = main.AddNewPart<DocumentSettingsPart>();
            settings.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate", new Uri("file:///G:/Mallar/kommun.dotm"), "rIdMall");
            settings.Settings = new W.Settings(new W.AttachedTemplate { Id = "rIdMall" }, new W.TrackRevisions(), new W.UpdateFieldsOnOpen { Val = true });
            main.AddNewPart<HeaderPart>("rIdHuvud").Header = new W.Header(new W.Paragraph(new W.Run(new W.Text("Fiktiva kommunen, utbildning"))));
            var picture = main.HeaderParts.Single().AddNewPart<ImagePart>("image/png", "rIdBild");
            using (var png = new MemoryStream([1, 2, 3])) picture.FeedData(png);
            main.AddNewPart<WordprocessingCommentsPart>().Comments = new W.Comments();
            main.AddHyperlinkRelationship(new Uri("https://intra.example.se/"), isExternal: true);
            main.Document = new W.Document(new W.Body(
                Paragraph("Gammal text"),
                new W.Paragraph(new W.ParagraphProperties(new W.SectionProperties(
                    new W.HeaderReference { Type = W.HeaderFooterValues.Default, Id = "rIdHuvud" },
                    new W.PageSize { Width = 10_000, Height = 14_000 },
                    new W.PageMargin { Top = 1_000, Bottom = 1_000, Left = 1_500, Right = 1_500, Header = 500, Footer = 500, Gutter = 0 }))),
                Paragraph("Mer gammal text"),
                new W.SectionProperties(
                    new W.SectionType { Val = W.SectionMarkValues.OddPage },
                    new W.PageSize { Width = 10_000, Height = 14_000 },
                    new W.PageMargin { Top = 1_000, Bottom = 1_000, Left = 1_500, Right = 1_500, Header = 500, Footer = 500, Gutter = 0 })));
            change?.Invoke(document);
        }

        return file.ToArray();
    }

    /// <summary>The same with another part in its package.</summary>
    public static byte[] With(string name, Action<Stream> write)
    {
        using var file = new MemoryStream();
        file.Write(House());
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(name)?.Delete();
            using var entry = zip.CreateEntry(name).Open();
            write(entry);
        }

        return file.ToArray();
    }

    /// <summary>The same with a field in its head, after another; its code in as many runs as there are pieces.</summary>
    public static byte[] WithField(params string[] code) => House(document => document.MainDocumentPart!.HeaderParts.Single().Header!.Append(
        new W.Paragraph(new W.SimpleField { Instruction = "DATE" }),
        new W.Paragraph([
            new W.Run(new W.FieldChar { FieldCharType = W.FieldCharValues.Begin }),
            .. code.Select(piece => new W.Run(new W.FieldCode(piece))),
            new W.Run(new W.FieldChar { FieldCharType = W.FieldCharValues.End })])));

    private static W.Paragraph Paragraph(string text) => new(new W.Run(new W.Text(text)));

    private static W.Style Style(string id, string name, bool isDefault = false) =>
        new(new W.StyleName { Val = name }) { Type = W.StyleValues.Paragraph, StyleId = id, Default = isDefault ? true : null };
}
