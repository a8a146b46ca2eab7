using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace FollowUp.Web.Hosting;

/// <summary>What the program does instead of serving pages, when its first argument says so. Each ends with 0, or with the sentence of its fault and 1.</summary>
internal static class Verbs
{
    public const string Migrate = "migrate";
    public const string Transfer = "transfer";
    public const string Backup = "backup";
    public const string Restore = "restore";

    /// <summary>Carries out the verb; false where there is none.</summary>
    public static async Task<bool> RunVerbAsync(this WebApplication app, string[] args)
    {
        switch (args.FirstOrDefault())
        {
            case Migrate:
                await MigrateAsync(app.Services, app.Configuration["script"]);
                return true;
            case Transfer:
                await TransferVerb.RunAsync(app.Services, app.Configuration["from"], app.Configuration["to"]);
                return true;
            case Backup:
                await BackupVerbs.BackupAsync(app.Services, app.Configuration["to"]);
                return true;
            case Restore:
                await BackupVerbs.RestoreAsync(app.Services, app.Configuration["from"]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// Brings the database up to date, or writes the script that does. EF Core holds a lock in the database meanwhile: a second node that migrates waits, and
    /// then finds nothing left to do.
    /// </summary>
    private static async Task MigrateAsync(IServiceProvider services, string? script)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FollowUpDbContext>();
        if (script is not null)
        {
            if (script.Length == 0) throw new ConfigurationFault("Name the file that the script goes into: migrate --script followup.sql.");
            if (!scope.ServiceProvider.GetRequiredService<DatabaseOptions>().IsServer)
                throw new ConfigurationFault("A script can be made for SQL Server only: EF Core has no idempotent one for SQLite. Set Database:Provider, or leave --script out.");
            await File.WriteAllTextAsync(script, db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));
            Console.WriteLine($"The script is in {Path.GetFullPath(script)}. It does what is missing and can be run again.");
            return;
        }

        var before = await AppliedAsync(db);
        await scope.ServiceProvider.GetRequiredService<DatabaseStart>().MigrateAsync(db);
        var done = (await AppliedAsync(db)).Except(before).ToList();
        Console.WriteLine(done.Count == 0 ? "The database is up to date." : $"The database is up to date, {done.Count} migrations later: {string.Join(", ", done)}.");
    }

    private static async Task<List<string>> AppliedAsync(FollowUpDbContext db) =>
        await db.Database.CanConnectAsync() ? [.. await db.Database.GetAppliedMigrationsAsync()] : [];
}
