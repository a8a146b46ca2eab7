using FollowUp.Core.Units;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Units;

public sealed class UnitQueriesTests : IAsyncLifetime
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
    public async Task List_WithoutSearch_IsTheTreeInSwedishOrder()
    {
        var page = await ListAsync(new UnitFilter());

        Assert.Equal(
            [("Provkommunen", 0), ("Grundskola", 1), ("Norra provskolan", 2), ("Södra provskolan", 2), ("Utbildningsförvaltningen", 1), ("Åsens förskola", 1)],
            page.Rows.Select(row => (row.Unit.Name, row.Depth)));
        Assert.Equal(2, page.Rows.Single(row => row.Unit.Name == "Norra provskolan").People);
    }

    [Fact]
    public async Task List_Pages_BothWays()
    {
        var first = await ListAsync(new UnitFilter(), new PageRequest(Size: 4));
        var second = await ListAsync(new UnitFilter(), new PageRequest(After: first.Next, Size: 4));
        var back = await ListAsync(new UnitFilter(), new PageRequest(Before: second.Previous, Size: 4));

        Assert.Equal((4, 2, 6), (first.Rows.Count, second.Rows.Count, first.Count));
        Assert.Equal((null, null), (first.Previous, second.Next));
        Assert.Equal(first.Rows.Select(row => row.Unit.Id), back.Rows.Select(row => row.Unit.Id));
        Assert.Equal((null, first.Next), (back.Previous, back.Next));
    }

    [Fact]
    public async Task List_Search_FindsInAnyCaseAndSaysWhere()
    {
        var row = Assert.Single((await ListAsync(new UnitFilter("SÖDRA"))).Rows);

        Assert.Equal(["Provkommunen", "Grundskola"], row.Path.Select(unit => unit.Name));
    }

    [Fact]
    public async Task List_ClosedUnits_OnlyWhereAskedFor()
    {
        await CloseAsync(_sample.Preschool);

        Assert.Empty((await ListAsync(new UnitFilter("åsen"))).Rows);
        Assert.True(Assert.Single((await ListAsync(new UnitFilter("åsen", WithClosed: true))).Rows).Unit.IsClosed);
    }

    [Fact]
    public async Task Details_TellPeopleUnitsBelowAndWork()
    {
        await _sample.AddActivityAsync(1, "Ett", _sample.North, _sample.South);
        await _sample.AddActivityAsync(_sample.FixedPlan, 1, "Fjol", null, _sample.North);
        await using var db = _database.Open();
        var queries = new UnitQueries(db, _database.Clock);

        var north = (await queries.DetailsAsync(_sample.North.Id))!;
        var area = (await queries.DetailsAsync(_sample.Area.Id))!;

        Assert.Equal(["Eva Provsson", "Dan Testberg"], north.Members.Select(member => member.Name));
        Assert.Equal((1, 1), (north.OpenActivities, north.OpenNotes));
        Assert.Equal(["Norra provskolan", "Södra provskolan"], area.Children.Select(unit => unit.Name));
        Assert.Null(await queries.DetailsAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task Options_LeaveOutClosedButTheCurrent_AndWhatStandsBelow()
    {
        await CloseAsync(_sample.Preschool);
        await using var db = _database.Open();
        var queries = new UnitQueries(db, _database.Clock);

        Assert.DoesNotContain(await queries.OptionsAsync(), option => option.Id == _sample.Preschool.Id);
        Assert.Contains(await queries.OptionsAsync(_sample.Preschool.Id), option => option.Id == _sample.Preschool.Id && option.IsClosed);
        Assert.Equal(
            ["Provkommunen", "Utbildningsförvaltningen"], (await queries.OptionsAsync(without: _sample.Area.Id)).Select(option => option.Name));
    }

    private async Task<Page<UnitRow>> ListAsync(UnitFilter filter, PageRequest? page = null)
    {
        await using var db = _database.Open();
        return await new UnitQueries(db, _database.Clock).ListAsync(filter, page ?? new PageRequest());
    }

    private async Task CloseAsync(Unit unit)
    {
        await using var db = _database.Open();
        (await db.Units.SingleAsync(x => x.Id == unit.Id)).Close(_database.Clock.Now);
        await db.SaveChangesAsync();
    }
}
