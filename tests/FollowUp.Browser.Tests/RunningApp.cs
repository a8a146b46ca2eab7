using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace FollowUp.Browser.Tests;

/// <summary>The built application as a process of its own, with the demonstration in a folder of its own, on a free port of this machine.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _output = new();
    private readonly string _folder;
    private readonly bool _ownsFolder;
    private Process _process = null!;

    private RunningApp(string address, string folder, bool ownsFolder = true)
    {
        Address = address;
        _folder = folder;
        _ownsFolder = ownsFolder;
    }

    public string Address { get; }

    /// <summary>Where it keeps its data, and its temporary files on systems that let that be chosen.</summary>
    public string Folder => _folder;

    /// <summary>The embedded database's file.</summary>
    public string DatabaseFile => Path.Combine(_folder, "followup.db");

    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>What it has written to its console.</summary>
    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <param name="settings">Settings beyond the usual ones, as environment variables.</param>
    public static async Task<RunningApp> StartAsync(params (string Name, string Value)[] settings)
    {
        var app = new RunningApp($"http://127.0.0.1:{FreePort()}", Path.Combine(Path.GetTempPath(), $"followup-browser-{Guid.NewGuid():N}"));
        await app.StartProcessAsync(settings);
        return app;
    }

    /// <summary>Another node on the same database, on a port of its own.</summary>
    public async Task<RunningApp> StartBesideAsync(params (string Name, string Value)[] settings)
    {
        var beside = new RunningApp($"http://127.0.0.1:{FreePort()}", _folder, ownsFolder: false);
        await beside.StartProcessAsync(settings);
        return beside;
    }

    /// <summary>Publishes what was built and starts that, as in production, with the demonstration.</summary>
    public static async Task<RunningApp> StartPublishedAsync()
    {
        var app = new RunningApp($"http://127.0.0.1:{FreePort()}", Path.Combine(Path.GetTempPath(), $"followup-browser-{Guid.NewGuid():N}"));
        var site = Path.Combine(app._folder, "site");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        using var publishing = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "publish", Path.Combine(RepositoryRoot, "src", "FollowUp.Web"), "--no-build", "--configuration", configuration, "--output", site, "--verbosity", "quiet" },
            RedirectStandardOutput = true,
        })!;
        var told = await publishing.StandardOutput.ReadToEndAsync();
        await publishing.WaitForExitAsync();
        if (publishing.ExitCode != 0) throw new InvalidOperationException($"The application could not be published:{Environment.NewLine}{told}");
        await app.StartAsync([Path.Combine(site, "FollowUp.Web.dll"), "--urls", app.Address], ("ASPNETCORE_ENVIRONMENT", "Production"), ("Demonstration__Enabled", "true"));
        return app;
    }

    /// <summary>Ends the process at once, as a power cut would: nothing is flushed, nothing is said good-bye to.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>Asks the process to end, as a service manager does, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id}")])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Starts anew on the same folder and address, after <see cref="KillAsync"/>.</summary>
    /// <param name="settings">Settings beyond the usual ones, as environment variables.</param>
    public Task StartProcessAsync(params (string Name, string Value)[] settings)
    {
        var web = Path.Combine(RepositoryRoot, "src", "FollowUp.Web");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return StartAsync([Path.Combine(web, "bin", configuration, "net10.0", "FollowUp.Web.dll"), "--urls", Address, "--contentRoot", web], settings);
    }

    private async Task StartAsync(string[] arguments, params (string Name, string Value)[] settings)
    {
        Directory.CreateDirectory(_folder);
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Data__Folder"] = _folder, ["TMPDIR"] = _folder },
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_ownsFolder && Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
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

    internal static int FreePort()
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
