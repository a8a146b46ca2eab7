using FollowUp.Core;
using FollowUp.Core.Data;
using FollowUp.Data.Sqlite;
using FollowUp.Data.SqlServer;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FollowUp.Testing;

/// <summary>
/// A database of its own on the real migrations: a temporary SQLite file, gone when disposed, or one of this run's on the server that
/// <c>FOLLOWUP_TEST_SQLSERVER</c> names. On SQLite too, what fails may be tried again as on SQL Server, so that a transaction outside a strategy is found.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string ServerVariable = "FOLLOWUP_TEST_SQLSERVER";

    /// <summary>Names the folder of the embedded databases, such as one in memory; else they are temporary files like others.</summary>
    public const string FolderVariable = "FOLLOWUP_TEST_FOLDER";

    private static readonly Lazy<Task<string>> MigratedFile = new(MakeMigratedFileAsync);
    private static readonly ServerDatabases OnServer = new();

    private readonly string _connectionString;
    private readonly string? _file;
    private readonly WriteGate _gate = new();

    private TestDatabase(string connectionString, string? file)
    {
        _connectionString = connectionString;
        _file = file;
    }

    /// <summary>The connection string of the server to test on; null where only SQLite is tested.</summary>
    public static string? Server => Environment.GetEnvironmentVariable(ServerVariable) is { Length: > 0 } server ? server : null;

    private static string Folder => Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? folder : Path.GetTempPath();

    public string ConnectionString => _connectionString;

    /// <summary>The setting <c>Database:Provider</c> that goes with <see cref="ConnectionString"/>.</summary>
    public string Provider => _file is null ? "SqlServer" : "Sqlite";

    /// <summary>Stands still until a test moves it: Wednesday 18 November 2026, 10.00 in Stockholm.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 18, 9, 0, 0, TimeSpan.Zero));

    public AuthorityClock Clock => new(Time, TimeZoneInfo.FindSystemTimeZoneById(AuthorityClock.DefaultZone));

    /// <summary>What this database's error codes mean.</summary>
    public IDatabaseFaults Faults
    {
        get
        {
            var services = new ServiceCollection();
            if (_file is null) services.AddFollowUpSqlServer(_connectionString, new DatabaseOptions());
            else services.AddFollowUpSqlite(_connectionString, new DatabaseOptions());
            using var provider = services.BuildServiceProvider();
            return provider.GetRequiredService<IDatabaseFaults>();
        }
    }

    /// <summary>Every command that was sent through a context of this database since the last <see cref="ForgetCommands"/>.</summary>
    public IReadOnlyList<string> Commands => _commands.Texts;

    /// <summary>Collects the commands; to be added to contexts made elsewhere, such as the application's.</summary>
    public DbCommandInterceptor Collector => _commands;

    private readonly CommandCollector _commands = new();

    public static async Task<TestDatabase> CreateAsync()
    {
        if (Server is { } server)
        {
            return new TestDatabase(await OnServer.TakeAsync(server), null);
        }

        var file = Path.Combine(Folder, $"followup-{Guid.NewGuid():N}.db");
        File.Copy(await MigratedFile.Value, file);
        return new TestDatabase($"Data Source={file};Pooling=False", file);
    }

    /// <summary>A new context, as a new request would have.</summary>
    /// <param name="interceptors">What a test lets happen on the way to the database; what comes before a save comes before everything else that listens.</param>
    public FollowUpDbContext Open(params IInterceptor[] interceptors)
    {
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        builder.AddInterceptors(interceptors.OfType<BeforeSave>());
        if (_file is null) SqlServerDatabase.Configure(builder, _connectionString, new DatabaseOptions());
        else SqliteDatabase.Configure(builder, _connectionString, new DatabaseOptions(), _gate).MirrorToSqlServer();
        builder.RetryWhatPasses().AddInterceptors([_commands, .. interceptors.Where(one => one is not BeforeSave)]);
        return new FollowUpDbContext(builder.Options);
    }

    public void ForgetCommands() => _commands.Clear();

    public async ValueTask DisposeAsync()
    {
        if (_file is null)
        {
            await OnServer.GiveBackAsync(_connectionString);
        }
        else
        {
            foreach (var file in new[] { _file, $"{_file}-wal", $"{_file}-shm" }) File.Delete(file);
        }

        _gate.Dispose();
    }

    private static async Task<string> MakeMigratedFileAsync()
    {
        var file = Path.Combine(Folder, $"followup-migrated-{Guid.NewGuid():N}.db");
        var connectionString = $"Data Source={file};Pooling=False";
        using var gate = new WriteGate();
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqliteDatabase.Configure(builder, connectionString, new DatabaseOptions(), gate);
        await using (var db = new FollowUpDbContext(builder.Options)) await db.Database.MigrateAsync();

        // Folds the write-ahead log into the file, which is copied for every test.
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=DELETE";
        await command.ExecuteNonQueryAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        return file;
    }

    private sealed class CommandCollector : DbCommandInterceptor
    {
        private readonly List<string> _texts = [];

        public IReadOnlyList<string> Texts
        {
            get
            {
                lock (_texts) return [.. _texts];
            }
        }

        public void Clear()
        {
            lock (_texts) _texts.Clear();
        }

        public override InterceptionResult<System.Data.Common.DbDataReader> ReaderExecuting(
            System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<System.Data.Common.DbDataReader> result)
        {
            Add(command.CommandText);
            return result;
        }

        public override ValueTask<InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command, CommandEventData eventData,
            InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Add(command.CommandText);
            return ValueTask.FromResult(result);
        }

        private void Add(string text)
        {
            lock (_texts) _texts.Add(text);
        }
    }
}
