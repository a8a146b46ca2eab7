using FollowUp.Core.Audit;
using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class UserServiceTests : IAsyncLifetime
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
    public async Task Create_Principal_HasRolePlaceAuditAndALinkThatWorksOnce()
    {
        var id = Guid.CreateVersion7();

        var made = await CreateAsync(id, Principal("Åsa Ny", "asa.ny@prov.example", _sample.South));

        Assert.True(made.IsDone);
        await using var db = _database.Open();
        var user = await db.Users.Include(x => x.Memberships).SingleAsync(x => x.Id == id);
        Assert.Equal((_sample.South.Id, MembershipKind.Head), user.Memberships.Select(x => (x.UnitId, x.Kind)).Single());
        Assert.Equal("ASA.NY@PROV.EXAMPLE", user.NormalizedEmail);
        Assert.Null(user.PasswordHash);
        Assert.Equal([AppRole.Principal], (await UserAccess.ReadAsync(db, id, _database.Clock.Today))!.Roles);
        var entry = await db.Audit.SingleAsync(x => x.SubjectId == id);
        Assert.Equal((AuditAction.UserCreated, "Principal", _sample.Administrator.Id), (entry.Action, entry.Detail, entry.UserId!.Value));

        Assert.True((await ResetAsync(made.Value!, "en mening att minnas")).IsDone);
        Assert.Equal("PasswordLinkSpent", Assert.Single((await ResetAsync(made.Value!, "en annan mening")).Refusals).Code);
    }

    [Fact]
    public async Task Deactivate_AfterYearsOfWork_LeavesTheNameEverywhereInTheHistory()
    {
        var activity = await _sample.AddActivityAsync(1, "Rutin för frånvaro", _sample.North);
        var note = await _sample.WriteAsync(activity, _sample.North, NoteState.Submitted);
        await using (var db = _database.Open())
        {
            db.NoteComments.Add(new NoteComment(Guid.CreateVersion7(), note.Id, null, CommentPart.Whole, "Tack.", _sample.Head.Id, _database.Clock.Now));
            db.Audit.Add(new AuditEntry(_database.Clock.Now, _sample.Head.Id, AuditAction.NoteSubmitted, note.Id, activity.Label));
            await db.SaveChangesAsync();
        }

        await using (var db = _database.Open())
            Assert.True((await Accounts.Users(db, _database).DeactivateAsync(await _sample.AccessOfAsync(_sample.Administrator), _sample.Head.Id)).IsDone);

        await using var after = _database.Open();
        var shown = (await new NoteQueries(after, _database.Clock).DetailsAsync(await _sample.AccessOfAsync(_sample.Reviewer), note.Id))!;
        Assert.Equal("Eva Provsson", shown.SavedBy);
        Assert.All(shown.History, entry => Assert.Equal("Eva Provsson", entry.Author));
        Assert.Equal("Eva Provsson", Assert.Single(shown.Discussion!.Threads).Remark.Author);
        Assert.Equal("Eva Provsson", Assert.Single(await new AuditQueries(after, _database.Clock).LatestAsync(note.Id)).User);
    }

    [Fact]
    public async Task Change_LastDay_LetsThePersonInUntilTheDayEndsInTheAuthoritysCalendar()
    {
        var id = Guid.CreateVersion7();
        await CreateAsync(id, new UserFacts { Name = "Nils Ny", Email = "nils.ny@prov.example", Roles = new HashSet<AppRole> { AppRole.Reader }, EndsOn = _database.Clock.Today });

        // 18 November 2026, 09.00 UTC is 10.00 in Stockholm: the day has fourteen hours left there.
        _database.Time.Advance(TimeSpan.FromHours(13.9));
        Assert.NotNull(await AccessAsync(id));
        _database.Time.Advance(TimeSpan.FromHours(0.2));
        Assert.Null(await AccessAsync(id));
        Assert.Equal([id], (await ListAsync(UserStanding.Ended)).Select(user => user.Id));
        Assert.Equal("UserHasEnded", Assert.Single((await LinkAsync(id)).Refusals).Code);
    }

    [Fact]
    public async Task Change_LastDayInThePast_OrOfTheLastAdministrator_IsRefused()
    {
        var facts = new UserFacts { Name = "Ada Påhitt", Email = "ada@prov.example", Roles = new HashSet<AppRole> { AppRole.Administrator } };

        var past = await ChangeAsync(_sample.Administrator, facts with { EndsOn = _database.Clock.Today.AddDays(-1) });
        var last = await ChangeAsync(_sample.Administrator, facts with { EndsOn = _database.Clock.Today.AddDays(30) });

        Assert.Equal(("UserEndsInThePast", "EndsOn"), (Assert.Single(past.Refusals).Code, past.Refusals[0].Field));
        Assert.Equal("LastAdministrator", Assert.Single(last.Refusals).Code);
    }

    private async Task<UserAccess?> AccessAsync(Guid id)
    {
        await using var db = _database.Open();
        return await UserAccess.ReadAsync(db, id, _database.Clock.Today);
    }

    private async Task<IReadOnlyList<UserRow>> ListAsync(UserStanding standing)
    {
        await using var db = _database.Open();
        return (await new UserQueries(db, _database.Clock).ListAsync(new UserFilter(Standing: standing), new PageRequest())).Rows;
    }

    private async Task<Outcome<PasswordLink>> LinkAsync(Guid id)
    {
        await using var db = _database.Open();
        return await Accounts.Passwords(db, _database).MakeLinkAsync(await _sample.AccessOfAsync(_sample.Administrator), id);
    }

    [Fact]
    public async Task Create_Twice_MakesOnePersonAndGivesALinkEachTime()
    {
        var id = Guid.CreateVersion7();
        var facts = Principal("Åsa Ny", "asa.ny@prov.example", _sample.South);

        await CreateAsync(id, facts);
        var again = await CreateAsync(id, facts);

        Assert.True(again.IsDone);
        Assert.Equal(id, again.Value!.UserId);
        await using var db = _database.Open();
        Assert.Equal(1, await db.Users.CountAsync(x => x.NormalizedEmail == "ASA.NY@PROV.EXAMPLE"));
        Assert.Equal(1, await db.Audit.CountAsync(x => x.SubjectId == id));
    }

    [Fact]
    public async Task Create_AddressInUse_IsRefusedAtTheAddress()
    {
        var refusal = Assert.Single((await CreateAsync(Guid.CreateVersion7(), Principal("Eva Annan", "EVA@prov.example", _sample.North))).Refusals);

        Assert.Equal(("IdentityDuplicateEmail", "Email"), (refusal.Code, refusal.Field));
    }

    [Fact]
    public async Task Create_NothingFilledIn_SaysEverythingAtOnce()
    {
        var refusals = (await CreateAsync(Guid.CreateVersion7(), new UserFacts { Name = " ", Email = "", Roles = new HashSet<AppRole>() })).Refusals;

        Assert.Equal(["UserNameMissing", "UserEmailMissing", "UserRoleMissing"], refusals.Select(x => x.Code));
    }

    [Fact]
    public async Task Create_PrincipalWithoutUnit_OrUnitWithoutRole_IsRefused()
    {
        var without = Principal("Åsa Ny", "asa.ny@prov.example", _sample.South) with { Places = [] };
        var beside = Principal("Åsa Ny", "asa.ny@prov.example", _sample.South) with { Roles = new HashSet<AppRole> { AppRole.Reader } };

        Assert.Equal("UserPlaceMissing", Assert.Single((await CreateAsync(Guid.CreateVersion7(), without)).Refusals).Code);
        Assert.Equal("UserPlaceWithoutRole", Assert.Single((await CreateAsync(Guid.CreateVersion7(), beside)).Refusals).Code);
    }

    [Fact]
    public async Task Create_ByReviewer_IsNotFound()
    {
        await using var db = _database.Open();

        var outcome = await Accounts.Users(db, _database).CreateAsync(
            await _sample.AccessOfAsync(_sample.Reviewer), Guid.CreateVersion7(), Principal("Åsa Ny", "asa.ny@prov.example", _sample.South));

        Assert.True(outcome.IsNotFound);
    }

    [Fact]
    public async Task Change_NameRolesAndPlaces_IsOneSaveWithAudit()
    {
        var facts = new UserFacts
        {
            Name = "Eva Bytt",
            Email = "eva.bytt@prov.example",
            Roles = new HashSet<AppRole> { AppRole.Principal, AppRole.Reviewer },
            Places = [new UserPlace(_sample.South.Id, MembershipKind.Deputy), new UserPlace(_sample.North.Id, MembershipKind.Head)],
        };

        Assert.True((await ChangeAsync(_sample.Head, facts)).IsDone);

        await using var db = _database.Open();
        var user = await db.Users.Include(x => x.Memberships).SingleAsync(x => x.Id == _sample.Head.Id);
        Assert.Equal(("Eva Bytt", "EVA.BYTT@PROV.EXAMPLE", "eva bytt eva.bytt@prov.example"), (user.Name, user.NormalizedUserName, user.SearchName));
        Assert.Equal(2, user.Memberships.Count);
        Assert.Equal([AppRole.Principal, AppRole.Reviewer], (await UserAccess.ReadAsync(db, user.Id, _database.Clock.Today))!.Roles.Order());
        Assert.Equal("Principal, Reviewer", (await db.Audit.SingleAsync(x => x.SubjectId == user.Id)).Detail);
    }

    [Fact]
    public async Task Change_PlacesTakenAway_AreGone()
    {
        var facts = new UserFacts { Name = "Eva Provsson", Email = "eva@prov.example", Roles = new HashSet<AppRole> { AppRole.Reader } };

        Assert.True((await ChangeAsync(_sample.Head, facts)).IsDone);

        await using var db = _database.Open();
        Assert.False(await db.Memberships.AnyAsync(x => x.UserId == _sample.Head.Id));
        Assert.Equal([AppRole.Reader], (await UserAccess.ReadAsync(db, _sample.Head.Id, _database.Clock.Today))!.Roles);
    }

    [Fact]
    public async Task Change_SomebodyElseChangedInBetween_ChangesNothing()
    {
        var version = await VersionOfAsync(_sample.Head);
        var facts = Principal("Eva Ett", "eva@prov.example", _sample.North);
        await ChangeAsync(_sample.Head, facts);

        await using var db = _database.Open();
        var outcome = await Accounts.Users(db, _database).ChangeAsync(await AdministratorAsync(), _sample.Head.Id, version, facts with { Name = "Eva Två" });

        Assert.True(outcome.IsConflict);
        Assert.Equal("Eva Ett", await NameOfAsync(_sample.Head));
    }

    [Fact]
    public async Task Change_TheLastAdministrator_KeepsTheRole()
    {
        var facts = new UserFacts { Name = "Ada Påhitt", Email = "ada@prov.example", Roles = new HashSet<AppRole> { AppRole.Reviewer } };

        Assert.Equal("LastAdministrator", Assert.Single((await ChangeAsync(_sample.Administrator, facts)).Refusals).Code);

        await _sample.AddUserAsync("Bo Andre", "bo@prov.example", [AppRole.Administrator], []);
        Assert.True((await ChangeAsync(_sample.Administrator, facts)).IsDone);
    }

    [Fact]
    public async Task Deactivate_TwoAdministratorsEachOtherAtOnce_LeavesOne()
    {
        var other = await _sample.AddUserAsync("Bo Andre", "bo@prov.example", [AppRole.Administrator], []);
        var (ada, bo) = (await AdministratorAsync(), await _sample.AccessOfAsync(other));
        await using var first = _database.Open();
        await using var second = _database.Open();

        // Both read before either saves.
        await second.Users.LoadAsync();
        Assert.True((await Accounts.Users(first, _database).DeactivateAsync(ada, other.Id)).IsDone);
        var late = await Accounts.Users(second, _database).DeactivateAsync(bo, ada.UserId);

        Assert.False(late.IsDone);
        await using var db = _database.Open();
        Assert.Null((await db.Users.SingleAsync(x => x.Id == ada.UserId)).DeactivatedAt);
    }

    [Fact]
    public async Task Deactivate_AndActivate_EndsAndGivesBackAccess()
    {
        var service = await ServiceAsync();
        Assert.True((await service.DeactivateAsync(await AdministratorAsync(), _sample.Head.Id)).IsDone);
        await using var db = _database.Open();
        Assert.Null(await UserAccess.ReadAsync(db, _sample.Head.Id, _database.Clock.Today));

        Assert.True((await (await ServiceAsync()).ActivateAsync(await AdministratorAsync(), _sample.Head.Id)).IsDone);

        Assert.NotNull(await UserAccess.ReadAsync(db, _sample.Head.Id, _database.Clock.Today));
        Assert.Equal(
            [AuditAction.UserDeactivated, AuditAction.UserActivated],
            await db.Audit.Where(x => x.SubjectId == _sample.Head.Id).OrderBy(x => x.Action).Select(x => x.Action).ToListAsync());
    }

    [Fact]
    public async Task Deactivate_Oneself_IsRefused()
    {
        await _sample.AddUserAsync("Bo Andre", "bo@prov.example", [AppRole.Administrator], []);

        var outcome = await (await ServiceAsync()).DeactivateAsync(await AdministratorAsync(), _sample.Administrator.Id);

        Assert.Equal("UserIsOneself", Assert.Single(outcome.Refusals).Code);
    }

    [Fact]
    public async Task Unlock_LockedAccount_CanBeTriedAgain()
    {
        await using (var db = _database.Open())
        {
            var user = await db.Users.SingleAsync(x => x.Id == _sample.Head.Id);
            (user.LockoutEnd, user.AccessFailedCount) = (_database.Time.GetUtcNow().AddMinutes(15), 4);
            await db.SaveChangesAsync();
        }

        Assert.True((await (await ServiceAsync()).UnlockAsync(await AdministratorAsync(), _sample.Head.Id)).IsDone);

        await using var after = _database.Open();
        var unlocked = await after.Users.SingleAsync(x => x.Id == _sample.Head.Id);
        Assert.Equal((null, 0), (unlocked.LockoutEnd, unlocked.AccessFailedCount));
        Assert.Equal(AuditAction.UserUnlocked, (await after.Audit.SingleAsync(x => x.SubjectId == _sample.Head.Id)).Action);
    }

    private static UserFacts Principal(string name, string email, Unit unit) => new()
    {
        Name = name,
        Email = email,
        Roles = new HashSet<AppRole> { AppRole.Principal },
        Places = [new UserPlace(unit.Id, MembershipKind.Head)],
    };

    private Task<UserAccess> AdministratorAsync() => _sample.AccessOfAsync(_sample.Administrator);

    private Task<UserService> ServiceAsync() => Task.FromResult(Accounts.Users(_database.Open(), _database));

    private async Task<Outcome<PasswordLink>> CreateAsync(Guid id, UserFacts facts)
    {
        await using var db = _database.Open();
        return await Accounts.Users(db, _database).CreateAsync(await AdministratorAsync(), id, facts);
    }

    private async Task<Outcome> ChangeAsync(AppUser user, UserFacts facts)
    {
        await using var db = _database.Open();
        return await Accounts.Users(db, _database).ChangeAsync(await AdministratorAsync(), user.Id, await VersionOfAsync(user), facts);
    }

    private async Task<Outcome> ResetAsync(PasswordLink link, string password)
    {
        await using var db = _database.Open();
        return await Accounts.Passwords(db, _database).ResetAsync(link, password);
    }

    private async Task<string> VersionOfAsync(AppUser user)
    {
        await using var db = _database.Open();
        return (await db.Users.SingleAsync(x => x.Id == user.Id)).ConcurrencyStamp!;
    }

    private async Task<string> NameOfAsync(AppUser user)
    {
        await using var db = _database.Open();
        return (await db.Users.SingleAsync(x => x.Id == user.Id)).Name;
    }
}
