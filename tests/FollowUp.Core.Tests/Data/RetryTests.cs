using System.Data.Common;
using System.Reflection;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Data.SqlServer;
using FollowUp.Testing;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Xunit;

namespace FollowUp.Core.Tests.Data;

/// <summary>A connection that is lost in the middle of a save: the save is made again, and never twice.</summary>
public sealed class RetryTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(Moment.BeforeCommit)]
    [InlineData(Moment.AfterCommit)]
    public async Task Submit_ConnectionLost_IsDoneOnceWithItsAudit(Moment moment)
    {
        var note = await _sample.WriteAsync(await _sample.AddActivityAsync(1, "Läsa mer", _sample.North), _sample.North, NoteState.Draft);
        var fault = new OneFault(moment);
        await using var db = _database.Open(fault);

        var outcome = await new NoteService(db, _database.Clock, _database.Faults)
            .SubmitAsync(await _sample.AccessOfAsync(_sample.Head), note.Id, note.Version, new NoteText(NoteStatus.Completed, "Läst.", "Böckerna var nya."));

        Assert.True(outcome.IsDone);
        Assert.True(fault.HasHappened);
        await using var read = _database.Open();
        Assert.Equal(NoteState.Submitted, (await read.Notes.SingleAsync(saved => saved.Id == note.Id)).State);
        Assert.Equal(1, await read.NoteStateChanges.CountAsync(change => change.NoteId == note.Id && change.To == NoteState.Submitted));
        Assert.Equal(1, await read.Audit.CountAsync(entry => entry.SubjectId == note.Id));
    }

    [Theory]
    [InlineData(Moment.BeforeCommit, true)]
    [InlineData(Moment.AfterCommit, true)]
    [InlineData(Moment.BeforeCommit, false)]
    [InlineData(Moment.AfterCommit, false)]
    public async Task Save_WithoutAudit_IsKnownByItsVersionAndLeavesNothingToSave(Moment moment, bool isAsync)
    {
        var activity = await _sample.AddActivityAsync(1, "Läsa mer", _sample.North);
        var fault = new OneFault(moment);
        await using var db = _database.Open(fault);
        var note = await db.Notes.SingleAsync(note => note.ActivityId == activity.Id);
        note.Save(new NoteText(NoteStatus.InProgress, "Påbörjat.", ""), _sample.Head.Id, _database.Clock.Now);

        if (isAsync) await db.SaveChangesAsync();
        else db.SaveChanges();

        Assert.True(fault.HasHappened);
        Assert.All(db.ChangeTracker.Entries(), entry => Assert.Equal(EntityState.Unchanged, entry.State));
        Assert.Equal(0, await db.SaveChangesAsync());
        await using var read = _database.Open();
        Assert.Equal(1, await read.NoteRevisions.CountAsync(revision => revision.NoteId == note.Id));
        Assert.Equal(note.Version, (await read.Notes.SingleAsync(saved => saved.Id == note.Id)).Version);
    }

    [Fact]
    public async Task Save_OneNewRow_IsKnownByItsKey()
    {
        var fault = new OneFault(Moment.AfterCommand);
        await using var db = _database.Open(fault);
        db.DataProtectionKeys.Add(new DataProtectionKey("key", "<key/>"));

        await db.SaveChangesAsync();

        Assert.True(fault.HasHappened);
        Assert.Equal(1, await db.DataProtectionKeys.CountAsync());
    }

    [Fact]
    public async Task Save_SomebodyElseChangedItMeanwhile_IsAConflict()
    {
        var isFirst = true;
        await using var db = _database.Open(new OneFault(Moment.BeforeCommit, async () =>
        {
            if (!isFirst) return;
            isFirst = false;
            await using var other = _database.Open();
            (await other.Units.SingleAsync(unit => unit.Id == _sample.North.Id)).Touch();
            await other.SaveChangesAsync();
        }));
        (await db.Units.SingleAsync(unit => unit.Id == _sample.North.Id)).Touch();
        db.DataProtectionKeys.Add(new DataProtectionKey("key", "<key/>"));

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());

        Assert.Equal(0, await db.DataProtectionKeys.CountAsync());
    }

    [Fact]
    public async Task Save_TheConnectionStaysAway_FailsInTheEndAndWritesNothing()
    {
        await using var db = _database.Open(new OneFault(Moment.BeforeCommit) { IsLasting = true });
        (await db.Units.SingleAsync(unit => unit.Id == _sample.North.Id)).Touch();
        db.DataProtectionKeys.Add(new DataProtectionKey("key", "<key/>"));

        await Assert.ThrowsAsync<RetryLimitExceededException>(() => db.SaveChangesAsync());

        await using var read = _database.Open();
        Assert.Equal(0, await read.DataProtectionKeys.CountAsync());
    }

    [Fact]
    public async Task Read_ConnectionLost_IsReadAgain()
    {
        var fault = new OneFault(Moment.AfterCommand);
        await using var db = _database.Open(fault);

        Assert.Equal(6, (await db.Units.ToListAsync()).Count);
        Assert.True(fault.HasHappened);
    }

    [Fact]
    public async Task Transaction_OutsideAStrategy_IsFound()
    {
        await using var db = _database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Units.AnyAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task Transaction_InAStrategy_IsMadeAgainWhole()
    {
        await using var db = _database.Open(new OneFault(Moment.BeforeCommit));
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var name in new[] { "first", "second" })
            {
                db.DataProtectionKeys.Add(new DataProtectionKey(name, "<key/>"));
                await db.SaveChangesAsync();
            }

            await transaction.CommitAsync();
        });

        Assert.Equal(2, await db.DataProtectionKeys.CountAsync());
    }

    [Theory]
    [InlineData(1205, "deadlock", true)]
    [InlineData(10054, "connection reset", true)]
    [InlineData(4060, "database not open yet", true)]
    [InlineData(976, "replica not readable", true)]
    [InlineData(983, "replica changes role", true)]
    [InlineData(6005, "shutdown in progress", true)]
    [InlineData(-2, "time-out", false)]
    [InlineData(2627, "duplicate key", false)]
    [InlineData(18456, "wrong password", false)]
    public async Task SqlServer_WhatPasses_IsTriedAgain(int number, string fault, bool isTriedAgain)
    {
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqlServerDatabase.Configure(builder, "Server=none;Database=FollowUp", new DatabaseOptions { RetryDelaySeconds = 0 });
        await using var db = new FollowUpDbContext(builder.Options);
        var strategy = db.Database.CreateExecutionStrategy();
        var tries = 0;

        var run = Record.ExceptionAsync(() => strategy.ExecuteAsync(() => ++tries == 1 ? throw FaultOf(number, fault) : Task.CompletedTask));

        Assert.True(strategy.RetriesOnFailure);
        Assert.Equal(isTriedAgain, await run is null);
        Assert.Equal(isTriedAgain ? 2 : 1, tries);
    }

    [Fact]
    public void SqlServer_NumberOfTriesAndTimeLimits_AreTheSettings()
    {
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqlServerDatabase.Configure(builder, "Server=none;Database=FollowUp", new DatabaseOptions { CommandTimeoutSeconds = 17, Retries = 2, RetryDelaySeconds = 0 });
        using var db = new FollowUpDbContext(builder.Options);
        var tries = 0;

        Assert.Equal(17, db.Database.GetCommandTimeout());
        Assert.Throws<RetryLimitExceededException>(() => db.Database.CreateExecutionStrategy().Execute(() =>
        {
            tries++;
            throw FaultOf(1205, "deadlock");
        }));
        Assert.Equal(3, tries);
    }

    /// <summary>SQL Server's fault of a number, which no code but SqlClient's own can make.</summary>
    private static SqlException FaultOf(int number, string message)
    {
        const BindingFlags Own = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;
        var make = typeof(SqlError).GetConstructors(Own).OrderBy(each => each.GetParameters().Length).First(each => each.GetParameters().Length > 0);
        var error = make.Invoke([.. make.GetParameters().Select((parameter, index) =>
            index == 0 ? number : parameter.ParameterType == typeof(string) ? message : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null)]);
        var errors = (SqlErrorCollection)Activator.CreateInstance(typeof(SqlErrorCollection), nonPublic: true)!;
        typeof(SqlErrorCollection).GetMethod("Add", Own)!.Invoke(errors, [error]);
        return (SqlException)typeof(SqlException).GetMethods(Own).First(method => method.Name == "CreateException" && method.GetParameters().Length == 2)
            .Invoke(null, [errors, "16.0"])!;
    }

    public enum Moment
    {
        BeforeCommit,
        AfterCommit,
        AfterCommand,
    }

    /// <summary>Loses the connection once at a moment.</summary>
    private sealed class OneFault(Moment moment, Func<Task>? meanwhile = null) : DbCommandInterceptor, IDbTransactionInterceptor, ISaveChangesInterceptor
    {
        public bool HasHappened { get; private set; }

        public bool IsLasting { get; init; }

        public InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
        {
            Lose(Moment.BeforeCommit);
            return result;
        }

        public ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Lose(Moment.BeforeCommit);
            return ValueTask.FromResult(result);
        }

        public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Lose(Moment.AfterCommit);

        public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Lose(Moment.AfterCommit);
            return Task.CompletedTask;
        }

        public async Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            if (meanwhile is { } happens) await happens();
        }

        public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result)
        {
            Lose(Moment.AfterCommand);
            return result;
        }

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (moment == Moment.AfterCommand && !HasHappened) result.Dispose();
            Lose(Moment.AfterCommand);
            return ValueTask.FromResult(result);
        }

        private void Lose(Moment here)
        {
            if (here != moment || (HasHappened && !IsLasting)) return;
            HasHappened = true;
            throw new ConnectionLost();
        }
    }
}
