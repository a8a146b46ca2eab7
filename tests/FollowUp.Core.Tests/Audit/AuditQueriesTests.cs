using FollowUp.Core.Audit;
using FollowUp.Testing;
using Xunit;

namespace FollowUp.Core.Tests.Audit;

public sealed class AuditQueriesTests : IAsyncLifetime
{
    private static readonly Guid Subject = Guid.CreateVersion7();

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        await using var db = _database.Open();
        db.Audit.AddRange(
            // Half past midnight in Stockholm on 2 November: still 1 November in UTC.
            new AuditEntry(new DateTime(2026, 11, 1, 23, 30, 0, DateTimeKind.Utc), _sample.Administrator.Id, AuditAction.UnitCreated, Subject, "Ny enhet"),
            new AuditEntry(new DateTime(2026, 11, 3, 8, 0, 0, DateTimeKind.Utc), _sample.Reviewer.Id, AuditAction.NoteReturned, Guid.CreateVersion7(), "1. Ett"),
            new AuditEntry(new DateTime(2026, 11, 4, 8, 0, 0, DateTimeKind.Utc), null, AuditAction.ImportRead, Guid.CreateVersion7(), "rapport.txt"));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task List_LatestFirst_WithNames()
    {
        var rows = (await ListAsync(new AuditFilter())).Rows;

        Assert.Equal([AuditAction.ImportRead, AuditAction.NoteReturned, AuditAction.UnitCreated], rows.Select(row => row.Action));
        Assert.Equal([null, "Kim Kontroll", "Ada Påhitt"], rows.Select(row => row.User));
        Assert.Equal([AuditGroup.Imports, AuditGroup.Notes, AuditGroup.Units], rows.Select(row => row.Group));
    }

    [Fact]
    public async Task List_Filters()
    {
        Assert.Equal("Ny enhet", Assert.Single((await ListAsync(new AuditFilter { Person = "påhitt" })).Rows).Subject);
        Assert.Equal("1. Ett", Assert.Single((await ListAsync(new AuditFilter { UserId = _sample.Reviewer.Id })).Rows).Subject);
        Assert.Equal("1. Ett", Assert.Single((await ListAsync(new AuditFilter { Group = AuditGroup.Notes })).Rows).Subject);
        Assert.Equal("Ny enhet", Assert.Single((await ListAsync(new AuditFilter { SubjectId = Subject })).Rows).Subject);
    }

    [Fact]
    public async Task List_Period_FollowsTheAuthoritysDays()
    {
        var (first, second) = (new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 2));

        Assert.Empty((await ListAsync(new AuditFilter { From = first, To = first })).Rows);
        Assert.Single((await ListAsync(new AuditFilter { From = second, To = second })).Rows);
        Assert.Equal(3, (await ListAsync(new AuditFilter { From = second, To = DateOnly.MaxValue })).Count);
    }

    [Fact]
    public async Task List_Pages()
    {
        var first = await ListAsync(new AuditFilter(), new PageRequest(Size: 2));
        var second = await ListAsync(new AuditFilter(), new PageRequest(After: first.Next, Size: 2));

        Assert.Equal((2, 1, 3), (first.Rows.Count, second.Rows.Count, second.Count));
    }

    [Fact]
    public async Task Latest_OfOneThing()
    {
        await using var db = _database.Open();

        Assert.Equal("Ada Påhitt", Assert.Single(await new AuditQueries(db, _database.Clock).LatestAsync(Subject)).User);
    }

    private async Task<Page<AuditRow>> ListAsync(AuditFilter filter, PageRequest? page = null)
    {
        await using var db = _database.Open();
        return await new AuditQueries(db, _database.Clock).ListAsync(filter, page ?? new PageRequest());
    }
}
