using FollowUp.Core.Data;
using FollowUp.Core.Data.Demo;
using FollowUp.Core.Users;
using FollowUp.Data.Sqlite;
using FollowUp.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Web.Hosting;

/// <summary>Brings the database up to date before the first request: migrations, roles, and the demonstration or the first administrator's code.</summary>
internal static class DatabaseStart
{
    /// <summary>Builds the database's model, the slowest part of a start, on another thread while the addresses are mapped.</summary>
    public static void BeginModel(this WebApplication app) => _ = Task.Run(() =>
    {
        using var scope = app.Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<FollowUpDbContext>().Model;
    });

    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<FollowUpDbContext>();
        var options = services.GetRequiredService<DatabaseOptions>();
        var time = services.GetRequiredService<TimeProvider>();
        if (options.MigrateOnStart)
        {
            if (db.Database.ProviderName?.EndsWith("Sqlite", StringComparison.Ordinal) == true
                && await SqliteDatabase.RemoveStaleMigrationLockAsync(db.Database.GetConnectionString()!, time))
                app.Logger.LogWarning("A migration lock left behind by an earlier process was removed");
            await db.Database.MigrateAsync();
        }

        await AddRolesAsync(db);
        await SingleSignOnCheck.WarnAsync(services, app.Logger);
        if (await db.Users.AnyAsync()) return;
        if (app.Configuration.GetValue<bool>("Demonstration:Enabled"))
        {
            await services.GetRequiredService<Demonstration>().FillAsync();
            app.Logger.LogInformation("The database was filled with demonstration data");
        }
        else
        {
            services.GetRequiredService<SetupCode>().Announce(app.Logger);
        }
    }

    private static async Task AddRolesAsync(FollowUpDbContext db)
    {
        var existing = await db.Roles.Select(role => role.Name).ToListAsync();
        var missing = Enum.GetNames<AppRole>().Except(existing).ToList();
        if (missing.Count == 0) return;
        db.Roles.AddRange(missing.Select(name =>
            new IdentityRole<Guid>(name!) { Id = Guid.CreateVersion7(), NormalizedName = name!.ToUpperInvariant() }));
        await db.SaveChangesAsync();
    }
}
