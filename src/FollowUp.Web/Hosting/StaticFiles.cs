using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace FollowUp.Web.Hosting;

/// <summary>
/// Styles, scripts, fonts and pictures: compressed when the application is published, under addresses that carry their content's hash, kept by
/// browsers for a year. Pages are compressed as they are sent.
/// </summary>
internal static class StaticFiles
{
    private const string Forever = "public, max-age=31536000, immutable";

    /// <summary>Changes with each build; for what stands in addresses that the asset collection does not rewrite.</summary>
    public static readonly string Version = typeof(StaticFiles).Module.ModuleVersionId.ToString("N")[..8];

    public static void AddCompression(this IServiceCollection services) => services.AddResponseCompression(options =>
    {
        // The tokens in a page are encrypted anew for each answer, so its length tells nothing about them.
        options.EnableForHttps = true;
        options.Providers.Add<BrotliCompressionProvider>();
        options.Providers.Add<GzipCompressionProvider>();
    });

    /// <summary>Fonts are named by what is in them, and the icons' address carries <see cref="Version"/>: a browser need not ask again.</summary>
    public static void UseLongLivedFiles(this WebApplication app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/fonts", StringComparison.Ordinal)
            || (request.Path == "/icons.svg" && request.Query["v"] == Version))
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode < 400) context.Response.Headers[HeaderNames.CacheControl] = Forever;
                return Task.CompletedTask;
            });
        }

        return next(context);
    });

    /// <summary>The address of a file below wwwroot that carries its content's hash, or the plain one where it has none.</summary>
    public static string AddressOf(HttpContext context, string path) =>
        $"{context.Request.PathBase}/{context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?[path] ?? path}";
}
