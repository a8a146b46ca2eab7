using System.Net;
using System.Net.Http.Headers;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;
using Xunit;

namespace FollowUp.Web.Tests.Reports;

/// <summary>The page that makes a PDF, on a server without a browser; and who may fetch what was made.</summary>
public sealed class ReportPdfTests : IAsyncLifetime
{
    private WebApp _app = null!;

    private string Address => $"/reports/{_app.Sample.Plan.Id}/pdf";

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
        Assert.Null(visitor.Page.QuerySelector("form[data-pdf]"));
        await visitor.FollowAsync("Öppna utskriften i din egen webbläsare");
        Assert.Equal("Norra provskolan", visitor.Page.QuerySelector(".report-unit")!.TextContent);
    }

    [Fact]
    public async Task Make_ServerWithoutABrowser_GoesBackAndSaysSo()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        using var answer = await PostAsync(visitor, accept: null);
        await visitor.ReadAsync(answer, Address);

        Assert.Equal(Address, visitor.Address);
        Assert.Contains("inte finns någon webbläsare", visitor.Page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_ForTheScript_EndsWithALineThatSaysWhy()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Reviewer);

        using var answer = await PostAsync(visitor, "application/x-ndjson");

        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
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
                await _app.Sample.AccessOfAsync(_app.Sample.Head), new FileToPrepare(_app.Sample.Plan.Id, "arsrapport-2026-27.pdf", "application/pdf", [1, 2, 3]));
        }

        var visitor = await _app.SignInAsync(_app.Sample.Head);
        using var answer = await visitor.Client.GetAsync($"{Address}/{id}");
        var other = await _app.SignInAsync(_app.Sample.Administrator);
        using var refused = await other.Client.GetAsync($"{Address}/{id}");

        Assert.Equal([1, 2, 3], await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", "arsrapport-2026-27.pdf"), (disposition.DispositionType, disposition.FileName));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        _app.Database.Time.Advance(PreparedFile.Kept);
        using var late = await visitor.Client.GetAsync($"{Address}/{id}");
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(Visitor visitor, string? accept)
    {
        await visitor.OpenAsync("/");
        var token = visitor.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) };
        if (accept is not null) request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        return await visitor.Client.SendAsync(request);
    }
}
