using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class UserQueriesTests : IAsyncLifetime
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
    public async Task List_OrdersInSwedishAndPagesBothWays()
    {
        foreach (var name in new[] { "Östen Z", "Ängla Z", "Åke Z", "Zara Z" })
            await _sample.AddUserAsync(name, $"{Guid.NewGuid():N}@prov.example", [AppRole.Reader], []);

        var filter = new UserFilter(Text: " z");
        var first = await ListAsync(new UserFilter(Role: AppRole.Reader), new PageRequest(Size: 3));
        var second = await ListAsync(new UserFilter(Role: AppRole.Reader), new PageRequest(After: first.Next, Size: 3));
        var back = await ListAsync(new UserFilter(Role: AppRole.Reader), new PageRequest(Before: second.Previous, Size: 3));

        Assert.Equal(["Nils Nämnd", "Zara Z", "Åke Z", "Ängla Z", "Östen Z"], first.Rows.Concat(second.Rows).Select(x => x.Name));
        Assert.Equal(first.Rows.Select(x => x.Id), back.Rows.Select(x => x.Id));
        Assert.Equal(4, (await ListAsync(filter with { Role = AppRole.Reader, Text = " Z " })).Rows.Count(x => x.Name.EndsWith('Z')));
    }

    [Theory]
    [InlineData("PÅHITT", "Ada Påhitt")]
    [InlineData("påhitt ada@prov", "Ada Påhitt")]
    [InlineData("NÄMND", "Nils Nämnd")]
    public async Task List_TextInAnyCase_Finds(string text, string name) =>
        Assert.Equal(name, Assert.Single((await ListAsync(new UserFilter(text))).Rows).Name);

    [Fact]
    public async Task List_ByUnit_TakesTheUnitsBelowToo() => Assert.Equal(
        ["Dan Testberg", "Eva Provsson", "Sara Exempel"],
        (await ListAsync(new UserFilter(UnitId: _sample.Area.Id))).Rows.Select(x => x.Name));

    [Fact]
    public async Task List_ByStanding_TellsActiveDeactivatedAndLockedApart()
    {
        await using (var db = _database.Open())
        {
            (await db.Users.SingleAsync(x => x.Id == _sample.Head.Id)).Deactivate(_database.Clock.Now);
            (await db.Users.SingleAsync(x => x.Id == _sample.Deputy.Id)).LockoutEnd = _database.Time.GetUtcNow().AddMinutes(1);
            (await db.Users.SingleAsync(x => x.Id == _sample.OtherHead.Id)).LockoutEnd = _database.Time.GetUtcNow().AddMinutes(-1);
            await db.SaveChangesAsync();
        }

        Assert.Equal("Eva Provsson", Assert.Single((await ListAsync(new UserFilter(Standing: UserStanding.Deactivated))).Rows).Name);
        Assert.Equal("Dan Testberg", Assert.Single((await ListAsync(new UserFilter(Standing: UserStanding.Locked))).Rows).Name);
        Assert.Equal(6, (await ListAsync(new UserFilter(Standing: UserStanding.Active))).Count);
    }

    [Fact]
    public async Task List_ManyPeople_TakesAsManyCommandsAsFew()
    {
        var few = await CommandsAsync();
        for (var i = 0; i < 20; i++)
            await _sample.AddUserAsync($"Person {i}", $"p{i}@prov.example", [AppRole.Principal], [(_sample.North, MembershipKind.Writer)]);

        // What is not all on one page is counted as well.
        Assert.Equal(few + 1, await CommandsAsync());
    }

    [Fact]
    public async Task Details_OfSomebodyAndNobody()
    {
        await using var db = _database.Open();
        var queries = new UserQueries(db, _database.Clock);

        var details = (await queries.DetailsAsync(_sample.Head.Id))!;

        Assert.Equal("Norra provskolan", Assert.Single(details.Places).Unit);
        Assert.Equal([AppRole.Principal], details.Roles);
        Assert.True(details.HasPassword);
        Assert.Null(await queries.DetailsAsync(Guid.NewGuid()));
    }

    private async Task<Page<UserRow>> ListAsync(UserFilter filter, PageRequest? page = null)
    {
        await using var db = _database.Open();
        return await new UserQueries(db, _database.Clock).ListAsync(filter, page ?? new PageRequest());
    }

    private async Task<int> CommandsAsync()
    {
        _database.ForgetCommands();
        await ListAsync(new UserFilter());
        return _database.Commands.Count;
    }
}
