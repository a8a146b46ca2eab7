using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using FollowUp.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace FollowUp.Data.Sqlite;

/// <summary>
/// Lets one save at a time through to the file. SQLite has one writer; waiting in line here is fair and far quicker than
/// being turned away by the database and trying again.
/// </summary>
public sealed class WriteGate : IDisposable
{
    internal SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>The contexts that have their turn.</summary>
    internal ConcurrentDictionary<DbContext, bool> Saving { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>The files that have been there once: one that is gone is not made anew, empty.</summary>
    internal ConcurrentDictionary<string, bool> Files { get; } = new();

    public void Dispose() => Turn.Dispose();
}

/// <summary>A save whose turn did not come in time, since those before it waited for a lock that another process holds.</summary>
public sealed class NoTurnException() : TimeoutException("The database is locked: other saves have waited too long.");

/// <summary>Takes its turn before a save and gives it back after, however the save ends. One instance serves many contexts.</summary>
/// <param name="gate">Where the saves of this process stand in line.</param>
/// <param name="longest">How long one waits there.</param>
internal sealed class GatedSaves(WriteGate gate, TimeSpan longest) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (!gate.Turn.Wait(longest)) throw new NoTurnException();
        gate.Saving[eventData.Context!] = true;
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (!await gate.Turn.WaitAsync(longest, cancellationToken)) throw new NoTurnException();
        gate.Saving[eventData.Context!] = true;
        return result;
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Leave(eventData);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Leave(eventData);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    // A conflict does not count as a failed save: EF Core tells of it here alone. The rollback comes a moment later, which the busy timeout covers.
    public override InterceptionResult ThrowingConcurrencyException(ConcurrencyExceptionEventData eventData, InterceptionResult result)
    {
        Leave(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult> ThrowingConcurrencyExceptionAsync(
        ConcurrencyExceptionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return ValueTask.FromResult(result);
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Leave(eventData);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData);
        return Task.CompletedTask;
    }

    private void Leave(DbContextEventData eventData)
    {
        if (gate.Saving.TryRemove(eventData.Context!, out _)) gate.Turn.Release();
    }
}

/// <summary>
/// Sets what every connection needs: readers beside a writer (WAL), and a commit that is on the disk when it is confirmed. A connection that comes back from the pool
/// has it already.
/// </summary>
internal sealed class DurableConnections(WriteGate gate, DatabaseOptions options) : DbConnectionInterceptor
{
    /// <summary>Longest wait inside of SQLite for another process; what is left of a command's time is waited outside of it.</summary>
    private const int LongestBusySeconds = 10;

    private readonly string _settings = FormattableString.Invariant(
        $"PRAGMA busy_timeout={1000 * Math.Min(LongestBusySeconds, options.CommandTimeoutSeconds)}; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;")
        + (options.MaxPages is { } pages ? FormattableString.Invariant($" PRAGMA max_page_count={pages};") : "");

    private readonly ConditionalWeakTable<sqlite3, object> _set = new();

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Prepare((SqliteConnection)connection);
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Prepare((SqliteConnection)connection);
        return ValueTask.FromResult(result);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!Wants(connection, out var handle)) return;
        using var command = connection.CreateCommand();
        command.CommandText = _settings;
        command.ExecuteNonQuery();
        _set.AddOrUpdate(handle, _settings);
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (!Wants(connection, out var handle)) return;
        await using var command = connection.CreateCommand();
        command.CommandText = _settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
        _set.AddOrUpdate(handle, _settings);
    }

    /// <summary>False where it is set already, and where EF Core looks whether the file exists through a connection that may not change it.</summary>
    private bool Wants(DbConnection connection, out sqlite3 handle)
    {
        handle = ((SqliteConnection)connection).Handle!;
        return !_set.TryGetValue(handle, out _) && new SqliteConnectionStringBuilder(connection.ConnectionString).Mode != SqliteOpenMode.ReadOnly;
    }

    private void Prepare(SqliteConnection connection)
    {
        // A transaction's beginning is no command of EF Core's, and has a limit of its own.
        connection.DefaultTimeout = options.CommandTimeoutSeconds;
        RefuseWithoutFile(connection);
    }

    /// <summary>
    /// A file that was moved away is still open in the connections of the pool, and what they write would go with it; a new connection would make an empty file in its
    /// place. So neither is used until the file is back.
    /// </summary>
    private void RefuseWithoutFile(SqliteConnection connection)
    {
        var file = connection.DataSource;
        if (File.Exists(file))
        {
            gate.Files.TryAdd(file, true);
            return;
        }

        if (!gate.Files.ContainsKey(file)) return;
        SqliteConnection.ClearPool(connection);
        throw new SqliteException("The database file is gone.", SqliteFaults.CannotOpen, SqliteFaults.CannotOpen);
    }
}
