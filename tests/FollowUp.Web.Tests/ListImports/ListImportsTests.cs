using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Documents.Excel;
using FollowUp.Documents.Lists;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;
using Xunit;

namespace FollowUp.Web.Tests.ListImports;

public sealed class ListImportsTests : IAsyncLifetime
{
    private static readonly string[] Heads = ["Nr", "Uppdrag/Aktivitet", "Ansvarig enhet", "Klar senast"];

    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Upload_AThousandActivitiesWith37Bad_EndsWith963InAndAFileOf37()
    {
        var rows = Enumerable.Range(1, 1_000).Select(number => new object?[]
        {
            number, $"Aktivitet {number}", number % 27 == 0 ? "Skolan som inte finns" : "Norra provskolan", new DateOnly(2027, 6, 15),
        }).ToList();
        var visitor = await UploadAsync(await WorkbookAsync(Heads, rows), "Aktiviteter.xlsx", _app.Sample.Reviewer);

        Assert.Matches("^/lists/[0-9a-f-]{36}$", visitor.Address);
        Assert.Contains("1 000 rader", Plain(visitor));
        Assert.Contains("Nya: 963", Plain(visitor));
        await visitor.FollowAsync("Behöver rättas: 37");
        Assert.Equal(37, visitor.Page.QuerySelectorAll(".list-rows tbody tr").Length);
        var row = visitor.Page.QuerySelector(".list-rows tbody tr")!;
        Assert.Equal("28", row.QuerySelector("td")!.TextContent);
        Assert.Contains("Ansvarig enhet: Enheten ”Skolan som inte finns” finns inte.", row.TextContent);

        await visitor.PressAsync("Läs in 963 rader");
        Assert.Contains("963 rader är inlästa. 37 rader behöver rättas.", Plain(visitor));
        await using (var db = _app.OpenDatabase()) Assert.Equal((963, 963), (await db.Activities.CountAsync(), await db.Notes.CountAsync()));

        // The file has the list's own columns and why; mended, it goes in, and nothing of it is there twice.
        var refused = await FileAsync(visitor, "Hämta filen med 37 rader");
        var left = new MemoryStream(refused).Query(useHeaderRow: true).Select(each => new Dictionary<string, object?>((IDictionary<string, object?>)each)).ToList();
        Assert.Equal([.. Heads, "Fel"], left[0].Keys);
        Assert.Equal((37, 27d, new DateTime(2027, 6, 15)), (left.Count, left[0]["Nr"], left[0]["Klar senast"]));
        Assert.StartsWith("Enheten ”Skolan som inte finns” finns inte.", (string)left[0]["Fel"]!, StringComparison.Ordinal);
        Assert.Contains($"plan={_app.Sample.Plan.Id}", visitor.Page.QuerySelectorAll("a").Single(link => link.TextContent == "Läs in den rättade filen").GetAttribute("href"));

        var mended = left.Select(each => each.Select(cell => cell.Key == "Ansvarig enhet" ? "Södra provskolan" : cell.Value is double number ? (int)number : cell.Value is DateTime day ? DateOnly.FromDateTime(day) : cell.Value).ToArray());
        visitor = await UploadAsync(await WorkbookAsync([.. Heads, "Fel"], mended), "Rättade.xlsx", _app.Sample.Reviewer);
        await visitor.PressAsync("Läs in 37 rader");
        Assert.Contains("37 rader är inlästa.", Plain(visitor));
        await using (var db = _app.OpenDatabase())
        {
            Assert.Equal((1_000, 1_000), (await db.Activities.CountAsync(), await db.Activities.Select(activity => activity.Number).Distinct().CountAsync()));
            Assert.Equal(2, await db.Audit.CountAsync(entry => entry.Action == AuditAction.ListConfirmed && entry.UserId == _app.Sample.Reviewer.Id));
        }
    }

    [Fact]
    public async Task Pasted_ColumnsThatAreNotKnown_AreChosenOnThePage()
    {
        var visitor = await PasteAsync("Vad\tVem\tHos\nLäsning\tEva\tNorra provskolan\n", _app.Sample.Reviewer);
        Assert.Contains("Välj vilken kolumn som är Uppdrag/Aktivitet.", visitor.Text);
        Assert.DoesNotContain(visitor.Page.QuerySelectorAll("button"), button => button.TextContent.StartsWith("Läs in", StringComparison.Ordinal));

        await visitor.PressAsync("Läs om raderna", ("Columns[0]", "3"), ("Columns[1]", "3"));
        Assert.Contains("Två kolumner kan inte läsas in som samma sak.", visitor.Text);
        Assert.Equal(["Uppdrag/Aktivitet", "Uppdrag/Aktivitet", "Läses inte in"], visitor.Page.QuerySelectorAll<IHtmlSelectElement>("table select").Select(select => select.SelectedOptions.Single().TextContent));
        await visitor.PressAsync("Läs om raderna", ("Columns[1]", "5"), ("Columns[2]", "4"));
        await visitor.PressAsync("Läs in 1 rad");

        Assert.Contains("1 rad är inläst.", visitor.Text);
        await visitor.FollowAsync("Visa aktiviteterna");
        Assert.Contains("Läsning", visitor.Text);
        await using var db = _app.OpenDatabase();
        Assert.Equal("Eva", (await db.Activities.SingleAsync()).Responsible);
    }

