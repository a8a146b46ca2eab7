using FollowUp.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Data.Sqlite;

/// <summary>The embedded database: one file, nothing to set up.</summary>
public static class SqliteDatabase
{
    public static IServiceCollection AddFollowUpSqlite(this IServiceCollection services, string connectionString, DatabaseOptions options)
    {
        services.AddSingleton<WriteGate>();
        services.AddSingleton<IDatabaseFaults, SqliteFaults>();
        services.AddSingleton<FrameMemory>();
        return services.AddDbContextPool<FollowUpDbContext>((provider, builder) =>
            Configure(builder, connectionString, options, provider.GetRequiredService<WriteGate>()));
    }

    /// <summary>Points a context at a SQLite file, with the durability and the write gate that the application relies on.</summary>
    public static DbContextOptionsBuilder Configure(
        DbContextOptionsBuilder builder, string connectionString, DatabaseOptions options, WriteGate gate) => builder
        .UseSqlite(connectionString, sqlite =>
        {
            sqlite.MigrationsAssembly(typeof(SqliteDatabase).Assembly.GetName().Name);
            sqlite.CommandTimeout(options.CommandTimeoutSeconds);
            sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery);

            // A list of keys is one parameter whatever its length, so that the statement is made once.
            sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);
            if (options.MaxBatchSize is { } size) sqlite.MaxBatchSize(size);
        })
        // Whether a migration is missing is asked by the tests; asking at each start means building the model a second time. That SQLite rebuilds a table
        // outside a transaction is how it changes one.
        // A count that stops at a limit needs no order, and sorting for it would cost what the limit saves.
        .ConfigureWarnings(warnings => warnings.Ignore(
            RelationalEventId.PendingModelChangesWarning, RelationalEventId.NonTransactionalMigrationOperationWarning, CoreEventId.RowLimitingOperationWithoutOrderByWarning))
        .AddInterceptors(new DurableConnections(gate, options), new GatedSaves(gate, TimeSpan.FromSeconds(options.CommandTimeoutSeconds)), new SqliteTextSearch());

    /// <summary>
    /// Removes the lock that a process killed in the middle of a migration left behind. Only where one process owns the file,
    /// which is what embedded means. Returns true where a lock was removed.
    /// </summary>
    public static async Task<bool> RemoveStaleMigrationLockAsync(string connectionString, TimeProvider clock, CancellationToken cancel = default)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (!File.Exists(file)) return false;
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'";
        if (Convert.ToInt64(await command.ExecuteScalarAsync(cancel), null) == 0) return false;
        command.CommandText = "DELETE FROM \"__EFMigrationsLock\" WHERE \"Timestamp\" < $old";
        command.Parameters.AddWithValue("$old", clock.GetUtcNow().AddMinutes(-1).UtcDateTime);
        return await command.ExecuteNonQueryAsync(cancel) > 0;
    }
}

/// <summary>For <c>dotnet ef</c> only.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<FollowUpDbContext>
{
    public FollowUpDbContext CreateDbContext(string[] args) => new(
        (DbContextOptions<FollowUpDbContext>)SqliteDatabase.Configure(
            new DbContextOptionsBuilder<FollowUpDbContext>(), "Data Source=design.db", new DatabaseOptions(), new WriteGate()).Options);
}
