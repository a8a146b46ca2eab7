using FollowUp.Core.Users;

namespace FollowUp.Core.Reports;

/// <summary>
/// A file that took time to make, such as a printed report, kept for a while so that its maker can fetch it from whichever machine answers. It is a
/// copy: nothing else refers to it. It lies in pieces, so that one of any size is neither kept nor fetched in one.
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
        (FileName, MediaType, Length) = (file.FileName, file.MediaType, file.Content.Length);
    }

    public Guid Id { get; private set; }

    /// <summary>Who made it, and who alone may fetch it.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The plan that it tells of. A plan can be removed while the file is still there.</summary>
    public Guid PlanId { get; private set; }

    public string FileName { get; private set; } = "";

    public string MediaType { get; private set; } = "";

    /// <summary>Bytes, of all pieces together.</summary>
    public long Length { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime MadeAt { get; private set; }
}

/// <summary>A part of a prepared file.</summary>
public sealed class PreparedFilePiece
{
    /// <summary>Bytes; the last piece has what is left.</summary>
    public const int MaxLength = 1 << 20;

    private PreparedFilePiece()
    {
    }

    public PreparedFilePiece(Guid fileId, int number, byte[] content) => (FileId, Number, Content) = (fileId, number, content);

    public Guid FileId { get; private set; }

    public PreparedFile File { get; private set; } = null!;

    /// <summary>Its place, from 0.</summary>
    public int Number { get; private set; }

    public byte[] Content { get; private set; } = [];
}

/// <summary>What is to be kept.</summary>
/// <param name="PlanId">The plan that it tells of.</param>
/// <param name="FileName">At most <see cref="PreparedFile.FileNameLength"/> characters.</param>
/// <param name="MediaType">At most <see cref="PreparedFile.MediaTypeLength"/> characters.</param>
/// <param name="Content">The file, from its beginning; it can tell its length, and is not closed.</param>
public sealed record FileToPrepare(Guid PlanId, string FileName, string MediaType, Stream Content);

/// <summary>A prepared file on its way out.</summary>
/// <param name="FileName">The name to save it under.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Pieces">The pieces in order, each read when it is asked for; to be read once.</param>
public sealed record TakenFile(string FileName, string MediaType, long Length, IAsyncEnumerable<byte[]> Pieces);

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
