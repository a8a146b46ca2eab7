using FollowUp.Core.Units;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Data;

/// <summary>However a save ends, the next one gets its turn.</summary>
public sealed class WriteGateTests : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private SampleAuthority _sample = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _sample = await SampleAuthority.CreateAsync(_database);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Save_AfterAConflict_GetsItsTurn(bool isAsync)
    {
        await using var late = _database.Open();
        (await late.Units.SingleAsync(unit => unit.Id == _sample.North.Id)).Touch();
        await using (var early = _database.Open())
        {
            (await early.Units.SingleAsync(unit => unit.Id == _sample.North.Id)).Touch();
            await early.SaveChangesAsync();
        }

        if (isAsync) await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.SaveChangesAsync());
        else Assert.Throws<DbUpdateConcurrencyException>(() => late.SaveChanges());

        await AssertNextSavesAsync();
    }

    [Fact]
    public async Task Save_AfterAFault_GetsItsTurn()
    {
        await using var faulty = _database.Open();
        faulty.Units.Add(new Unit(_sample.North.Id, "Samma nyckel", _sample.Area.Id, null));

        await Assert.ThrowsAsync<DbUpdateException>(() => faulty.SaveChangesAsync());

        await AssertNextSavesAsync();
    }

    private async Task AssertNextSavesAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var next = _database.Open();
        (await next.Units.SingleAsync(unit => unit.Id == _sample.South.Id, patience.Token)).Touch();

        // The unit, and the mark that moves with it.
        Assert.Equal(2, await next.SaveChangesAsync(patience.Token));
    }
}
