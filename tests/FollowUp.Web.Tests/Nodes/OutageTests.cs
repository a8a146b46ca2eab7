using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FollowUp.Browser.Tests;
using Xunit;

namespace FollowUp.Web.Tests.Nodes;

/// <summary>The database is gone, locked or slow under a running process: people are told calmly, keep their texts, and go on when it is back.</summary>
public sealed class OutageTests
{
    private const string Sentence = "Systemet går inte att använda just nu";

    [Fact]
    public async Task DatabaseMovedAwayAndBack_CalmPagesMeanwhile_AndEverythingIsThereAfterwards()
    {
        await using var app = await RunningApp.StartAsync();
        var visitor = await NodeVisitor.SignInAsync(app.Address);
        var note = (await NodeVisitor.NotesAsync(visitor))[0];
        var fields = await NodeVisitor.FieldsAsync(visitor, note);
        fields["FollowUp"] = "Sparad före avbrottet.";
        using (var saved = await NodeVisitor.SaveAsync(visitor, note, fields)) Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        fields = await NodeVisitor.FieldsAsync(visitor, note);
        fields["FollowUp"] = "Skriven under avbrottet.\n\nI två stycken.";

        Move(app.DatabaseFile, $"{app.DatabaseFile}.away");
        foreach (var address in new[] { "/", note, "/account/login", "/health/ready" })
        {
            using var answer = await visitor.Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            if (address == "/health/ready") continue;
            Assert.Equal("10", answer.Headers.RetryAfter!.ToString());
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.Contains(Sentence, page, StringComparison.Ordinal);
            Assert.Matches("Felnummer: [0-9a-f]{12}", page);
        }

        using (var english = await NodeVisitor.At(app.Address, "en").Client.GetAsync("/account/login"))
            Assert.Contains("cannot be used right now", await english.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync("/health/live")).StatusCode);
        await RefusedAsync(visitor, note, fields);
        await visitor.ReadAsync(await visitor.Client.PostAsync(note, new FormUrlEncodedContent(fields)), note);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Answer.StatusCode);
        Assert.Contains(visitor.Page.QuerySelectorAll("textarea"), area => area.TextContent.Contains("I två stycken.", StringComparison.Ordinal));
        Assert.False(File.Exists(app.DatabaseFile));

        Move($"{app.DatabaseFile}.away", app.DatabaseFile);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync("/health/ready")).StatusCode);
        using (var retried = await NodeVisitor.SaveAsync(visitor, note, fields)) Assert.Equal(HttpStatusCode.OK, retried.StatusCode);
        await visitor.OpenAsync(note);
        Assert.Equal(HttpStatusCode.OK, visitor.Answer.StatusCode);
        Assert.Contains("Skriven under avbrottet.", visitor.Page.QuerySelector("#FollowUp")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await StoppingTests.CountAsync(app.DatabaseFile, "SELECT count(*) FROM NoteRevisions WHERE FollowUp = 'Sparad före avbrottet.'"));
        Assert.Contains("The database cannot be used: ", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DatabaseLockedForFiveSeconds_SavesWaitAndAreKept_WhilePagesAreRead()
    {
        await using var app = await RunningApp.StartAsync();
        var visitor = await NodeVisitor.SignInAsync(app.Address);
        var notes = (await NodeVisitor.NotesAsync(visitor)).Take(3).ToList();
        var forms = new List<Dictionary<string, string>>();
        foreach (var note in notes) forms.Add(await NodeVisitor.FieldsAsync(visitor, note));
        List<Task<HttpResponseMessage>> saves;
        var waited = Stopwatch.StartNew();
        await using (await StoppingTests.LockAsync(app.DatabaseFile))
        {
            saves = [.. notes.Select((note, i) => NodeVisitor.SaveAsync(visitor, note, forms[i].Select(field => field.Key == "FollowUp" ? new(field.Key, $"Väntade {i}.") : field)))];
            for (var i = 0; i < 5; i++)
            {
                Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync(notes[0])).StatusCode);
                await Task.Delay(1000, TestContext.Current.CancellationToken);
            }

            Assert.DoesNotContain(saves, save => save.IsCompleted);
        }

        foreach (var answer in await Task.WhenAll(saves)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.InRange(waited.Elapsed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40));
        Assert.Equal(3, await StoppingTests.CountAsync(app.DatabaseFile, "SELECT count(*) FROM Notes WHERE FollowUp LIKE 'Väntade _.'"));
    }

    [Fact]
    public async Task DatabaseLockedBeyondTheTimeLimit_EachSaveIsRefusedInTime_AndTakenAfterwards()
    {
        await using var app = await RunningApp.StartAsync(("Database__CommandTimeoutSeconds", "2"));
        var visitor = await NodeVisitor.SignInAsync(app.Address);
        var notes = (await NodeVisitor.NotesAsync(visitor)).Take(3).ToList();
        var forms = new List<Dictionary<string, string>>();
        foreach (var note in notes) forms.Add(await NodeVisitor.FieldsAsync(visitor, note));
        foreach (var form in forms) form["FollowUp"] = "Skriven bakom ett lås.";

        // Those who stand in line do not wait for one another's limits.
        var waited = Stopwatch.StartNew();
        await using (await StoppingTests.LockAsync(app.DatabaseFile))
        {
            await Task.WhenAll(notes.Zip(forms).Select(pair => RefusedAsync(visitor, pair.First, pair.Second)));
            Assert.InRange(waited.Elapsed, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(15));
            Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync(notes[0])).StatusCode);
        }

        foreach (var (note, form) in notes.Zip(forms))
        {
            using var answer = await NodeVisitor.SaveAsync(visitor, note, form);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    /// <summary>The page's script is told in a sentence, with a status on which it keeps the text and tries again.</summary>
    private static async Task RefusedAsync(Visitor visitor, string note, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var answer = await NodeVisitor.SaveAsync(visitor, note, fields);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.StartsWith(Sentence, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static void Move(string from, string to)
    {
        foreach (var part in new[] { "", "-wal", "-shm" })
        {
            if (File.Exists(from + part)) File.Move(from + part, to + part);
        }
    }
}
