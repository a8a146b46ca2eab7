using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>Keeps files that took time to make until their maker has fetched them, an hour at the most.</summary>
public sealed class PreparedFileService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Keeps a file, and removes everybody's that are too old.</summary>
    /// <returns>The key to fetch it by.</returns>
    public async Task<Guid> KeepAsync(UserAccess access, FileToPrepare file, CancellationToken cancel = default)
    {
        await RemoveOldAsync(cancel);
        var kept = new PreparedFile(Guid.CreateVersion7(), access.UserId, file.PlanId, file, clock.Now);
        db.PreparedFiles.Add(kept);
        await db.SaveChangesAsync(cancel);
        return kept.Id;
    }

    /// <summary>The file, for its maker; null for anybody else, when an hour has passed, and where it tells of another plan.</summary>
    public Task<PreparedFile?> TakeAsync(UserAccess access, Guid planId, Guid fileId, CancellationToken cancel = default)
    {
        var oldest = clock.Now - PreparedFile.Kept;
        return db.PreparedFiles.AsNoTracking().VisibleTo(access)
            .SingleOrDefaultAsync(file => file.Id == fileId && file.PlanId == planId && file.MadeAt > oldest, cancel);
    }

    /// <summary>Removes the files that nobody can fetch any more.</summary>
    public Task<int> RemoveOldAsync(CancellationToken cancel = default)
    {
        var oldest = clock.Now - PreparedFile.Kept;
        return db.PreparedFiles.Where(file => file.MadeAt <= oldest).ExecuteDeleteAsync(cancel);
    }
}
