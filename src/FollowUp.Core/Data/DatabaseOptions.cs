namespace FollowUp.Core.Data;

/// <summary>The section <c>Database</c> of the configuration.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary><c>Sqlite</c> (the embedded default) or <c>SqlServer</c>.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>Longest time one command may take, in seconds.</summary>
    public int CommandTimeoutSeconds { get; set; } = 30;

    /// <summary>Longest time one step of a migration may take, and each command of a transfer, in seconds.</summary>
    public int MigrationTimeoutSeconds { get; set; } = 600;

    /// <summary>How many times what failed for a reason that passes (a lost connection, a deadlock, a failover) is tried again on SQL Server.</summary>
    public int Retries { get; set; } = 5;

    /// <summary>Longest wait before the next try, in seconds; the first ones come sooner.</summary>
    public int RetryDelaySeconds { get; set; } = 5;

    /// <summary>Rows per round trip when many are saved at once; null leaves it to the provider.</summary>
    public int? MaxBatchSize { get; set; }

    /// <summary>How many pages of 4 KiB the embedded database may grow to; null for as far as the disk goes.</summary>
    public int? MaxPages { get; set; }

    /// <summary>
    /// Whether the application brings the database up to date when it starts; null for what suits the database: yes where it is embedded, no on a server, where
    /// <c>migrate</c> does it once for all nodes.
    /// </summary>
    public bool? MigrateOnStart { get; set; }

    public bool IsServer => Provider.Equals("SqlServer", StringComparison.OrdinalIgnoreCase);

    public bool MigratesOnStart => MigrateOnStart ?? !IsServer;
}
