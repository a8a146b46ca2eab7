using System.Net;
using System.Text.RegularExpressions;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Reports;

/// <summary>From what is missing to the fixed report, and from there to the board.</summary>
public sealed class FixingPagesTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        await _app.Sample.WriteAsync(await _app.Sample.AddActivityAsync(1, "Rutin för frånvaro", _app.Sample.North), _app.Sample.North, NoteState.Submitted);
        await _app.Sample.WriteAsync(await _app.Sample.AddActivityAsync(2, "Ingen skrev här", _app.Sample.South), _app.Sample.South, NoteState.Missing);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Missing_RemindAndWaive_LeadsToFixing()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}");
        await visitor.FollowAsync("Det här saknas i 1 uppföljning");
        Assert.Contains("2. Ingen skrev här", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Rutin för frånvaro", visitor.Text, StringComparison.Ordinal);

        await visitor.PressAsync("Påminn");
        Assert.Contains("/missing", visitor.Address, StringComparison.Ordinal);
        Assert.Contains("Påmind 18 november", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Godta", ("Reason", " "));
        Assert.Contains("Skriv varför", visitor.Page.QuerySelector(".gap .field-error")!.TextContent, StringComparison.Ordinal);
        await visitor.PressAsync("Godta", ("Reason", "Enheten är nystartad."));
        Assert.Contains("Ingenting saknas", visitor.Text, StringComparison.Ordinal);

        await visitor.PressAsync("Ångra");
        Assert.Contains("2. Ingen skrev här", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_WhileSomethingIsMissing_SaysHowManyAndChangesNothing()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");

        await visitor.PressAsync("Ja, fastställ");

        Assert.Contains("1 uppföljningar saknar något", visitor.Page.Body!.TextContent, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.False((await db.Plans.SingleAsync(plan => plan.Id == _app.Sample.Plan.Id)).IsFixed);
    }

    [Fact]
    public async Task Fix_WaivedAndShared_IsReadByTheBoardAndByALink()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/missing");
        await visitor.PressAsync("Godta", ("Reason", "Enheten är nystartad."));
        await visitor.OpenAsync($"/plans/{_app.Sample.Plan.Id}");
        await visitor.PressAsync("Ja, fastställ");
        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/versions");
        await using (var db = _app.OpenDatabase())
        {
            var files = await db.FixedReportFiles.ToListAsync();
            Assert.Superset(new HashSet<ReportFormat> { ReportFormat.Text, ReportFormat.Json, ReportFormat.Excel }, files.Select(file => file.Format).ToHashSet());
            Assert.All(files, file => Assert.Contains(file.Sha256, visitor.Text, StringComparison.Ordinal));
        }

        Assert.Contains("Versionen har ingen PDF", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Skapa länk", ("Share.LastDay", ""));
        Assert.Contains("Sista dag", visitor.Page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Sista dag", visitor.Page.QuerySelector("#Share_LastDay-error")!.TextContent, StringComparison.Ordinal);
        await visitor.PressAsync("Skapa länk", ("Share.LastDay", "2020-01-01"));
        Assert.NotEmpty(visitor.Page.QuerySelector("#Share_LastDay-error")!.TextContent);
        Assert.Equal("#Share_LastDay", visitor.Page.QuerySelector(".error-summary a")!.GetAttribute("href"));
        await visitor.PressAsync("Skapa länk", ("Share.LastDay", "2026-12-01"));
        var link = visitor.Page.QuerySelector("#link")!.GetAttribute("value")!;

        var stranger = _app.Visit();
        await stranger.OpenAsync(new Uri(link).PathAndQuery);
        Assert.Contains("Rutin för frånvaro", stranger.Text, StringComparison.Ordinal);
        Assert.Contains("I korthet", stranger.Text, StringComparison.Ordinal);
        Assert.Contains("2 aktiviteter: 0 genomförda, 1 påbörjade, 0 ej påbörjade, 0 ej genomförda, 1 utan status.", stranger.Text, StringComparison.Ordinal);
        Assert.Contains("Ingen aktivitet har status Ej genomförd.", stranger.Text, StringComparison.Ordinal);
        var reader = await _app.SignInAsync(_app.Sample.Reader);
        await reader.OpenAsync($"/reports/{_app.Sample.Plan.Id}");
        Assert.Contains("I korthet", reader.Text, StringComparison.Ordinal);

        await visitor.PressAsync("Avsluta");
        await stranger.OpenAsync(new Uri(link).PathAndQuery);
        Assert.Equal(HttpStatusCode.NotFound, stranger.Answer.StatusCode);
        Assert.DoesNotMatch(new Regex(Regex.Escape(link)), (await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}/versions")).Body!.TextContent);
    }
}
