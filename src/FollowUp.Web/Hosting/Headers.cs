using Microsoft.Net.Http.Headers;

namespace FollowUp.Web.Hosting;

/// <summary>Headers that keep a page to itself: nothing inline runs, nothing is loaded from elsewhere, nobody frames it, and no browser keeps what was shown to somebody signed in.</summary>
internal static class Headers
{
    /// <summary>The policy of an address that answers with a picture somebody uploaded.</summary>
    public const string Picture = "Picture";

    private const int HttpsForSeconds = 365 * 24 * 60 * 60;

    /// <summary>Nothing that a page could ask of the device is wanted here but a passkey.</summary>
    private const string Device = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=(), "
        + "publickey-credentials-create=(self), publickey-credentials-get=(self)";

    /// <summary>A file that is opened where it was downloaded from runs nothing.</summary>
    private const string Download = "default-src 'none'; sandbox";

    /// <summary>An SVG opened at its own address is a page: it may style itself, and nothing else, in a place of its own.</summary>
    public static void AddPictureHeaders(this IServiceCollection services) => services.AddSecurityHeaderPolicies().AddPolicy(Picture, headers => headers
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyNoReferrer()
        .AddFrameOptionsDeny()
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .RemoveServerHeader()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().None();
            policy.AddStyleSrc().UnsafeInline();
            policy.AddSandbox();
        }));

    public static void UseHeaders(this WebApplication app)
    {
        app.UseLastHeaders();
        var headers = new HeaderPolicyCollection()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddFrameOptionsDeny()
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
            .AddCustomHeader("Permissions-Policy", Device)
            .RemoveServerHeader()
            .AddContentSecurityPolicy(policy =>
            {
                policy.AddDefaultSrc().None();
                policy.AddScriptSrc().Self();
                policy.AddStyleSrc().Self();

                // The report's logo stands in the page itself, so that the page can be kept as a file.
                policy.AddImgSrc().Self().Data();
                policy.AddFontSrc().Self();
                policy.AddConnectSrc().Self();
                policy.AddFormAction().Self();
                policy.AddBaseUri().None();
                policy.AddFrameAncestors().None();
            });

        // Only over https, and never for localhost: a browser would remember it for every application there.
        if (!app.Environment.IsDevelopment()) headers.AddStrictTransportSecurityMaxAge(HttpsForSeconds);
        app.UseSecurityHeaders(headers);
    }

    /// <summary>What depends on the answer itself. Stands outermost, so that it has the last word.</summary>
    private static void UseLastHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (headers.ContentDisposition.ToString().StartsWith("attachment", StringComparison.OrdinalIgnoreCase)
                && !headers.ContentSecurityPolicy.ToString().Contains("sandbox", StringComparison.Ordinal)) headers.ContentSecurityPolicy = Download;
            if (context.User.Identity?.IsAuthenticated == true && !headers.ContainsKey(HeaderNames.CacheControl)) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
