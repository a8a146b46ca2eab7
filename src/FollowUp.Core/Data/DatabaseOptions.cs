namespace FollowUp.Core.Data;

/// <summary>The section <c>Database</c> of the configuration.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary><c>Sqlite</c> (the embedded default) or <c>SqlServer</c>.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>Longest time one command may take, in seconds.</summary>
    public int CommandTimeoutSeconds { get; set; } = 30;

    /// <summary>Rows per round trip when many are saved at once; null leaves it to the provider.</summary>
    public int? MaxBatchSize { get; set; }

    /// <summary>How many pages of 4 KiB the embedded database may grow to; null for as far as the disk goes.</summary>
    public int? MaxPages { get; set; }

    /// <summary>Whether the application brings the database up to date when it starts.</summary>
    public bool MigrateOnStart { get; set; } = true;
}
