using System.Data.Common;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Data.Transfers;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using FollowUp.Data.Sqlite;
using FollowUp.Data.SqlServer;
using FollowUp.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace FollowUp.Core.Tests.Data;

/// <summary>A whole installation copied into a new SQLite file, from SQLite or from the server that the tests run on.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    /// <summary>More than are copied at a time.</summary>
    private const int ManyRows = 1_250;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"followup-transfer-{Guid.NewGuid():N}.db");
    private readonly WriteGate _gate = new();
    private readonly List<string> _told = [];
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in new[] { _file, $"{_file}-wal", $"{_file}-shm" }) File.Delete(file);
        _gate.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Run_WholeInstallation_IsTheSameRowByRow()
    {
        await FillAsync();

        await TransferTo().RunAsync();

        await using var target = OpenTarget();
        Assert.Equal(ManyRows, await target.Audit.CountAsync());
        Assert.NotNull((await target.Transfers.SingleAsync()).FinishedAt);
        Assert.Equal("Done: every table is the same in both databases.", _told[^1]);
        Assert.Contains("Audit: 500 of ", string.Join('\n', _told), StringComparison.Ordinal);
        Assert.Contains(_told, line => line.StartsWith("Notes: ", StringComparison.Ordinal) && line.Contains("checksum", StringComparison.Ordinal) && line.EndsWith("is the same", StringComparison.Ordinal));
        if (TestDatabase.Server is null) await AssertSameFilesAsync();
    }

    [Fact]
    public async Task Run_KeysReferencesAndTokens_AreThoseOfTheSource()
    {
        await FillAsync();
        await TransferTo().RunAsync();

        await using var source = _database.Open();
        await using var target = OpenTarget();
        var (before, after) = (await source.Notes.SingleAsync(note => note.CarriedFromId != null), await target.Notes.SingleAsync(note => note.CarriedFromId != null));
        Assert.Equal((before.Id, before.Version, before.CarriedFromId, before.SavedAt), (after.Id, after.Version, after.CarriedFromId, after.SavedAt));
        Assert.NotNull((await target.Activities.SingleAsync(activity => activity.FromNoteId != null)).FromNoteId);
        Assert.Equal(71, (await target.UserClaims.SingleAsync()).Id);
        Assert.Equal((await source.Users.SingleAsync(user => user.Id == _sample.Head.Id)).ConcurrencyStamp, (await target.Users.SingleAsync(user => user.Id == _sample.Head.Id)).ConcurrencyStamp);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(25)]
    [InlineData(44)]
    [InlineData(46)]
    public async Task Run_CutOff_GoesOnWhereItStopped(int saves)
    {
        await FillAsync();
        await Assert.ThrowsAsync<ConnectionLost>(() => TransferTo(new CutOffAfter(saves)).RunAsync());
        _told.Clear();

        await TransferTo().RunAsync();

        Assert.StartsWith("Going on with the transfer that began 2026-11-18 09:00", _told[0], StringComparison.Ordinal);
        if (saves > 40) Assert.DoesNotContain(_told, line => line.StartsWith("AspNetRoles: ", StringComparison.Ordinal) && line.EndsWith(" rows", StringComparison.Ordinal));
        if (TestDatabase.Server is null) await AssertSameFilesAsync();
    }

    [Fact]
    public async Task Run_SourceChangesMeanwhile_SaysWhatDiffers()
    {
        await FillAsync();
        var isChanged = false;

        var refusal = await Assert.ThrowsAsync<TransferRefusal>(() => TransferTo(tell: line =>
        {
            if (isChanged || !line.StartsWith("Notes: ", StringComparison.Ordinal)) return;
            isChanged = true;
            using var db = _database.Open();
            db.Notes.First(note => note.State == NoteState.Draft).Save(new NoteText(NoteStatus.InProgress, "Ändrat under tiden", ""), _sample.Head.Id, _database.Clock.Now);
            db.SaveChanges();
        }).RunAsync());

        Assert.Contains("differ in Notes", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Units", refusal.Message, StringComparison.Ordinal);
        await using var target = OpenTarget();
        Assert.Null((await target.Transfers.SingleAsync()).FinishedAt);
    }

    [Fact]
    public async Task Run_TargetChanged_IsFoundAlthoughTheNumberOfRowsIsTheSame()
    {
        await FillAsync();
        var isChanged = false;

        var refusal = await Assert.ThrowsAsync<TransferRefusal>(() => TransferTo(tell: line =>
        {
            if (isChanged || !line.StartsWith("Reminders: ", StringComparison.Ordinal)) return;
            isChanged = true;
            using var connection = new SqliteConnection($"Data Source={_file};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE Reminders SET Comment = Comment || ' '";
            Assert.Equal(1, command.ExecuteNonQuery());
        }).RunAsync());

        Assert.Contains("differ in Reminders.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TargetInUse_IsRefusedAndLeftAlone()
    {
        await using (var db = OpenTarget())
        {
            await db.Database.MigrateAsync();
            db.GoalAreas.Add(new(Guid.CreateVersion7(), "Någon annans", 1));
            await db.SaveChangesAsync();
        }

        var refusal = await Assert.ThrowsAsync<TransferRefusal>(() => TransferTo().RunAsync());

        Assert.Contains("not empty: GoalAreas has 1 rows", refusal.Message, StringComparison.Ordinal);
        await using var target = OpenTarget();
        Assert.Equal((0, 0, 1), (await target.Transfers.CountAsync(), await target.Units.CountAsync(), await target.GoalAreas.CountAsync()));
    }

    [Fact]
    public async Task Run_Again_IsRefusedOnceItIsDone()
    {
        await TransferTo().RunAsync();

        Assert.Contains("filled by a transfer that ended", (await Assert.ThrowsAsync<TransferRefusal>(() => TransferTo().RunAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_CutOffTransferFromElsewhere_IsRefused()
    {
        await Assert.ThrowsAsync<ConnectionLost>(() => TransferTo(new CutOffAfter(5)).RunAsync());

        Assert.Contains("another source that is not finished (the source)", (await Assert.ThrowsAsync<TransferRefusal>(() => TransferTo(source: "elsewhere").RunAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TargetAsSource_IsRefused()
    {
        await Assert.ThrowsAsync<ConnectionLost>(() => TransferTo(new CutOffAfter(5)).RunAsync());
        var halfway = new TransferEnd(() => OpenTarget(), "halfway", Save);

        Assert.Contains("itself the target of a transfer", (await Assert.ThrowsAsync<TransferRefusal>(
            () => new InstallationTransfer(halfway, halfway with { Name = "third" }, _database.Time, _told.Add).RunAsync())).Message, StringComparison.Ordinal);
        Assert.Contains("the same database", (await Assert.ThrowsAsync<TransferRefusal>(
            () => new InstallationTransfer(halfway, halfway, _database.Time, _told.Add).RunAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AnotherVersion_IsRefusedOnEitherSide()
    {
        await using (var db = OpenTarget())
        {
            var migrations = db.Database.GetMigrations().ToList();
            await db.GetService<IMigrator>().MigrateAsync(migrations[^2]);
        }

        Assert.Contains("The target belongs to another version", (await Assert.ThrowsAsync<TransferRefusal>(() => TransferTo().RunAsync())).Message, StringComparison.Ordinal);
        var old = new TransferEnd(() => OpenTarget(), "old", Save);
        Assert.Contains("The source belongs to another version", (await Assert.ThrowsAsync<TransferRefusal>(
            () => new InstallationTransfer(old, old with { Name = "new" }, _database.Time, _told.Add).RunAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_EveryTable_ComesAfterWhatItMustReferTo()
    {
        await using var db = _database.Open();
        var tables = TransferTable.InOrder(db.Model);
        var place = tables.Index().ToDictionary(table => table.Item.Type, table => table.Index);

        var all = db.Model.GetEntityTypes().Where(type => !type.IsOwned() && type.ClrType != typeof(Transfer) && type.ClrType != typeof(FrameMark)).ToList();
        Assert.Equal(all.Count, tables.Count);
        Assert.All(all, type => Assert.DoesNotContain(type.GetProperties(), property => property.IsShadowProperty()));
        foreach (var (type, at) in place)
        {
            foreach (var key in type.GetForeignKeys().Except(tables[at].Late))
                Assert.True(place[key.PrincipalEntityType] < at, $"{type.ShortName()} comes before {key.PrincipalEntityType.ShortName()}.");
        }

        Assert.All(tables.SelectMany(table => table.Late), key => Assert.False(key.IsRequired));
        Assert.Contains(tables, table => table.Name == "Activities" && table.Late.Any(key => key.Properties[0].Name == "FromNoteId"));
    }

    [Fact]
    public async Task SqlServer_TableThatNumbersItsRows_TakesTheNumbersOfTheSource()
    {
        var sent = new SentCommands();
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqlServerDatabase.Configure(builder, "Server=none;Database=FollowUp", new DatabaseOptions());
        builder.AddInterceptors(sent, new NoConnection());
        await using var db = new FollowUpDbContext(builder.Options);
        db.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;

        db.UserClaims.Add(new IdentityUserClaim<Guid> { Id = 71, UserId = _sample.Head.Id, ClaimType = "kind", ClaimValue = "value" });
        await KeptKeys.SaveAsync(db, db.Model.FindEntityType(typeof(IdentityUserClaim<Guid>))!, CancellationToken.None);
        db.DataProtectionKeys.Add(new DataProtectionKey("key", "<key/>"));
        await KeptKeys.SaveAsync(db, db.Model.FindEntityType(typeof(DataProtectionKey))!, CancellationToken.None);

        Assert.Equal(4, sent.Texts.Count);
        Assert.All(sent.Texts, TSql.Parse);
        Assert.Equal("SET IDENTITY_INSERT [AspNetUserClaims] ON", sent.Texts[0]);
        Assert.Contains("INSERT INTO [AspNetUserClaims] ([Id], ", sent.Texts[1], StringComparison.Ordinal);
        Assert.Equal("SET IDENTITY_INSERT [AspNetUserClaims] OFF", sent.Texts[2]);
        Assert.Contains("INSERT INTO [DataProtectionKeys] ([Id], ", sent.Texts[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerDatabases_BetweenTests_AreEmptied()
    {
        await FillAsync();
        await using var db = _database.Open();

        await ServerDatabases.EmptyAsync(db);

        foreach (var table in TransferTable.InOrder(db.Model)) Assert.Equal((table.Name, 0), (table.Name, await table.CountAsync(db, CancellationToken.None)));
    }

    /// <summary>Things in every state; and what no page makes: claims, a sign-in elsewhere.</summary>
    private async Task FillAsync()
    {
        var (worlds, _) = await SampleWorlds.MakeAsync(_database, _sample);
        await using var db = _database.Open();
        var now = _database.Clock.Now;
        db.Audit.AddRange(Enumerable.Range(0, ManyRows).Select(number => new AuditEntry(now.AddSeconds(number), _sample.Head.Id, AuditAction.NoteSaved, worlds[0]["Note"], $"{number}. Å \u2013 \U0001F600")));
        var (earlier, later) = (await db.Notes.FirstAsync(note => note.State == NoteState.Approved), await db.Notes.FirstAsync(note => note.State == NoteState.Missing));
        db.Entry(later).Property(note => note.CarriedFromId).CurrentValue = earlier.Id;
        var activity = await db.Activities.FirstAsync(activity => activity.Id == later.ActivityId);
        db.Entry(activity).Property(made => made.FromNoteId).CurrentValue = earlier.Id;
        db.DataProtectionKeys.Add(new DataProtectionKey("key", "<key/>"));
        db.UserLogins.Add(new IdentityUserLogin<Guid> { UserId = _sample.Head.Id, LoginProvider = "prov", ProviderKey = "Eva", ProviderDisplayName = "Prov" });
        db.UserTokens.Add(new IdentityUserToken<Guid> { UserId = _sample.Head.Id, LoginProvider = "prov", Name = "token", Value = null });
        if (TestDatabase.Server is null) db.UserClaims.Add(new IdentityUserClaim<Guid> { Id = 71, UserId = _sample.Head.Id, ClaimType = "kind", ClaimValue = "value" });
        await db.SaveChangesAsync();
        if (TestDatabase.Server is null) return;
        db.UserClaims.Add(new IdentityUserClaim<Guid> { Id = 71, UserId = _sample.Head.Id, ClaimType = "kind", ClaimValue = "value" });
        await KeptKeys.SaveAsync(db, db.Model.FindEntityType(typeof(IdentityUserClaim<Guid>))!, CancellationToken.None);
    }

    private InstallationTransfer TransferTo(IInterceptor? onTheWay = null, Action<string>? tell = null, string source = "the source") => new(
        new TransferEnd(() => _database.Open(), source, Save),
        new TransferEnd(() => OpenTarget(onTheWay), "the target", Save),
        _database.Time,
        line =>
        {
            _told.Add(line);
            tell?.Invoke(line);
        });

    private static Task Save(FollowUpDbContext db, Microsoft.EntityFrameworkCore.Metadata.IEntityType table, CancellationToken cancel) => db.SaveChangesAsync(cancel);

    private FollowUpDbContext OpenTarget(IInterceptor? onTheWay = null)
    {
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqliteDatabase.Configure(builder, $"Data Source={_file};Pooling=False", new DatabaseOptions(), _gate).MirrorToSqlServer();
        if (onTheWay is not null) builder.AddInterceptors(onTheWay);
        return new FollowUpDbContext(builder.Options);
    }

    /// <summary>Compares the files by what the databases themselves say, without the model.</summary>
    private async Task AssertSameFilesAsync()
    {
        await using var before = new SqliteConnection(_database.ConnectionString);
        await using var after = new SqliteConnection($"Data Source={_file};Pooling=False");
        await before.OpenAsync();
        await after.OpenAsync();
        var tables = await RowsAsync(before, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT IN ('Transfers', 'FrameMarks') AND name NOT LIKE '%Search%' ORDER BY name");
        Assert.True(tables.Count > 40, string.Join(' ', tables));
        var filled = 0;
        foreach (var table in tables)
        {
            var rows = await RowsAsync(before, $"SELECT * FROM \"{table}\"");
            Assert.Equal(rows, await RowsAsync(after, $"SELECT * FROM \"{table}\""));
            if (rows.Count > 0) filled++;
        }

        Assert.True(filled > 20, $"{filled} tables had rows.");
        Assert.Empty(await RowsAsync(after, "PRAGMA foreign_key_check"));
        var words = string.Join(" OR ", "abcdefghijklmnopqrstuvwxyzåäö".Select(letter => $"\"{letter}\"*"));
        foreach (var index in new[] { "NoteSearch", "ActivitySearch" })
        {
            // What a word is found in: the index keeps no text that could be read back, and numbers its rows as they come.
            var query = $"SELECT k.RowId FROM {index} JOIN {index}Keys AS k ON k.Id = {index}.rowid WHERE {index} MATCH 'Text : ({words})' ORDER BY k.RowId";
            var found = await RowsAsync(before, query);
            Assert.NotEmpty(found);
            Assert.Equal(found, await RowsAsync(after, query));
        }
    }

    private static async Task<List<string>> RowsAsync(SqliteConnection connection, string query)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : $"{reader.GetValue(column)}")));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    /// <summary>Ends the transfer after a save of the target, as a killed process would.</summary>
    private sealed class CutOffAfter(int saves) : SaveChangesInterceptor
    {
        private int _left = saves;

        public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
            --_left > 0 ? ValueTask.FromResult(result) : throw new ConnectionLost();
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(InterceptionResult.Suppress());
    }

    /// <summary>Keeps what a server would have been sent.</summary>
    private sealed class SentCommands : DbCommandInterceptor
    {
        public List<string> Texts { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Texts.Add(command.CommandText);
            return ValueTask.FromResult(InterceptionResult<DbDataReader>.SuppressWithResult(new System.Data.DataTable().CreateDataReader()));
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Texts.Add(command.CommandText);
            return ValueTask.FromResult(InterceptionResult<int>.SuppressWithResult(1));
        }
    }
}
