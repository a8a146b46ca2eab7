using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
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

    public void Dispose() => Turn.Dispose();
}

/// <summary>Takes its turn before a save and gives it back after, however the save ends. One instance serves many contexts.</summary>
internal sealed class GatedSaves(WriteGate gate) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        gate.Turn.Wait();
        gate.Saving[eventData.Context!] = true;
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await gate.Turn.WaitAsync(cancellationToken);
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
internal sealed class DurableConnections(int? maxPages) : DbConnectionInterceptor
{
    private readonly string _settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=10000;"
        + (maxPages is { } pages ? FormattableString.Invariant($" PRAGMA max_page_count={pages};") : "");

    private readonly ConditionalWeakTable<sqlite3, object> _set = new();

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
}
