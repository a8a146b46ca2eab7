using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FollowUp.Core.Data.Demo;
using Microsoft.Data.Sqlite;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>The built application is killed in the middle of saving, again and again: what it confirmed is there, and whole.</summary>
public sealed class KilledServerTests : IAsyncLifetime
{
    private const int Kills = 6;
    private const int SavesBeforeTheEnd = 300;
    private const int Writers = 4;

    private readonly ConcurrentBag<string> _confirmed = [];
    private RunningApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await RunningApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task EverySaveThatWasConfirmed_IsFoundWhole_AfterKillsAtRandomMoments()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var enough = new CancellationTokenSource();
        var writers = (await NotesToWriteAsync()).Take(Writers).Select((note, i) => WriteAsync(note, i, enough.Token)).ToList();
        Assert.Equal(Writers, writers.Count);

        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(200, 1500), TestContext.Current.CancellationToken);
            await _app.KillAsync();
            await _app.StartProcessAsync();
        }

        var deadline = DateTime.UtcNow.AddMinutes(2);
        while (_confirmed.Count < SavesBeforeTheEnd && DateTime.UtcNow < deadline) await Task.Delay(100, TestContext.Current.CancellationToken);
        await _app.KillAsync();
        await enough.CancelAsync();
        await Task.WhenAll(writers);
        await _app.StartProcessAsync();

        var stored = await StoredAsync();
        var lost = _confirmed.Where(name => !stored.Contains(name)).ToList();
        Assert.True(_confirmed.Count >= SavesBeforeTheEnd, $"Only {_confirmed.Count} saves were confirmed.");
        Assert.True(lost.Count == 0, $"{lost.Count} of {_confirmed.Count} confirmed saves are lost (seed {seed}): {string.Join(", ", lost.Take(5))}");
        TestContext.Current.SendDiagnosticMessage("{0} saves confirmed, {1} lost, {2} kills", _confirmed.Count, lost.Count, Kills + 1);
    }

    /// <summary>Saves one note over and over; each text says in both fields which save it is, so that half a save would show.</summary>
    private async Task WriteAsync(string note, int writer, CancellationToken enough)
    {
        HttpClient? client = null;
        Dictionary<string, string> fields = [];
        for (var count = 0; !enough.IsCancellationRequested; count++)
        {
            try
            {
                if (client is null)
                {
                    client = await SignInAsync();
                    fields = await FieldsAsync(client, note);
                }

                var name = FormattableString.Invariant($"skrivare {writer} sparning {count}");
                (fields["FollowUp"], fields["Analysis"]) = (TextOf(name, 600), TextOf(name, 300));
                using var request = new HttpRequestMessage(HttpMethod.Post, note) { Content = new FormUrlEncodedContent(fields) };
                request.Headers.Add("X-Requested-With", "XMLHttpRequest");
                using var answer = await client.SendAsync(request, enough);
                if (answer.StatusCode != HttpStatusCode.OK) throw new HttpRequestException($"Answered {answer.StatusCode}.");
                _confirmed.Add(name);
                fields["Version"] = (await answer.Content.ReadFromJsonAsync<JsonElement>(enough)).GetProperty("version").GetString()!;
                (fields["OriginFollowUp"], fields["OriginAnalysis"]) = (fields["FollowUp"], fields["Analysis"]);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
            {
                // The process is gone: begin again when it is back.
                client?.Dispose();
                client = null;
                await Task.Delay(50, CancellationToken.None);
            }
        }

        client?.Dispose();
    }

    private static string TextOf(string name, int times) => name + "\n\n" + string.Join(' ', Enumerable.Repeat("ord", times)) + "\n\n" + name;

    /// <summary>The saves that the history holds, each checked to be whole; the notes themselves must hold one of them.</summary>
    private async Task<HashSet<string>> StoredAsync()
    {
        var stored = new HashSet<string>();
        await using var connection = new SqliteConnection($"Data Source={_app.DatabaseFile};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT FollowUp, Analysis FROM NoteRevisions UNION ALL SELECT FollowUp, Analysis FROM Notes";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (followUp, analysis) = (reader.GetString(0), reader.GetString(1));
            if (!followUp.StartsWith("skrivare ", StringComparison.Ordinal)) continue;
            var name = followUp[..followUp.IndexOf('\n', StringComparison.Ordinal)];
            Assert.Equal((TextOf(name, 600), TextOf(name, 300)), (followUp, analysis));
            stored.Add(name);
        }

        return stored;
    }

    private async Task<IReadOnlyList<string>> NotesToWriteAsync()
    {
        using var client = await SignInAsync();
        var page = await PageAsync(client, "/");
        return [.. page.QuerySelectorAll("main a[href*='/notes/']").Select(link => link.GetAttribute("href")!).Distinct()];
    }

    private async Task<HttpClient> SignInAsync()
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(_app.Address), Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            var fields = FieldsOf(await PageAsync(client, "/account/login"), "main form");
            (fields["Email"], fields["Password"]) = (Demonstration.Accounts[0], Demonstration.Password);
            using var answer = await client.PostAsync("/account/login", new FormUrlEncodedContent(fields));
            answer.EnsureSuccessStatusCode();
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static async Task<Dictionary<string, string>> FieldsAsync(HttpClient client, string note)
    {
        var fields = FieldsOf(await PageAsync(client, note), "form.editor");
        Assert.True(fields.ContainsKey("Version"), string.Create(CultureInfo.InvariantCulture, $"{note} cannot be written."));
        return fields;
    }

    private static async Task<IHtmlDocument> PageAsync(HttpClient client, string address) => new HtmlParser().ParseDocument(await client.GetStringAsync(address));

    private static Dictionary<string, string> FieldsOf(IHtmlDocument page, string form)
    {
        var fields = new Dictionary<string, string>();
        foreach (var element in page.QuerySelector(form)?.QuerySelectorAll("input[name], textarea[name]") ?? throw new HttpRequestException($"No {form}."))
        {
            if (element is IHtmlInputElement { Type: "radio", IsChecked: false }) continue;
            fields[element.GetAttribute("name")!] = element is IHtmlTextAreaElement area ? area.Value : ((IHtmlInputElement)element).Value;
        }

        return fields;
    }
}
