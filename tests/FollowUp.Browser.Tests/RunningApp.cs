using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FollowUp.Browser.Tests;

/// <summary>The built application as a process of its own, with the demonstration in a folder of its own, on a free port of this machine.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly string _folder;

    private RunningApp(Process process, string address, string folder)
    {
        _process = process;
        Address = address;
        _folder = folder;
    }

    public string Address { get; }

    public static string RepositoryRoot { get; } = FindRoot();

    public static async Task<RunningApp> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"followup-browser-{Guid.NewGuid():N}");
        var address = $"http://127.0.0.1:{FreePort()}";
        var web = Path.Combine(RepositoryRoot, "src", "FollowUp.Web");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(web, "bin", configuration, "net10.0", "FollowUp.Web.dll"), "--urls", address, "--contentRoot", web },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Data__Folder"] = folder },
        };
        var app = new RunningApp(Process.Start(start)!, address, folder);
        app._process.OutputDataReceived += (_, line) => app.Keep(line.Data);
        app._process.ErrorDataReceived += (_, line) => app.Keep(line.Data);
        app._process.BeginOutputReadLine();
        app._process.BeginErrorReadLine();
        await app.WaitUntilReadyAsync();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntilReadyAsync()
    {
        using var client = new HttpClient();
        var started = Stopwatch.StartNew();
        while (started.Elapsed < LongestStart && !_process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync($"{Address}/health/ready");
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        string output;
        lock (_output) output = _output.ToString();
        await DisposeAsync();
        throw new InvalidOperationException($"The application did not start:{Environment.NewLine}{output}");
    }

    private void Keep(string? line)
    {
        lock (_output) _output.AppendLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FollowUp.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("FollowUp.sln is not above the tests.");
    }
}
