using System.Runtime.CompilerServices;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>Keeps files that took time to make until their maker has fetched them, an hour at the most.</summary>
public sealed class PreparedFileService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Keeps a file piece by piece, and removes everybody's that are too old. Where it ends early or fails nothing of the file stays.</summary>
    /// <returns>The key to fetch it by.</returns>
    public async Task<Guid> KeepAsync(UserAccess access, FileToPrepare file, CancellationToken cancel = default)
    {
        await RemoveOldAsync(cancel);
        var kept = new PreparedFile(Guid.CreateVersion7(), access.UserId, file.PlanId, file, clock.Now);
        db.PreparedFiles.Add(kept);
        await db.SaveChangesAsync(cancel);
        try
        {
            await KeepPiecesAsync(kept.Id, file.Content, cancel);
        }
        catch
        {
            // What could not be saved must not be saved with what comes next.
            db.ChangeTracker.Clear();
            await RemoveAsync(db.PreparedFiles.Where(left => left.Id == kept.Id), CancellationToken.None);
            throw;
        }

        return kept.Id;
    }

    /// <summary>The file, for its maker; null for anybody else, when an hour has passed, and where it tells of another plan. Removes what is too old first.</summary>
    public async Task<TakenFile?> TakeAsync(UserAccess access, Guid planId, Guid fileId, CancellationToken cancel = default)
    {
        await RemoveOldAsync(cancel);
        var oldest = clock.Now - PreparedFile.Kept;
        var found = await db.PreparedFiles.AsNoTracking().VisibleTo(access)
            .SingleOrDefaultAsync(file => file.Id == fileId && file.PlanId == planId && file.MadeAt > oldest, cancel);
        return found is null ? null : new TakenFile(found.FileName, found.MediaType, found.Length, PiecesAsync(found.Id, cancel));
    }

    /// <summary>Removes the files that nobody can fetch any more.</summary>
    public Task<int> RemoveOldAsync(CancellationToken cancel = default)
    {
        var oldest = clock.Now - PreparedFile.Kept;
        return RemoveAsync(db.PreparedFiles.Where(file => file.MadeAt <= oldest), cancel);
    }

    private async Task<int> RemoveAsync(IQueryable<PreparedFile> files, CancellationToken cancel)
    {
        await db.PreparedFilePieces.Where(piece => files.Any(file => file.Id == piece.FileId)).ExecuteDeleteAsync(cancel);
        return await files.ExecuteDeleteAsync(cancel);
    }

    /// <summary>Each piece is saved by itself, so that others' writes come in between and no more than one is in memory.</summary>
    private async Task KeepPiecesAsync(Guid fileId, Stream content, CancellationToken cancel)
    {
        var buffer = new byte[PreparedFilePiece.MaxLength];
        for (var number = 0; await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel) is > 0 and var read; number++)
        {
            var piece = db.PreparedFilePieces.Add(new PreparedFilePiece(fileId, number, buffer[..read]));
            await db.SaveChangesAsync(cancel);
            piece.State = EntityState.Detached;
        }
    }

    /// <summary>A command for each piece: that is what keeps the rest of the file out of memory.</summary>
    private async IAsyncEnumerable<byte[]> PiecesAsync(Guid fileId, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var number = 0; await PieceAsync(fileId, number, cancel) is { } piece; number++) yield return piece;
    }

    private Task<byte[]?> PieceAsync(Guid fileId, int number, CancellationToken cancel) => db.PreparedFilePieces.AsNoTracking()
        .Where(piece => piece.FileId == fileId && piece.Number == number)
        .Select(piece => (byte[]?)piece.Content)
        .SingleOrDefaultAsync(cancel);
}
