using FollowUp.Web.Printing;
using Xunit;

namespace FollowUp.Web.Tests.Printing;

public sealed class PrintQueueTests
{
    private readonly PrintQueue _queue = new(2);

    [Fact]
    public async Task Enter_TwoAtOnce_AndOthersInTurn()
    {
        var first = await EnterAsync();
        using var second = await EnterAsync();
        List<int> thirdsPlaces = [], fourthsPlaces = [];
        var third = _queue.EnterAsync(thirdsPlaces.Add, CancellationToken.None);
        var fourth = _queue.EnterAsync(fourthsPlaces.Add, CancellationToken.None);

        Assert.False(third.IsCompleted || fourth.IsCompleted);
        first.Dispose();
        using var entered = await third;
        Assert.False(fourth.IsCompleted);
        Assert.Equal([1], thirdsPlaces);
        Assert.Equal([2, 1], fourthsPlaces);

        // Leaving twice lets one in, not two.
        first.Dispose();
        Assert.False(fourth.IsCompleted);
        entered.Dispose();
        (await fourth).Dispose();
    }

    [Fact]
    public async Task Enter_SomebodyInTheQueueLeaves_TheOnesBehindMoveUp()
    {
        using var first = await EnterAsync();
        var second = await EnterAsync();
        using var leaving = new CancellationTokenSource();
        List<int> places = [];
        var left = _queue.EnterAsync(_ => { }, leaving.Token);
        var behind = _queue.EnterAsync(places.Add, CancellationToken.None);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.Equal([2, 1], places);
        second.Dispose();
        (await behind).Dispose();
    }

    [Fact]
    public async Task Enter_AfterAllHaveLeft_WaitsForNobody()
    {
        for (var i = 0; i < 5; i++) (await EnterAsync()).Dispose();

        using var first = await EnterAsync();
        using var second = await EnterAsync();
    }

    private Task<IDisposable> EnterAsync()
    {
        var entered = _queue.EnterAsync(place => Assert.Fail($"Had to wait at place {place}."), CancellationToken.None);
        Assert.True(entered.IsCompletedSuccessfully);
        return entered;
    }
}
