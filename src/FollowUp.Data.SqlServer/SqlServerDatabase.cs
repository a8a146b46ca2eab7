using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Data.SqlServer;

/// <summary>The database of production.</summary>
public static class SqlServerDatabase
{
    public static IServiceCollection AddFollowUpSqlServer(this IServiceCollection services, string connectionString, DatabaseOptions options)
    {
        services.AddSingleton<IDatabaseFaults, SqlServerFaults>();
        services.AddSingleton<FrameMemory>();
        return services.AddDbContextPool<FollowUpDbContext>(builder => Configure(builder, connectionString, options));
    }

    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder builder, string connectionString, DatabaseOptions options) => builder
        .UseSqlServer(connectionString, server =>
        {
            server.MigrationsAssembly(typeof(SqlServerDatabase).Assembly.GetName().Name);
            server.CommandTimeout(options.CommandTimeoutSeconds);
            server.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery);
            server.EnableRetryOnFailure(options.Retries, TimeSpan.FromSeconds(options.RetryDelaySeconds), SqlServerFaults.Passing);
            if (options.MaxBatchSize is { } size) server.MaxBatchSize(size);
        })
        // Whether a migration is missing is asked by the tests; asking at each start means building the model a second time.
        // A count that stops at a limit needs no order, and sorting for it would cost what the limit saves.
        .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning))
        .AddInterceptors(new SqlServerTextSearch());
}

/// <summary>For <c>dotnet ef</c> only.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<FollowUpDbContext>
{
    public FollowUpDbContext CreateDbContext(string[] args) => new(
        (DbContextOptions<FollowUpDbContext>)SqlServerDatabase.Configure(
            new DbContextOptionsBuilder<FollowUpDbContext>(), "Server=design;Database=FollowUp", new DatabaseOptions()).Options);
}
