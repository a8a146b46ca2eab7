using System.Globalization;
using FollowUp.Core.Data;
using FollowUp.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Web.Hosting;

/// <summary><c>backup --to …</c> and <c>restore --from …</c> of the embedded database.</summary>
internal static class BackupVerbs
{
    private const string OfServer = "SQL Server is backed up by its own means, not by FollowUp: see Backup in the operations guide.";

    /// <summary>Copies the database of a system that may run meanwhile. <paramref name="to"/> is a file, or a folder where the copy is named by the moment.</summary>
    public static async Task BackupAsync(IServiceProvider services, string? to)
    {
        if (to is not { Length: > 0 }) throw new ConfigurationFault("Say where the copy goes, a folder or a file: backup --to /backup.");
        await using var scope = services.CreateAsyncScope();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var file = Directory.Exists(to) || Path.EndsInDirectorySeparator(to)
            ? Path.Combine(to, string.Create(CultureInfo.InvariantCulture, $"followup-{now:yyyyMMdd-HHmmss}.db"))
            : to;
        var facts = await RefusedInWordsAsync(async () => await SqliteBackup.MakeAsync(ConnectionOf(scope.ServiceProvider), file, now));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The copy is in {Path.GetFullPath(file)}: {facts.Rows} rows, {facts.Bytes} bytes, SHA-256 {facts.Sha256}."));
    }

    public static async Task RestoreAsync(IServiceProvider services, string? from)
    {
        if (from is not { Length: > 0 }) throw new ConfigurationFault("Say which copy: restore --from /backup/followup-20261125-020000.db.");
        await using var scope = services.CreateAsyncScope();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var connection = ConnectionOf(scope.ServiceProvider);
        var known = scope.ServiceProvider.GetRequiredService<FollowUpDbContext>().Database.GetMigrations();
        var kept = await RefusedInWordsAsync(async () => await SqliteBackup.RestoreAsync(from, connection, known, now));
        Console.WriteLine(kept is null ? "The copy is in place." : $"The copy is in place. What was there before is in {kept}.");
    }

    private static string ConnectionOf(IServiceProvider services) => services.GetRequiredService<DatabaseOptions>().IsServer
        ? throw new ConfigurationFault(OfServer)
        : services.GetRequiredService<FollowUpDbContext>().Database.GetConnectionString()!;

    private static async Task<T> RefusedInWordsAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception refusal) when (refusal is BackupRefusal or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationFault(refusal.Message);
        }
    }
}
