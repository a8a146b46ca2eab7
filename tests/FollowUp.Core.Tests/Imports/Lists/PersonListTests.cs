using FollowUp.Core.Audit;
using FollowUp.Core.Imports.Lists;
using FollowUp.Core.Tests.Users;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Imports.Lists;

public sealed class PersonListTests : ListTests
{
    private static readonly string[] Heads = ["Namn", "E-post", "Roller", "Enheter"];

    [Fact]
    public async Task Rows_AreKnownByTheAddress()
    {
        Assert.Equal(["Unchanged", "Changed Name", "Changed Roles,Places", "New", "Unchanged"], await FatesAsync(ListKind.People, Heads,
            ["Eva Provsson", "EVA@prov.example", "Rektor", "Norra provskolan, Rektor"], ["Dan Test", "dan@prov.example", "Principal", "Norra provskolan, Deputy principal"],
            ["Sara Exempel", "sara@prov.example", "Rektor, Controller", "Södra provskolan, Rektor; Åsens förskola, Skribent"],
            ["Ny Person", "ny@prov.example", "Läsare", ""], ["Kim Kontroll", "kim@prov.example", "Controller", ""]));
    }

    [Fact]
    public async Task Rows_WithSomethingWrong_SayWhatInWhichColumn()
    {
        Assert.Equal(
            [
                "Bad Name:UserNameMissing", "Bad Email:UserEmailMissing", "Bad Email:IdentityInvalidEmail", "Bad Roles:ListRoleUnknown", "Bad Roles:UserRoleMissing",
                "Bad Places:UserPlaceMissing", "Bad Places:UserPlaceWithoutRole", "Bad Places:ListUnitUnknown", "Bad Places:ListPlaceKindMissing", "New", "Bad Email:ListRowTwice",
                "Bad Roles:LastAdministrator",
            ],
            await FatesAsync(ListKind.People, Heads,
                ["", "a@prov.example", "Läsare"], ["A", "", "Läsare"], ["A", "ingen adress", "Läsare"], ["A", "b@prov.example", "Kejsare"], ["A", "c@prov.example", ""],
                ["A", "d@prov.example", "Rektor"], ["A", "e@prov.example", "Läsare", "Norra provskolan, Rektor"], ["A", "f@prov.example", "Rektor", "Okänd skola, Rektor"],
                ["A", "g@prov.example", "Rektor", "Norra provskolan"], ["A", "h@prov.example", "Läsare"], ["A", "H@prov.example", "Läsare"],
                ["Ada Påhitt", "ada@prov.example", "Läsare"]));
    }

    [Fact]
    public async Task Confirm_MakesAccountsWithoutPasswords_WhoGetTheirLinkByHand()
    {
        var id = await PrepareAsync(ListKind.People, Heads,
            ["Ny Rektor", "ny@prov.example", "Rektor", "Norra provskolan, Biträdande rektor; Södra provskolan, Skribent"], ["Lo Granskog", "lo@prov.example", "Controller, Läsare", ""]);
        Assert.True((await ConfirmAsync(id)).IsDone);

        await using var db = Database.Open();
        var user = await db.Users.Include(user => user.Memberships).SingleAsync(user => user.Email == "ny@prov.example");
        Assert.Null(user.PasswordHash);
        Assert.Equal([(Sample.North.Id, MembershipKind.Deputy), (Sample.South.Id, MembershipKind.Writer)], user.Memberships.OrderBy(place => place.Kind).Select(place => (place.UnitId, place.Kind)));
        Assert.Equal([AppRole.Reviewer, AppRole.Reader], (await Sample.AccessOfAsync(Sample.SecondReviewer)).Roles.Order());
        Assert.Equal([(AuditAction.UserCreated, "Principal"), (AuditAction.UserChanged, "Reviewer, Reader")],
            (await db.Audit.Where(entry => entry.Action == AuditAction.UserCreated || entry.Action == AuditAction.UserChanged).OrderBy(entry => entry.Action).ToListAsync()).Select(entry => (entry.Action, entry.Detail)));

        // Found as Identity looks for it, and able to choose a password.
        var access = await Sample.AccessOfAsync(Sample.Administrator);
        var link = (await Accounts.Passwords(db, Database).MakeLinkAsync(access, user.Id)).Value!;
        Assert.True((await Accounts.Passwords(db, Database).ResetAsync(link, SampleAuthority.Password)).IsDone);
        Assert.NotNull(await Accounts.Manager(db).FindByEmailAsync("NY@prov.example"));
    }

    [Fact]
    public async Task Confirm_AnAdministratorWhoLosesTheRole_LeavesAnotherWhoNoticesIt()
    {
        await Sample.AddUserAsync("Bo Två", "bo@prov.example", [AppRole.Administrator], []);
        Assert.Equal(["Changed Roles", "Bad Roles:LastAdministrator"], await FatesAsync(ListKind.People, Heads, ["Bo Två", "bo@prov.example", "Läsare"], ["Ada Påhitt", "ada@prov.example", "Läsare"]));
        var id = await PrepareAsync(ListKind.People, Heads, ["Bo Två", "bo@prov.example", "Läsare"]);
        await using var db = Database.Open();
        var before = (await db.Users.AsNoTracking().SingleAsync(user => user.Id == Sample.Administrator.Id)).ConcurrencyStamp;
        Assert.True((await ConfirmAsync(id)).IsDone);

        Assert.NotEqual(before, (await db.Users.AsNoTracking().SingleAsync(user => user.Id == Sample.Administrator.Id)).ConcurrencyStamp);
    }
}
