using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;
using Xunit;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Web.Tests.Imports;

public sealed class ImportsTests : IAsyncLifetime
{
    private const string Report =
        """
        Kvalitetsrapport läsåret 2024/25

        Förvaltningen, juni 2025

        Aktivitet 1: Gemensam rutin för frånvaro
        Ansvarig enhet: Norra provskolan
        Status: Genomförd
        Uppföljning: Rutinen används på alla enheter.
        Analys: Det tidiga samtalet gjorde skillnad.

        Aktivitet 2: Kollegial observation
        Ansvarig enhet: Västra skolan
        Uppföljning: Arbetet är påbörjat.
        """;

    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Upload_ThenImportStraightAway_GivesThePlanItsActivitiesAndCanBeUndone()
    {
        var visitor = await UploadAsync(Encoding.UTF8.GetBytes(Report), "rapport.txt");
        Assert.Matches("^/imports/[0-9a-f-]{36}$", visitor.Address);
        Assert.Contains("2 aktiviteter läggs till i en ny plan 2024/25", visitor.Text);
        Assert.Contains("Rapporten anger enheten ”Västra skolan”, som inte finns här. Aktiviteten hamnar hos Provkommunen", visitor.Text);
        Assert.Contains("Rapporten anger status: ”Genomförd”.", visitor.Text);
        Assert.Contains("1 rad hör inte till någon aktivitet", visitor.Text);

        await visitor.PressAsync("Importera 2 aktiviteter");

        Assert.Contains("Importen är klar.", visitor.Text);
        Assert.Contains("2 aktiviteter lades till", visitor.Text);
        await using (var db = _app.OpenDatabase())
        {
            var notes = await db.Notes.Include(note => note.Activity).Include(note => note.Unit).OrderBy(note => note.Activity.Number).ToListAsync();
            Assert.Equal(["Norra provskolan", "Provkommunen"], notes.Select(note => note.Unit.Name));
            Assert.Equal([NoteStatus.Completed, NoteStatus.InProgress], notes.Select(note => note.Status!.Value));
            Assert.All(notes, note => Assert.Equal(NoteState.Approved, note.State));
            Assert.NotNull(visitor.Page.QuerySelector($"a[href='/activities?plan={notes[0].Activity.PlanId}']"));
        }

        await visitor.PressAsync("Ångra importen");
        Assert.Contains("Importen är ångrad.", visitor.Text);
        await visitor.PressAsync("Granska igen");
        await visitor.PressAsync("Lägg undan importen");
        Assert.Contains("Importen är undanlagd.", visitor.Text);
        await using (var db = _app.OpenDatabase()) Assert.Equal(0, await db.Activities.CountAsync());
    }

