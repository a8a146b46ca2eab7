using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace FollowUp.Data.Sqlite;

/// <summary>What a copy holds.</summary>
/// <param name="At">When it was made, UTC.</param>
/// <param name="File">Its name, without the folder.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Sha256">Its checksum, in lower-case hexadecimal.</param>
/// <param name="Rows">The rows of all tables together.</param>
public sealed record BackupFacts(DateTime At, string File, long Bytes, string Sha256, long Rows);

/// <summary>Why nothing was copied or replaced, in words an administrator understands.</summary>
public sealed class BackupRefusal(string message) : Exception(message);

/// <summary>A copy of the embedded database, made while it is in use, and the way back.</summary>
public static class SqliteBackup
{
    /// <summary>How long a lock of somebody who writes is waited for, in milliseconds.</summary>
    private const int MaxWait = 30_000;

    /// <summary>
    /// Copies the database as it is at one moment, whoever writes meanwhile (SQLite's online backup), checks the copy and puts it in place with its checksum
    /// beside it. A copy that is cut off leaves a file that ends with <c>.part</c> and no copy.
    /// </summary>
    /// <exception cref="BackupRefusal">There is no database, or a file of that name, or the copy is not whole.</exception>
    public static async Task<BackupFacts> MakeAsync(string connectionString, string to, DateTime at, CancellationToken cancel = default)
    {
        var database = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (!File.Exists(database)) throw new BackupRefusal($"There is no database to copy: {database}.");
        if (File.Exists(to)) throw new BackupRefusal($"There is a file of that name already: {to}.");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(to))!);
        var part = to + ".part";
        File.Delete(part);
        await using (var source = await OpenAsync(database, SqliteOpenMode.ReadWrite, cancel))
        await using (var copy = await OpenAsync(part, SqliteOpenMode.ReadWriteCreate, cancel))
        {
            // Somebody who writes alone and closes the database locks it for a moment; the backup itself does not try again.
            await AskAsync(source, $"PRAGMA busy_timeout={MaxWait}", cancel);
            source.BackupDatabase(copy);
            await AskAsync(copy, "PRAGMA journal_mode=DELETE", cancel);
        }

        var rows = await CheckAsync(part, null, cancel);
        var facts = new BackupFacts(at, Path.GetFileName(to), new FileInfo(part).Length, await ChecksumAsync(part, cancel), rows);
        await File.WriteAllTextAsync(ChecksumOf(to), $"{facts.Sha256}  {facts.File}\n", cancel);
        File.Move(part, to);
        await File.WriteAllTextAsync(MarkerOf(database), JsonSerializer.Serialize(facts), cancel);
        return facts;
    }

    /// <summary>Lies beside the database and tells of its last copy.</summary>
    /// <param name="database">The database's file.</param>
    public static string MarkerOf(string database) => database + ".backup.json";

    /// <summary>The last copy that was made of a database; null where none was, or where what tells of it cannot be read.</summary>
    /// <param name="database">The database's file.</param>
    /// <param name="cancel">Ends early.</param>
    public static async Task<BackupFacts?> LastAsync(string database, CancellationToken cancel = default)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupFacts>(await File.ReadAllTextAsync(MarkerOf(database), cancel));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Puts a copy in the database's place. It is checked before anything is touched, and what was there is kept beside it under another name.
    /// </summary>
    /// <param name="copy">The copy's file.</param>
    /// <param name="connectionString">The database to replace; it need not be there, or be whole.</param>
    /// <param name="known">The migrations that this version knows.</param>
    /// <param name="at">Now, UTC: a part of the name of what is kept.</param>
    /// <param name="cancel">Ends early, before anything is touched.</param>
    /// <returns>Where the database that was there is kept; null where none was.</returns>
    /// <exception cref="BackupRefusal">The copy cannot be used, or the database is in use.</exception>
    public static async Task<string?> RestoreAsync(string copy, string connectionString, IEnumerable<string> known, DateTime at, CancellationToken cancel = default)
    {
        if (!File.Exists(copy)) throw new BackupRefusal($"There is no such file: {copy}.");
        var database = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        if (Path.GetFullPath(copy) == database) throw new BackupRefusal($"That is the database itself: {database}.");
        if (File.Exists(ChecksumOf(copy)) && (await File.ReadAllTextAsync(ChecksumOf(copy), cancel)).Split(' ')[0] != await ChecksumAsync(copy, cancel))
            throw new BackupRefusal($"The copy is not as it was made: its checksum differs from the one in {ChecksumOf(copy)}.");

        Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        var next = database + ".restoring";
        File.Copy(copy, next, overwrite: true);
        try
        {
            await CheckAsync(next, known.ToHashSet(StringComparer.Ordinal), cancel);
            if (!File.Exists(database))
            {
                File.Move(next, database);
                return null;
            }

            await TakeAsync(database, cancel);
            var kept = $"{database}.before-{at.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
            foreach (var ending in (string[])["-wal", "-shm", ""])
            {
                if (File.Exists(database + ending)) File.Move(database + ending, kept + ending);
            }

            File.Move(next, database);
            return kept;
        }
        finally
        {
            File.Delete(next);
        }
    }

    /// <summary>Whether the file is a whole database of FollowUp, and of a version that is known.</summary>
    private static async Task<long> CheckAsync(string file, HashSet<string>? known, CancellationToken cancel)
    {
        try
        {
            await using var connection = await OpenAsync(file, SqliteOpenMode.ReadOnly, cancel);
            if (await AskAsync(connection, "PRAGMA integrity_check(1)", cancel) is not ["ok"]) throw new BackupRefusal($"The copy is damaged: {file}.");
            if (await AskAsync(connection, "PRAGMA foreign_key_check", cancel) is not []) throw new BackupRefusal($"The copy is not whole: rows refer to others that are missing: {file}.");
            var applied = await AskAsync(connection, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"", cancel);
            if (known is not null && applied.FirstOrDefault(migration => !known.Contains(migration)) is { } unknown)
                throw new BackupRefusal($"The copy was made by a newer version of FollowUp ({unknown}). Install that version first.");
            var rows = 0L;
            foreach (var table in await AskAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'", cancel))
                rows += long.Parse((await AskAsync(connection, $"SELECT count(*) FROM \"{table}\"", cancel))[0], CultureInfo.InvariantCulture);
            return rows;
        }
        catch (SqliteException fault)
        {
            throw new BackupRefusal($"The file is not a copy of FollowUp's database: {file} ({fault.Message}).");
        }
    }

    /// <summary>Makes sure that nobody uses the database, and brings what is in its write-ahead log into it. One that is damaged is used by nobody.</summary>
    private static async Task TakeAsync(string database, CancellationToken cancel)
    {
        const int busy = 5, locked = 6;
        try
        {
            await using var connection = await OpenAsync(database, SqliteOpenMode.ReadWrite, cancel);
            await AskAsync(connection, "PRAGMA busy_timeout=2000", cancel);
            await AskAsync(connection, "PRAGMA locking_mode=EXCLUSIVE", cancel);
            await AskAsync(connection, "BEGIN EXCLUSIVE", cancel);
            await AskAsync(connection, "COMMIT", cancel);
            await AskAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)", cancel);
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is busy or locked)
        {
            throw new BackupRefusal($"The database is in use: {database}. Stop FollowUp first.");
        }
        catch (SqliteException)
        {
        }
    }

    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken cancel)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 2 }.ConnectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    private static async Task<List<string>> AskAsync(SqliteConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var answers = new List<string>();
        while (await reader.ReadAsync(cancel)) answers.Add(reader.GetValue(0).ToString() ?? "");
        return answers;
    }

    private static string ChecksumOf(string copy) => copy + ".sha256";

    private static async Task<string> ChecksumAsync(string file, CancellationToken cancel)
    {
        await using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
    }
}