    [Fact]
    public async Task Changes_AreShownInWords_AndCanBeDoneTwiceOnlyOnce()
    {
        await _app.Sample.AddActivityAsync(_app.Sample.Plan, 1, "Läsning", new DateOnly(2027, 6, 1), _app.Sample.North);
        var visitor = await PasteAsync("Nr\tAktivitet\tKlar senast\tBerörda enheter\n1\tLäsning\t\tSödra provskolan; Norra provskolan\n", _app.Sample.Reviewer);
        Assert.Contains("Klar senast: 2027-06-01 → inget", visitor.Text);
        Assert.Contains("Berör också: Södra provskolan", visitor.Text);
        var form = visitor.Page.QuerySelectorAll<IHtmlFormElement>("form").Single(form => form.Action.EndsWith("/confirm", StringComparison.Ordinal));
        var values = Visitor.Values(form).ToList();

        foreach (var _ in Enumerable.Range(0, 2))
            await visitor.ReadAsync(await visitor.Client.PostAsync(form.GetAttribute("action"), new FormUrlEncodedContent(values)), visitor.Address);
        Assert.Contains("1 rad är inläst.", visitor.Text);
        await using var db = _app.OpenDatabase();
        Assert.Equal((1, 2), (await db.Audit.CountAsync(entry => entry.Action == AuditAction.ActivityChanged), await db.Notes.CountAsync()));
    }

    [Fact]
    public async Task People_GetAccountsAndThePageSaysHowTheyGetTheirLink()
    {
        var visitor = await PasteAsync("Namn\tE-post\tRoller\tEnheter\nNy Rektor\tny@prov.example\tRektor\tSödra provskolan, Rektor\nSara Exempel\tsara@prov.example\tRektor, Läsare\tSödra provskolan, Biträdande rektor\n", _app.Sample.Administrator, "People");
        Assert.Contains("Roller: Rektor → Rektor, Läsare", visitor.Text);
        Assert.Contains("Enheter: Södra provskolan, Rektor → Södra provskolan, Biträdande rektor", visitor.Text);
        Assert.Contains("De nya personerna har inget lösenord", visitor.Text);
        await visitor.PressAsync("Läs in 2 rader");
        await visitor.FollowAsync("Visa personerna");
        await visitor.FollowAsync("Ny Rektor");
        await visitor.PressAsync("Skapa länk");
        Assert.Contains("Lämna över länken.", visitor.Text);
    }

    [Fact]
    public async Task Form_WithSomethingWrong_ComesBackWithWhatWasPasted()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/activities");
        await visitor.FollowAsync("Läs in från Excel");
        Assert.Equal([_app.Sample.Plan.Id.ToString()], visitor.Page.QuerySelectorAll<IHtmlOptionElement>("#PlanId option").Select(option => option.Value));
        Assert.Equal(["Aktiviteter"], visitor.Page.QuerySelectorAll("#Kind option").Select(option => option.TextContent));

        await visitor.PressAsync("Granska raderna");
        Assert.Contains("Välj en fil eller klistra in rader.", visitor.Page.QuerySelector("#File-error")!.TextContent);
        await visitor.PressAsync("Granska raderna", ("Text", "Aktivitet\t\"Å"));
        Assert.Contains("Ett citattecken i filen saknar sitt par", visitor.Page.QuerySelector("#Text-error")!.TextContent);
        Assert.Equal("Aktivitet\t\"Å", visitor.Page.QuerySelector<IHtmlTextAreaElement>("#Text")!.Value);
        await visitor.PressAsync("Granska raderna", ("Text", "Aktivitet\tEnhet"));
        Assert.Contains("Listan har ingen rad under rubrikerna.", visitor.Page.QuerySelector("#Text-error")!.TextContent);