    [Fact]
    public async Task Upload_Windows1252_ReadsSwedishLetters()
    {
        var visitor = await UploadAsync(Encoding.Latin1.GetBytes(Report), "rapport.txt");

        Assert.Equal("Kvalitetsrapport läsåret 2024/25", visitor.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Corrections_SavedThenImported_AreWhatIsImported()
    {
        var visitor = await PasteAsync(Report);

        await visitor.PressAsync("Spara rättelser",
            ("Rows[0].Title", "Rutin & <b>frånvaro</b>"), ("Rows[0].FollowUp", "\r\nRad ett\r\nRad två"), ("Rows[1].Include", null), ("NewPlanYear", "2019"),
            ("NoteState", "Draft"), ("Rows[0].Number", "7"));
        Assert.Contains("Rättelserna är sparade.", visitor.Text);
        Assert.Contains("1 aktivitet läggs till i en ny plan 2019", visitor.Text);
        Assert.Contains("Läggs till som nr 7", visitor.Text);
        Assert.Equal("\nRad ett\nRad två", visitor.Page.QuerySelector<IHtmlTextAreaElement>("[name='Rows[0].FollowUp']")!.Value);
        await visitor.PressAsync("Importera 1 aktivitet");

        await using var db = _app.OpenDatabase();
        var note = await db.Notes.Include(note => note.Activity).ThenInclude(activity => activity.Plan).SingleAsync();
        Assert.Equal(("Rutin & <b>frånvaro</b>", 7, "2019"), (note.Activity.Title, note.Activity.Number, note.Activity.Plan.Year.ToString()));
        Assert.Equal((NoteState.Draft, "\nRad ett\nRad två"), (note.State, note.FollowUp));
    }

    [Fact]
    public async Task Import_RowsToMend_AreNamedBesideTheirFieldsAndNothingTypedIsLost()
    {
        var visitor = await PasteAsync(Report);
        var tooLong = new string('å', 20_001);

        await visitor.PressAsync("Importera", ("Rows[0].Title", ""), ("Rows[1].Analysis", tooLong), ("NewPlanYear", "i fjol"));

        Assert.Equal(["#NewPlanYear", "#Rows_0__Title", "#Rows_1__Analysis"],
            visitor.Page.QuerySelectorAll(".error-summary a").Select(link => link.GetAttribute("href")).Order());
        Assert.Contains("Skriv vad aktiviteten heter.", visitor.Page.QuerySelector("#Rows_0__Title-error")!.TextContent);
        Assert.Equal(tooLong, visitor.Page.QuerySelector<IHtmlTextAreaElement>("[name='Rows[1].Analysis']")!.Value);
        await visitor.PressAsync("Importera", ("Rows[0].Title", "Rutin"), ("Rows[1].Analysis", ""), ("NewPlanYear", "2024/25"));
        Assert.Contains("Importen är klar.", visitor.Text);
    }

    [Fact]
    public async Task Save_NumberThatIsNoNumber_ComesBackAsTyped()
    {
        var visitor = await PasteAsync(Report);

        await visitor.PressAsync("Spara rättelser", ("Rows[0].Number", "sju"), ("Rows[0].Title", "Min rubrik"));

        Assert.Equal("sju", visitor.Page.QuerySelector<IHtmlInputElement>("[name='Rows[0].Number']")!.Value);
        Assert.NotNull(visitor.Page.QuerySelector("#Rows_0__Number-error"));
        await visitor.PressAsync("Spara rättelser", ("Rows[0].Number", "7"));
        Assert.Equal("Min rubrik", (await RowsAsync())[0].Title);
    }

    [Fact]
    public async Task Save_SomebodyElseSavedInBetween_ShowsBothAndSavesOnTheSecondPress()
    {
        var slow = await PasteAsync(Report);
        var quick = await _app.SignInAsync(_app.Sample.SecondReviewer);
        await quick.OpenAsync(slow.Address);
        await quick.PressAsync("Spara rättelser", ("Rows[0].Title", "Los rubrik"));

        await slow.PressAsync("Spara rättelser", ("Rows[0].Title", "Kims rubrik"));

        Assert.Equal(HttpStatusCode.Conflict, slow.Answer.StatusCode);
        Assert.Contains("Los rubrik", slow.Text);
        Assert.Equal("Kims rubrik", slow.Page.QuerySelector<IHtmlTextAreaElement>("[name='Rows[0].Title']")!.Value);
        Assert.Equal("Los rubrik", (await RowsAsync())[0].Title);
        await slow.PressAsync("Spara rättelser");
        Assert.Equal("Kims rubrik", (await RowsAsync())[0].Title);
    }

    [Fact]
    public async Task Save_SomebodyElseImportedInBetween_ShowsWhatWasTyped()
    {
        var slow = await PasteAsync(Report);
        var quick = await _app.SignInAsync(_app.Sample.SecondReviewer);
        await quick.OpenAsync(slow.Address);
        await quick.PressAsync("Importera");

        await slow.PressAsync("Spara rättelser", ("Rows[0].FollowUp", "Min långa text."));

        Assert.Contains("Importen är inte längre öppen för rättelser.", slow.Text);
        Assert.Contains("Min långa text.", slow.Text);
    }

    [Fact]
    public async Task Undo_SomebodyWroteSince_SaysWhere()
    {
        var visitor = await PasteAsync(Report);
        await visitor.PressAsync("Importera", ("NoteState", "Draft"));
        await using (var db = _app.OpenDatabase())
        {
            var note = await db.Notes.SingleAsync(note => note.Activity.Number == 1);
            note.Save(new NoteText(null, "Rektorns egen text", ""), _app.Sample.Head.Id, _app.Database.Clock.Now);
            await db.SaveChangesAsync();
        }

        await visitor.PressAsync("Ångra importen");

        Assert.Contains("Importen kan inte ångras: någon har skrivit i 1. Gemensam rutin för frånvaro (Norra provskolan).", visitor.Text);
    }

    [Fact]
    public async Task SameReportTwice_SaysThatEverythingIsThere()
    {
        await (await PasteAsync(Report)).PressAsync("Importera");

        var visitor = await PasteAsync(Report);

        Assert.Contains("2 aktiviteter finns redan i planen", visitor.Text);
        Assert.Contains("Texten finns redan. Inget ändras.", visitor.Text);
        await visitor.PressAsync("Importera");
        Assert.Contains("0 aktiviteter lades till", visitor.Text);
        await using var db = _app.OpenDatabase();
        Assert.Equal(2, await db.Notes.CountAsync());
    }

    [Theory]
    [InlineData("", "Filen är tom.")]
    [InlineData(" \r\n \t", "Filen är tom.")]
    [InlineData("Bara ett brev utan aktiviteter.", "Ingen aktivitet hittades i texten.")]
    [InlineData("%PDF-1.7 och så vidare", "Pdf-filen är skadad eller avklippt.")]
    [InlineData("PK\u0003\u0004word/document.xml", "Filen är skadad eller avklippt.")]
    [InlineData("{\\rtf1 text", "Det här är ett RTF-dokument.")]
    [InlineData("\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007", "Filen kan inte läsas.")]
    public async Task Upload_FileThatCannotBeRead_SaysWhyBesideTheField(string content, string expected)
    {
        var visitor = await UploadAsync(Encoding.Latin1.GetBytes(content), "rapport.txt");

        Assert.Equal("/imports/new", visitor.Address);
        Assert.Contains(expected, visitor.Page.QuerySelector("#File-error")!.TextContent);
    }

    [Fact]
    public async Task Upload_WordDocumentUnderAnyName_IsReadByItsContent()
    {
        var report = WordReport();
        var visitor = await UploadAsync(report, "rapport.txt");

        Assert.Equal("Kvalitetsrapport läsåret 2024/25", visitor.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("1 aktivitet läggs till i en ny plan 2024/25", visitor.Text);
        await visitor.PressAsync("Importera 1 aktivitet");
        await using var db = _app.OpenDatabase();
        var note = await db.Notes.Include(note => note.Activity).SingleAsync();
        Assert.Equal(("Rutin för frånvaro", "Den är **klar**.", ""), (note.Activity.Title, note.FollowUp, note.Analysis));
    }

    [Fact]
    public async Task Upload_WordDocumentOfMoreThanFiveMegabytes_IsReadUpToTwenty()
    {
        var report = WordReport();
        Assert.Contains("Importera 1 aktivitet", (await UploadAsync(WithPicture(report, 6 * 1024 * 1024), "rapport.docx")).Text);
        var visitor = await UploadAsync([.. report, .. new byte[21 * 1024 * 1024]], "rapport.docx");
        Assert.Contains("Det får vara högst 20 MB.", visitor.Page.QuerySelector("#File-error")!.TextContent);
    }

    [Fact]
    public async Task Paste_TableFromExcel_GivesItsRows()
    {
        var visitor = await PasteAsync("Aktivitet\tUppföljning\tAnalys\r\nRutin för frånvaro\t\"Den är klar.\nAlla har den.\"\tBra.\r\nKollegial observation\tPågår.\t");

        Assert.Contains("2 aktiviteter", visitor.Text);
        Assert.Equal(["Den är klar.\n\nAlla har den.", "Pågår."], (await RowsAsync()).Select(row => row.FollowUp));
    }

    [Fact]
    public async Task Upload_MoreThanFiveMegabytes_SaysSo()
    {
        var visitor = await UploadAsync(Encoding.UTF8.GetBytes(Report + new string('x', ReportImport.MaxBytes)), "rapport.txt");

        Assert.Contains("Rapporten är 5,0 MB. Det får vara högst 5 MB.", visitor.Page.QuerySelector("#File-error")!.TextContent);
    }

    [Fact]
    public async Task Paste_TextWithoutActivities_KeepsTheText()
    {
        var visitor = await PasteAsync("Hej! Det här är ett brev.");

        Assert.Contains("Ingen aktivitet hittades", visitor.Page.QuerySelector("#Text-error")!.TextContent);
        Assert.Equal("Hej! Det här är ett brev.", visitor.Page.QuerySelector<IHtmlTextAreaElement>("textarea[name=Text]")!.Value);
    }

    [Fact]
    public async Task Send_Nothing_AsksForAFileOrText()
    {
        var visitor = await PasteAsync("");

        Assert.Contains("Välj en fil eller klistra in rapportens text.", visitor.Page.QuerySelector("#File-error")!.TextContent);
    }

    [Fact]
    public async Task Pages_SaveAndShowNext_KeepsWhatWasTyped()
    {
        var report = new StringBuilder("Rapport 2023/24\n\n");
        for (var i = 1; i <= 30; i++) report.Append(null, $"Aktivitet {i}: Åtgärd {i}\nUppföljning: {new string('å', 2_000)}\n\n");
        var visitor = await PasteAsync(report.ToString());
        Assert.Contains("Aktivitet 1–25 av 30 i rapporten", visitor.Text);

        await visitor.PressAsync("Spara och visa nästa", ("Rows[24].Title", ""));
        Assert.Contains("Aktivitet 26–30 av 30 i rapporten", visitor.Text);
        Assert.Contains("1 aktivitet på en annan sida behöver också rättas.", visitor.Text);
        await visitor.FollowAsync("Aktivitet 25 i rapporten");
        await visitor.PressAsync("Importera", ("Rows[24].Title", "Åter igen"));

        Assert.Contains("30 aktiviteter lades till", visitor.Text);
    }

    [Fact]
    public async Task List_ShowsImportsAndFilters()
    {
        await PasteAsync(Report);
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);

        await visitor.OpenAsync("/imports");
        Assert.Contains("1 import", visitor.Text);
        await visitor.PressAsync("Visa", ("state", "Confirmed"));
        Assert.Contains("Inga importer passar filtret", visitor.Text);
        await visitor.FollowAsync("Rensa filtret");
        await visitor.FollowAsync("Kvalitetsrapport");
        await visitor.FollowAsync("Visa hela texten");
        Assert.Equal("text/plain", visitor.Answer.Content.Headers.ContentType!.MediaType);
    }

    /// <summary>A Word document with one activity in a table.</summary>
    private static byte[] WordReport()
    {
        using var file = new MemoryStream();
        using (var word = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            W.TableRow Row(string label, params OpenXmlElement[] text) => new(
                new W.TableCell(new W.Paragraph(new W.Run(new W.Text(label)))), new W.TableCell(new W.Paragraph(text)));
            word.AddMainDocumentPart().Document = new W.Document(new W.Body(
                new W.Paragraph(new W.Run(new W.Text("Kvalitetsrapport läsåret 2024/25"))),
                new W.Table(
                    Row("Aktivitet", new W.Run(new W.Text("Rutin för frånvaro"))),
                    Row("Uppföljning", new W.Run(new W.Text("Den är ") { Space = SpaceProcessingModeValues.Preserve }), new W.Run(new W.RunProperties(new W.Bold()), new W.Text("klar")), new W.Run(new W.Text("."))),
                    Row("Analys"))));
        }

        return file.ToArray();
    }

    /// <summary>The document with something in it that packs no smaller, as pictures do.</summary>
    private static byte[] WithPicture(byte[] document, int size)
    {
        using var file = new MemoryStream();
        file.Write(document);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            var picture = new byte[size];
            new Random(1).NextBytes(picture);
            using var part = zip.CreateEntry("word/media/bild.jpeg", CompressionLevel.NoCompression).Open();
            part.Write(picture);
        }

        return file.ToArray();
    }

    private async Task<Visitor> PasteAsync(string text)
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/imports/new");
        await visitor.PressAsync("Läs in", ("Text", text));
        return visitor;
    }

    private async Task<Visitor> UploadAsync(byte[] content, string name, AppUser? user = null)
    {
        var visitor = await _app.SignInAsync(user ?? _app.Sample.Reviewer);
        await visitor.OpenAsync("/imports/new");
        var form = visitor.Page.QuerySelector<IHtmlFormElement>("main form")!;
        using var body = new MultipartFormDataContent();
        foreach (var (key, value) in Visitor.Values(form)) body.Add(new StringContent(value), key);
        body.Add(new ByteArrayContent(content), form.QuerySelector("input[type=file]")!.GetAttribute("name")!, name);
        await visitor.ReadAsync(await visitor.Client.PostAsync(form.GetAttribute("action"), body), "/imports/new");
        return visitor;
    }

    private async Task<List<ImportRow>> RowsAsync()
    {
        await using var db = _app.OpenDatabase();
        return await db.ImportRows.OrderBy(row => row.Position).ToListAsync();
    }
}
