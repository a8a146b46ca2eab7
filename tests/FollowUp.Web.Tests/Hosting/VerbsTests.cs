using System.Security.Cryptography;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Data.Sqlite;
using FollowUp.Testing;
using FollowUp.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Web.Tests.Hosting;

/// <summary>The program as an administrator runs it: <c>migrate</c> and <c>transfer</c>, each a process of its own.</summary>
public sealed class VerbsTests : IAsyncLifetime
{
    private const int ManyRows = 6_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("followup-verbs-").FullName;

    private string Source => Path.Combine(_folder, "source.db");

    private string Target => Path.Combine(_folder, "target.db");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Migrate_SeveralNodesAtOnce_EachMigrationIsMadeOnce()
    {
        var ended = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RunAsync("migrate")));

        Assert.All(ended, run => Assert.True(run.Code == 0, run.Output));
        Assert.All(ended, run => Assert.Contains("The database is up to date", run.Output, StringComparison.Ordinal));
        Assert.Contains(ended, run => run.Output.Contains("migrations later: ", StringComparison.Ordinal) && run.Output.Contains("_Initial", StringComparison.Ordinal));
        await using var db = Open(Path.Combine(_folder, "followup.db"));
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync());
        Assert.Equal(0, await db.Roles.CountAsync());
        Assert.Contains("The database is up to date.", (await RunAsync("migrate")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_ScriptForSqlServer_IsTSqlThatNeedsNoServer()
    {
        var file = Path.Combine(_folder, "followup.sql");

        var run = await RunAsync("migrate", "--script", file, "--Database:Provider", "SqlServer", "--ConnectionStrings:FollowUp", "Server=nowhere;Database=FollowUp;Password=Hemligt-1");

        Assert.True(run.Code == 0, run.Output);
        Assert.DoesNotContain("Hemligt-1", run.Output, StringComparison.Ordinal);
        var script = await File.ReadAllTextAsync(file);
        TSql.Parse(script);
        Assert.Contains("IF NOT EXISTS", script, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("migrate", "--script", file)).Code);
    }

    [Fact]
    public async Task Transfer_KilledInTheMiddle_GoesOnAndLeavesTheSourceAsItWas()
    {
        await FillAsync();
        var before = SHA256.HashData(await File.ReadAllBytesAsync(Source));

        var killed = await RunAsync(["transfer", "--from", $"sqlite:{Source}", "--to", $"sqlite:Data Source={Target}"], line => line.StartsWith("Audit: 1 000 of", StringComparison.Ordinal));
        Assert.DoesNotContain("Done: ", killed.Output, StringComparison.Ordinal);
        await using (var halfway = Open(Target)) Assert.InRange(await halfway.Audit.CountAsync(), 1_000, ManyRows - 1);

        var second = await RunAsync("transfer", "--from", $"sqlite:{Source}", "--to", $"sqlite:Data Source={Target}");

        Assert.True(second.Code == 0, second.Output);
        Assert.Contains("Going on with the transfer", second.Output, StringComparison.Ordinal);
        Assert.Contains("Audit: 6 000 of 6 000 rows", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Audit: 500 of", second.Output, StringComparison.Ordinal);
        Assert.Contains("Done: every table is the same in both databases.", second.Output, StringComparison.Ordinal);
        await using (var whole = Open(Target)) Assert.Equal(ManyRows, await whole.Audit.CountAsync());
        Assert.Equal(before, SHA256.HashData(await File.ReadAllBytesAsync(Source)));

        var again = await RunAsync("transfer", "--from", $"sqlite:{Source}", "--to", $"sqlite:Data Source={Target}");
        Assert.Equal(1, again.Code);
        Assert.Contains("filled by a transfer that ended", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transfer_SourceThatIsNotThere_IsSaidAndNothingIsMade()
    {
        var run = await RunAsync("transfer", "--from", $"sqlite:{Path.Combine(_folder, "none.db")}", "--to", $"sqlite:{Target}");

        Assert.Equal(1, run.Code);
        Assert.Contains("The source cannot be reached", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Target));
        Assert.False(File.Exists(Path.Combine(_folder, "none.db")));
    }

    [Theory]
    [InlineData("sqlserver:Server=db.example,1433;Database=FollowUp;User ID=app;Password=Hemligt-1", "SQL Server db.example,1433, database FollowUp")]
    [InlineData("SQLSERVER:\"Server=db.example;Initial Catalog=FollowUp;Integrated Security=true\"", "SQL Server db.example, database FollowUp")]
    [InlineData("sqlite:Data Source=/data/followup.db;Password=Hemligt-1", "SQLite /data/followup.db")]
    [InlineData("sqlite:/data/followup.db", "SQLite /data/followup.db")]
    public void End_Name_HoldsNoSecret(string named, string name)
    {
        using var gate = new WriteGate();
        Assert.Equal(name.Replace("/data/followup.db", Path.GetFullPath("/data/followup.db"), StringComparison.Ordinal), TransferVerb.End(named, isSource: false, new DatabaseOptions(), gate).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("followup.db")]
    [InlineData("oracle:x")]
    [InlineData("sqlite:")]
    [InlineData("sqlserver:Server=db;Password=Hemligt-1")]
    [InlineData("sqlserver:Server=db;Database=x;Password=a;Hemligt-1=b")]
    [InlineData("sqlserver:Server=db;Database=x;Password='Hemligt-1")]
    [InlineData("sqlite:Data Source=x;Hemligt-1=b")]
    public void End_CannotBeRead_IsRefusedWithoutWhatWasWritten(string named)
    {
        using var gate = new WriteGate();
        var fault = Assert.Throws<ConfigurationFault>(() => TransferVerb.End(named, isSource: true, new DatabaseOptions(), gate));
        Assert.DoesNotContain("Hemligt", fault.ToString(), StringComparison.Ordinal);
    }

    private async Task FillAsync()
    {
        await using var db = Open(Source);
        await db.Database.MigrateAsync();
        var now = new DateTime(2026, 11, 18, 9, 0, 0, DateTimeKind.Utc);
        db.Audit.AddRange(Enumerable.Range(0, ManyRows).Select(number => new AuditEntry(now.AddSeconds(number), null, AuditAction.UnitCreated, Guid.CreateVersion7(), $"Enhet {number}")));
        await db.SaveChangesAsync();
        await db.Database.CloseConnectionAsync();
        SqliteConnection.ClearAllPools();
    }

    private static FollowUpDbContext Open(string file)
    {
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqliteDatabase.Configure(builder, $"Data Source={file};Pooling=False", new DatabaseOptions(), new WriteGate());
        return new FollowUpDbContext(builder.Options);
    }

    private Task<(int Code, string Output)> RunAsync(params string[] arguments) => RunAsync(arguments, _ => false);

    private Task<(int Code, string Output)> RunAsync(string[] arguments, Func<string, bool> isEnd) => VerbRun.RunAsync(_folder, arguments, isEnd);
}
