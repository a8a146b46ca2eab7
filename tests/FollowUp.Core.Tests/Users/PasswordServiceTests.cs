using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class PasswordServiceTests : IAsyncLifetime
{
    private const string New = "en mening att minnas";

    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task MakeLink_ThenReset_ChangesPasswordAndOpensALockedAccount()
    {
        await using (var db = _database.Open())
        {
            (await db.Users.SingleAsync(x => x.Id == _sample.Head.Id)).LockoutEnd = _database.Time.GetUtcNow().AddMinutes(15);
            await db.SaveChangesAsync();
        }

        var link = await MakeLinkAsync(_sample.Administrator, _sample.Head);
        Assert.True((await ResetAsync(link.Value!, New)).IsDone);

        await using var after = _database.Open();
        var user = await after.Users.SingleAsync(x => x.Id == _sample.Head.Id);
        Assert.True(await Accounts.Manager(after).CheckPasswordAsync(user, New));
        Assert.Null(user.LockoutEnd);
        Assert.Equal(
            [AuditAction.ResetLinkMade, AuditAction.PasswordReset],
            await after.Audit.Where(x => x.SubjectId == user.Id).OrderBy(x => x.Action).Select(x => x.Action).ToListAsync());
    }

    [Fact]
    public async Task Works_UntilTheLinkIsUsed_AndNotForAWrongOne()
    {
        var link = (await MakeLinkAsync(_sample.Administrator, _sample.Head)).Value!;

        Assert.True(await WorksAsync(link));
        Assert.False(await WorksAsync(link with { Token = "fel" }));
        Assert.False(await WorksAsync(link with { UserId = Guid.CreateVersion7() }));
        await ResetAsync(link, New);
        Assert.False(await WorksAsync(link));
    }

    private async Task<bool> WorksAsync(PasswordLink link)
    {
        await using var db = _database.Open();
        return await Accounts.Passwords(db, _database).WorksAsync(link);
    }

    [Fact]
    public async Task Reset_ShortPassword_IsRefusedAndTheLinkStillWorks()
    {
        var link = (await MakeLinkAsync(_sample.Administrator, _sample.Head)).Value!;

        var refusal = Assert.Single((await ResetAsync(link, "kort")).Refusals);

        Assert.Equal(("IdentityPasswordTooShort", "Password", 12), (refusal.Code, refusal.Field, refusal.Arguments.Single()));
        Assert.True((await ResetAsync(link, New)).IsDone);
    }

    [Fact]
    public async Task Reset_DeactivatedOrUnknownAccount_AnswersAsForASpentLink()
    {
        var link = (await MakeLinkAsync(_sample.Administrator, _sample.Head)).Value!;
        await using (var db = _database.Open())
        {
            (await db.Users.SingleAsync(x => x.Id == _sample.Head.Id)).Deactivate(_database.Clock.Now);
            await db.SaveChangesAsync();
        }

        Assert.Equal("PasswordLinkSpent", Assert.Single((await ResetAsync(link, New)).Refusals).Code);
        Assert.Equal("PasswordLinkSpent", Assert.Single((await ResetAsync(link with { UserId = Guid.NewGuid() }, New)).Refusals).Code);
        Assert.Equal("UserIsDeactivated", Assert.Single((await MakeLinkAsync(_sample.Administrator, _sample.Head)).Refusals).Code);
    }

    [Fact]
    public async Task MakeLink_ByReviewer_IsNotFound() => Assert.True((await MakeLinkAsync(_sample.Reviewer, _sample.Head)).IsNotFound);

    [Fact]
    public async Task Change_RightPassword_IsChangedWithAudit()
    {
        Assert.True((await ChangeAsync(SampleAuthority.Password)).IsDone);

        await using var db = _database.Open();
        Assert.True(await Accounts.Manager(db).CheckPasswordAsync(await db.Users.SingleAsync(x => x.Id == _sample.Head.Id), New));
        Assert.Equal(AuditAction.PasswordChanged, (await db.Audit.SingleAsync(x => x.SubjectId == _sample.Head.Id)).Action);
    }

    [Fact]
    public async Task Change_WrongPasswordManyTimes_LocksTheAccount()
    {
        var first = Assert.Single((await ChangeAsync("gissning ett")).Refusals);
        await ChangeAsync("gissning två");
        await ChangeAsync("gissning tre");
        var then = Assert.Single((await ChangeAsync(SampleAuthority.Password)).Refusals);

        Assert.Equal(("IdentityPasswordMismatch", "CurrentPassword"), (first.Code, first.Field));
        Assert.Equal("UserIsLockedOut", then.Code);
    }

    private async Task<Outcome<PasswordLink>> MakeLinkAsync(AppUser by, AppUser user)
    {
        await using var db = _database.Open();
        return await Accounts.Passwords(db, _database).MakeLinkAsync(await _sample.AccessOfAsync(by), user.Id);
    }

    private async Task<Outcome> ResetAsync(PasswordLink link, string password)
    {
        await using var db = _database.Open();
        return await Accounts.Passwords(db, _database).ResetAsync(link, password);
    }

    private async Task<Outcome> ChangeAsync(string current)
    {
        await using var db = _database.Open();
        return await Accounts.Passwords(db, _database).ChangeAsync(await _sample.AccessOfAsync(_sample.Head), current, New);
    }
}
