using FollowUp.Core.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Data.Sqlite;

/// <summary>SQLite's extended result codes (sqlite.org/rescode.html).</summary>
internal sealed class SqliteFaults : IDatabaseFaults
{
    private const int ConstraintPrimaryKey = 1555;
    private const int ConstraintUnique = 2067;

    public bool IsUniqueViolation(DbUpdateException fault) =>
        fault.InnerException is SqliteException { SqliteExtendedErrorCode: ConstraintPrimaryKey or ConstraintUnique };
}
