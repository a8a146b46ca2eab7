using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace FollowUp.Testing;

/// <summary>
/// Gives SQLite the strategy that SQL Server has: what fails for a reason that passes is tried again, and a transaction begun outside a strategy throws. On both, the
/// fault that a test throws is one that passes.
/// </summary>
public static class PassingFaults
{
    private const int MaxRetries = 3;

    /// <param name="builder">Options that name their provider already.</param>
    public static DbContextOptionsBuilder RetryWhatPasses(this DbContextOptionsBuilder builder) => builder.Options.Extensions.Any(extension => extension.GetType().Name.StartsWith("Sqlite", StringComparison.Ordinal))
        ? builder.UseSqlite(sqlite => sqlite.ExecutionStrategy(dependencies => new SqliteRetries(dependencies)))
        : builder.UseSqlServer(server => server.ExecutionStrategy(dependencies => new SqlServerRetries(dependencies)));

    private sealed class SqliteRetries(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, MaxRetries, TimeSpan.Zero)
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is ConnectionLost;

        protected override TimeSpan? GetNextDelay(Exception lastException) => base.GetNextDelay(lastException) is null ? null : TimeSpan.Zero;
    }

    private sealed class SqlServerRetries(ExecutionStrategyDependencies dependencies) : SqlServerRetryingExecutionStrategy(dependencies, MaxRetries)
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is ConnectionLost || base.ShouldRetryOn(exception);
    }
}

/// <summary>A fault that passes, thrown by a test.</summary>
public sealed class ConnectionLost() : DbException("The connection was lost.");
