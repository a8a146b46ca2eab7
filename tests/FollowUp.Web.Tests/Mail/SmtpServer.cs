using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FollowUp.Testing;
using MimeKit;
using Xunit;

namespace FollowUp.Web.Tests.Mail;

/// <summary>
/// A real mail server on loopback: aiosmtpd, Debian's <c>python3-aiosmtpd</c>. Without it a test is skipped and says so, unless that is forbidden.
/// </summary>
public sealed class SmtpServer : IAsyncDisposable
{
    /// <summary>Where it is 1, a missing server fails the test instead of skipping it.</summary>
    public const string RequiredVariable = "FOLLOWUP_REQUIRE_SMTP";

    private static readonly string? Python = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(HasServer);

    private readonly Process _process;
    private readonly ConcurrentQueue<(string To, MimeMessage Message)> _messages = new();

    private SmtpServer(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>What was taken, in order, each with the address it was handed in for.</summary>
    public IReadOnlyList<(string To, MimeMessage Message)> Messages => [.. _messages];

    public static async Task<SmtpServer> StartAsync(params string[] refused)
    {
        if (Python is null && Environment.GetEnvironmentVariable(RequiredVariable) == "1")
            Assert.Fail("aiosmtpd is not installed, and this run must not skip its tests of mail.");
        Assert.SkipWhen(Python is null, "aiosmtpd is not installed: apt-get install python3-aiosmtpd.");
        var script = Path.Combine(SourceTree.Root, "tests", "FollowUp.Web.Tests", "Mail", "smtp_server.py");
        var process = Process.Start(new ProcessStartInfo(Python!, [script, .. refused]) { RedirectStandardOutput = true })!;
        var port = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        var server = new SmtpServer(process, port);
        _ = server.ReadAsync();
        return server;
    }

    /// <summary>The settings of an application that sends with this server.</summary>
    public Dictionary<string, string> Settings => SettingsFor(Port);

    public static Dictionary<string, string> SettingsFor(int port) => new()
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = port.ToString(CultureInfo.InvariantCulture),
        ["Mail:Security"] = "None",
        ["Mail:From"] = "FollowUp <followup@prov.example>",
        ["Mail:BaseAddress"] = "https://followup.prov.example/uppfoljning/",
    };

    /// <summary>Waits until so many messages have come.</summary>
    public async Task<IReadOnlyList<(string To, MimeMessage Message)>> WaitForAsync(int count)
    {
        for (var waited = 0; _messages.Count < count && waited < 600; waited++) await Task.Delay(50);
        Assert.True(_messages.Count >= count, $"Only {_messages.Count} of {count} messages came.");
        return Messages;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            using var content = new MemoryStream(json.RootElement.GetProperty("content").GetBytesFromBase64());
            _messages.Enqueue((json.RootElement.GetProperty("to")[0].GetString()!, await MimeMessage.LoadAsync(content)));
        }
    }

    private static bool HasServer(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import aiosmtpd.smtp"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
