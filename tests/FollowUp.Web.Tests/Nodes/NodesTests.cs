using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FollowUp.Browser.Tests;
using Microsoft.Data.Sqlite;
using Xunit;

namespace FollowUp.Web.Tests.Nodes;

/// <summary>Two processes on one database behind a real proxy that sends each request to the one whose turn it is.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private const int Writers = 4;
    private const int SavesPerPhase = 40;

    private static readonly (string, string) Drain = ("Proxy__DrainSeconds", "4");
    private static readonly TimeSpan LongestPhase = TimeSpan.FromMinutes(2);

    private readonly ConcurrentBag<string> _answered = [];
    private readonly ConcurrentBag<string> _nodes = [];
    private readonly ConcurrentBag<string> _refused = [];
    private readonly ConcurrentBag<string> _unanswered = [];
    private RunningApp? _first;
    private RunningApp? _second;
    private InstalledProxy? _proxy;

    public async ValueTask InitializeAsync()
    {
        InstalledProxy.Require();
        _first = await RunningApp.StartAsync(Drain);
        _second = await _first.StartBesideAsync(Drain);
        _proxy = await InstalledProxy.StartAsync(("first", _first), ("second", _second));
    }

    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null) await _proxy.DisposeAsync();
        if (_second is not null) await _second.DisposeAsync();
        if (_first is not null) await _first.DisposeAsync();
    }

    [Fact]
    public async Task SignedInOnOne_WritesOnBoth_AndIsToldByTheOtherThatItWasSaved()
    {
        var visitor = await NodeVisitor.SignInAsync(_proxy!.Address);
        var note = (await NodeVisitor.NotesAsync(visitor))[0];
        var (saving, telling) = (new List<string>(), new List<string>());
        for (var i = 0; i < 6; i++)
        {
            await visitor.OpenAsync(note);

            // One request more in every second round, so that saving falls to each in turn.
            if (i % 2 == 1) await visitor.Client.GetAsync("/help");
            using var answer = await visitor.Client.PostAsync(note, new FormUrlEncodedContent(
                (await NodeVisitor.FieldsAsync(visitor, note)).Select(field => field.Key == "FollowUp" ? new(field.Key, $"Skriven {i} av två processer.") : field)));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            saving.Add(NodeOf(answer));
            await visitor.ReadAsync(answer, note);
            telling.Add(NodeOf(visitor.Answer));
            Assert.Contains("Sparat", visitor.Page.QuerySelector(".flash")?.TextContent, StringComparison.Ordinal);
            Assert.Contains($"Skriven {i} av två processer.", visitor.Page.DocumentElement.TextContent, StringComparison.Ordinal);
        }

        Assert.Equal(["first", "second"], saving.Distinct().Order());
        Assert.Contains(saving.Zip(telling), pair => pair.First != pair.Second);
    }

    [Fact]
    public async Task OneKilledAndTheOtherStoppedUnderLoad_NothingAnsweredIsLostAndNobodyIsSignedOut()
    {
        using var enough = new CancellationTokenSource();
        var notes = (await NodeVisitor.NotesAsync(await NodeVisitor.SignInAsync(_proxy!.Address))).Take(Writers).ToList();
        var writers = notes.Select((note, i) => Task.Run(() => WriteAsync(note, i, enough.Token))).ToList();
        await MoreAsync(writers);
        var before = _unanswered.Count;

        await _second!.KillAsync();
        await MoreAsync(writers);
        await _second.StartProcessAsync(Drain);
        _nodes.Clear();
        await UntilAsync(() => _nodes.Contains("second"), writers);
        await MoreAsync(writers);
        var killed = _unanswered.Count - before;

        var stopping = _first!.TerminateAsync();
        await MoreAsync(writers);
        Assert.Equal(0, await stopping);
        _nodes.Clear();
        await MoreAsync(writers);
        Assert.Equal(["second"], _nodes.Distinct());
        var stopped = _unanswered.Count - before - killed;
        await enough.CancelAsync();
        await Task.WhenAll(writers);
        await _first.StartProcessAsync(Drain);

        var stored = await StoredAsync();
        var lost = _answered.Where(name => !stored.Contains(name)).ToList();
        Assert.Equal(Writers, notes.Count);
        Assert.Empty(_refused);
        Assert.True(lost.Count == 0, $"{lost.Count} of {_answered.Count} saves that were answered are lost: {string.Join(", ", lost.Take(5))}");
        Assert.True(before == 0 && stopped == 0, $"{before} requests failed before anything happened, {stopped} because a node was told to stop: {string.Join(", ", _unanswered.Distinct().Take(5))}");
        Assert.True(killed <= 10 * Writers, $"{killed} requests failed because a node was killed: {string.Join(", ", _unanswered.Distinct().Take(5))}");
        TestContext.Current.SendDiagnosticMessage("{0} saves answered, {1} lost, {2} unanswered at the kill, {3} at the stop", _answered.Count, lost.Count, killed, stopped);
    }

    /// <summary>One person who saves one note over and over, as the page's script does, and goes on after an answer that did not come.</summary>
    private async Task WriteAsync(string note, int writer, CancellationToken enough)
    {
        var visitor = await NodeVisitor.SignInAsync(_proxy!.Address);
        var fields = await NodeVisitor.FieldsAsync(visitor, note);
        var unanswered = new List<string>();
        for (var count = 0; !enough.IsCancellationRequested; count++)
        {
            var name = FormattableString.Invariant($"skrivare {writer} sparning {count}");
            (fields["FollowUp"], fields["Analysis"], fields["SaveId"]) = (TextOf(name), TextOf(name), Guid.NewGuid().ToString("N"));
            try
            {
                using var answer = await NodeVisitor.SaveAsync(visitor, note, [.. fields, .. unanswered.Select(id => KeyValuePair.Create("Unanswered", id))], enough);
                if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect or HttpStatusCode.BadRequest or HttpStatusCode.Conflict)
                {
                    _refused.Add($"{name}: {answer.StatusCode}");
                    return;
                }

                if (answer.StatusCode != HttpStatusCode.OK) throw new HttpRequestException($"{name}: {answer.StatusCode}");
                fields["Version"] = (await answer.Content.ReadFromJsonAsync<JsonElement>(enough)).GetProperty("version").GetString()!;
                (fields["OriginFollowUp"], fields["OriginAnalysis"]) = (fields["FollowUp"], fields["Analysis"]);
                unanswered.Clear();
                _answered.Add(name);
                _nodes.Add(NodeOf(answer));
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
            {
                if (enough.IsCancellationRequested) return;
                _unanswered.Add(fault.Message);
                unanswered.Add(fields["SaveId"]);
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private async Task MoreAsync(List<Task> writers)
    {
        var before = _answered.Count;
        await UntilAsync(() => _answered.Count >= before + SavesPerPhase, writers);
    }

    private async Task UntilAsync(Func<bool> isSo, List<Task> writers)
    {
        var waited = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(waited.Elapsed < LongestPhase && !writers.Any(writer => writer.IsCompleted),
                $"{_answered.Count} saves answered; refused: {string.Join(", ", _refused)}; unanswered: {string.Join(", ", _unanswered.Take(5))}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static string NodeOf(HttpResponseMessage answer) => answer.Headers.GetValues(InstalledProxy.Node).Single();

    private static string TextOf(string name) => $"{name}\n\n{string.Join(' ', Enumerable.Repeat("ord", 300))}\n\n{name}";

    /// <summary>The saves that the history holds, each checked to be whole.</summary>
    private async Task<HashSet<string>> StoredAsync()
    {
        var stored = new HashSet<string>();
        await using var connection = new SqliteConnection($"Data Source={_first!.DatabaseFile};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT FollowUp, Analysis FROM NoteRevisions UNION ALL SELECT FollowUp, Analysis FROM Notes";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (followUp, analysis) = (reader.GetString(0), reader.GetString(1));
            if (!followUp.StartsWith("skrivare ", StringComparison.Ordinal)) continue;
            var name = followUp[..followUp.IndexOf('\n', StringComparison.Ordinal)];
            Assert.Equal((TextOf(name), TextOf(name)), (followUp, analysis));
            stored.Add(name);
        }

        return stored;
    }
}
