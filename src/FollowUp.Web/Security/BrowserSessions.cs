using System.Data.Common;
using System.Globalization;
using System.Security.Claims;
using FollowUp.Core.Users;
using FollowUp.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Web.Security;

/// <summary>Ties a browser's cookie to the sign-in that the database knows, so that it can be ended from elsewhere.</summary>
public sealed class BrowserSessions(IServiceScopeFactory scopes, TimeProvider time, SessionTimes times, ILogger<BrowserSessions> log)
{
    /// <summary>The claim that names the sign-in.</summary>
    public const string Claim = "followup:session";

    /// <summary>Under which name the cookie says when somebody signed in.</summary>
    private const string Since = "followup:since";

    /// <summary>The sign-in that a request came with; null where it came with none.</summary>
    public static Guid? IdOf(ClaimsPrincipal? user) => Guid.TryParse(user?.FindFirstValue(Claim), out var id) ? id : null;

    /// <summary>Begins a sign-in of its own for a cookie that is made. The one that the browser came with ends.</summary>
    public async Task BeginAsync(CookieSigningInContext context)
    {
        // On a connection of its own: what the sign-in itself has to save is saved together with its audit.
        await using var scope = scopes.CreateAsyncScope();
        var userId = Guid.Parse(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var browser = BrowserName.Of(context.Request.Headers.UserAgent.ToString());
        var id = await scope.ServiceProvider.GetRequiredService<UserSessionService>().BeginAsync(userId, IdOf(context.HttpContext.User), browser, context.HttpContext.RequestAborted);
        var identity = (ClaimsIdentity)context.Principal!.Identity!;
        foreach (var former in identity.FindAll(Claim).ToList()) identity.RemoveClaim(former);
        identity.AddClaim(new Claim(Claim, id.ToString()));
        context.Properties.Items[Since] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
    }

    /// <summary>True once somebody has to sign in anew however busily the session was used.</summary>
    public bool IsTooOld(AuthenticationProperties cookie) =>
        !cookie.Items.TryGetValue(Since, out var since) || !DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, out var start) || time.GetUtcNow() - start > TimeSpan.FromHours(times.MaxHours);

    /// <summary>Notes that a sign-in is in use. That it cannot be noted, on a full disk for example, keeps nobody from the page.</summary>
    public async Task SeeAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        if (IdOf(user) is not { } id) return;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<UserSessionService>().SeeAsync(id, cancel);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or TimeoutException)
        {
            log.LogWarning("It could not be noted that a session is in use: {Fault}", fault.GetType().Name);
        }
    }
}

/// <summary>How long a session lasts, from the section <c>Session</c>.</summary>
/// <param name="Hours">For how many hours it may go unused.</param>
/// <param name="MaxHours">After how many hours somebody must sign in anew at the latest.</param>
public sealed record SessionTimes(int Hours, int MaxHours)
{
    public static SessionTimes Read(IConfiguration configuration)
    {
        var times = new SessionTimes(configuration.GetValue("Session:Hours", 8), configuration.GetValue("Session:MaxHours", 24));
        var longest = (int)UserSession.Kept.TotalHours / 2;
        return times.Hours >= 1 && times.MaxHours >= times.Hours && times.MaxHours <= longest
            ? times
            : throw new ConfigurationFault($"Session:Hours must be 1 or more, and Session:MaxHours at least as many and at most {longest}.");
    }
}

/// <summary>A browser and its system in words, of what the browser says of itself.</summary>
internal static class BrowserName
{
    // The first that is found: later ones call themselves by the names of earlier ones.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("Chrome/", "Chrome"), ("CriOS", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    /// <summary>Such as <c>Firefox, Windows</c>; empty where nothing is known of it.</summary>
    public static string Of(string userAgent) => string.Join(", ", new[] { First(Browsers, userAgent), First(Systems, userAgent) }.OfType<string>());

    private static string? First((string Sign, string Name)[] known, string userAgent) =>
        known.FirstOrDefault(each => userAgent.Contains(each.Sign, StringComparison.Ordinal)).Name;
}
