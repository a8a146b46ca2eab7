using System.Diagnostics;
using System.Net;
using FollowUp.Browser.Tests;
using Xunit;

namespace FollowUp.Web.Tests.Nodes;

/// <summary>The HAProxy that is installed on this machine, in front of some nodes: in turn, and only what has not been sent, or only reads, is sent a second time.</summary>
public sealed class InstalledProxy : IAsyncDisposable
{
    /// <summary>Where it is 1, a missing HAProxy fails the test instead of skipping it.</summary>
    public const string RequiredVariable = "FOLLOWUP_REQUIRE_PROXY";

    /// <summary>The header in which the proxy says which node answered.</summary>
    public const string Node = "X-Node";

    private static readonly string? Executable = new[] { "/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy" }.FirstOrDefault(File.Exists);

    private readonly string _folder = Directory.CreateTempSubdirectory("followup-proxy-").FullName;
    private readonly int _port = RunningApp.FreePort();
    private Process _process = null!;

    private InstalledProxy()
    {
    }

    public string Address => $"http://127.0.0.1:{_port}";

    /// <summary>Skips the test, or fails it, where there is none.</summary>
    public static void Require()
    {
        if (Executable is null && Environment.GetEnvironmentVariable(RequiredVariable) == "1") Assert.Fail("HAProxy is not installed, and this run must not skip its tests of several nodes.");
        Assert.SkipWhen(Executable is null, "HAProxy is not installed (package haproxy).");
    }

    public static async Task<InstalledProxy> StartAsync(params (string Name, RunningApp Node)[] nodes)
    {
        var proxy = new InstalledProxy();
        var file = Path.Combine(proxy._folder, "haproxy.cfg");
        await File.WriteAllTextAsync(file, $"""
            defaults
              mode http
              timeout connect 2s
              timeout client 60s
              timeout server 60s
              timeout check 5s
              option forwardfor
              option redispatch 1
              retries 3
              retry-on conn-failure empty-response response-timeout 502 503 504

            frontend web
              bind 127.0.0.1:{proxy._port}
              http-request set-header X-Forwarded-Proto http
              http-request set-header X-Forwarded-Host %[req.hdr(host)]
              default_backend nodes

            backend nodes
              balance roundrobin
              http-request disable-l7-retry unless METH_GET
              http-response set-header {Node} %s
              option httpchk GET /health/ready
              default-server check inter 1s fastinter 200ms fall 2 rise 1
            {string.Concat(nodes.Select(node => $"  server {node.Name} {new Uri(node.Node.Address).Authority}\n"))}
            """);
        proxy._process = Process.Start(Executable!, ["-db", "-q", "-f", file]);
        using var client = new HttpClient();
        for (var tries = 0; tries < 100; tries++)
        {
            try
            {
                if ((await client.GetAsync($"{proxy.Address}/health/live")).StatusCode == HttpStatusCode.OK) return proxy;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        await proxy.DisposeAsync();
        throw new InvalidOperationException("HAProxy did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
