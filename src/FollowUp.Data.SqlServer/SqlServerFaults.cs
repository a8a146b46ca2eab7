using FollowUp.Core.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Data.SqlServer;

/// <summary>SQL Server's error numbers (sys.messages).</summary>
internal sealed class SqlServerFaults : IDatabaseFaults
{
    private const int DuplicateKeyInIndex = 2601;
    private const int DuplicateKeyInConstraint = 2627;
    private const int NoRoomForPage = 1101;
    private const int NoRoomForObject = 1105;
    private const int LogIsFull = 9002;

    public bool IsUniqueViolation(DbUpdateException fault) =>
        fault.InnerException is SqlException { Number: DuplicateKeyInIndex or DuplicateKeyInConstraint };

    public bool IsFull(Exception fault) =>
        (fault as SqlException ?? fault.InnerException as SqlException) is { Number: NoRoomForPage or NoRoomForObject or LogIsFull };
}
