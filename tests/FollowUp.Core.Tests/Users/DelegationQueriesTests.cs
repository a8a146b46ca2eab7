using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class DelegationQueriesTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 18);

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task List_ShowsTheRektorTheOwnUnitsTheReceiverTheirsAndAdministratorsAll()
    {
        await _sample.DelegateAsync(_sample.Deputy, _sample.North, DelegationKind.Writing, Today, null);
        await _sample.DelegateAsync(_sample.Deputy, _sample.South, DelegationKind.StandIn, Today.AddDays(1), Today.AddDays(2), by: _sample.OtherHead);
        await _sample.DelegateAsync(_sample.OtherHead, _sample.Preschool, DelegationKind.Writing, Today.AddDays(-3), null, by: _sample.Administrator);

        Assert.Equal(["Norra provskolan"], (await ListAsync(_sample.Head)).Rows.Select(row => row.UnitName));
        Assert.Equal(["Södra provskolan", "Åsens förskola"], (await ListAsync(_sample.OtherHead)).Rows.Select(row => row.UnitName));
        Assert.Equal(["Södra provskolan", "Norra provskolan"], (await ListAsync(_sample.Deputy)).Rows.Select(row => row.UnitName));
        Assert.Equal(3, (await ListAsync(_sample.Administrator)).Count);
        Assert.Equal([true, false], (await ListAsync(_sample.OtherHead)).Rows.Select(row => row.CanEnd));
        Assert.All((await ListAsync(_sample.Deputy)).Rows, row => Assert.False(row.CanEnd));
        Assert.All((await ListAsync(_sample.Administrator)).Rows, row => Assert.True(row.CanEnd));
    }

    [Fact]
    public async Task List_ByUnitAndStanding_FindsThose()
    {
        await _sample.DelegateAsync(_sample.Deputy, _sample.North, DelegationKind.StandIn, Today.AddDays(-2), Today.AddDays(-1));
        await _sample.DelegateAsync(_sample.Deputy, _sample.North, DelegationKind.StandIn, Today, Today);
        await _sample.DelegateAsync(_sample.Deputy, _sample.North, DelegationKind.StandIn, Today.AddDays(1), Today.AddDays(1));
        var ended = await _sample.DelegateAsync(_sample.Deputy, _sample.South, DelegationKind.Writing, Today.AddDays(5), null);
        await using (var db = _database.Open())
        {
            (await db.Delegations.SingleAsync(made => made.Id == ended.Id)).End(_sample.Administrator.Id, _database.Clock.Now, Today);
            await db.SaveChangesAsync();
        }

        Assert.Equal([Today], await DaysAsync(new(Standing: DelegationStanding.InForce)));
        Assert.Equal([Today.AddDays(1)], await DaysAsync(new(Standing: DelegationStanding.Coming)));
        Assert.Equal([Today.AddDays(5), Today.AddDays(-2)], await DaysAsync(new(Standing: DelegationStanding.Over)));
        Assert.Equal([Today.AddDays(5)], await DaysAsync(new(_sample.South.Id)));
        Assert.Equal(4, (await DaysAsync(new(_sample.Area.Id))).Count());
        var rows = (await ListAsync(_sample.Administrator)).Rows;
        Assert.Equal([DelegationStanding.Over, DelegationStanding.Coming, DelegationStanding.InForce, DelegationStanding.Over], rows.Select(row => row.Standing));
        Assert.Equal("Ada Påhitt", rows[0].EndedBy);

        async Task<IEnumerable<DateOnly>> DaysAsync(DelegationFilter filter) =>
            (await ListAsync(_sample.Administrator, filter)).Rows.Select(row => row.FirstDay);
    }

    [Fact]
    public async Task List_ReceiverWithoutRoleOrAccount_IsMarkedAsWithoutEffect()
    {
        await _sample.DelegateAsync(_sample.Deputy, _sample.North, DelegationKind.Writing, Today, null);
        await _sample.DelegateAsync(_sample.Reviewer, _sample.North, DelegationKind.Writing, Today.AddDays(1), null);

        Assert.Equal([false, true], (await ListAsync(_sample.Head)).Rows.Select(row => row.IsAble));
    }

    [Fact]
    public async Task List_Paged_GoesThroughAllOnceInBothDirections()
    {
        for (var i = 0; i < 7; i++) await _sample.DelegateAsync(_sample.Deputy, _sample.North, DelegationKind.Writing, Today.AddDays(i / 2), null);

        var first = await ListAsync(_sample.Head, page: new PageRequest(Size: 3));
        var second = await ListAsync(_sample.Head, page: new PageRequest(After: first.Next, Size: 3));
        var third = await ListAsync(_sample.Head, page: new PageRequest(After: second.Next, Size: 3));

        Assert.Equal(7, first.Rows.Concat(second.Rows).Concat(third.Rows).Select(row => row.Id).Distinct().Count());
        Assert.Null(third.Next);
        Assert.Equal(first.Rows.Select(row => row.Id), (await ListAsync(_sample.Head, page: new PageRequest(Before: second.Previous, Size: 3))).Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task List_ManyRows_TakesAsManyCommandsAsFew()
    {
        for (var i = 0; i < 5; i++) await _sample.DelegateAsync(_sample.Deputy, _sample.North, DelegationKind.Writing, Today, null);
        var few = await CommandsAsync();
        for (var i = 0; i < 55; i++) await _sample.DelegateAsync(_sample.OtherHead, _sample.South, DelegationKind.Writing, Today.AddDays(i), null);

        // What is not all on one page is counted as well.
        Assert.Equal(few + 1, await CommandsAsync());
    }

    [Fact]
    public async Task Units_AreThoseThatOneLeadsOneself()
    {
        await _sample.DelegateAsync(_sample.Head, _sample.South, DelegationKind.StandIn, Today, Today);

        Assert.Equal([("Norra provskolan", 0)], (await UnitsAsync(_sample.Head)).Select(unit => (unit.Name, unit.Depth)));
        Assert.Empty(await UnitsAsync(_sample.Deputy));
        Assert.Equal(6, (await UnitsAsync(_sample.Administrator)).Count);
    }

    [Fact]
    public async Task Suggestions_AreActiveColleaguesOfTheUnitsLed()
    {
        await _sample.AddUserAsync("Bo Skribent", "bo@prov.example", [AppRole.Principal], [(_sample.North, MembershipKind.Writer)]);
        var gone = await _sample.AddUserAsync("Al Borta", "al@prov.example", [AppRole.Principal], [(_sample.North, MembershipKind.Writer)]);
        await using (var db = _database.Open())
        {
            (await db.Users.SingleAsync(user => user.Id == gone.Id)).Deactivate(_database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal(["bo@prov.example", "dan@prov.example"], (await SuggestionsAsync(_sample.Head)).Select(person => person.Email));
        Assert.Empty(await SuggestionsAsync(_sample.Administrator));
    }

    private async Task<Page<DelegationRow>> ListAsync(AppUser user, DelegationFilter? filter = null, PageRequest? page = null)
    {
        await using var db = _database.Open();
        return await new DelegationQueries(db, _database.Clock).ListAsync(await _sample.AccessOfAsync(user), filter ?? new(), page ?? new());
    }

    private async Task<IReadOnlyList<Core.Units.UnitOption>> UnitsAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new DelegationQueries(db, _database.Clock).UnitsAsync(await _sample.AccessOfAsync(user));
    }

    private async Task<IReadOnlyList<DelegationSuggestion>> SuggestionsAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new DelegationQueries(db, _database.Clock).SuggestionsAsync(await _sample.AccessOfAsync(user));
    }

    private async Task<int> CommandsAsync()
    {
        _database.ForgetCommands();
        await ListAsync(_sample.Administrator, new DelegationFilter(_sample.Area.Id));
        return _database.Commands.Count;
    }
}
