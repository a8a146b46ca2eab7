using System.Net;
using AngleSharp.Dom;
using FollowUp.Core;
using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using Xunit;

namespace FollowUp.Web.Tests.Exports;

/// <summary>Each list as a workbook: the link on its page, the filter kept, and only what the person may see.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await WebApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Activities_KeepTheFilterAndHaveAllPages()
    {
        var first = await _app.Sample.AddActivityAsync(_app.Sample.Plan, 1, "=Trygga raster", new DateOnly(2026, 10, 1), _app.Sample.North, _app.Sample.South);
        await _app.Sample.WriteAsync(first, _app.Sample.North, NoteState.Submitted, NoteStatus.InProgress);
        var drafted = await _app.Sample.AddActivityAsync(2, "Trygga korridorer", _app.Sample.South);
        await _app.Sample.WriteAsync(drafted, _app.Sample.South, NoteState.Draft);
        for (var number = 3; number <= 60; number++) await _app.Sample.AddActivityAsync(number, $"Läsning {number}", _app.Sample.South);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        await visitor.OpenAsync("/activities?q=trygga");
        var rows = await ExportAsync(visitor);
        Assert.Equal(["=Trygga raster", "Trygga korridorer"], rows.Select(row => row["Uppdrag/Aktivitet"]));
        Assert.Equal(
            ["Läsåret 2026/27", 1d, "=Trygga raster", "Norra provskolan", null, null, new DateTime(2026, 10, 1), "Norra provskolan; Södra provskolan", "Påbörjad", "Försenad", "Klarmarkerad", 1d, 2d],
            rows[0].Values);
        Assert.Equal(["Visas inte", "Utkast"], [rows[1]["Status"], rows[1]["Läge"]]);

        // From the second page too, it is the whole list.
        await visitor.OpenAsync("/activities");
        await visitor.FollowAsync("Nästa");
        Assert.Equal(60, (await ExportAsync(visitor)).Count);
    }

    [Fact]
    public async Task Activities_OfAPrincipal_AreTheOwn()
    {
        await _app.Sample.AddActivityAsync(1, "Den egna", _app.Sample.North);
        await _app.Sample.AddActivityAsync(2, "Någon annans", _app.Sample.South);
        var visitor = await _app.SignInAsync(_app.Sample.Head);

        await visitor.OpenAsync("/activities");
        Assert.Equal(["Den egna"], (await ExportAsync(visitor)).Select(row => row["Uppdrag/Aktivitet"]));
        await visitor.OpenAsync("/plans");
        Assert.Equal(["Läsåret 2026/27"], (await ExportAsync(visitor)).Select(row => row["Plan"]));
    }

    [Fact]
    public async Task Reviews_HaveARowPerNoteThatTheFilterAsksFor()
    {
        var first = await _app.Sample.AddActivityAsync(1, "Trygga raster", _app.Sample.North, _app.Sample.South);
        await _app.Sample.WriteAsync(first, _app.Sample.North, NoteState.Submitted, NoteStatus.Completed);
        await _app.Sample.WriteAsync(first, _app.Sample.South, NoteState.Draft, NoteStatus.Completed);
        for (var number = 2; number <= 60; number++) await _app.Sample.AddActivityAsync(number, $"Läsning {number}", _app.Sample.Preschool);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        await visitor.OpenAsync("/reviews");
        var rows = await ExportAsync(visitor);
        Assert.Equal(61, rows.Count);
        Assert.Equal(["Norra provskolan", "Södra provskolan", "Åsens förskola"], rows.Take(3).Select(row => row["Enhet"]));
        Assert.Equal(["Genomförd", "Visas inte", "Ingen status"], rows.Take(3).Select(row => row["Status"]));

        await visitor.OpenAsync($"/reviews?unit={_app.Sample.South.Id}&view=matrix");
        var row = Assert.Single(await ExportAsync(visitor));
        Assert.Equal(["Trygga raster", "Södra provskolan", "Utkast"], [row["Aktivitet"], row["Enhet"], row["Läge"]]);
    }

    [Fact]
    public async Task Users_KeepTheFilter_AndTheAuditTellsWhoTookThem()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);

        await visitor.OpenAsync("/users?role=Principal&q=prov");
        var rows = await ExportAsync(visitor);
        Assert.Equal(["Dan Testberg", "Eva Provsson", "Sara Exempel"], rows.Select(row => row["Namn"]));
        Assert.Equal(["Eva Provsson", "eva@prov.example", "Rektor", "Norra provskolan, Rektor", "Aktivt", null!], rows[1].Values);
        Assert.Equal("Personer 2026-11-18.xlsx", await FileNameAsync(visitor, "/users/export"));

        await using var db = _app.OpenDatabase();
        var entry = await db.Audit.FirstAsync(entry => entry.Action == AuditAction.ListExported);
        Assert.Equal((_app.Sample.Administrator.Id, "Personer", ""), (entry.UserId!.Value, entry.Subject, entry.Detail));

        await visitor.OpenAsync("/audit?group=Reports");
        Assert.Contains("Lista hämtad som Excel", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_KeepsTheFilter_AndTellsOfItself()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync($"/units/{_app.Sample.North.Id}/edit");
        await visitor.PressAsync("Spara", ("Name", "Nya norra"));

        await visitor.OpenAsync("/audit?group=Units");
        var row = Assert.Single(await ExportAsync(visitor));
        Assert.Equal(["Enhet ändrad", "Ada Påhitt"], [row["Vad"], row["Vem"]]);
        Assert.Equal(_app.Database.Clock.Local(_app.Database.Clock.Now), (DateTime)row["När"]!, TimeSpan.FromMinutes(1));
        await using var db = _app.OpenDatabase();
        Assert.Equal("Händelser", (await db.Audit.SingleAsync(entry => entry.Action == AuditAction.ListExported)).Subject);
    }

    [Fact]
    public async Task Units_StandInTheOrderOfTheTree()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync("/units");
        var rows = await ExportAsync(visitor);
        Assert.Equal(["Provkommunen", null, "Huvudman", 0d, null], rows[0].Values);
        Assert.Equal(["Norra provskolan", "Provkommunen › Grundskola", "Grundskola", 2d, null], rows.Single(row => Equals(row["Namn"], "Norra provskolan")).Values);

        await visitor.OpenAsync("/units?q=skola");
        Assert.Equal(["Grundskola", "Norra provskolan", "Södra provskolan", "Åsens förskola"], (await ExportAsync(visitor)).Select(row => row["Namn"]));
    }

    [Fact]
    public async Task GoalAreas_WithClosedOnesWhereTheyAreShown()
    {
        await using (var db = _app.OpenDatabase())
        {
            var closed = new GoalArea(Guid.CreateVersion7(), "Det stängda", 2);
            closed.Close(_app.Database.Clock.Now);
            db.GoalAreas.AddRange(new GoalArea(Guid.CreateVersion7(), "Trygghet", 1), closed);
            await db.SaveChangesAsync();
        }

        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/goal-areas");
        Assert.Equal(["Trygghet"], (await ExportAsync(visitor)).Select(row => row["Namn"]));
        await visitor.OpenAsync("/goal-areas?closed=true");
        Assert.Equal([null, "Stängt"], (await ExportAsync(visitor)).Select(row => row["Stängt"]));
    }

    [Fact]
    public async Task Delegations_AreThoseThatThePersonSees()
    {
        var today = _app.Database.Clock.Today;
        await _app.Sample.DelegateAsync(_app.Sample.Deputy, _app.Sample.North, DelegationKind.StandIn, today, today.AddDays(3));
        await _app.Sample.DelegateAsync(_app.Sample.Deputy, _app.Sample.South, DelegationKind.Writing, today, null, _app.Sample.OtherHead);
        var visitor = await _app.SignInAsync(_app.Sample.Head);

        await visitor.OpenAsync("/delegations");
        var row = Assert.Single(await ExportAsync(visitor));
        Assert.Equal(["Dan Testberg", "Ställföreträdare", "Norra provskolan", "Eva Provsson"], [row["Person"], row["Uppdrag"], row["Enhet"], row["Utsedd av"]]);
        Assert.Equal(today.AddDays(3).ToDateTime(TimeOnly.MinValue), row["Sista dag"]);
    }

    [Fact]
    public async Task Imports_KeepTheFilter()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync("/imports/new");
        await visitor.PressAsync("Läs in", ("Text", "1. Uppdrag/Aktivitet\n\nTrygga raster\n\nUppföljning\n\nGjort.\n\nAnalys\n\nBra."));

        await visitor.OpenAsync("/imports?state=Preview");
        var row = Assert.Single(await ExportAsync(visitor));
        Assert.Equal(["Inklistrad text", "Förhandsgranskas", 1d, "Kim Kontroll"], [row["Fil"], row["Läge"], row["Aktiviteter"], row["Inläst av"]]);
        Assert.Empty(await ReadAsync(visitor, "/imports/export?state=Undone"));
    }

    [Fact]
    public async Task Reports_AreThoseThatThePersonReads()
    {
        await _app.Sample.AddActivityAsync(_app.Sample.FixedPlan, 1, "Förra året", null, _app.Sample.North);
        await _app.Sample.AddActivityAsync(1, "I år", _app.Sample.North);
        Assert.Equal(["2025/26"], (await ReadAsync(await _app.SignInAsync(_app.Sample.Reader), "/reports/export")).Select(row => row["År"]));
        Assert.Equal(["2026/27", "2025/26"], (await ReadAsync(await _app.SignInAsync(_app.Sample.Reviewer), "/reports/export")).Select(row => row["År"]));
    }

    [Fact]
    public async Task Missing_KeepsTheFilter_AndSaysWhatIsMissingInWords()
    {
        var first = await _app.Sample.AddActivityAsync(_app.Sample.Plan, 1, "Trygga raster", new DateOnly(2026, 10, 1), _app.Sample.North, _app.Sample.South);
        await _app.Sample.WriteAsync(first, _app.Sample.North, NoteState.Draft);
        await _app.Sample.WriteAsync(first, _app.Sample.South, NoteState.Approved, NoteStatus.Completed);
        await _app.Sample.AddActivityAsync(2, "Läsning", _app.Sample.South);
        var waived = await _app.Sample.AddActivityAsync(3, "Skrivning", _app.Sample.South);
        await using (var db = _app.OpenDatabase())
        {
            var note = await db.Notes.SingleAsync(note => note.ActivityId == waived.Id);
            db.GapWaivers.Add(new GapWaiver(note.Id, GapKind.NoNote, "Rektor är ny.", _app.Sample.Reviewer.Id, _app.Database.Clock.Now));
            await db.SaveChangesAsync();
        }

        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/missing");
        var rows = await ExportAsync(visitor);
        Assert.Equal([(1d, "Norra provskolan", "Utkast"), (2d, "Södra provskolan", "Saknas")],
            rows.Select(row => ((double)row["Nr"]!, (string)row["Enhet"]!, (string)row["Läge"]!)));
        Assert.Equal("Texten är ett utkast och inte klarmarkerad. Klar senast har passerat, och aktiviteten är inte avslutad.", rows[0]["Vad som saknas"]);

        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/missing?unit={_app.Sample.South.Id}&waived=true");
        rows = await ExportAsync(visitor);
        Assert.Equal(["Läsning", "Skrivning"], rows.Select(row => row["Uppdrag/Aktivitet"]));
        Assert.Contains("Rektor är ny.", (string)rows[1]["Godtaget"]!, StringComparison.Ordinal);

        var head = await _app.SignInAsync(_app.Sample.Head);
        Assert.Equal([1d], (await ReadAsync(head, $"/reports/{_app.Sample.Plan.Id}/missing/export")).Select(row => row["Nr"]));
    }

    [Fact]
    public async Task Rows_MoreThanTheLimit_EndWithASentence()
    {
        var list = new ListExport<int>("Tal", [new("Tal", 10, number => number)]);
        Page<int> PageFrom(int number) => new([number, number + 1], null, number < 5 ? $"{number + 2}" : null, 6);
        var export = new ListExportResult<int>(list, PageFrom(1), page => Task.FromResult(PageFrom(int.Parse(page.After!, null))));

        Assert.Equal([1, 2, 3, 4, 5, 6], await export.RowsAsync("Avkortad", 6, default).Select(row => row.Single()).ToListAsync());
        Assert.Equal([1, 2, 3, "Avkortad"], await export.RowsAsync("Avkortad", 3, default).Select(row => row.Single()).ToListAsync());
    }

    [Fact]
    public void Words_OfTheReport_AreAllThere()
    {
        Cultures.Use(Languages.Swedish);
        var words = ReportExport.Words(_app.Services.GetRequiredService<Texts>());
        Assert.Equal(["Ansvarig enhet", "Skolform", "Målområde", "År"], Enum.GetValues<FigureKind>().Select(words.ComparedOf));
        Assert.Equal("Ingen status", words.StatusOf(null));
    }

    /// <summary>Follows the link on the page shown and reads the rows of the workbook.</summary>
    private static Task<List<Dictionary<string, object?>>> ExportAsync(Visitor visitor)
    {
        var link = Assert.Single(visitor.Page.QuerySelectorAll("a[href]"), link => link.TextContent.Contains("Exportera till Excel", StringComparison.Ordinal));
        return ReadAsync(visitor, link.GetAttribute("href")!);
    }

    private static async Task<List<Dictionary<string, object?>>> ReadAsync(Visitor visitor, string address)
    {
        using var answer = await visitor.Client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return [.. new MemoryStream(await answer.Content.ReadAsByteArrayAsync()).Query(useHeaderRow: true).Select(row => new Dictionary<string, object?>((IDictionary<string, object?>)row))];
    }

    private static async Task<string?> FileNameAsync(Visitor visitor, string address)
    {
        using var answer = await visitor.Client.GetAsync(address);
        return answer.Content.Headers.ContentDisposition!.FileNameStar;
    }
}
