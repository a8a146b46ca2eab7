using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Documents.Word;
using Microsoft.EntityFrameworkCore;
using Xunit;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Web.Tests.Reports;

public sealed class ReportTemplateTests : IAsyncLifetime
{
    private const string Address = "/reports/template";

    private WebApp _app = null!;
    private Visitor _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        _visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await _app.Sample.WriteAsync(await _app.Sample.AddActivityAsync(1, "Rutin för frånvaro", _app.Sample.North), _app.Sample.North, NoteState.Submitted);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Upload_FromTheListOfReports_IsShownAndCanBeFetched()
    {
        await _visitor.OpenAsync("/reports");
        await _visitor.FollowAsync("Wordmall");
        Assert.Contains("Ingen mall är uppladdad.", _visitor.Text, StringComparison.Ordinal);

        var house = House();
        await UploadAsync("Kommunens mall å.docx", house);

        Assert.Contains("Mallen är uppladdad", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains(_app.Sample.Reviewer.Name, _visitor.Page.QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("18 november 2026", _visitor.Page.QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        var link = _visitor.Page.QuerySelector("dl.facts a")!;
        Assert.Equal("Kommunens mall å.docx", link.TextContent);
        var answer = await _visitor.Client.GetAsync(link.GetAttribute("href")!);
        Assert.Equal(WordReportWriter.MediaType, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Kommunens mall å.docx", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(house, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Upload_Template_IsWhatTheReportInWordLooksLike()
    {
        Assert.DoesNotContain("Provkommunens brevpapper", HeadOf(await ReportAsync(_app.Sample.Plan.Id)), StringComparison.Ordinal);
        await UploadAsync("mall.docx", House());

        // The page's own link to try it.
        var own = await _visitor.Client.GetByteArrayAsync(_visitor.Page.QuerySelectorAll("a.button").Single(link => link.TextContent.Contains("Prova", StringComparison.Ordinal)).GetAttribute("href"));
        var others = await (await _app.SignInAsync(_app.Sample.Head)).Client.GetByteArrayAsync($"/reports/{_app.Sample.Plan.Id}/files/word");

        foreach (var document in new[] { own, others })
        {
            Assert.Equal("Provkommunens brevpapper", HeadOf(document));
            using var word = WordprocessingDocument.Open(new MemoryStream(document), isEditable: false);
            Assert.Contains("Rubrik1", word.MainDocumentPart!.Document!.Body!.Descendants<W.ParagraphStyleId>().Select(id => id.Val!.Value));
            Assert.Contains("Rutin för frånvaro", word.MainDocumentPart.Document.Body.InnerText, StringComparison.Ordinal);
            Assert.DoesNotContain("Gammal text", word.MainDocumentPart.Document.Body.InnerText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Fix_WithATemplate_KeepsTheReportInItAfterTheTemplateIsGone()
    {
        await UploadAsync("mall.docx", House());
        await _visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        await _visitor.PressAsync("Ja, fastställ");
        await _visitor.OpenAsync(Address);
        await _visitor.PressAsync("Ta bort mallen");

        await using var db = _app.OpenDatabase();
        var kept = await db.FixedReportFiles.SingleAsync(file => file.Format == ReportFormat.Word);
        Assert.Equal("Provkommunens brevpapper", HeadOf(kept.Content));
        await _visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}");
        var link = _visitor.Page.QuerySelector("a[download][href$='/word']")!.GetAttribute("href")!;
        foreach (var address in new[] { link, $"/reports/{_app.Sample.Plan.Id}/files/word", $"/reports/{_app.Sample.Plan.Id}/prepared/word" })
        {
            await _visitor.OpenAsync(address);
            Assert.Equal($"/reports/{_app.Sample.Plan.Id}/versions/1/word", _visitor.Address);
            Assert.Equal(kept.Content, await _visitor.Answer.Content.ReadAsByteArrayAsync());
        }

        // A part was never kept.
        await _visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/files/word?unit={_app.Sample.North.Id}");
        Assert.DoesNotContain("Provkommunens brevpapper", HeadOf(await _visitor.Answer.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_CanBeUndone()
    {
        await UploadAsync("mall.docx", House());

        await _visitor.PressAsync("Ta bort mallen");
        Assert.Contains("Mallen är borttagen.", _visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Ingen mall är uppladdad.", _visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Provkommunens brevpapper", HeadOf(await ReportAsync(_app.Sample.Plan.Id)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _visitor.Client.GetAsync($"{Address}/file")).StatusCode);

        await _visitor.PressAsync("Ångra");
        Assert.Contains("Mallen används igen.", _visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Provkommunens brevpapper", HeadOf(await ReportAsync(_app.Sample.Plan.Id)));
    }

    [Fact]
    public async Task Upload_SomebodyElseChangedItMeanwhile_SaysSoAndCanBeDoneOnceMore()
    {
        await _visitor.OpenAsync(Address);
        var before = _visitor.Page;
        var other = await _app.SignInAsync(_app.Sample.Administrator);
        await UploadAsync("den-andras.docx", House(), other);

        await PostAsync(_visitor, before, "min.docx", House("Mitt brevpapper"));
        Assert.Contains("Någon annan ändrade samma sak", _visitor.Text, StringComparison.Ordinal);
        Assert.Equal("den-andras.docx", _visitor.Page.QuerySelector("dl.facts a")!.TextContent);

        await PostAsync(_visitor, _visitor.Page, "min.docx", House("Mitt brevpapper"));
        Assert.Equal("min.docx", _visitor.Page.QuerySelector("dl.facts a")!.TextContent);
    }

    public static TheoryData<string, byte[]?, string> Refused => new()
    {
        { "inget", null, "Välj ett Word-dokument." },
        { "tom.docx", [], "Filen är inget Word-dokument" },
        { "text.docx", "Hej"u8.ToArray(), "Filen är inget Word-dokument" },
        { "rapport.pdf", "%PDF-1.7"u8.ToArray(), "Filen är inget Word-dokument" },
        { "mall.dotx", House(type: WordprocessingDocumentType.Template), "Det gäller också filer som slutar på .dotx" },
        { "makro.docm", House(type: WordprocessingDocumentType.MacroEnabledDocument), "Filen innehåller makron" },
        { "makro.docx", WithPart("word/vbaProject.bin", [1]), "Filen innehåller makron" },
        { "spion.docx", House(change: document => document.MainDocumentPart!.HeaderParts.Single().AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", new Uri("https://example.se/spion.png"))), "Filen hämtar något från en annan plats" },
        { "bomb.docx", WithPart("word/media/bomb.png", new byte[WordTemplate.MaxUnpacked + 1]), "Filen blir för stor när den packas upp." },
        { "stor.docx", new byte[WordTemplate.MaxBytes + 1], "Den får vara högst 5 MB." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Upload_WhatCannotBeATemplate_SaysWhyBesideTheFieldAndKeepsTheOneThereIs(string name, byte[]? content, string why)
    {
        await UploadAsync("mall.docx", House());

        await UploadAsync(name, content);

        Assert.Contains(why, _visitor.Page.QuerySelector("#File-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("mall.docx", _visitor.Page.QuerySelector("dl.facts a")!.TextContent);
    }

    [Fact]
    public async Task Report_InATemplateThatIsNotLetInAnyMore_IsWrittenWithout()
    {
        await using (var db = _app.OpenDatabase())
        {
            db.ReportTemplates.Add(new ReportTemplate(new TemplateUpload("skadad.docx", [1, 2, 3], Guid.Empty), _app.Sample.Reviewer.Id, _app.Database.Clock.Now));
            await db.SaveChangesAsync();
        }

        Assert.Contains("2026/27", HeadOf(await ReportAsync(_app.Sample.Plan.Id)), StringComparison.Ordinal);
    }

    private Task<byte[]> ReportAsync(Guid planId) => _visitor.Client.GetByteArrayAsync($"/reports/{planId}/files/word");

    private async Task UploadAsync(string name, byte[]? content, Visitor? by = null)
    {
        var visitor = by ?? _visitor;
        await visitor.OpenAsync(Address);
        await PostAsync(visitor, visitor.Page, name, content);
    }

    private static async Task PostAsync(Visitor visitor, AngleSharp.Html.Dom.IHtmlDocument page, string name, byte[]? content)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (key, value) in Visitor.Values((AngleSharp.Html.Dom.IHtmlFormElement)page.QuerySelector("form[enctype]")!)) form.Add(new StringContent(value), key);
        if (content is not null)
        {
            var file = new ByteArrayContent(content);
            file.Headers.ContentType = new MediaTypeHeaderValue(WordReportWriter.MediaType);
            form.Add(file, "file", name);
        }

        await visitor.ReadAsync(await visitor.Client.PostAsync(Address, form), Address);
    }

    /// <summary>What stands at the head of a document that must be valid.</summary>
    private static string HeadOf(byte[] document)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(document), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(word).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        return string.Concat(word.MainDocumentPart!.HeaderParts.Select(part => part.Header!.InnerText));
    }

    /// <summary>A document with a head and a heading of its own, as Swedish Word names it.</summary>
    private static byte[] House(string head = "Provkommunens brevpapper", WordprocessingDocumentType type = WordprocessingDocumentType.Document, Action<WordprocessingDocument>? change = null)
    {
        using var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, type))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = new W.Styles(
                new W.Style(new W.StyleName { Val = "Normal" }) { Type = W.StyleValues.Paragraph, StyleId = "Normal", Default = true },
                new W.Style(new W.StyleName { Val = "heading 1" }) { Type = W.StyleValues.Paragraph, StyleId = "Rubrik1" });
            main.AddNewPart<HeaderPart>("rIdHuvud").Header = new W.Header(new W.Paragraph(new W.Run(new W.Text(head))));
            main.Document = new W.Document(new W.Body(
                new W.Paragraph(new W.Run(new W.Text("Gammal text"))),
                new W.SectionProperties(new W.HeaderReference { Type = W.HeaderFooterValues.Default, Id = "rIdHuvud" })));
            change?.Invoke(document);
        }

        return file.ToArray();
    }

    private static byte[] WithPart(string name, byte[] content)
    {
        using var file = new MemoryStream();
        file.Write(House());
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = zip.CreateEntry(name).Open();
            part.Write(content);
        }

        return file.ToArray();
    }
}
