using System.Collections.Concurrent;
using FollowUp.Core.Data;
using FollowUp.Core.Data.Transfers;
using FollowUp.Data.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Testing;

/// <summary>
/// The databases of one test run on a SQL Server: named after the run, migrated once, emptied between tests (making one takes seconds), and dropped when the run ends.
/// </summary>
public sealed class ServerDatabases
{
    private readonly string _run = $"followup_test_{Guid.NewGuid():N}";
    private readonly ConcurrentBag<string> _idle = [];
    private readonly ConcurrentBag<string> _all = [];
    private int _count;

    /// <summary>The connection string of an empty, migrated database that nobody else uses.</summary>
    public async Task<string> TakeAsync(string server)
    {
        if (_idle.TryTake(out var idle)) return idle;
        var number = Interlocked.Increment(ref _count);
        if (number == 1) AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop();
        var connection = new SqlConnectionStringBuilder(server) { InitialCatalog = $"{_run}_{number}" }.ConnectionString;
        _all.Add(connection);
        await using var db = Open(connection);
        await db.Database.MigrateAsync();
        return connection;
    }

    public async Task GiveBackAsync(string connection)
    {
        await using var db = Open(connection);
        await EmptyAsync(db);
        _idle.Add(connection);
    }

    /// <summary>Takes every row out, whatever the order in which they refer to each other.</summary>
    public static async Task EmptyAsync(FollowUpDbContext db)
    {
        var tables = TransferTable.InOrder(db.Model);
        foreach (var column in tables.SelectMany(table => table.Late).SelectMany(key => key.Properties))
            await SendAsync(db, $"UPDATE \"{column.DeclaringType.ContainingEntityType.GetTableName()}\" SET \"{column.GetColumnName()}\" = NULL WHERE \"{column.GetColumnName()}\" IS NOT NULL");
        foreach (var table in tables.Reverse()) await SendAsync(db, $"DELETE FROM \"{table.Name}\"");
        await SendAsync(db, $"DELETE FROM \"{db.Model.FindEntityType(typeof(Transfer))!.GetTableName()}\"");
    }

    private static Task SendAsync(FollowUpDbContext db, string statement) => db.Database.ExecuteSqlRawAsync(statement);

    private static FollowUpDbContext Open(string connection)
    {
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqlServerDatabase.Configure(builder, connection, new DatabaseOptions());
        return new FollowUpDbContext(builder.Options);
    }

    private void Drop()
    {
        SqlConnection.ClearAllPools();
        foreach (var connection in _all)
        {
            using var db = Open(connection);
            db.Database.EnsureDeleted();
        }
    }
}
