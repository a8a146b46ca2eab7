using Microsoft.Extensions.Primitives;

namespace FollowUp.Web.Hosting;

/// <summary>
/// Over https our cookies are called <c>__Host-followup.…</c> (below a path of its own <c>__Secure-</c>), which browsers take from this very server over https alone: no neighbour on the
/// same domain can set them. Over http, as on one's own computer, they keep their plain names.
/// </summary>
internal static class HostCookies
{
    private const string Own = "followup.";
    private const string Host = "__Host-";
    private const string Secure = "__Secure-";

    public static void UseHostCookies(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.IsHttps) return next(context);
        var headers = context.Request.Headers;
        if (headers.Cookie.Count > 0) headers.Cookie = string.Join("; ", headers.Cookie.SelectMany(Received));
        context.Response.OnStarting(() =>
        {
            var set = context.Response.Headers.SetCookie;
            if (set.Count > 0) context.Response.Headers.SetCookie = new StringValues([.. set.Select(Sent)]);
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>The cookies under the names by which the application knows them; one of ours without a prefix may be a neighbour's, and is not taken.</summary>
    private static IEnumerable<string> Received(string? header) => (header ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(cookie => !IsOwn(cookie))
        .Select(cookie => new[] { Host, Secure }.FirstOrDefault(prefix => cookie.StartsWith(prefix + Own, StringComparison.Ordinal)) is { } prefix ? cookie[prefix.Length..] : cookie);

    private static string Sent(string? cookie)
    {
        if (cookie is null || !IsOwn(cookie)) return cookie ?? "";
        var parts = cookie.Split(';', StringSplitOptions.TrimEntries);
        var isAtRoot = parts.Contains("path=/", StringComparer.OrdinalIgnoreCase) && !parts.Any(part => part.StartsWith("domain=", StringComparison.OrdinalIgnoreCase));
        return $"{(isAtRoot ? Host : Secure)}{cookie}{(parts.Contains("secure", StringComparer.OrdinalIgnoreCase) ? "" : "; secure")}";
    }

    private static bool IsOwn(string cookie) => cookie.StartsWith(Own, StringComparison.Ordinal);
}