        visitor = await UploadAsync([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("EncryptedPackage")], "hemlig.xlsx", _app.Sample.Reviewer);
        Assert.Contains("Filen är skyddad med lösenord.", visitor.Page.QuerySelector("#File-error")!.TextContent);
        visitor = await UploadAsync(new byte[(20 * 1024 * 1024) + 1], "stor.csv", _app.Sample.Reviewer);
        Assert.Contains("Filen är 20,0 MB. Den får vara högst 20 MB.", visitor.Page.QuerySelector("#File-error")!.TextContent);
    }

    [Fact]
    public async Task Lists_AreFoundAgain_AndCanBePutAsideAndUndone()
    {
        var visitor = await PasteAsync("Aktivitet\tEnhet\nLäsning\tNorra provskolan\n", _app.Sample.Reviewer);
        await visitor.PressAsync("Lägg undan listan");
        Assert.Contains("Listan är undanlagd.", visitor.Text);
        await visitor.OpenAsync("/imports");
        await visitor.FollowAsync("Listor från Excel");
        Assert.Contains("1 lista", visitor.Text);
        await visitor.FollowAsync("Inklistrad lista");
        await visitor.PressAsync("Granska igen");
        await visitor.PressAsync("Läs in 1 rad");
        await visitor.PressAsync("Ta bort de nya aktiviteterna");
        Assert.Contains("Aktiviteterna är borttagna igen.", visitor.Text);
        await using var db = _app.OpenDatabase();
        Assert.Equal(0, await db.Activities.CountAsync());
    }

    [Fact]
    public async Task Preview_RowsWithoutUnits_GetThoseChosenOnThePage()
    {
        await _app.Sample.AddActivityAsync(1, "Raster", _app.Sample.North, _app.Sample.Preschool);
        var visitor = await PasteAsync("Nr\tAktivitet\tBerörda enheter\n1\tRaster\tNorra provskolan\n2\tLäsning\t\n", _app.Sample.Reviewer);
        Assert.Contains("Behöver rättas: 1", visitor.Text);
        Assert.Contains("Saknas i listan men tas inte bort: Åsens förskola", visitor.Text);
        Assert.True(visitor.Page.QuerySelector("main details.more")!.HasAttribute("open"));

        await visitor.PressAsync("Läs om raderna", ("DefaultOwnerId", _app.Sample.South.Id.ToString()), ("DefaultUnits", _app.Sample.North.Id.ToString()));
        Assert.Contains("Ansvarig enhet saknas på raden. Södra provskolan används.", visitor.Text);
        Assert.Contains("Berörda enheter saknas på raden. Norra provskolan används.", visitor.Text);
        Assert.Equal(_app.Sample.South.Id.ToString(), visitor.Page.QuerySelector<IHtmlSelectElement>("#DefaultOwnerId")!.Value);
        await visitor.PressAsync("Läs in 1 rad");
        await using var db = _app.OpenDatabase();
        Assert.Equal((_app.Sample.South.Id, 4), ((await db.Activities.SingleAsync(activity => activity.Number == 2)).OwnerUnitId, await db.Notes.CountAsync()));
    }

    [Theory]
    [InlineData("Units", "Namn\nNya skolan\n", "Ta bort de nya enheterna", "Enheterna är borttagna igen.")]
    [InlineData("People", "Namn\tE-post\tRoller\tEnheter\nNy Rektor\tny@prov.example\tRektor\tSödra provskolan, Rektor\n", "Ta bort de nya kontona", "Kontona är borttagna igen.")]
    public async Task Undo_UnitsAndPeople_AreTakenOutAgain(string kind, string list, string button, string told)
    {
        var visitor = await PasteAsync(list, _app.Sample.Administrator, kind);
        await visitor.PressAsync("Läs in 1 rad");
        await visitor.PressAsync(button);
        Assert.Contains(told, visitor.Text);
        await using var db = _app.OpenDatabase();
        Assert.Equal((6, 7), (await db.Units.CountAsync(), await db.Users.CountAsync()));
    }

    [Fact]
    public async Task Refused_OfPeople_IsToldInTheAudit()
    {
        var visitor = await PasteAsync("Namn\tE-post\nA\tfel\n", _app.Sample.Administrator, "People");
        Assert.Contains("Inget kan läsas in än.", visitor.Text);
        await FileAsync(visitor, "Hämta raderna som en fil att rätta");
        await using var db = _app.OpenDatabase();
        Assert.Equal("Personer att rätta", (await db.Audit.SingleAsync(entry => entry.Action == AuditAction.ListExported)).Subject);
    }

    private async Task<Visitor> PasteAsync(string text, AppUser user, string kind = "Activities")
    {
        var visitor = await _app.SignInAsync(user);
        await visitor.OpenAsync("/lists/new");
        await visitor.PressAsync("Granska raderna", ("Text", text), ("Kind", kind));
        return visitor;
    }

    private async Task<Visitor> UploadAsync(byte[] content, string name, AppUser user)
    {
        var visitor = await _app.SignInAsync(user);
        await ListRoundTripTests.UploadAsync(visitor, $"/lists/new?plan={_app.Sample.Plan.Id}", content, name);
        return visitor;
    }

    private static async Task<byte[]> FileAsync(Visitor visitor, string link)
    {
        using var answer = await visitor.Client.GetAsync(visitor.Page.QuerySelectorAll("a").Single(each => each.TextContent.Contains(link, StringComparison.Ordinal)).GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var content = await answer.Content.ReadAsByteArrayAsync();
        Assert.NotNull(ListFileReader.Read(content).Table);
        return content;
    }

    private static async Task<byte[]> WorkbookAsync(string[] heads, IEnumerable<object?[]> rows)
    {
        using var to = new MemoryStream();
        await ExcelListWriter.WriteAsync(new ExcelSheet("Blad", [.. heads.Select(head => new ExcelColumn(head, 20))], rows.Select(row => (IReadOnlyList<object?>)row).ToAsyncEnumerable()), to);
        return to.ToArray();
    }

    private static string Plain(Visitor visitor) => visitor.Text.Replace('\u00a0', ' ');
}
