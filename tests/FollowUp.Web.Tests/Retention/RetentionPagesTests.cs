using System.Net.Http.Headers;
using FollowUp.Core.Notes;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Retention;

/// <summary>From the setting over the list of what would go to the sentence that says what went.</summary>
public sealed class RetentionPagesTests : IAsyncLifetime
{
    private WebApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await WebApp.StartAsync();
        var activity = await _app.Sample.AddActivityAsync(_app.Sample.FixedPlan, 1, "Fjolårets", null, _app.Sample.North);
        await using var db = _app.OpenDatabase();
        var note = await db.Notes.SingleAsync(note => note.ActivityId == activity.Id);
        foreach (var text in new[] { "Ett", "Två", "Tre" })
        {
            note.Save(new NoteText(NoteStatus.InProgress, text, ""), _app.Sample.Head.Id, _app.Database.Clock.Now);
            _app.Database.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Purge_ChosenListedAndConfirmed_SaysHowManyWent()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync("/retention");
        Assert.Contains("Inget ska gallras", visitor.Text, StringComparison.Ordinal);
        await visitor.FollowAsync("Ändra i inställningarna");
        await visitor.PressAsync("Spara", ("HistoryMonths", "1201"));
        Assert.Contains("mellan 0 och 1200", visitor.Page.QuerySelector("#HistoryMonths-error")!.TextContent, StringComparison.Ordinal);
        await visitor.PressAsync("Spara", ("HistoryMonths", "0"));
        await visitor.FollowAsync("Visa vad som kan gallras");

        Assert.Contains("2 versioner ska bort, ur 1 uppföljningar", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Läsåret 2025/26", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Norra provskolan", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Det går inte att ångra.", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Gallra 2 versioner");
        Assert.Contains("Kryssa i", visitor.Page.QuerySelector("#IsConfirmed-error")!.TextContent, StringComparison.Ordinal);
        await visitor.PressAsync("Gallra 2 versioner", ("IsConfirmed", "true"));

        Assert.Contains("Gallringen är klar. 2 versioner är borttagna", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Det finns inget att gallra", visitor.Text, StringComparison.Ordinal);
        await using var db = _app.OpenDatabase();
        Assert.Equal(["Tre"], await db.NoteRevisions.Select(revision => revision.FollowUp).ToListAsync());
        await visitor.OpenAsync($"/notes/{(await db.Notes.SingleAsync()).Id}/history");
        Assert.Contains("Äldre utkast i den här planen gallrades 18 november 2026", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purge_ForTheScript_TellsHowItGoesAndWhereTheResultIs()
    {
        var visitor = await _app.SignInAsync(_app.Sample.Administrator);
        await visitor.OpenAsync("/house");
        await visitor.PressAsync("Spara", ("HistoryMonths", "0"));
        await visitor.OpenAsync("/retention");
        var form = visitor.Page.QuerySelector("form[data-prepared=wait]")!;
        var fields = Visitor.Values((AngleSharp.Html.Dom.IHtmlFormElement)form).ToList();

        var refused = await PostAsync(visitor, fields);
        var lines = await PostAsync(visitor, [.. fields, new("IsConfirmed", "true")]);

        Assert.Contains("\"isFault\":true", Assert.Single(refused), StringComparison.Ordinal);
        Assert.Contains("0 av 2 versioner", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"percent\":100", lines[^2], StringComparison.Ordinal);
        Assert.Contains("/retention?done=", lines[^1], StringComparison.Ordinal);
    }

    private static async Task<string[]> PostAsync(Visitor visitor, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/retention") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson"));
        using var answer = await visitor.Client.SendAsync(request);
        return (await answer.Content.ReadAsStringAsync()).TrimEnd().Split('\n');
    }
}
