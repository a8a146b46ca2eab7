using FollowUp.Core.Data;
using FollowUp.Core.Data.Transfers;
using FollowUp.Data.Sqlite;
using FollowUp.Data.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Web.Hosting;

/// <summary><c>transfer --from … --to …</c>: copies an installation into another database, of the same kind or the other.</summary>
internal static class TransferVerb
{
    private const string Usage = "Say where from and where to: transfer --from sqlite:\"followup.db\" --to sqlserver:\"Server=…;Database=…\". The word configured stands for the database of the settings.";

    private const int BatchOnServer = 100;

    public static async Task RunAsync(IServiceProvider services, string? from, string? to)
    {
        if (from is not { Length: > 0 } || to is not { Length: > 0 }) throw new ConfigurationFault(Usage);
        using var gate = new WriteGate();
        await using var scope = services.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<DatabaseOptions>();
        var configured = $"{(own.IsServer ? "sqlserver" : "sqlite")}:{scope.ServiceProvider.GetRequiredService<FollowUpDbContext>().Database.GetConnectionString()}";
        var source = End(from == "configured" ? configured : from, isSource: true, own, gate);
        var target = End(to == "configured" ? configured : to, isSource: false, own, gate);
        Console.WriteLine($"From {source.Name} to {target.Name}");
        try
        {
            await new InstallationTransfer(source, target, services.GetRequiredService<TimeProvider>(), Console.WriteLine).RunAsync();
        }
        catch (TransferRefusal refusal)
        {
            throw new ConfigurationFault(refusal.Message);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new ConfigurationFault("The transfer was cut off: another one writes into the same database.");
        }
        catch (Exception fault) when (StartFaults.OfDatabase(fault) is not null)
        {
            throw new ConfigurationFault($"The transfer was cut off: {StartFaults.OfDatabase(fault)} Run the same command again to go on where it stopped.");
        }
    }

    /// <summary>A database as it is named on the command line: its kind, a colon and a connection string, or a file's path.</summary>
    internal static TransferEnd End(string named, bool isSource, DatabaseOptions own, WriteGate gate)
    {
        var colon = named.IndexOf(':', StringComparison.Ordinal);
        var (kind, text) = colon < 0 ? ("", "") : (named[..colon].ToUpperInvariant(), named[(colon + 1)..].Trim('"'));
        if (text.Length == 0) throw new ConfigurationFault(Usage);
        try
        {
            return kind switch
            {
                "SQLITE" => Sqlite(text, isSource, own, gate),
                "SQLSERVER" => SqlServer(text, own),
                _ => throw new ConfigurationFault(Usage),
            };
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Its message may hold a part of a password.
            throw new ConfigurationFault($"The connection string of --{(isSource ? "from" : "to")} cannot be read. {Usage}");
        }
    }

    private static TransferEnd Sqlite(string text, bool isSource, DatabaseOptions own, WriteGate gate)
    {
        var connection = text.Contains('=', StringComparison.Ordinal) ? new SqliteConnectionStringBuilder(text) : new SqliteConnectionStringBuilder { DataSource = text };
        if (connection.DataSource.Length == 0) throw new ConfigurationFault(Usage);
        connection.DataSource = Path.GetFullPath(connection.DataSource);
        if (isSource) connection.Mode = SqliteOpenMode.ReadOnly;
        connection.Pooling = false;
        return new TransferEnd(
            () => Open(builder => SqliteDatabase.Configure(builder, connection.ConnectionString, Settings(own, null), gate)),
            $"SQLite {connection.DataSource}", (db, _, cancel) => db.SaveChangesAsync(cancel));
    }

    private static TransferEnd SqlServer(string text, DatabaseOptions own)
    {
        var connection = new SqlConnectionStringBuilder(text);
        if (connection.InitialCatalog.Length == 0) throw new ConfigurationFault("The connection string of SQL Server names no database: add Database=….");
        return new TransferEnd(
            () => Open(builder => SqlServerDatabase.Configure(builder, connection.ConnectionString, Settings(own, BatchOnServer))),
            $"SQL Server {connection.DataSource}, database {connection.InitialCatalog}", KeptKeys.SaveAsync);
    }

    private static DatabaseOptions Settings(DatabaseOptions own, int? batch) => new()
    {
        CommandTimeoutSeconds = own.MigrationTimeoutSeconds,
        MaxBatchSize = batch,
        Retries = own.Retries,
        RetryDelaySeconds = own.RetryDelaySeconds,
    };

    private static FollowUpDbContext Open(Func<DbContextOptionsBuilder, DbContextOptionsBuilder> configure)
    {
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        configure(builder);
        return new FollowUpDbContext(builder.Options);
    }
}
