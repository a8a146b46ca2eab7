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

        await using var db = _database.Open();
        var file = await new PreparedFileService(db, _database.Clock).TakeAsync(await _sample.AccessOfAsync(_sample.Head), _sample.Plan.Id, id);

        Assert.Equal(("rapport.pdf", "application/pdf", 3), (file!.FileName, file.MediaType, file.Length));
        Assert.Equal([1, 2, 3], Assert.Single(await file.Pieces.ToListAsync()));
    }

    [Fact]
    public async Task Keep_MoreThanAPiece_ComesBackWholeInPieces()
    {
        var content = new byte[2 * PreparedFilePiece.MaxLength + 5];
        new Random(1).NextBytes(content);
        await using var db = _database.Open();
        var service = new PreparedFileService(db, _database.Clock);
        var access = await _sample.AccessOfAsync(_sample.Head);

        var id = await service.KeepAsync(access, FileOf(new MemoryStream(content)));
        Assert.DoesNotContain(db.ChangeTracker.Entries(), entry => entry.Entity is PreparedFilePiece);
        var file = (await service.TakeAsync(access, _sample.Plan.Id, id))!;
        var pieces = await file.Pieces.ToListAsync();

        Assert.Equal(content.Length, file.Length);
        Assert.Equal([PreparedFilePiece.MaxLength, PreparedFilePiece.MaxLength, 5], pieces.Select(piece => piece.Length));
        Assert.Equal(content, pieces.SelectMany(piece => piece));
    }

    [Fact]
    public async Task Keep_EndedEarly_LeavesNothing()
    {
        using var cancel = new CancellationTokenSource();
        await using var db = _database.Open();
        var content = new EndingStream(new byte[3 * PreparedFilePiece.MaxLength], PreparedFilePiece.MaxLength, cancel);
        var access = await _sample.AccessOfAsync(_sample.Head);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new PreparedFileService(db, _database.Clock).KeepAsync(access, FileOf(content), cancel.Token));

        Assert.True(content.Position > PreparedFilePiece.MaxLength);
        Assert.Empty(await db.PreparedFiles.ToListAsync());
        Assert.Empty(await db.PreparedFilePieces.ToListAsync());
    }

    [Fact]
    public async Task Keep_ThatFailsHalfway_LeavesNothing()
    {
        await using var db = _database.Open();
        var content = new BreakingStream(new byte[3 * PreparedFilePiece.MaxLength], PreparedFilePiece.MaxLength);
        var access = await _sample.AccessOfAsync(_sample.Head);

        await Assert.ThrowsAsync<IOException>(() => new PreparedFileService(db, _database.Clock).KeepAsync(access, FileOf(content)));

        Assert.Empty(await db.PreparedFiles.ToListAsync());
        Assert.Empty(await db.PreparedFilePieces.ToListAsync());
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
    public async Task Take_AnHourLater_GivesNothing_AndRemovesIt()
    {
        var id = await KeepAsync(_sample.Head);
        _database.Time.Advance(PreparedFile.Kept);

        Assert.Null(await TakeAsync(_sample.Head, _sample.Plan.Id, id));

        await using var db = _database.Open();
        Assert.Empty(await db.PreparedFiles.ToListAsync());
        Assert.Empty(await db.PreparedFilePieces.ToListAsync());
    }

    [Fact]
    public async Task Keep_AnHourLater_RemovesTheOneBefore()
    {
        await KeepAsync(_sample.Head);
        _database.Time.Advance(PreparedFile.Kept);

        var next = await KeepAsync(_sample.Reviewer);

        await using var db = _database.Open();
        Assert.Equal(next, Assert.Single(await db.PreparedFiles.ToListAsync()).Id);
        Assert.Equal(next, Assert.Single(await db.PreparedFilePieces.ToListAsync()).FileId);
    }

    private async Task<Guid> KeepAsync(AppUser user)
    {
        await using var db = _database.Open();
        return await new PreparedFileService(db, _database.Clock)
            .KeepAsync(await _sample.AccessOfAsync(user), FileOf(new MemoryStream([1, 2, 3])));
    }

    private FileToPrepare FileOf(Stream content) => new(_sample.Plan.Id, "rapport.pdf", "application/pdf", content);

    private async Task<TakenFile?> TakeAsync(AppUser user, Guid planId, Guid fileId)
    {
        await using var db = _database.Open();
        return await new PreparedFileService(db, _database.Clock).TakeAsync(await _sample.AccessOfAsync(user), planId, fileId);
    }

    /// <summary>The file cannot be read further than so.</summary>
    private sealed class BreakingStream(byte[] content, int after) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < after ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("Läsfel");
    }

    /// <summary>Somebody presses Avbryt when so much has been read.</summary>
    private sealed class EndingStream(byte[] content, int after, CancellationTokenSource cancel) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, CancellationToken.None);
            if (Position > after) await cancel.CancelAsync();
            return read;
        }
    }
}
