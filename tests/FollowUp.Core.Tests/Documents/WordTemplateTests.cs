using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using FollowUp.Documents.Word;
using Xunit;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Core.Tests.Documents;

public sealed class WordTemplateTests
{
    private const string Image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";

    public static TheoryData<string, byte[], WordTemplateFailure> Refused => new()
    {
        { "empty", [], WordTemplateFailure.NotADocument },
        { "text", "Hej"u8.ToArray(), WordTemplateFailure.NotADocument },
        { "an old document", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], WordTemplateFailure.NotADocument },
        { "cut off", WordTemplates.House()[..2_000], WordTemplateFailure.NotADocument },
        { "too large", new byte[WordTemplate.MaxBytes + 1], WordTemplateFailure.TooLarge },
        { "a template of Word's own kind", WordTemplates.House(type: WordprocessingDocumentType.Template), WordTemplateFailure.NotADocument },
        { "a document for macros", WordTemplates.House(type: WordprocessingDocumentType.MacroEnabledDocument), WordTemplateFailure.HasMacros },
        { "macros", WordTemplates.With("word/vbaProject.bin", to => to.WriteByte(1)), WordTemplateFailure.HasMacros },
        { "macros by another name", WordTemplates.House(document => document.MainDocumentPart!.AddNewPart<VbaProjectPart>()), WordTemplateFailure.HasMacros },
        { "a picture from elsewhere", WordTemplates.House(document => document.MainDocumentPart!.HeaderParts.Single().AddExternalRelationship(Image, new Uri("https://example.se/spion.png"))), WordTemplateFailure.FetchesContent },
        { "a picture by a field", WordTemplates.WithField(" INCLUDE", "PICTURE \"https://example.se/spion.png\" \\d "), WordTemplateFailure.FetchesContent },
        { "a program by a field", WordTemplates.WithField("ddeauto c:\\windows\\system32\\cmd.exe"), WordTemplateFailure.FetchesContent },
        { "a bomb", WordTemplates.With("word/media/bomb.png", Zeros), WordTemplateFailure.UnpacksTooLarge },
        { "too many elements", WordTemplates.With("word/styles.xml", to => to.Write(Encoding.UTF8.GetBytes($"<a>{new string('x', 10)}{string.Concat(Enumerable.Repeat("<b/>", 600_000))}</a>"))), WordTemplateFailure.UnpacksTooLarge },
        { "too deep", WordTemplates.With("word/styles.xml", to => to.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 100_000))))), WordTemplateFailure.NotADocument },
        { "entities", WordTemplates.With("word/styles.xml", to => to.Write("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"u8)), WordTemplateFailure.NotADocument },
        { "no XML", WordTemplates.With("word/settings.xml", to => to.Write("inte xml"u8)), WordTemplateFailure.NotADocument },
        { "other XML", WordTemplates.With("word/styles.xml", to => to.Write("<a/>"u8)), WordTemplateFailure.NotADocument },
        { "no content types", WordTemplates.With("[Content_Types].xml", to => to.Write("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"u8)), WordTemplateFailure.NotADocument },
        { "XML under another name", WordTemplates.With("[Content_Types].xml", to => to.Write("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"png\" ContentType=\"application/xml\"/></Types>"u8)), WordTemplateFailure.NotADocument },
        { "no body", WordTemplates.House(document => document.MainDocumentPart!.Document = new W.Document()), WordTemplateFailure.NotADocument },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Check_WhatCannotBeATemplate_SaysWhy(string name, byte[] file, WordTemplateFailure expected)
    {
        Assert.NotEmpty(name);
        Assert.Equal(expected, WordTemplate.Check(new MemoryStream(file)));
        Assert.Throws<InvalidDataException>(() => WordReports.Full().Write(file));
    }

    [Fact]
    public void Check_DocumentOfTheHouse_IsAllowed() => Assert.Null(WordTemplate.Check(new MemoryStream(WordTemplates.House())));

    [Theory]
    [InlineData("PAGE")]
    [InlineData("HYPERLINK \"https://example.se\"")]
    [InlineData("STYLEREF \"Rubrik 1\"")]
    public void Check_HarmlessField_IsAllowed(string code) => Assert.Null(WordTemplate.Check(new MemoryStream(WordTemplates.WithField(code))));

    [Fact]
    public void Check_AnyDamage_IsRefusedOrHarmless()
    {
        var house = WordTemplates.House();
        var random = new Random(4);
        for (var i = 0; i < 300; i++)
        {
            var damaged = house.ToArray();
            for (var j = 0; j < 3; j++) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (WordTemplate.Check(new MemoryStream(damaged)) is null) Assert.NotEmpty(WordReports.Lines(WordReports.Full().WriteUnchecked(damaged)));
        }
    }

    [Fact]
    public void Write_InTheHousesTemplate_HasItsStylesByName()
    {
        using var word = WordReports.Open(WordReports.Full().Write(WordTemplates.House()));
        var main = word.MainDocumentPart!;
        var used = main.Document!.Body!.Descendants<W.ParagraphStyleId>().Select(id => id.Val!.Value!).ToHashSet();
        var styles = main.StyleDefinitionsPart!.Styles!;

        Assert.Contains("Rubrik1", used);
        Assert.Contains("Rubrik", used);
        Assert.Contains("Punktlista", used);
        Assert.DoesNotContain("Heading1", used);
        // A name of the house's own that is one of our ids: theirs stays, ours steps aside.
        Assert.Equal("Kommunens fakta", styles.Elements<W.Style>().Single(style => style.StyleId == "ReportFacts").StyleName!.Val!.Value);
        Assert.Contains("ReportFactsR", used);
        Assert.Single(styles.Elements<W.Style>(), style => style.Default?.Value == true && style.Type?.Value == W.StyleValues.Paragraph);
        Assert.Equal("Garamond", styles.DocDefaults!.Descendants<W.RunFonts>().Single().Ascii!.Value);
        Assert.Equal("sv-SE", styles.DocDefaults.Descendants<W.Languages>().Single().Val!.Value);
    }

    [Fact]
    public void Write_InTheHousesTemplate_HasItsHeadAndPaperAndOurFoot()
    {
        using var word = WordReports.Open(WordReports.Full().Write(WordTemplates.House()));
        var main = word.MainDocumentPart!;
        var section = Assert.Single(main.Document!.Body!.Descendants<W.SectionProperties>());

        var head = (HeaderPart)main.GetPartById(Assert.Single(section.Elements<W.HeaderReference>()).Id!.Value!);
        Assert.Equal("Fiktiva kommunen, utbildning", WordReports.TextOf(head.Header!));
        Assert.Single(head.ImageParts);
        Assert.Equal("Sida 1 av 1", WordReports.TextOf(((FooterPart)main.GetPartById(section.Elements<W.FooterReference>().Single().Id!.Value!)).Footer!));
        Assert.Equal(10_000u, section.GetFirstChild<W.PageSize>()!.Width!.Value);
        Assert.All(main.Document.Body!.Elements<W.Table>(), table => Assert.InRange(table.Descendants<W.GridColumn>().Sum(column => int.Parse(column.Width!.Value!, null)), 6_900, 7_000));
    }

    [Fact]
    public void Write_InATemplateWithoutHeadAndFoot_HasOursOffTheEdgeAndNotOnTheCover()
    {
        var bare = WordTemplates.House(document => document.MainDocumentPart!.Document = new W.Document(new W.Body(new W.SectionProperties(
            new W.PageMargin { Top = 1_000, Bottom = 1_000, Left = 1_000, Right = 1_000, Header = 0, Footer = 0, Gutter = 0 }, new W.Columns()))));
        using var word = WordReports.Open(WordReports.Full().Write(bare));
        var section = Assert.Single(word.MainDocumentPart!.Document!.Body!.Elements<W.SectionProperties>());

        Assert.Single(section.Elements<W.HeaderReference>());
        Assert.Single(section.Elements<W.FooterReference>());
        Assert.Single(section.Elements<W.TitlePage>());
        Assert.Equal(11906u, section.GetFirstChild<W.PageSize>()!.Width!.Value);
        Assert.NotEqual(0u, section.GetFirstChild<W.PageMargin>()!.Header!.Value);
    }

    [Fact]
    public void Write_InTheHousesTemplate_HasNothingOfItsText()
    {
        var document = WordReports.Full().Write(WordTemplates.House());
        using var word = WordReports.Open(document);
        var main = word.MainDocumentPart!;

        Assert.Equal(WordReports.Lines(WordReports.Full().Write()).Select(line => line.Text), WordReports.Lines(document).Select(line => line.Text));
        Assert.Null(main.WordprocessingCommentsPart);
        Assert.DoesNotContain(main.HyperlinkRelationships, link => link.Uri.Host == "intra.example.se");
        Assert.Empty(main.DocumentSettingsPart!.ExternalRelationships);
        Assert.Empty(main.DocumentSettingsPart.Settings!.ChildElements);
    }

    [Fact]
    public void Write_InTheHousesTemplate_KeepsItsListsBesideOurs()
    {
        using var word = WordReports.Open(WordReports.Full().Write(WordTemplates.House()));
        var numbering = word.MainDocumentPart!.NumberingDefinitionsPart!.Numbering!;
        var used = word.MainDocumentPart.Document!.Descendants<W.NumberingId>().Select(id => id.Val!.Value).ToHashSet();

        Assert.Equal([3, 4, 5], numbering.Elements<W.AbstractNum>().Select(one => one.AbstractNumberId!.Value));
        Assert.DoesNotContain(8, used);
        Assert.Subset(numbering.Elements<W.NumberingInstance>().Select(one => one.NumberID!.Value).ToHashSet(), used);
    }

    [Fact]
    public void Write_InItsOwnOutput_IsStillADocument()
    {
        var first = WordReports.Full().Write();

        Assert.Equal(WordReports.Lines(first), WordReports.Lines(WordReports.Full().Write(first)));
    }

    private static void Zeros(Stream to)
    {
        var zeros = new byte[1 << 20];
        for (var i = 0; i < 60; i++) to.Write(zeros);
    }
}
