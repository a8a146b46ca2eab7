using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Data.Transfers;
using FollowUp.Data.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Hosting;

/// <summary>The drill: load, back up while it is written to, destroy, restore, compare.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("followup-backup-").FullName;

    private string Database => Path.Combine(_folder, "followup.db");

    private string Copy => Path.Combine(_folder, "copies", "copy.db");

    public async ValueTask InitializeAsync()
    {
        await using var app = await WebApp.StartAsync();
        await app.Sample.AddActivityAsync(app.Sample.Plan, 1, "Läsning", null, app.Sample.North);
        await using var db = Open(Database);
        await db.Database.MigrateAsync();
        await CopyAllAsync(app, db);
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Drill_CopyMadeWhileWritten_ThenTheDatabaseDestroyed_GivesEverythingBack()
    {
        var before = await DigestAsync(Database);
        using var ended = new CancellationTokenSource();
        var writing = Task.Run(() => WriteAsync(ended.Token), CancellationToken.None);
        var made = await RunAsync("backup", "--to", Copy);
        await ended.CancelAsync();
        var written = await writing;
        Assert.True(made.Code == 0, made.Output);
        Assert.Matches("The copy is in .*copy.db: [0-9]+ rows, [0-9]+ bytes, SHA-256 [0-9a-f]{64}.", made.Output);

        // Every table is as it was at one moment: what the other process wrote is there up to some line, without a gap.
        var copied = await DigestAsync(Copy);
        Assert.Equal(before.Where(table => table.Key != "Audit"), copied.Where(table => table.Key != "Audit"));
        await using (var db = Read(Copy))
        {
            var numbers = (await db.Audit.Where(entry => entry.Subject.StartsWith("Rad ")).Select(entry => entry.Subject).ToListAsync()).Select(subject => int.Parse(subject[4..], null)).Order().ToList();
            Assert.Equal(Enumerable.Range(0, numbers.Count), numbers);
            Assert.InRange(numbers.Count, 0, written);
        }

        // Destroyed, with its log.
        await File.WriteAllTextAsync(Database, "not a database any more");
        File.Delete(Database + "-wal");
        var restored = await RunAsync("restore", "--from", Copy);
        Assert.True(restored.Code == 0, restored.Output);
        Assert.Contains("What was there before is in ", restored.Output, StringComparison.Ordinal);
        Assert.Equal(copied, await DigestAsync(Database));
        Assert.Equal("not a database any more", await File.ReadAllTextAsync(Directory.GetFiles(_folder, "followup.db.before-*").Single()));
    }

    [Fact]
    public async Task Backup_IntoAFolder_IsNamedByTheMoment_AndNeverOverwrites()
    {
        var copies = Directory.CreateDirectory(Path.Combine(_folder, "copies")).FullName;
        Assert.Equal(0, (await RunAsync("backup", "--to", copies)).Code);
        var copy = Directory.GetFiles(copies, "followup-*.db").Single();
        Assert.Matches("followup-[0-9]{8}-[0-9]{6}.db$", copy);
        Assert.Equal(Path.GetFileName(copy), (await SqliteBackup.LastAsync(Database))!.File);

        var again = await RunAsync("backup", "--to", copy);
        Assert.Equal(1, again.Code);
        Assert.Contains("There is a file of that name already", again.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("changed", "its checksum differs")]
    [InlineData("cut", "not a copy of FollowUp|is damaged")]
    [InlineData("newer", "made by a newer version of FollowUp .99991231_Later.")]
    [InlineData("other", "not a copy of FollowUp")]
    [InlineData("none", "There is no such file")]
    public async Task Restore_CopyThatCannotBeUsed_IsRefusedAndNothingIsTouched(string fault, string sentence)
    {
        await SqliteBackup.MakeAsync($"Data Source={Database}", Copy, DateTime.UnixEpoch);
        await SpoilAsync(fault);
        var before = await DigestAsync(Database);

        var refusal = await Assert.ThrowsAsync<BackupRefusal>(() => RestoreAsync());

        Assert.Matches(sentence, refusal.Message);
        Assert.Equal(before, await DigestAsync(Database));
        Assert.Empty(Directory.GetFiles(_folder, "*.restoring"));
        Assert.Empty(Directory.GetFiles(_folder, "*.before-*"));
    }

    [Fact]
    public async Task Restore_DatabaseInUse_IsRefused()
    {
        await SqliteBackup.MakeAsync($"Data Source={Database}", Copy, DateTime.UnixEpoch);
        await using var db = Open(Database);
        await db.Database.OpenConnectionAsync();
        Assert.Equal(1, await db.Activities.CountAsync());

        var refusal = await Assert.ThrowsAsync<BackupRefusal>(() => RestoreAsync());
        Assert.Contains("is in use", refusal.Message, StringComparison.Ordinal);

        await db.Database.CloseConnectionAsync();
        Assert.NotNull(await RestoreAsync());
    }

    [Fact]
    public async Task Backup_OfSqlServer_IsLeftToIt()
    {
        var run = await RunAsync("backup", "--to", Copy, "--Database:Provider", "SqlServer", "--ConnectionStrings:FollowUp", "Server=nowhere;Database=FollowUp;Password=Hemligt-1");

        Assert.Equal(1, run.Code);
        Assert.Contains("SQL Server is backed up by its own means", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemligt-1", run.Output, StringComparison.Ordinal);
    }

    private async Task SpoilAsync(string fault)
    {
        switch (fault)
        {
            case "changed":
                await using (var file = new FileStream(Copy, FileMode.Append)) file.WriteByte(1);
                break;
            case "cut":
                File.Delete(Copy + ".sha256");
                await using (var file = new FileStream(Copy, FileMode.Open)) file.SetLength(file.Length / 2);
                break;
            case "newer":
                File.Delete(Copy + ".sha256");
                await using (var db = Open(Copy)) await db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99991231_Later', '12.0.0')");
                break;
            case "other":
                File.Delete(Copy + ".sha256");
                await File.WriteAllTextAsync(Copy, "Bara text");
                break;
            case "none":
                File.Delete(Copy);
                break;
        }
    }

    private async Task<string?> RestoreAsync()
    {
        await using var db = Open(Database);
        return await SqliteBackup.RestoreAsync(Copy, $"Data Source={Database}", db.Database.GetMigrations(), DateTime.UnixEpoch);
    }

    /// <summary>Writes one row after the other until it is told to end; how many were written.</summary>
    private async Task<int> WriteAsync(CancellationToken ended)
    {
        var written = 0;
        await using var db = Open(Database);
        while (!ended.IsCancellationRequested)
        {
            db.Audit.Add(new AuditEntry(DateTime.UnixEpoch, null, AuditAction.UnitCreated, Guid.CreateVersion7(), $"Rad {written}"));
            await db.SaveChangesAsync(CancellationToken.None);
            written++;
        }

        return written;
    }

    /// <summary>What the sample holds, copied into the database of the drill.</summary>
    private static async Task CopyAllAsync(WebApp app, FollowUpDbContext to)
    {
        foreach (var table in TransferTable.InOrder(to.Model))
        {
            await using var from = app.OpenDatabase();
            foreach (var row in await table.ReadAsync(from, "", lateOnly: false, CancellationToken.None)) to.Add(row);
        }

        await to.SaveChangesAsync();
        await to.Database.CloseConnectionAsync();
    }

    private static async Task<SortedDictionary<string, (long Rows, string Checksum)>> DigestAsync(string file)
    {
        var digests = new SortedDictionary<string, (long, string)>(StringComparer.Ordinal);
        await using var db = Read(file);
        foreach (var table in TransferTable.InOrder(db.Model))
        {
            var (digest, after) = (new TableDigest(), "");
            while (await table.ReadAsync(db, after, lateOnly: false, CancellationToken.None) is { Count: > 0 } rows)
            {
                foreach (var row in rows) digest.Add(table.Type, row);
                after = table.KeyOf(db, rows[^1]);
            }

            digests.Add(table.Name, (digest.Rows, digest.Checksum));
        }

        return digests;
    }

    /// <summary>Opening a file to write in it would change a copy's checksum.</summary>
    private static FollowUpDbContext Read(string file) => Open($"{file};Mode=ReadOnly");

    private static FollowUpDbContext Open(string file)
    {
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqliteDatabase.Configure(builder, $"Data Source={file};Pooling=False", new DatabaseOptions(), new WriteGate());
        return new FollowUpDbContext(builder.Options);
    }

    private Task<(int Code, string Output)> RunAsync(params string[] arguments) => VerbRun.RunAsync(_folder, arguments, _ => false);
}
