using FollowUp.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Data.Sqlite;

/// <summary>SQLite's extended result codes (sqlite.org/rescode.html).</summary>
internal sealed class SqliteFaults : IDatabaseFaults
{
    private const int Full = 13;

    // The write-ahead log and its index have no room to grow: reported as failed writes.
    private const int WriteFailed = 778;
    private const int TruncateFailed = 1546;
    private const int SharedMemoryHasNoRoom = 4874;
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    public bool IsUniqueViolation(DbUpdateException fault) =>
        fault.InnerException is SqliteException { SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique };

    public bool IsFull(Exception fault) => (fault as SqliteException ?? fault.InnerException as SqliteException) is
    { SqliteErrorCode: Full } or { SqliteExtendedErrorCode: WriteFailed or TruncateFailed or SharedMemoryHasNoRoom };
}
