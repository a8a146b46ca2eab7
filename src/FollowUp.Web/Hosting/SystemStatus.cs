using System.Diagnostics;
using System.Runtime.InteropServices;
using FollowUp.Core;
using FollowUp.Core.Data;
using FollowUp.Data.Sqlite;
using FollowUp.Web.Printing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Web.Hosting;

/// <summary>How the system is, for those who run it. Nothing about persons.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="Runtime">What it runs on.</param>
/// <param name="Machine">This node's name.</param>
/// <param name="StartedAt">When this process began, UTC.</param>
/// <param name="Database">Kind and version of the database.</param>
/// <param name="IsServer">Whether it is a server of its own, which is backed up by its own means.</param>
/// <param name="Bytes">The size of the embedded database's files; null for a server.</param>
/// <param name="Applied">The migrations that are done, in order.</param>
/// <param name="Pending">Those that are not.</param>
/// <param name="Backup">The last copy made from here; null where none was.</param>
/// <param name="Folder">The data folder.</param>
/// <param name="Disk">What is free of the disk that it lies on, and its size, in bytes; null where that cannot be read.</param>
/// <param name="CanPrint">Whether a browser is found.</param>
/// <param name="MailHost">The mail server; empty where none is set.</param>
/// <param name="Telemetry">Where measurements are sent; empty where they are not.</param>
public sealed record StatusFacts(
    string Version, string Runtime, string Machine, DateTime StartedAt, string Database, bool IsServer, long? Bytes, IReadOnlyList<string> Applied, IReadOnlyList<string> Pending,
    BackupFacts? Backup, string Folder, (long Free, long Size)? Disk, bool CanPrint, string MailHost, string Telemetry)
{
    private const long LittleRoom = 1_000_000_000;

    public bool IsDiskLow => Disk is { } disk && (disk.Free < LittleRoom || disk.Free < disk.Size / 20);
}

/// <summary>Finds out how the system is.</summary>
internal sealed class SystemStatus(FollowUpDbContext db, DatabaseOptions database, DataFolder folder, PdfPrinter printer, IConfiguration settings)
{
    public async Task<StatusFacts> ReadAsync(CancellationToken cancel)
    {
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancel)).ToList();
        await db.Database.OpenConnectionAsync(cancel);
        var version = db.Database.GetDbConnection().ServerVersion;
        await db.Database.CloseConnectionAsync();
        using var process = Process.GetCurrentProcess();
        return new StatusFacts(
            ProgramVersion.Text, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}", Environment.MachineName, process.StartTime.ToUniversalTime(),
            $"{(database.IsServer ? "SQL Server" : "SQLite")} {version}", database.IsServer, database.IsServer ? null : SizeOf(db.Database.GetConnectionString()!),
            applied, [.. db.Database.GetMigrations().Except(applied)], database.IsServer ? null : await SqliteBackup.LastAsync(FileOf(db.Database.GetConnectionString()!), cancel),
            folder.Path, Disk(folder.Path), printer.CanPrint, settings["Mail:Host"] ?? "", Uri.TryCreate(settings["Telemetry:Endpoint"], UriKind.Absolute, out var address) ? address.Host : "");
    }

    private static string FileOf(string connection) => Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource);

    private static long SizeOf(string connection) =>
        ((string[])["", "-wal"]).Select(ending => new FileInfo(FileOf(connection) + ending)).Where(file => file.Exists).Sum(file => file.Length);

    private static (long, long)? Disk(string path)
    {
        try
        {
            var disk = new DriveInfo(path);
            return (disk.AvailableFreeSpace, disk.TotalSize);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
