using FollowUp.Core;
using FollowUp.Web.Resources;
using FollowUp.Web.Security;
using Microsoft.AspNetCore.Localization;

namespace FollowUp.Web.Hosting;

/// <summary>
/// The language in which a request is answered: the one chosen for the account, else the one chosen in this browser, else the first of the browser's own that
/// there is, else Swedish.
/// </summary>
internal sealed class RequestLanguage : RequestCultureProvider
{
    public const string CookieName = "followup.language";

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static RequestLocalizationOptions Localization => new()
    {
        DefaultRequestCulture = new RequestCulture(Cultures.Of(Languages.Swedish)),
        SupportedCultures = [.. Cultures.All],
        SupportedUICultures = [.. Cultures.All],
        RequestCultureProviders = [new RequestLanguage()],
    };

    public override async Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var access = httpContext.User.Identity?.IsAuthenticated == true
            ? await httpContext.RequestServices.GetRequiredService<CurrentAccess>().ReadAsync()
            : null;
        var chosen = httpContext.Request.Cookies[CookieName];
        return new ProviderCultureResult(Cultures.Of(access?.Language ?? (Languages.Has(chosen) ? chosen : OfBrowser(httpContext.Request))).Name);
    }

    /// <summary>The first language that the browser asks for and that there is: <c>en-US</c> is English too.</summary>
    public static string OfBrowser(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .Where(asked => asked.Quality is null or > 0)
        .OrderByDescending(asked => asked.Quality ?? 1)
        .Select(asked => asked.Value.ToString().Split('-')[0].ToLowerInvariant())
        .FirstOrDefault(Languages.Has) ?? Languages.Swedish;

    /// <summary>Lets the browser remember the choice, for before one has signed in; null to forget it.</summary>
    public static void Remember(HttpContext http, string? language)
    {
        if (language is null)
        {
            http.Response.Cookies.Delete(CookieName, new CookieOptions { Path = PathOf(http) });
            return;
        }

        http.Response.Cookies.Append(CookieName, language, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = Remembered,
            Path = PathOf(http),
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
        });
    }

    private static string PathOf(HttpContext http) => http.Request.PathBase.HasValue ? http.Request.PathBase.Value : "/";
}
