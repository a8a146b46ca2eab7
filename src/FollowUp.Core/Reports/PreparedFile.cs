using FollowUp.Core.Users;

namespace FollowUp.Core.Reports;

/// <summary>
/// A file that took time to make, such as a printed report, kept for a while so that its maker can fetch it from whichever machine answers. It is a
/// copy: nothing else refers to it.
/// </summary>
public sealed class PreparedFile
{
    public const int FileNameLength = 200;
    public const int MediaTypeLength = 100;

    /// <summary>How long it is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private PreparedFile()
    {
    }

    public PreparedFile(Guid id, Guid userId, Guid planId, FileToPrepare file, DateTime madeAt)
    {
        (Id, UserId, PlanId, MadeAt) = (id, userId, planId, madeAt);
        (FileName, MediaType, Content) = (file.FileName, file.MediaType, file.Content);
    }

    public Guid Id { get; private set; }

    /// <summary>Who made it, and who alone may fetch it.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The plan that it tells of. A plan can be removed while the file is still there.</summary>
    public Guid PlanId { get; private set; }

    public string FileName { get; private set; } = "";

    public string MediaType { get; private set; } = "";

    public byte[] Content { get; private set; } = [];

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; private set; }
}

/// <summary>What is to be kept.</summary>
/// <param name="PlanId">The plan that it tells of.</param>
/// <param name="FileName">At most <see cref="PreparedFile.FileNameLength"/> characters.</param>
/// <param name="MediaType">At most <see cref="PreparedFile.MediaTypeLength"/> characters.</param>
/// <param name="Content">The file.</param>
public sealed record FileToPrepare(Guid PlanId, string FileName, string MediaType, byte[] Content);

/// <summary>Whose prepared files a person may fetch.</summary>
public static class PreparedFileVisibility
{
    /// <summary>The own ones alone: a file shows what its maker may read.</summary>
    public static IQueryable<PreparedFile> VisibleTo(this IQueryable<PreparedFile> files, UserAccess access)
    {
        var userId = access.UserId;
        return files.Where(file => file.UserId == userId);
    }
}
