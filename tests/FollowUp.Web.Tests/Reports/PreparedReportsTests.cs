using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using FollowUp.Web.Printing;
using FollowUp.Web.Resources;
using FollowUp.Web.Views.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Web.Tests.Reports;

/// <summary>The page that makes a file of the report, on a server without a browser; and who may fetch what was made.</summary>
public sealed class PreparedReportsTests : IAsyncLifetime
{
    private const string Lines = "application/x-ndjson";

    private WebApp _app = null!;

    private string Report => $"/reports/{_app.Sample.Plan.Id}";

    private string Address => $"{Report}/prepared/pdf";

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        var activity = await _app.Sample.AddActivityAsync(1, "Trygga raster", _app.Sample.North);
        await _app.Sample.WriteAsync(activity, _app.Sample.North, NoteState.Approved, NoteStatus.Completed, "Raster har vuxna.", "Fler vuxna gav lugn.");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Show_ServerWithoutABrowser_SaysSoAndLeadsToThePrintView()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync($"/reports/{_app.Sample.Plan.Id}?unit={_app.Sample.North.Id}");
        await visitor.FollowAsync("Hämta som PDF");

        Assert.Contains("Servern kan inte skapa PDF-filer.", visitor.Text, StringComparison.Ordinal);
        Assert.Null(visitor.Page.QuerySelector("form[data-prepared]"));
        await visitor.FollowAsync("Öppna utskriften i din egen webbläsare");
        Assert.Equal("Norra provskolan", visitor.Page.QuerySelector(".report-unit")!.TextContent);
    }

    [Fact]
    public async Task Make_ServerWithoutABrowser_GoesBackAndSaysSo()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        using var answer = await PostAsync(visitor, Address, accept: null);
        await visitor.ReadAsync(answer, Address);

        Assert.Equal(Address, visitor.Address);
        Assert.Contains("inte finns någon webbläsare", visitor.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_ForTheScript_EndsWithALineThatSaysWhy()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        using var answer = await PostAsync(visitor, Address, Lines);

        Assert.Equal(Lines, answer.Content.Headers.ContentType!.MediaType);
        var last = (await answer.Content.ReadAsStringAsync()).TrimEnd().Split('\n').Last();
        Assert.Contains("\"isFault\":true", last, StringComparison.Ordinal);
        Assert.Contains("\"url\":null", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_WithoutTheFormsToken_IsRefused()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        using var answer = await visitor.Client.PostAsync(Address, new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Fetch_ByItsMaker_IsAFileWithAName()
    {
        Guid id;
        await using (var db = _app.OpenDatabase())
        {
            id = await new PreparedFileService(db, _app.Database.Clock).KeepAsync(
                await _app.Sample.AccessOfAsync(_app.Sample.Head), new FileToPrepare(_app.Sample.Plan.Id, "arsrapport-2026-27.pdf", "application/pdf", new MemoryStream([1, 2, 3])));
        }

        var visitor = await _app.SignInAsync(_app.Sample.Head);
        using var answer = await visitor.Client.GetAsync($"{Report}/prepared/{id}");
        var other = await _app.SignInAsync(_app.Sample.Administrator);
        using var refused = await other.Client.GetAsync($"{Report}/prepared/{id}");

        Assert.Equal([1, 2, 3], await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", "arsrapport-2026-27.pdf"), (disposition.DispositionType, disposition.FileName));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        _app.Database.Time.Advance(PreparedFile.Kept);
        using var late = await visitor.Client.GetAsync($"{Report}/prepared/{id}");
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task Show_ShortReport_LinksStraightToTheFiles()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync(Report);

        Assert.Equal(
            [("Word", $"{Report}/files/word"), ("Excel", $"{Report}/files/excel"), ("Utskrift (HTML)", $"{Report}/files/html"), ("Text", $"{Report}/files/text"), ("JSON", $"{Report}/files/json")],
            visitor.Page.QuerySelectorAll(".menu-panel a[download]").Select(link => (link.TextContent, link.GetAttribute("href")!)));
        await visitor.FollowAsync("Utskrift (HTML)");
        Assert.Equal("arsrapport-2026-27.html", visitor.Answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains("Raster har vuxna.", visitor.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll("script, link[rel=stylesheet], .report-tools"));
    }

    [Fact]
    public async Task Make_LongReportWithoutScript_IsSentWhileItIsRead()
    {
        await AddManyAsync(ReportPage.LongFrom);
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);
        await visitor.OpenAsync(Report);
        Assert.Empty(visitor.Page.QuerySelectorAll(".menu-panel a[download]"));
        await visitor.FollowAsync("Text");

        Assert.Equal($"{Report}/prepared/text", visitor.Address);
        Assert.Contains("501 aktiviteter", visitor.Text, StringComparison.Ordinal);
        Assert.Equal($"{Report}/files/text", visitor.Page.QuerySelector("form[data-prepared] a[download]")!.GetAttribute("href"));
        await visitor.PressAsync("Skapa filen");

        Assert.Equal($"{Report}/files/text", visitor.Address);
        Assert.Equal(("attachment", "text/plain"), (visitor.Answer.Content.Headers.ContentDisposition!.DispositionType, visitor.Answer.Content.Headers.ContentType!.MediaType));
        Assert.Contains("501. Uppdrag/Aktivitet", await visitor.Answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Empty(await db.PreparedFiles.ToListAsync());
    }

    [Theory]
    [InlineData(ReportFormat.Word)]
    [InlineData(ReportFormat.Excel)]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Text)]
    [InlineData(ReportFormat.Json)]
    public async Task Make_LongReport_TellsHowFarItHasCome_AndGivesTheSameFile(ReportFormat format)
    {
        await AddManyAsync(ReportPage.LongFrom);
        var name = format.ToString().ToLowerInvariant();
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        using var answer = await PostAsync(visitor, $"{Report}/prepared/{name}", Lines);
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        using var file = await visitor.Client.GetAsync(lines[^1].GetProperty("url").GetString());
        using var direct = await visitor.Client.GetAsync($"{Report}/files/{name}");

        Assert.Equal("Läser rapporten.", lines[0].GetProperty("text").GetString());
        var counts = lines.Select(line => line.GetProperty("count").GetString()).OfType<string>().ToList();
        Assert.InRange(counts.Count, 50, 102);
        Assert.Equal("501 av 501 aktiviteter", counts[^1]);
        Assert.Equal(100, lines.Last(line => line.GetProperty("count").GetString() is not null).GetProperty("percent").GetInt32());
        Assert.Equal("Sparar filen.", lines[^2].GetProperty("text").GetString());
        var content = await file.Content.ReadAsByteArrayAsync();
        Assert.Equal(content.Length, file.Content.Headers.ContentLength);
        Assert.Equal(direct.Content.Headers.ContentType, file.Content.Headers.ContentType);
        Assert.Equal(direct.Content.Headers.ContentDisposition!.FileName, file.Content.Headers.ContentDisposition!.FileName);
        if (format is not ReportFormat.Excel) Assert.Equal(await direct.Content.ReadAsByteArrayAsync(), content);
    }

    [Theory]
    [InlineData(ReportFormat.Word)]
    [InlineData(ReportFormat.Excel)]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Text)]
    [InlineData(ReportFormat.Json)]
    public async Task Make_Cancelled_EndsAtTheNextActivity(ReportFormat format)
    {
        await AddManyAsync(60);
        await using var scope = _app.Services.CreateAsyncScope();
        var access = await _app.Sample.AccessOfAsync(_app.Sample.Reviewer);
        var report = (await scope.ServiceProvider.GetRequiredService<AnnualReportQueries>().ReadAsync(access, _app.Sample.Plan.Id))!;
        using var cancel = new CancellationTokenSource();
        var written = 0;

        var making = scope.ServiceProvider.GetRequiredService<ReportOutputs>().MakeAsync(report, format, Stream.Null, Tell, cancel.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
        Assert.Equal(10, written);

        void Tell(PrintStep step)
        {
            written = step.Number;
            if (written == 10) cancel.Cancel();
        }
    }

    [Fact]
    public async Task Make_ReaderLeaves_IsNotLeftBeforeTheWorkHasEnded()
    {
        using var cancel = new CancellationTokenSource();
        var context = new DefaultHttpContext { RequestAborted = cancel.Token };
        var hasBegun = new TaskCompletionSource();
        var hasEnded = false;
        var result = new PreparationResult(_app.Services.GetRequiredService<Texts>(), 10, async tell =>
        {
            tell(new PrintStep(PrintStage.Writing, 0));
            hasBegun.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, cancel.Token);
            }
            finally
            {
                await Task.Delay(100, CancellationToken.None);
                hasEnded = true;
            }

            return "";
        });

        var telling = result.ExecuteResultAsync(new ActionContext { HttpContext = context });
        await hasBegun.Task;
        Assert.False(telling.IsCompleted);
        await cancel.CancelAsync();
        await telling;

        Assert.True(hasEnded);
    }

    private async Task AddManyAsync(int count)
    {
        var (sample, now) = (_app.Sample, _app.Database.Clock.Now);
        await using var db = _app.OpenDatabase();
        for (var number = 2; number <= count + 1; number++)
        {
            var activity = new Activity(Guid.CreateVersion7(), sample.Plan.Id, number, new ActivityFacts { Title = $"Läsning {number}", OwnerUnitId = sample.North.Id });
            var note = new Note(activity.Id, sample.North.Id);
            note.Save(new NoteText(NoteStatus.InProgress, $"Gjort {number}.", ""), sample.Head.Id, now);
            note.Submit(sample.Head.Id, now);
            db.AddRange(activity, note);
        }

        await db.SaveChangesAsync();
    }

    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, string address, string? accept)
    {
        await visitor.OpenAsync("/");
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) };
        if (accept is not null) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        return await visitor.Client.SendAsync(request);
    }
}
