using System.Security.Claims;
using FollowUp.Core.Data;
using FollowUp.Web.Security;

namespace FollowUp.Web.Hosting;

/// <summary>A database that is gone or does not answer in time: 503 with a calm page, in the middle of whatever was asked for.</summary>
internal static class DatabaseOutages
{
    private const string RetryAfterSeconds = "10";

    public static void UseDatabaseOutages(this WebApplication app)
    {
        var faults = app.Services.GetRequiredService<IDatabaseFaults>();
        var scopes = app.Services.GetRequiredService<IServiceScopeFactory>();
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(DatabaseOutages));
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception fault) when (!context.Response.HasStarted && faults.IsUnavailable(fault))
            {
                log.LogError("The database cannot be used: {Fault} (error {ErrorId})", StartFaults.OfDatabase(fault) ?? fault.Message, ErrorIds.Of(context));
                context.Response.Clear();
                AsNobody(context, context.RequestServices.GetRequiredService<CurrentAccess>().ValueOrNull?.Language);

                // Whoever asked was looked up once already, in vain; the page begins anew.
                var scope = scopes.CreateAsyncScope();
                context.Response.RegisterForDisposeAsync(scope);
                context.RequestServices = scope.ServiceProvider;
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
                Refuse(context);
            }
        });
    }

    /// <summary>Leaves the language of a request and nothing else of its cookies: who asks is in the database too.</summary>
    public static void AsNobody(HttpContext context, string? language = null)
    {
        language ??= context.Request.Cookies[RequestLanguage.CookieName];
        context.Request.Headers.Cookie = Core.Languages.Has(language) ? $"{RequestLanguage.CookieName}={language}" : default;
    }

    /// <summary>The empty answer for which the error page is shown.</summary>
    public static void Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
    }
}
