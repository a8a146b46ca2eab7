using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Units;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Units;

public sealed class UnitServiceTests : IAsyncLifetime
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
    public async Task Create_TwiceAsByADoubleClick_MakesOneUnitWithAudit()
    {
        var id = Guid.CreateVersion7();
        var facts = new UnitFacts { Name = " Västra  skolan\n", ParentId = _sample.Area.Id, SchoolForm = SchoolForm.CompulsorySchool };

        Assert.True((await CreateAsync(id, facts)).IsDone);
        Assert.True((await CreateAsync(id, facts)).IsDone);

        await using var db = _database.Open();
        Assert.Equal("Västra  skolan", (await db.Units.SingleAsync(x => x.Id == id)).Name);
        Assert.Equal(AuditAction.UnitCreated, (await db.Audit.SingleAsync(x => x.SubjectId == id)).Action);
    }

    [Fact]
    public async Task Create_BothClicksAtOnce_EndAsDone()
    {
        var id = Guid.CreateVersion7();
        var facts = new UnitFacts { Name = "Västra skolan", ParentId = _sample.Area.Id };

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CreateAsync(id, facts)));

        Assert.All(both, outcome => Assert.True(outcome.IsDone));
        await using var db = _database.Open();
        Assert.Equal(1, await db.Audit.CountAsync(x => x.SubjectId == id));
    }

    [Fact]
    public async Task Create_WithoutNameOrParent_OrWithATakenName_IsRefusedAtTheField()
    {
        var nothing = await CreateAsync(Guid.CreateVersion7(), new UnitFacts { Name = " " });
        var taken = await CreateAsync(Guid.CreateVersion7(), new UnitFacts { Name = "NORRA provskolan", ParentId = _sample.Area.Id });
        var tooLong = await CreateAsync(Guid.CreateVersion7(), new UnitFacts { Name = new string('x', 203), ParentId = _sample.Area.Id });

        Assert.Equal([("UnitNameMissing", "Name"), ("UnitParentMissing", "ParentId")], nothing.Refusals.Select(x => (x.Code, x.Field)));
        Assert.Equal("UnitNameTaken", Assert.Single(taken.Refusals).Code);
        Assert.Equal(new object[] { 200, 3 }, Assert.Single(tooLong.Refusals).Arguments);
    }

    [Fact]
    public async Task Change_NameAndParent_MovesTheUnit()
    {
        Assert.True((await ChangeAsync(_sample.North, new UnitFacts { Name = "Nya norra", ParentId = _sample.Authority.Id })).IsDone);

        await using var db = _database.Open();
        var unit = await db.Units.SingleAsync(x => x.Id == _sample.North.Id);
        Assert.Equal(("Nya norra", "nya norra", _sample.Authority.Id), (unit.Name, unit.SearchName, unit.ParentId!.Value));
        Assert.Equal("Norra provskolan", (await db.Audit.SingleAsync(x => x.SubjectId == unit.Id)).Detail);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Change_BelowItself_IsRefused(bool itself)
    {
        var outcome = await ChangeAsync(_sample.Area, new UnitFacts { Name = "Grundskola", ParentId = itself ? _sample.Area.Id : _sample.North.Id });

        Assert.Equal("UnitBelowItself", Assert.Single(outcome.Refusals).Code);
    }

    [Fact]
    public async Task Change_TheAuthority_CanBeRenamedButNotMoved()
    {
        Assert.Equal("UnitIsAuthority", Assert.Single((await ChangeAsync(_sample.Authority, new UnitFacts { Name = "Ny", ParentId = _sample.Area.Id })).Refusals).Code);
        Assert.True((await ChangeAsync(_sample.Authority, new UnitFacts { Name = "Nya kommunen" })).IsDone);
    }

    [Fact]
    public async Task Change_SomebodyElseChangedInBetween_ChangesNothing()
    {
        await ChangeAsync(_sample.North, new UnitFacts { Name = "Ett", ParentId = _sample.Area.Id });

        var late = await ChangeAsync(_sample.North, new UnitFacts { Name = "Två", ParentId = _sample.Area.Id });

        Assert.True(late.IsConflict);
    }

    [Fact]
    public async Task Change_TwoMovesAtOnceBelowEachOther_OnlyOneIsDone()
    {
        await using var first = _database.Open();
        await using var second = _database.Open();
        await second.Units.LoadAsync();
        Assert.True((await Service(first).ChangeAsync(
            _sample.Administrator.Id, _sample.North.Id, _sample.North.Version, new UnitFacts { Name = "Norra", ParentId = _sample.South.Id })).IsDone);

        // The second has read the tree before the first was saved: it is told apart by the authority's version.
        var late = await Service(second).ChangeAsync(
            _sample.Administrator.Id, _sample.South.Id, _sample.South.Version, new UnitFacts { Name = "Södra", ParentId = _sample.Preschool.Id });

        Assert.True(late.IsConflict);
    }

    [Fact]
    public async Task Close_WithUnitsOrActivities_IsRefusedWithHowMany()
    {
        await _sample.AddActivityAsync(1, "Ett", _sample.North);
        await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjol", null, _sample.South);

        Assert.Equal([("UnitHasUnitsBelow", 2)], Reasons(await CloseAsync(_sample.Area)));
        Assert.Equal([("UnitHasActivities", 1)], Reasons(await CloseAsync(_sample.North)));
        Assert.Equal("UnitAuthorityStays", Assert.Single((await CloseAsync(_sample.Authority)).Refusals).Code);
        Assert.True((await CloseAsync(_sample.South)).IsDone);
    }

    [Fact]
    public async Task CloseAndReopen_LeavesAudit()
    {
        Assert.True((await CloseAsync(_sample.North)).IsDone);
        Assert.True((await CloseAsync(_sample.North)).IsDone);
        Assert.True((await ReopenAsync(_sample.North)).IsDone);

        await using var db = _database.Open();
        Assert.Null((await db.Units.SingleAsync(x => x.Id == _sample.North.Id)).ClosedAt);
        Assert.Equal(
            [AuditAction.UnitClosed, AuditAction.UnitReopened],
            await db.Audit.Where(x => x.SubjectId == _sample.North.Id).OrderBy(x => x.Action).Select(x => x.Action).ToListAsync());
    }

    [Fact]
    public async Task Reopen_BelowAClosedUnit_IsRefused()
    {
        foreach (var unit in new[] { _sample.North, _sample.South, _sample.Area }) Assert.True((await CloseAsync(unit)).IsDone);

        Assert.Equal("UnitParentClosed", Assert.Single((await ReopenAsync(_sample.North)).Refusals).Code);
    }

    [Fact]
    public async Task Close_ByReviewer_IsNotFound()
    {
        await using var db = _database.Open();
        var closures = new UnitClosureService(db, _database.Clock);

        Assert.True((await closures.CloseAsync(await _sample.AccessOfAsync(_sample.Reviewer), _sample.North.Id)).IsNotFound);
    }

    private static IEnumerable<(string, int)> Reasons(Outcome outcome) => outcome.Refusals.Select(x => (x.Code, (int)x.Arguments[0]));

    private UnitService Service(Core.Data.FollowUpDbContext db) => new(db, _database.Clock, _database.Faults);

    private async Task<Outcome> CreateAsync(Guid id, UnitFacts facts)
    {
        await using var db = _database.Open();
        return await Service(db).CreateAsync(_sample.Administrator.Id, id, facts);
    }

    private async Task<Outcome> ChangeAsync(Unit unit, UnitFacts facts)
    {
        await using var db = _database.Open();
        return await Service(db).ChangeAsync(_sample.Administrator.Id, unit.Id, unit.Version, facts);
    }

    private async Task<Outcome> CloseAsync(Unit unit)
    {
        await using var db = _database.Open();
        return await new UnitClosureService(db, _database.Clock).CloseAsync(await _sample.AccessOfAsync(_sample.Administrator), unit.Id);
    }

    private async Task<Outcome> ReopenAsync(Unit unit)
    {
        await using var db = _database.Open();
        return await new UnitClosureService(db, _database.Clock).ReopenAsync(await _sample.AccessOfAsync(_sample.Administrator), unit.Id);
    }
}
