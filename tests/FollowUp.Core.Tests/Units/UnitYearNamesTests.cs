using FollowUp.Core.Imports;
using FollowUp.Core.Units;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Units;

public sealed class UnitYearNamesTests : IAsyncLifetime
{
    private static readonly (DateOnly First, DateOnly Last) Year = (new DateOnly(2025, 7, 1), new DateOnly(2026, 6, 30));

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        await RenameAsync(_sample.North.Id, "Nordanskolan", new DateTime(2025, 3, 1, 0, 0, 0, DateTimeKind.Utc));
        await RenameAsync(_sample.North.Id, "Norrskenet", new DateTime(2025, 10, 1, 0, 0, 0, DateTimeKind.Utc));
        await RenameAsync(_sample.North.Id, "Norra", new DateTime(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Find_ANameOfTheYear_IsTheUnit_AndOneFromAnotherTimeIsNot()
    {
        var names = await ReadAsync(Year);

        Assert.Equal([_sample.North.Id, _sample.North.Id], new[] { "nordanskolan", "Norrskenet " }.Select(name => names.Find(name).Single().Id));
        Assert.Empty(names.Find("Norra provskolan"));
        Assert.Empty((await ReadAsync(null)).Find("Nordanskolan"));
    }

    [Fact]
    public async Task Place_ReportNamesAUnitAsItWasCalled_IsThatUnitAlsoWhereAnotherHasTheNameNow()
    {
        await RenameAsync(_sample.South.Id, "Norrskenet", _database.Clock.Now);
        await using var db = _database.Open();
        var tree = await UnitTree.ReadAsync(db);
        var row = new ImportRowFacts(Guid.CreateVersion7(), 1, true, 1, "Läsning", "Norrskenet", null, 0, 0);

        var then = ImportPlacement.Place([row], [], tree, null, await ReadAsync(Year))[0];
        var now = ImportPlacement.Place([row], [], tree, null)[0];

        Assert.Equal((_sample.North.Id, UnitSource.NamedThen), (then.UnitId!.Value, then.UnitSource));
        Assert.Equal((_sample.South.Id, UnitSource.Named), (now.UnitId!.Value, now.UnitSource));
    }

    private async Task<UnitYearNames> ReadAsync((DateOnly First, DateOnly Last)? days)
    {
        await using var db = _database.Open();
        return await UnitYearNames.ReadAsync(db, await UnitTree.ReadAsync(db), days);
    }

    private async Task RenameAsync(Guid id, string name, DateTime at)
    {
        await using var db = _database.Open();
        var unit = await db.Units.Include(unit => unit.Pasts).SingleAsync(unit => unit.Id == id);
        unit.Change(new UnitFacts { Name = name, ParentId = unit.ParentId }, at);
        await db.SaveChangesAsync();
    }
}
