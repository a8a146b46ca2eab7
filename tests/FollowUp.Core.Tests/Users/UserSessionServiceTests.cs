using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class UserSessionServiceTests : IAsyncLifetime
{
    private const int Hours = 8;

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task End_OneOfTwo_LetsTheOtherGoOn()
    {
        var one = await BeginAsync("Firefox, Windows");
        _database.Time.Advance(TimeSpan.FromMinutes(1));
        var two = await BeginAsync("Chrome, Android");
        Assert.Equal([two, one], (await ListAsync()).Select(row => row.Id));

        Assert.True((await EndAsync(one)).IsDone);
        Assert.True((await EndAsync(one)).IsDone);

        Assert.Null(await ReadAsync(one));
        Assert.Equal(_sample.Head.Name, (await ReadAsync(two))!.Name);
        Assert.Equal("Chrome, Android", Assert.Single(await ListAsync()).Browser);
        Assert.Equal([AuditAction.SessionsEnded], await ActionsAsync());
    }

    [Fact]
    public async Task Read_SomebodyElsesSession_IsNobody()
    {
        var session = await BeginAsync("");

        await using var db = _database.Open();
        Assert.Null(await UserAccess.ReadAsync(db, _sample.OtherHead.Id, session, _database.Clock.Today));
        Assert.Null(await UserAccess.ReadAsync(db, _sample.Head.Id, Guid.Empty, _database.Clock.Today));
    }

    [Fact]
    public async Task End_SomebodyElses_IsNotFound()
    {
        var session = await BeginAsync("");
        await using var db = _database.Open();
        var service = new UserSessionService(db, _database.Clock);

        Assert.True((await service.EndAsync(await _sample.AccessOfAsync(_sample.Administrator), session)).IsNotFound);
        Assert.True((await service.EndAllAsync(await _sample.AccessOfAsync(_sample.Reviewer), _sample.Head.Id)).IsNotFound);
        Assert.NotNull(await ReadAsync(session));
    }

    [Fact]
    public async Task EndOthersThenAll_AreToldInTheAuditWithWhoDidIt()
    {
        var (one, two, three) = (await BeginAsync(""), await BeginAsync(""), await BeginAsync(""));
        await using (var db = _database.Open())
            Assert.True((await new UserSessionService(db, _database.Clock).EndOthersAsync(await _sample.AccessOfAsync(_sample.Head), two)).IsDone);
        Assert.Equal([two], (await ListAsync()).Select(row => row.Id));
        Assert.Null(await ReadAsync(one));
        Assert.Null(await ReadAsync(three));

        await using (var db = _database.Open())
        {
            var service = new UserSessionService(db, _database.Clock);
            var access = await _sample.AccessOfAsync(_sample.Administrator);
            Assert.Equal(1, await new UserSessionQueries(db, _database.Clock).CountAsync(_sample.Head.Id, Hours));
            Assert.True((await service.EndAllAsync(access, _sample.Head.Id)).IsDone);
            Assert.True((await service.EndAllAsync(access, _sample.Head.Id)).IsDone);
        }

        Assert.Empty(await ListAsync());
        await using var after = _database.Open();
        Assert.Equal(
            [_sample.Head.Id, _sample.Administrator.Id],
            (await after.Audit.Where(entry => entry.Action == AuditAction.SessionsEnded).ToListAsync()).OrderBy(entry => entry.Id).Select(entry => entry.UserId!.Value));
    }

    [Fact]
    public async Task SignOut_EndsTheSessionOfThatBrowser()
    {
        var (one, two) = (await BeginAsync(""), await BeginAsync(""));
        await using (var db = _database.Open()) await new UserSessionService(db, _database.Clock).SignOutAsync(await _sample.AccessOfAsync(_sample.Head), one);

        Assert.Equal([two], (await ListAsync()).Select(row => row.Id));
        Assert.Equal([AuditAction.SignedOut], await ActionsAsync());
    }

    [Fact]
    public async Task Begin_InABrowserThatHadOne_EndsThat_AndOldOnesAreForgotten()
    {
        var old = await BeginAsync("");
        _database.Time.Advance(UserSession.Kept + TimeSpan.FromDays(1));
        var one = await BeginAsync("");

        var two = await BeginAsync("", one);

        Assert.Null(await ReadAsync(one));
        Assert.NotNull(await ReadAsync(two));
        await using var db = _database.Open();
        Assert.DoesNotContain(await db.UserSessions.ToListAsync(), session => session.Id == old);
        Assert.Equal(2, await db.UserSessions.CountAsync());
    }

    [Fact]
    public async Task See_NowAndThen_IsKeptInWholeMinutes()
    {
        var session = await BeginAsync("");
        var start = _database.Clock.Now;
        _database.Time.Advance(TimeSpan.FromMinutes(4));
        await SeeAsync(session);
        Assert.Equal(start, Assert.Single(await ListAsync()).SeenAt);

        _database.Time.Advance(new TimeSpan(0, 3, 42));
        await SeeAsync(session);
        Assert.Equal(start.AddMinutes(7), Assert.Single(await ListAsync()).SeenAt);

        // Nobody is signed in any longer where it was not used for so long.
        _database.Time.Advance(TimeSpan.FromHours(Hours + 1));
        Assert.Empty(await ListAsync());
    }

    private async Task<Guid> BeginAsync(string browser, Guid? former = null)
    {
        await using var db = _database.Open();
        return await new UserSessionService(db, _database.Clock).BeginAsync(_sample.Head.Id, former, browser);
    }

    private async Task SeeAsync(Guid id)
    {
        await using var db = _database.Open();
        await new UserSessionService(db, _database.Clock).SeeAsync(id);
    }

    private async Task<Outcome> EndAsync(Guid id)
    {
        await using var db = _database.Open();
        return await new UserSessionService(db, _database.Clock).EndAsync(await _sample.AccessOfAsync(_sample.Head), id);
    }

    private async Task<IReadOnlyList<UserSessionRow>> ListAsync()
    {
        await using var db = _database.Open();
        return await new UserSessionQueries(db, _database.Clock).ListAsync(await _sample.AccessOfAsync(_sample.Head), Hours);
    }

    private async Task<UserAccess?> ReadAsync(Guid session)
    {
        await using var db = _database.Open();
        return await UserAccess.ReadAsync(db, _sample.Head.Id, session, _database.Clock.Today);
    }

    private async Task<List<AuditAction>> ActionsAsync()
    {
        await using var db = _database.Open();
        return await db.Audit.Where(entry => entry.UserId == _sample.Head.Id).OrderBy(entry => entry.At).Select(entry => entry.Action).ToListAsync();
    }
}
