using FollowUp.Core.Data;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FollowUp.Web.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can be sent requests, since it reaches its database, that is up to date, and it has not been told
/// to stop.
/// </summary>
internal static class Health
{
    private const string Ready = "ready";

    /// <summary>A load balancer does not wait until every try has been made.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static void AddReadyChecks(this IHealthChecksBuilder checks) => checks
        .AddCheck<LeavingCheck>("leaving", failureStatus: null, [Ready])
        .AddCheck<DatabaseCheck>("database", failureStatus: null, [Ready], Longest);

    /// <summary>Answered before anybody is looked up: who asks is in the database too.</summary>
    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous().ShortCircuit();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous().ShortCircuit();
    }

    private sealed class LeavingCheck(Leaving leaving) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(leaving.HasBegun ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());
    }

    private sealed class DatabaseCheck(IServiceScopeFactory scopes, DatabaseStart start, Leaving leaving) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (!start.IsReady || leaving.HasBegun) return HealthCheckResult.Unhealthy();
            try
            {
                // On a thread of its own: SQLite waits for a lock without letting go of it.
                return await Task.Run(IsUsableAsync, cancellationToken).WaitAsync(Longest, cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
            }
            catch (Exception fault) when (fault is TimeoutException or OperationCanceledException || StartFaults.OfDatabase(fault) is not null)
            {
                return HealthCheckResult.Unhealthy();
            }
        }

        private async Task<bool> IsUsableAsync()
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<FollowUpDbContext>();
            return await db.Database.CanConnectAsync() && !(await db.Database.GetPendingMigrationsAsync()).Any();
        }
    }
}
