using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class ExternalSignInServiceTests : IAsyncLifetime
{
    private static readonly ExternalPerson Somebody = new()
    {
        Issuer = "https://sso.prov.example",
        Subject = "s-1",
        Name = "Nya Rektorsson",
        Email = "nya@prov.example",
        IsEmailVerified = true,
        DecidesRights = true,
        Grants = [new ExternalGrant(AppRole.Principal, "norra PROVSKOLAN")],
    };

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Admit_FromNobodyToNoRights_IsToldInTheAudit()
    {
        var made = await AdmitAsync(Somebody);
        Assert.Equal([_sample.North.Id], (await _sample.AccessOfAsync(made.Value!)).HeadUnits);
        Assert.True((await AdmitAsync(Somebody)).IsDone);
        Assert.True((await AdmitAsync(Somebody with { Grants = [new ExternalGrant(AppRole.Reader)] })).IsDone);
        Assert.Equal(["ExternalNoRights"], (await AdmitAsync(Somebody with { Grants = [] })).Refusals.Select(refusal => refusal.Code));
        Assert.True((await AdmitAsync(Somebody)).IsDone);

        await using var db = _database.Open();
        Assert.Equal(
            [
                (AuditAction.SignedInExternally, ""), (AuditAction.SignedInExternally, ""), (AuditAction.SignedInExternally, ""), (AuditAction.SignedInExternally, ""),
                (AuditAction.ExternalAccountMade, ""),
                (AuditAction.RightsTakenOver, ""), (AuditAction.RightsTakenOver, "Principal"), (AuditAction.RightsTakenOver, "Principal"), (AuditAction.RightsTakenOver, "Reader"),
                (AuditAction.ExternalRefused, ""),
            ],
            (await db.Audit.OrderBy(entry => entry.Action).ThenBy(entry => entry.Detail).Select(entry => new { entry.Action, entry.Detail }).ToListAsync()).Select(entry => (entry.Action, entry.Detail)));
        Assert.Null((await db.Memberships.SingleAsync(place => place.UserId == made.Value!.Id)).LastDay);
    }

    [Fact]
    public async Task Admit_RightsGivenHere_StayAsTheyAre()
    {
        var person = Somebody with { DecidesRights = false, Grants = [], Email = _sample.Head.Email! };

        Assert.Equal(_sample.Head.Id, (await AdmitAsync(person)).Value!.Id);

        Assert.Equal([_sample.North.Id], (await _sample.AccessOfAsync(_sample.Head)).HeadUnits);
        Assert.Equal(["ExternalUnknown"], (await AdmitAsync(person with { Subject = "s-2", Email = "ingen@prov.example" })).Refusals.Select(refusal => refusal.Code));
    }

    [Fact]
    public async Task Admit_LastAdministratorWithoutTheGroup_StaysOne()
    {
        var person = Somebody with { Email = _sample.Administrator.Email! };
        Assert.True((await AdmitAsync(person)).IsDone);
        Assert.Equal([AppRole.Principal, AppRole.Administrator], (await _sample.AccessOfAsync(_sample.Administrator)).Roles.Order());

        await _sample.AddUserAsync("Bo Andra", "bo@prov.example", [AppRole.Administrator], []);
        Assert.True((await AdmitAsync(person)).IsDone);

        Assert.Equal([AppRole.Principal], (await _sample.AccessOfAsync(_sample.Administrator)).Roles);
    }

    [Fact]
    public async Task Admit_TwoFirstTimesAtOnce_MakeOneAccount()
    {
        var outcomes = await Task.WhenAll(AdmitAsync(Somebody), AdmitAsync(Somebody));

        Assert.Contains(outcomes, outcome => outcome.IsDone);
        await using var db = _database.Open();
        Assert.Equal(1, await db.Users.CountAsync(user => user.Email == Somebody.Email));
        Assert.True((await AdmitAsync(Somebody)).IsDone);
    }

    [Fact]
    public async Task Admit_NewAccountWithATakenAddress_IsRefused() =>
        Assert.Equal(["ExternalEmailTaken"], (await AdmitAsync(Somebody with { Email = _sample.Head.Email!, IsEmailVerified = false })).Refusals.Select(refusal => refusal.Code));

    [Theory]
    [InlineData("")]
    [InlineData("Norra")]
    [InlineData("0197a000-0000-7000-8000-00000000dead")]
    public async Task Admit_UnitThatDoesNotExist_GivesNothing(string unit) =>
        Assert.Equal(["ExternalUnknown"], (await AdmitAsync(Somebody with { Grants = [new ExternalGrant(AppRole.Principal, unit)] })).Refusals.Select(refusal => refusal.Code));

    [Fact]
    public async Task Admit_UnitByItsKey_GivesThePlace() =>
        Assert.True((await AdmitAsync(Somebody with { Grants = [new ExternalGrant(AppRole.Principal, _sample.North.Id.ToString(), MembershipKind.Writer)] })).IsDone);

    private async Task<Outcome<AppUser>> AdmitAsync(ExternalPerson person)
    {
        await using var db = _database.Open();
        return await Accounts.External(db, _database).AdmitAsync(person);
    }
}
