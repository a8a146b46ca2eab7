using FollowUp.Core.Audit;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Plans;

public sealed class GoalAreaServiceTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Create_WithoutPosition_StandsLast_AndOnceOnly()
    {
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await CreateAsync(first, new GoalAreaFacts("Trygghet"));
        await CreateAsync(second, new GoalAreaFacts("Kunskap"));
        await CreateAsync(second, new GoalAreaFacts("Kunskap"));

        await using var db = _database.Open();
        var page = await new GoalAreaQueries(db).ListAsync(new PageRequest());
        Assert.Equal([("Trygghet", 1), ("Kunskap", 2)], page.Rows.Select(row => (row.Name, row.Position)));
        Assert.Equal(AuditAction.GoalAreaCreated, (await db.Audit.SingleAsync(x => x.SubjectId == second)).Action);
    }

    [Fact]
    public async Task Create_NameMissingOrTaken_OrPositionOutside_IsRefused()
    {
        await CreateAsync(Guid.CreateVersion7(), new GoalAreaFacts("Trygghet"));

        Assert.Equal("GoalAreaExists", (await CreateAsync(Guid.CreateVersion7(), new GoalAreaFacts("Trygghet"))).Refusals.Single().Code);
        Assert.Equal("GoalAreaNameMissing", (await CreateAsync(Guid.CreateVersion7(), new GoalAreaFacts(""))).Refusals.Single().Code);
        Assert.Equal("GoalAreaPositionOutside", (await CreateAsync(Guid.CreateVersion7(), new GoalAreaFacts("Ny", 0))).Refusals.Single().Code);
        Assert.True((await CreateAsync(Guid.CreateVersion7(), new GoalAreaFacts("Ny"), _sample.Head)).IsNotFound);
    }

    [Fact]
    public async Task ChangeCloseReopen()
    {
        var id = Guid.CreateVersion7();
        await CreateAsync(id, new GoalAreaFacts("Trygghet"));
        await using var db = _database.Open();
        var service = new GoalAreaService(db, _database.Clock, _database.Faults);
        var queries = new GoalAreaQueries(db);
        var access = await _sample.AccessOfAsync(_sample.Reviewer);
        var version = (await queries.DetailsAsync(id))!.Version;

        Assert.True((await service.ChangeAsync(access, id, version, new GoalAreaFacts("Trygghet och studiero", 7))).IsDone);
        Assert.True((await service.ChangeAsync(access, id, version, new GoalAreaFacts("För sent"))).IsConflict);
        Assert.True((await service.CloseAsync(access, id)).IsDone);

        Assert.Empty(await queries.OptionsAsync());
        Assert.Equal(("Trygghet och studiero", true), (Assert.Single(await queries.OptionsAsync(id)).Name, (await queries.OptionsAsync(id))[0].IsClosed));
        Assert.Empty((await queries.ListAsync(new PageRequest())).Rows);
        Assert.Equal(7, Assert.Single((await queries.ListAsync(new PageRequest(), withClosed: true)).Rows).Position);

        Assert.True((await service.ReopenAsync(access, id)).IsDone);
        Assert.Single(await queries.OptionsAsync());
    }

    private async Task<Outcome> CreateAsync(Guid id, GoalAreaFacts facts, AppUser? by = null)
    {
        await using var db = _database.Open();
        return await new GoalAreaService(db, _database.Clock, _database.Faults).CreateAsync(await _sample.AccessOfAsync(by ?? _sample.Reviewer), id, facts);
    }
}
