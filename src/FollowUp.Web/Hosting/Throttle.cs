using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace FollowUp.Web.Hosting;

/// <summary>
/// How often one address may try what is worth guessing. An account is guarded by its own lock; this stands against many accounts tried from one place. Each node counts for
/// itself, so that behind a load balancer the limit is at most as many times as high as there are nodes.
/// </summary>
internal static class Throttle
{
    public const string SignIn = "SignIn";
    public const string Code = "Code";
    public const string PasswordLink = "PasswordLink";
    public const string SharedLink = "SharedLink";

    /// <summary>The part of an IPv6 address that one subscriber has.</summary>
    private const int SubscriberBytes = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Tries a minute where nothing is configured. A whole school sits behind one address, and signs in on the same morning.</summary>
    private static readonly Dictionary<string, int> Usual = new() { [SignIn] = 120, [Code] = 60, [PasswordLink] = 60, [SharedLink] = 120 };

    public static void AddThrottle(this WebApplicationBuilder builder)
    {
        var limits = Usual.ToDictionary(usual => usual.Key, usual => builder.Configuration.GetValue($"Throttle:{usual.Key}PerMinute", usual.Value));
        if (limits.FirstOrDefault(limit => limit.Value < 1) is { Key: { } wrong }) throw new ConfigurationFault($"Throttle:{wrong}PerMinute must be 1 or more.");
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
                context.HttpContext.Response.Headers[HeaderNames.RetryAfter] = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            foreach (var (name, limit) in limits)
            {
                options.AddPolicy(name, context => RateLimitPartition.GetFixedWindowLimiter(
                    PlaceOf(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Window, QueueLimit = 0 }));
            }
        });
    }

    /// <summary>Who is counted as one: an IPv4 address, or what one subscriber has of IPv6.</summary>
    public static string PlaceOf(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes()[..SubscriberBytes]) : address.ToString();
    }
}
