using FollowUp.Core.Data;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

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

    /// <summary>From this severity on the connection is closed.</summary>
    private const int ClosesConnection = 20;

    /// <summary>Time-out, no such server, network lost or refused, database shut or not to be opened, server paused, login refused.</summary>
    private static readonly int[] Unavailable = [-2, -1, 2, 53, 64, 121, 233, 258, 922, 923, 924, 942, 945, 4060, 10053, 10054, 10060, 10061, 11001, 17142, 18456];

    public bool IsUniqueViolation(DbUpdateException fault) =>
        fault.InnerException is SqlException { Number: DuplicateKeyInIndex or DuplicateKeyInConstraint };

    public bool IsFull(Exception fault) =>
        (fault as SqlException ?? fault.InnerException as SqlException) is { Number: NoRoomForPage or NoRoomForObject or LogIsFull };

    /// <summary>A command or a connection that took too long, a connection that was lost or not made, a login or a database that is shut.</summary>
    public bool IsUnavailable(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is RetryLimitExceededException) return true;
            if (cause is SqlException sql && (sql.Class >= ClosesConnection || Unavailable.Contains(sql.Number) || Passing.Contains(sql.Number))) return true;

            // No connection of the pool was free in time.
            if (cause is InvalidOperationException { Source: "Microsoft.Data.SqlClient" }) return true;
        }

        return false;
    }
}
