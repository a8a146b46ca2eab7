using FollowUp.Core.Data;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FollowUp.Web.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it reaches its database too, and that is up to date.</summary>
internal static class Health
{
    private const string Ready = "ready";

    /// <summary>A load balancer does not wait until every try has been made.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static void AddDbContextCheck(this IHealthChecksBuilder checks) => checks.AddCheck<DatabaseCheck>("database", failureStatus: null, [Ready], Longest);

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
    }

    private sealed class DatabaseCheck(FollowUpDbContext db, DatabaseStart start) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            start.IsReady && await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
    }
}
