using FollowUp.Core.Reports;
using FollowUp.Core.Users;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace FollowUp.Core.Tests.Reports;

public sealed class PreparedFileServiceTests : IAsyncLifetime
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
    public async Task Take_ByItsMakerWithinTheHour_GivesTheFile()
    {
        var id = await KeepAsync(_sample.Head);
        _database.Time.Advance(TimeSpan.FromMinutes(59));

        var file = await TakeAsync(_sample.Head, _sample.Plan.Id, id);

        Assert.Equal(("rapport.pdf", "application/pdf"), (file!.FileName, file.MediaType));
        Assert.Equal([1, 2, 3], file.Content);
    }

    [Fact]
    public async Task Take_BySomebodyElseOrOfAnotherPlan_GivesNothing()
    {
        var id = await KeepAsync(_sample.Head);

        Assert.Null(await TakeAsync(_sample.Administrator, _sample.Plan.Id, id));
        Assert.Null(await TakeAsync(_sample.Head, _sample.FixedPlan.Id, id));
        Assert.Null(await TakeAsync(_sample.Head, _sample.Plan.Id, Guid.CreateVersion7()));
    }

    [Fact]
    public async Task Take_AnHourLater_GivesNothing_AndTheNextFileRemovesIt()
    {
        var id = await KeepAsync(_sample.Head);
        _database.Time.Advance(PreparedFile.Kept);

        Assert.Null(await TakeAsync(_sample.Head, _sample.Plan.Id, id));
        var next = await KeepAsync(_sample.Reviewer);

        await using var db = _database.Open();
        Assert.Equal(next, Assert.Single(await db.PreparedFiles.ToListAsync()).Id);
    }

    private async Task<Guid> KeepAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new PreparedFileService(db, _database.Clock)
            .KeepAsync(await _sample.AccessOfAsync(user), new FileToPrepare(_sample.Plan.Id, "rapport.pdf", "application/pdf", [1, 2, 3]));
    }

    private async Task<PreparedFile?> TakeAsync(AppUser user, Guid planId, Guid fileId)
    {
        await using var db = _database.Open();
        return await new PreparedFileService(db, _database.Clock).TakeAsync(await _sample.AccessOfAsync(user), planId, fileId);
    }
}
