using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FollowUp.Web.Hosting;

/// <summary>The section <c>Proxy</c> of the configuration: what stands between browsers and this node.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>Addresses of proxies whose X-Forwarded-… headers are believed, besides this machine's own.</summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>The same as networks, such as 10.1.0.0/24.</summary>
    public string[] KnownNetworks { get; set; } = [];

    /// <summary>How many proxies stand one behind the other.</summary>
    public int Hops { get; set; } = 1;

    /// <summary>The part of the address below which the application lies, such as /uppfoljning; empty where it has an address of its own.</summary>
    public string PathBase { get; set; } = "";

    /// <summary>How long a node that was told to stop goes on answering while it says that it is not ready, so that a load balancer notices.</summary>
    public int DrainSeconds { get; set; }
}

/// <summary>Behind a proxy: who asked, at which address, below which path, and how a node takes its leave.</summary>
internal static partial class Proxies
{
    /// <summary>Requests under way when the node stops get this long to finish.</summary>
    private static readonly TimeSpan LastRequests = TimeSpan.FromSeconds(30);

    private const int LongestDrain = 300;

    public static void AddProxies(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(ProxyOptions.Section).Get<ProxyOptions>() ?? new ProxyOptions();
        if (options.DrainSeconds is < 0 or > LongestDrain) throw new ConfigurationFault($"Proxy:DrainSeconds is whole seconds from 0 to {LongestDrain}.");
        if (options.Hops < 1) throw new ConfigurationFault("Proxy:Hops is the number of proxies in a row, from 1 and up.");
        options.PathBase = options.PathBase.TrimEnd('/');
        if (options.PathBase.Length > 0 && !PathBasePattern().IsMatch(options.PathBase))
            throw new ConfigurationFault($"Proxy:PathBase is '{options.PathBase}'; it begins with a slash and is made of a to z, digits, hyphens and underlines, such as /uppfoljning.");
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Leaving>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Leaving>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(options.DrainSeconds) + LastRequests);
        builder.Services.AddSingleton(Options.Create(Believed(options, builder.Configuration["AllowedHosts"])));
    }

    public static void UseProxies(this WebApplication app)
    {
        var leaving = app.Services.GetRequiredService<Leaving>();
        app.UseForwardedHeaders();
        app.Use((context, next) =>
        {
            // A proxy that keeps its connections open takes the next request to another node.
            if (leaving.HasBegun && HttpProtocol.IsHttp11(context.Request.Protocol)) context.Response.Headers.Connection = "close";
            return next(context);
        });
        if (app.Services.GetRequiredService<ProxyOptions>().PathBase is { Length: > 0 } pathBase) app.Use((context, next) => Below(pathBase, context, next));
    }

    /// <summary>The path base must be told from the application's own addresses, some of which are written without it.</summary>
    public static void CheckPathBase(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ProxyOptions>().PathBase is not { Length: > 0 } pathBase) return;
        var first = pathBase.Split('/')[1];
        var taken = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Any(endpoint => (endpoint.RoutePattern.RawText ?? "").TrimStart('/').Split('/')[0].Equals(first, StringComparison.OrdinalIgnoreCase));
        if (taken) throw new ConfigurationFault($"Proxy:PathBase begins with /{first}, which is one of the application's own addresses. Choose another.");
    }

    /// <summary>An address of the application with the path base before it, unless it has it already; another one as it is.</summary>
    public static string Within(PathString pathBase, string address)
    {
        if (!pathBase.HasValue || address is not ['/', ..] || address is ['/', '/' or '\\', ..]) return address;
        var at = pathBase.Value!.Length;
        var isWithin = address.StartsWith(pathBase.Value, StringComparison.OrdinalIgnoreCase) && (address.Length == at || address[at] is '/' or '?' or '#');
        return isWithin ? address : pathBase.Value + address;
    }

    /// <summary>
    /// The proxy may pass the path base on or leave it out: either way it is taken off here and stands before every address that goes out. Redirects get it in this one
    /// place, so that controllers name addresses as they are inside.
    /// </summary>
    private static Task Below(PathString pathBase, HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(pathBase, out var rest)) context.Request.Path = rest.HasValue ? rest : "/";
        context.Request.PathBase = pathBase;
        context.Response.OnStarting(static state =>
        {
            var (headers, pathBase) = ((IHeaderDictionary, PathString))state;
            if (headers.TryGetValue(HeaderNames.Location, out var location)) headers.Location = Within(pathBase, location.ToString());
            return Task.CompletedTask;
        }, (context.Response.Headers, pathBase));
        return next(context);
    }

    /// <summary>Believes this machine and the proxies that were named, and takes no host from them that is not allowed.</summary>
    private static ForwardedHeadersOptions Believed(ProxyOptions options, string? allowedHosts)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = options.Hops,
        };
        foreach (var proxy in options.KnownProxies)
        {
            forwarded.KnownProxies.Add(IPAddress.TryParse(proxy, out var address)
                ? address
                : throw new ConfigurationFault($"Proxy:KnownProxies holds '{proxy}', which is no IP address."));
        }

        foreach (var network in options.KnownNetworks)
        {
            forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.TryParse(network, out var known)
                ? known
                : throw new ConfigurationFault($"Proxy:KnownNetworks holds '{network}', which is no network such as 10.1.0.0/24."));
        }

        foreach (var host in (allowedHosts ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) forwarded.AllowedHosts.Add(host);
        return forwarded;
    }

    [GeneratedRegex("^(/[a-z0-9_-]+)+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PathBasePattern();
}

/// <summary>
/// A node that was told to stop. From that moment it says that it is not ready, and for <c>Proxy:DrainSeconds</c> it answers as before; then it takes no new requests and
/// finishes those under way.
/// </summary>
internal sealed class Leaving(ProxyOptions options, IHostApplicationLifetime lifetime, ILogger<Leaving> log) : IHostedLifecycleService
{
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (options.DrainSeconds == 0) return;
        log.LogInformation("Stopping: requests are answered for {Seconds} seconds more", options.DrainSeconds);
        await Task.Delay(TimeSpan.FromSeconds(options.DrainSeconds), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
