using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Data.Sqlite;
using FollowUp.Data.SqlServer;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Core.Tests.Data;

/// <summary>What a node remembers, while other contexts, as other nodes have them, change it.</summary>
public sealed class FrameMemoryTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;
    private ServiceProvider _node = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
        var services = new ServiceCollection();
        if (TestDatabase.Server is null) services.AddFollowUpSqlite(_database.ConnectionString, new DatabaseOptions());
        else services.AddFollowUpSqlServer(_database.ConnectionString, new DatabaseOptions());
        services.ConfigureDbContext<FollowUpDbContext>(options => options.AddInterceptors(_database.Collector));
        _node = services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Read_NothingChanged_AsksForTheMarkAlone()
    {
        await AskAsync(db => UnitTree.ReadAsync(db));
        _database.ForgetCommands();

        await AskAsync(db => UnitTree.ReadAsync(db));

        Assert.Contains("FrameMarks", Assert.Single(_database.Commands));
    }

    [Fact]
    public async Task Units_RenamedElsewhere_AreReadAgain()
    {
        await AskAsync(db => UnitTree.ReadAsync(db));
        await ChangeAsync(async db => (await db.Units.SingleAsync(unit => unit.Id == _sample.North.Id))
            .Change(new UnitFacts { Name = "Nya skolan", ParentId = _sample.Area.Id, SchoolForm = _sample.North.SchoolForm }, _database.Clock.Now));

        Assert.Equal("Nya skolan", (await AskAsync(db => UnitTree.ReadAsync(db))).Find(_sample.North.Id)!.Name);
    }

    [Fact]
    public async Task Access_TakenAwayElsewhere_IsGoneAtOnce()
    {
        Assert.NotNull(await AskAsync(db => UserAccess.ReadAsync(db, _sample.Head.Id, _database.Clock.Today)));
        await ChangeAsync(async db => (await db.Users.SingleAsync(user => user.Id == _sample.Head.Id)).Deactivate(_database.Clock.Now));

        Assert.Null(await AskAsync(db => UserAccess.ReadAsync(db, _sample.Head.Id, _database.Clock.Today)));
    }

    [Fact]
    public async Task Access_RoleGivenElsewhere_HoldsAtOnce()
    {
        var before = await AskAsync(db => UserAccess.ReadAsync(db, _sample.Reader.Id, _database.Clock.Today));
        await ChangeAsync(async db => db.UserRoles.Add(new() { UserId = _sample.Reader.Id, RoleId = (await db.Roles.SingleAsync(role => role.Name == nameof(AppRole.Reviewer))).Id }));

        Assert.Equal((false, true), (before!.IsReviewer, (await AskAsync(db => UserAccess.ReadAsync(db, _sample.Reader.Id, _database.Clock.Today)))!.IsReviewer));
    }

    [Fact]
    public async Task Session_EndedElsewhere_ShutsOutAtOnce_AndNoOther()
    {
        var (ended, other) = (new UserSession(Guid.CreateVersion7(), _sample.Head.Id, "", _database.Clock.Now), new UserSession(Guid.CreateVersion7(), _sample.Head.Id, "", _database.Clock.Now));
        Assert.Null(await InSessionAsync(ended));
        await ChangeAsync(db =>
        {
            db.UserSessions.AddRange(ended, other);
            return Task.CompletedTask;
        });
        Assert.NotNull(await InSessionAsync(ended));
        Assert.NotNull(await InSessionAsync(other));
        await ChangeAsync(async db => (await db.UserSessions.SingleAsync(session => session.Id == ended.Id)).End(_database.Clock.Now));

        Assert.Null(await InSessionAsync(ended));
        Assert.NotNull(await InSessionAsync(other));
        Assert.Null(await AskAsync(db => UserAccess.ReadAsync(db, _sample.Deputy.Id, other.Id, _database.Clock.Today)));
    }

    [Fact]
    public async Task Session_ThatIsUsed_HasNothingReadAgain()
    {
        var session = new UserSession(Guid.CreateVersion7(), _sample.Head.Id, "", _database.Clock.Now);
        await ChangeAsync(db => Task.FromResult(db.UserSessions.Add(session)));
        await InSessionAsync(session);
        _database.Time.Advance(UserSession.SeenEvery);
        await ChangeAsync(async db => (await db.UserSessions.SingleAsync(one => one.Id == session.Id)).See(_database.Clock.Now));
        _database.ForgetCommands();

        Assert.NotNull(await InSessionAsync(session));

        Assert.Contains("FrameMarks", Assert.Single(_database.Commands));
    }

    [Fact]
    public async Task List_StatusChangedElsewhere_ShowsIt()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North);
        var before = await ListAsync();
        await _sample.WriteAsync(activity, _sample.North, NoteState.Submitted, NoteStatus.NotStarted);

        Assert.Equal((NoteState.Missing, NoteState.Submitted), (before.Single().Note!.State, (await ListAsync()).Single().Note!.State));
    }

    [Fact]
    public async Task List_ActivityAddedElsewhere_ShowsIt()
    {
        await _sample.AddActivityAsync(1, "Ett", _sample.North);
        Assert.Single(await ListAsync());
        await _sample.AddActivityAsync(2, "Två", _sample.North);

        Assert.Equal([1, 2], (await ListAsync()).Select(row => row.Number));
    }

    [Fact]
    public async Task List_TextSavedWithoutAnotherStatus_IsNotReadAgain()
    {
        var activity = await _sample.AddActivityAsync(1, "Ett", _sample.North);
        var note = await _sample.WriteAsync(activity, _sample.North, NoteState.Draft);
        await ListAsync();
        await ChangeAsync(async db => (await db.Notes.SingleAsync(one => one.Id == note.Id))
            .Save(new NoteText(NoteStatus.InProgress, "Mer är gjort.", ""), _sample.Head.Id, _database.Clock.Now));
        var access = await _sample.AccessOfAsync(_sample.Reviewer);
        _database.ForgetCommands();

        await AskAsync(db => new ActivityQueries(db, _database.Clock).ListAsync(access, new ActivityFilter(), new PageRequest()));

        Assert.Single(_database.Commands);
    }

    private Task<UserAccess?> InSessionAsync(UserSession session) => AskAsync(db => UserAccess.ReadAsync(db, _sample.Head.Id, session.Id, _database.Clock.Today));

    private async Task<IReadOnlyList<ActivityRow>> ListAsync()
    {
        var access = await _sample.AccessOfAsync(_sample.Reviewer);
        return (await AskAsync(db => new ActivityQueries(db, _database.Clock).ListAsync(access, new ActivityFilter(), new PageRequest()))).Rows;
    }

    /// <summary>Asks as a request to the node does.</summary>
    private async Task<T> AskAsync<T>(Func<FollowUpDbContext, Task<T>> ask)
    {
        await using var scope = _node.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<FollowUpDbContext>());
    }

    private async Task ChangeAsync(Func<FollowUpDbContext, Task> change)
    {
        await using var db = _database.Open();
        await change(db);
        await db.SaveChangesAsync();
    }
}
