using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class SecondFactorServiceTests : IAsyncLifetime
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
    public async Task TurnOn_RightCode_IsAskedForFromThenOn()
    {
        var key = await KeyAsync();
        Assert.Equal(key, await KeyAsync());

        var wrong = await WithAsync((factors, access) => factors.TurnOnAsync(access, "000000"));
        Assert.Equal(["CodeWrong"], wrong.Refusals.Select(refusal => refusal.Code));
        var codes = await WithAsync((factors, access) => factors.TurnOnAsync(access, Totp.Of(key)));

        Assert.Equal(RecoveryCode.Count, codes.Value!.Count);
        Assert.All(codes.Value!, code => Assert.True(RecoveryCode.LooksLikeOne(code)));
        Assert.True((await WithAsync((factors, access) => factors.KeyAsync(access))).IsNotFound);
        Assert.Equal(RecoveryCode.Count, await WithAsync((factors, access) => factors.CodesLeftAsync(access)));
        Assert.Equal(["CodeWrong"], (await WithAsync((factors, access) => factors.RenewCodesAsync(access, Totp.Of(key)))).Refusals.Select(refusal => refusal.Code));
        Assert.True((await WithAsync((factors, access) => factors.TurnOffAsync(access, codes.Value![0]))).IsDone);
        await using var db = _database.Open();
        Assert.False((await db.Users.SingleAsync(user => user.Id == _sample.Head.Id)).TwoFactorEnabled);
        Assert.Empty(await db.UserTokens.ToListAsync());
    }

    [Fact]
    public async Task TurnOff_GuessedTooOften_LocksTheAccount()
    {
        var key = await KeyAsync();
        await WithAsync((factors, access) => factors.TurnOnAsync(access, Totp.Of(key)));
        for (var i = 0; i < 3; i++) await WithAsync((factors, access) => factors.TurnOffAsync(access, $"00000{i}"));

        var outcome = await WithAsync((factors, access) => factors.TurnOffAsync(access, Totp.Of(key, 1)));

        Assert.Equal(["UserIsLockedOut"], outcome.Refusals.Select(refusal => refusal.Code));
    }

    [Fact]
    public async Task Reset_AppAndPasskeys_AreGoneWithTheSessions()
    {
        var key = await KeyAsync();
        await WithAsync((factors, access) => factors.TurnOnAsync(access, Totp.Of(key)));
        string stamp;
        await using (var db = _database.Open())
        {
            stamp = (await db.Users.SingleAsync(user => user.Id == _sample.Head.Id)).SecurityStamp!;
            await Accounts.Passkeys(db, _database).AddAsync(await _sample.AccessOfAsync(_sample.Head), PasskeyServiceTests.Passkey(1), "Jobbdatorn");
        }

        await using (var db = _database.Open())
            Assert.True((await Accounts.SecondFactors(db, _database).ResetAsync(await _sample.AccessOfAsync(_sample.Reviewer), _sample.Head.Id)).IsNotFound);
        await using (var db = _database.Open())
            Assert.True((await Accounts.SecondFactors(db, _database).ResetAsync(await _sample.AccessOfAsync(_sample.Administrator), _sample.Head.Id)).IsDone);

        await using var after = _database.Open();
        var user = await after.Users.SingleAsync(user => user.Id == _sample.Head.Id);
        Assert.False(user.TwoFactorEnabled);
        Assert.NotEqual(stamp, user.SecurityStamp);
        Assert.Empty(await after.UserTokens.ToListAsync());
        Assert.Empty(await after.UserPasskeys.ToListAsync());
        Assert.Equal(_sample.Administrator.Id, (await after.Audit.SingleAsync(entry => entry.Action == AuditAction.TwoFactorReset)).UserId);
    }

    private async Task<string> KeyAsync() => (await WithAsync((factors, access) => factors.KeyAsync(access))).Value!;

    private async Task<T> WithAsync<T>(Func<SecondFactorService, UserAccess, Task<T>> act)
    {
        await using var db = _database.Open();
        return await act(Accounts.SecondFactors(db, _database), await _sample.AccessOfAsync(_sample.Head));
    }
}
