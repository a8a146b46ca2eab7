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

    private const int ReplicaIsNotReadable = 976;
    private const int ReplicaTakesReadersOnly = 978;
    private const int ReplicaIsClosed = 979;
    private const int ReplicaChangesRole = 983;
    private const int ShutdownInProgress = 6005;
    private const int UpgradeInProgress = 18401;

    /// <summary>
    /// Faults that pass, besides those that EF Core knows (lost connections, deadlocks, Azure's): an availability group that moves to another replica, and a server that
    /// stops or starts. A time-out is none of them: what was slow is slow again.
    /// </summary>
    public static readonly IReadOnlyList<int> Passing =
        [ReplicaIsNotReadable, ReplicaTakesReadersOnly, ReplicaIsClosed, ReplicaChangesRole, ShutdownInProgress, UpgradeInProgress];

    public bool IsUniqueViolation(DbUpdateException fault) =>
        fault.InnerException is SqlException { Number: DuplicateKeyInIndex or DuplicateKeyInConstraint };

    public bool IsFull(Exception fault) =>
        (fault as SqlException ?? fault.InnerException as SqlException) is { Number: NoRoomForPage or NoRoomForObject or LogIsFull };
}
