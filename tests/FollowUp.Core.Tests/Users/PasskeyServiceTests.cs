using FollowUp.Core.Audit;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Users;

public sealed class PasskeyServiceTests : IAsyncLifetime
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
    public async Task Add_RenameAndRemove_AreInTheAudit()
    {
        Assert.Equal(["PasskeyNameMissing"], (await WithAsync((passkeys, access) => passkeys.AddAsync(access, Passkey(1), " "))).Refusals.Select(refusal => refusal.Code));
        Assert.True((await WithAsync((passkeys, access) => passkeys.AddAsync(access, Passkey(1), "Jobbdatorn"))).IsDone);
        var key = (await ListAsync()).Single().Key;

        Assert.True((await WithAsync((passkeys, access) => passkeys.RenameAsync(access, key, "Telefonen"))).IsDone);
        Assert.Equal("Telefonen", (await ListAsync()).Single().Name);
        Assert.True((await WithAsync((passkeys, access) => passkeys.RemoveAsync(access, key))).IsDone);

        Assert.Empty(await ListAsync());
        await using var db = _database.Open();
        Assert.Equal(
            [(AuditAction.PasskeyAdded, "Jobbdatorn"), (AuditAction.PasskeyRenamed, "Telefonen"), (AuditAction.PasskeyRemoved, "Telefonen")],
            (await db.Audit.OrderBy(entry => entry.Action).Select(entry => new { entry.Action, entry.Detail }).ToListAsync()).Select(entry => (entry.Action, entry.Detail)));
    }

    [Fact]
    public async Task Change_SomebodyElsesOrNone_IsNotFound()
    {
        await WithAsync((passkeys, access) => passkeys.AddAsync(access, Passkey(1), "Jobbdatorn"));
        var key = (await ListAsync()).Single().Key;

        foreach (var other in new[] { key, "", "0", "xyz!", "00ff" })
        {
            await using var db = _database.Open();
            var access = await _sample.AccessOfAsync(_sample.OtherHead);
            Assert.True((await Accounts.Passkeys(db, _database).RemoveAsync(access, other)).IsNotFound);
            Assert.True((await Accounts.Passkeys(db, _database).RenameAsync(access, other, "Min")).IsNotFound);
        }

        Assert.Single(await ListAsync());
    }

    [Fact]
    public async Task Add_MoreThanAnybodyHas_IsRefused()
    {
        for (byte i = 0; i < PasskeyService.MostPerPerson; i++) await WithAsync((passkeys, access) => passkeys.AddAsync(access, Passkey(i), $"Nummer {i}"));

        var outcome = await WithAsync((passkeys, access) => passkeys.AddAsync(access, Passkey(200), "En till"));

        Assert.Equal(["PasskeysTooMany"], outcome.Refusals.Select(refusal => refusal.Code));
    }

    internal static UserPasskeyInfo Passkey(byte id) => new(
        [id, 7, 7, 7], [1, 2, 3], new DateTimeOffset(2026, 11, 18, 9, 0, 0, TimeSpan.Zero), 0, ["internal"], true, false, false, [4], [5]);

    private Task<IReadOnlyList<PasskeyRow>> ListAsync() => WithAsync((passkeys, access) => passkeys.ListAsync(access));

    private async Task<T> WithAsync<T>(Func<PasskeyService, UserAccess, Task<T>> act)
    {
        await using var db = _database.Open();
        return await act(Accounts.Passkeys(db, _database), await _sample.AccessOfAsync(_sample.Head));
    }
}
