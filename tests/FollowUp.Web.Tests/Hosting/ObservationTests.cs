using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using FollowUp.Core.Data.Demo;
using Xunit;

namespace FollowUp.Web.Tests.Hosting;

/// <summary>What a running system tells whoever observes it: numbers and routes, nothing of persons.</summary>
public sealed class ObservationTests : IAsyncLifetime
{
    private const string Searched = "Hemlighetsordet", SharedLink = "AbCdEf0123456789AbCdEf0123456789AbCdEf01234";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("followup-observed-").FullName;
    private readonly ConcurrentQueue<string> _received = new();
    private readonly HttpListener _collector = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _collector.Close();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Production_LogsJson_AndSendsMeasurementsWithoutPersonalData()
    {
        var (own, collector) = (FreePort(), FreePort());
        _collector.Prefixes.Add($"http://127.0.0.1:{collector}/");
        _collector.Start();
        var collecting = CollectAsync();
        using var process = VerbRun.Start(_folder, "--urls", $"http://127.0.0.1:{own}", "--Demonstration:Enabled", "true", "--Telemetry:Endpoint", $"http://127.0.0.1:{collector}", "--Telemetry:IntervalSeconds", "1");
        var lines = new ConcurrentQueue<string>();
        process.OutputDataReceived += (_, line) => { if (line.Data is { Length: > 0 } text) lines.Enqueue(text); };
        process.BeginOutputReadLine();
        try
        {
            await UntilAsync(() => lines.Any(line => line.Contains("listening on", StringComparison.Ordinal)), () => string.Join('\n', lines));
            using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{own}") };
            client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
            var visitor = new Visitor(client);
            await visitor.SignInAsync("rektor@demo.example", Demonstration.Password);
            await visitor.OpenAsync($"/search?q={Searched}");
            using var shared = await client.GetAsync($"/shared/{SharedLink}", TestContext.Current.CancellationToken);

            await UntilAsync(() => Told("followup.sign_ins") && Told("followup.save.duration") && Told("followup.print.waiting") && Told("http.route") && Told("shared/"), () => string.Join('\n', _received.Select(text => text.Length)));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.All(lines, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        foreach (var secret in (string[])["rektor@demo.example", "demo.example", Searched, SharedLink])
        {
            Assert.False(Told(secret), secret);
            Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    private bool Told(string text) => _received.Any(body => body.Contains(text, StringComparison.Ordinal));

    private async Task CollectAsync()
    {
        try
        {
            while (true)
            {
                var context = await _collector.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _received.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
                context.Response.Close();
            }
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private static async Task UntilAsync(Func<bool> isDone, Func<string> seen)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!isDone())
        {
            if (patience.IsCancellationRequested) Assert.Fail($"Waited in vain; seen so far: {seen()}");
            await Task.Delay(100, CancellationToken.None);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
