using System.Text.Json;
using FollowUp.Core.Imports;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Documents.Text;
using FollowUp.Testing;
using FollowUp.Testing.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Web.Tests.Reports;

/// <summary>
/// Reports that were written by people, imported as a reviewer does and fetched in every format: each is what is expected, and all of them say the same. The
/// project's own, and those in <c>../shared/reports</c> where that folder exists.
/// </summary>
public sealed class GoldenReportTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["NotStarted"] = "Ej påbörjad",
        ["InProgress"] = "Påbörjad",
        ["Completed"] = "Genomförd",
        ["NotCarriedOut"] = "Ej genomförd",
        [""] = "Ingen status",
    };

    private static readonly string[] Units = ["Norra skolan", "Södra skolan", "Förskolan Linden"];

    private WebApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        await using var db = _app.OpenDatabase();
        db.Units.AddRange(Units.Select(name => new Unit(Guid.CreateVersion7(), name, _app.Sample.Authority.Id, SchoolForm.CompulsorySchool)));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("tests/samples", "uppfoljning-2017-2018")]
    [InlineData("../shared/reports", "fjolaret-2018-2019")]
    [InlineData("../shared/reports", "kvalitetsrapport-2024-2025")]
    public async Task Fetch_ImportedReport_IsWhatIsExpectedInEveryFormat(string place, string name)
    {
        var file = Path.Combine(SourceTree.Root, place, name + ".txt");
        Assert.SkipUnless(File.Exists(file), $"The folder {place} is not here.");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(file, ".expected.json"), TestContext.Current.CancellationToken));
        var expected = json.RootElement.GetProperty("activities").EnumerateArray().ToList();
        var title = json.RootElement.GetProperty("title").GetString()!;

        var written = await FetchAsync(await ImportAsync(file));

        Assert.Equal(
            [
                $"h1|{title}", "h2|Innehåll", "h2|Sammanfattning", "h2|Aktiviteter",
                .. expected.SelectMany(activity => new[]
                {
                    $"h3|Uppdrag/Aktivitet {activity.GetProperty("number").GetInt32()} {activity.GetProperty("title").GetString()}", "h4|Uppföljning", "h4|Analys",
                }),
            ],
            written.Html.Where(line => line.Level is not null).Select(line => line.ToString()));
        var told = written.Told;
        foreach (var (activity, actual) in expected.Zip(told.Activities))
        {
            var unit = activity.TryGetProperty("unit", out var named) ? named.GetString() : null;
            var allowed = activity.GetProperty("allowedSuggestedStatus").EnumerateArray().Select(status => $"Status {Labels[status.GetString() ?? ""]}");
            Assert.Equal($"Ansvarig enhet {unit ?? "Provkommunen"}", actual.Facts[0]);
            Assert.Contains(actual.Facts[^1], allowed);
            Assert.Equal(Expected(activity.GetProperty("followUp").GetString()!), actual.FollowUp);
            Assert.Equal(Expected(activity.GetProperty("analysis").GetString()!), actual.Analysis);
        }

        Assert.Equal(
            Labels.Values.Select(label => $"{label} {told.Activities.Count(activity => activity.Facts[^1] == $"Status {label}")}").Order(),
            told.Tables.Skip(1).Take(5).Select(row => string.Join(' ', row.Split(" | ").Take(2))).Order());
        written.AssertAgree();
    }

    private static IReadOnlyList<ReportLine> Expected(string text) => text.Length == 0 ? [new ReportLine("text", "Ingen text")] : WrittenReport.LinesOf(text);

    /// <summary>Imports a report as a plan of its own, its texts approved.</summary>
    private async Task<Guid> ImportAsync(string file)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var imports = scope.ServiceProvider.GetRequiredService<ImportService>();
        var access = await _app.Sample.AccessOfAsync(_app.Sample.Reviewer);
        var id = await imports.PrepareAsync(access, Guid.CreateVersion7(), Path.GetFileName(file), TextDocumentReader.Read(await File.ReadAllBytesAsync(file)).Document!);
        await using var db = _app.OpenDatabase();
        var import = await db.Imports.AsNoTracking().SingleAsync(import => import.Id == id.Value);
        Assert.True((await imports.ConfirmAsync(access, import.Id, import.Version, import.Choice with { NoteState = NoteState.Approved }, [])).IsDone);
        return (await db.Imports.AsNoTracking().SingleAsync(import => import.Id == id.Value)).Choice.PlanId!.Value;
    }

    /// <summary>Every format from the address that a reviewer has it from.</summary>
    private async Task<WrittenReport> FetchAsync(Guid planId)
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        var files = new Dictionary<ReportFormat, byte[]>();
        foreach (var (format, address) in new[]
        {
            (ReportFormat.Html, "print"), (ReportFormat.Text, "text?download=true"), (ReportFormat.Word, "files/Word"), (ReportFormat.Excel, "files/Excel"), (ReportFormat.Json, "files/Json"),
        })
        {
            using var answer = await visitor.Client.GetAsync($"/reports/{planId}/{address}");
            answer.EnsureSuccessStatusCode();
            files[format] = await answer.Content.ReadAsByteArrayAsync();
        }

        return new WrittenReport(files);
    }
}
