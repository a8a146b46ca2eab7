using FollowUp.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Data.Sqlite;

/// <summary>SQLite's extended result codes (sqlite.org/rescode.html).</summary>
internal sealed class SqliteFaults : IDatabaseFaults
{
    /// <summary>The file is gone, or may not be opened.</summary>
    internal const int CannotOpen = 14;

    private const int Full = 13;

    // The write-ahead log and its index have no room to grow: reported as failed writes.
    private const int WriteFailed = 778;
    private const int TruncateFailed = 1546;
    private const int SharedMemoryHasNoRoom = 4874;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int ReadOrWriteFailed = 10;
    private const int Corrupt = 11;
    private const int LockProtocol = 15;
    private const int NotADatabase = 26;
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    public bool IsUniqueViolation(DbUpdateException fault) =>
        fault.InnerException is SqliteException { SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique };

    public bool IsFull(Exception fault) => (fault as SqliteException ?? fault.InnerException as SqliteException) is
    { SqliteErrorCode: Full } or { SqliteExtendedErrorCode: WriteFailed or TruncateFailed or SharedMemoryHasNoRoom };

    public bool IsUnavailable(Exception fault)
    {
        if (IsFull(fault)) return false;
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is NoTurnException or SqliteException
                { SqliteErrorCode: Busy or Locked or ReadOnly or ReadOrWriteFailed or Corrupt or CannotOpen or LockProtocol or NotADatabase }) return true;
        }

        return false;
    }
}
