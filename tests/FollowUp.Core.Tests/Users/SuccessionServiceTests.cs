using FollowUp.Core.Audit;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class SuccessionServiceTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private DateOnly Today => _database.Clock.Today;

    [Fact]
    public async Task Replace_FromADayAhead_ChangesWhoLeadsOnThatDay()
    {
        Assert.True((await ReplaceAsync(_sample.Deputy, Today.AddDays(10))).IsDone);

        Assert.Contains(_sample.North.Id, (await _sample.AccessOfAsync(_sample.Head)).HeadUnits);
        Assert.DoesNotContain(_sample.North.Id, (await _sample.AccessOfAsync(_sample.Deputy)).HeadUnits);

        _database.Time.Advance(TimeSpan.FromDays(10));
        Assert.Empty((await _sample.AccessOfAsync(_sample.Head)).OwnUnits);
        Assert.Contains(_sample.North.Id, (await _sample.AccessOfAsync(_sample.Deputy)).HeadUnits);
    }

    [Fact]
    public async Task Replace_TwiceFromOneForm_IsDoneOnceWithAuditOfBoth()
    {
        Assert.True((await ReplaceAsync(_sample.Deputy, Today)).IsDone);
        Assert.True((await ReplaceAsync(_sample.Deputy, Today)).IsDone);

        await using var db = _database.Open();
        Assert.Equal(
            [(AuditAction.HeadLeft, _sample.Head.Id), (AuditAction.HeadTookOver, _sample.Deputy.Id)],
            (await db.Audit.OrderBy(entry => entry.Action).ToListAsync()).Select(entry => (entry.Action, entry.SubjectId)));
    }

    [Fact]
    public async Task Replace_Done_KeepsTheFormerPlaceAsHistory()
    {
        await ReplaceAsync(_sample.Deputy, Today);

        await using var db = _database.Open();
        var former = (await new UserQueries(db, _database.Clock).DetailsAsync(_sample.Head.Id))!;
        Assert.Empty(former.Places);
        Assert.Equal((_sample.North.Id, Today.AddDays(-1)), (Assert.Single(former.FormerPlaces).UnitId, former.FormerPlaces[0].LastDay));
        var unit = (await new UnitQueries(db, _database.Clock).DetailsAsync(_sample.North.Id))!;
        Assert.Equal("Eva Provsson", Assert.Single(unit.FormerMembers).Name);
        Assert.Equal([("Dan Testberg", MembershipKind.Head), ("Dan Testberg", MembershipKind.Deputy)], unit.Members.Select(member => (member.Name, member.Kind)));
    }

    [Fact]
    public async Task Change_AfterwardsInThePersonsForm_LeavesTheHistoryAlone()
    {
        await ReplaceAsync(_sample.Deputy, Today);

        await using var db = _database.Open();
        var former = await db.Users.Include(user => user.Memberships).SingleAsync(user => user.Id == _sample.Head.Id);
        former.BecomeMemberOf([(_sample.South.Id, MembershipKind.Head)], Today);
        Assert.Equal([_sample.North.Id, _sample.South.Id], former.Memberships.Select(place => place.UnitId));

        former.BecomeMemberOf([(_sample.North.Id, MembershipKind.Head)], Today);
        var again = Assert.Single(former.Memberships);
        Assert.True(again.IsInForceOn(Today));
    }

    [Fact]
    public async Task Replace_ByOneWhoCannot_IsRefusedWithTheReason()
    {
        Assert.Equal("SuccessorUnknown", Code(await ReplaceAsync(_sample.Reader, Today)));
        Assert.Equal("SuccessorIsTheSame", Code(await ReplaceAsync(_sample.Head, Today)));
        Assert.Equal("SuccessionTooFarAhead", Code(await ReplaceAsync(_sample.Deputy, Today.AddDays(400))));
        Assert.Equal("SuccessionWithoutPlace", Code(await ReplaceAsync(_sample.OtherHead, Today, former: _sample.Deputy)));
        Assert.True((await ReplaceAsync(_sample.Deputy, Today, by: _sample.Head)).IsNotFound);

        await ReplaceAsync(_sample.Deputy, Today);
        Assert.Equal("SuccessionBeforeThePlace", Code(await ReplaceAsync(_sample.OtherHead, Today, former: _sample.Deputy)));
    }

    private static string Code(Outcome outcome) => Assert.Single(outcome.Refusals).Code;

    private async Task<Outcome> ReplaceAsync(AppUser successor, DateOnly firstDay, AppUser? former = null, AppUser? by = null)
    {
        await using var db = _database.Open();
        return await new SuccessionService(db, _database.Clock).ReplaceAsync(
            await _sample.AccessOfAsync(by ?? _sample.Administrator),
            new NewSuccession { UserId = (former ?? _sample.Head).Id, UnitId = _sample.North.Id, Email = successor.Email!, FirstDay = firstDay });
    }
}
