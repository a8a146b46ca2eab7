using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class SetupServiceTests : IAsyncLifetime
{
    private static readonly Setup Filled = new()
    {
        AuthorityName = "Provkommunen",
        Name = "Första Person",
        Email = "forsta@prov.example",
        Password = "en mening att minnas",
    };

    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Create_EmptyInstallation_MakesAuthorityAndAdministratorWhoCanSignIn()
    {
        Assert.True(await IsNeededAsync());

        Assert.True((await CreateAsync(Filled)).IsDone);

        Assert.False(await IsNeededAsync());
        await using var db = _database.Open();
        var user = await db.Users.SingleAsync();
        var access = (await UserAccess.ReadAsync(db, user.Id, _database.Clock.Today))!;
        Assert.True(access.May(Permission.Administer));
        Assert.Equal("Provkommunen", (await db.Units.SingleAsync(x => x.Id == access.AuthorityId)).Name);
        Assert.True(await Accounts.Manager(db).CheckPasswordAsync(user, Filled.Password));
        Assert.True(await db.Audit.AnyAsync(x => x.Action == AuditAction.FirstAdministratorCreated));
    }

    [Fact]
    public async Task Create_AgainOrAtTheSameTime_IsRefused()
    {
        var both = await Task.WhenAll(CreateAsync(Filled), CreateAsync(Filled with { Email = "andra@prov.example" }));

        Assert.Equal("SetupIsDone", both.Single(outcome => !outcome.IsDone).Refusals.Single().Code);
        Assert.Equal("SetupIsDone", (await CreateAsync(Filled)).Refusals.Single().Code);
        await using var db = _database.Open();
        Assert.Equal((1, 1), (await db.Users.CountAsync(), await db.Units.CountAsync()));
    }

    [Fact]
    public async Task Create_ShortPasswordOrNothing_IsRefusedAtTheFields()
    {
        Assert.Equal("Password", (await CreateAsync(Filled with { Password = "kort" })).Refusals.Single().Field);
        Assert.Equal(
            ["AuthorityName", "Name", "Email"],
            (await CreateAsync(new Setup { AuthorityName = "", Name = " ", Email = "", Password = "" })).Refusals.Select(x => x.Field));
        Assert.True(await IsNeededAsync());
    }

    private async Task<Outcome> CreateAsync(Setup setup)
    {
        await using var db = _database.Open();
        return await Accounts.Setup(db, _database).CreateAsync(setup);
    }

    private async Task<bool> IsNeededAsync()
    {
        await using var db = _database.Open();
        return await Accounts.Setup(db, _database).IsNeededAsync();
    }
}
