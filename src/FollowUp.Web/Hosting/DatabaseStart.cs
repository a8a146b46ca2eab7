using System.Data.Common;
using FollowUp.Core.Data;
using FollowUp.Core.Data.Demo;
using FollowUp.Core.Users;
using FollowUp.Data.Sqlite;
using FollowUp.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace FollowUp.Web.Hosting;

/// <summary>
/// Brings the database up to date before the first request: migrations, roles, and the demonstration or the first administrator's code. On a server it waits
/// for what is not its own to do: until the database answers and <c>migrate</c> has been run, pages say so and <c>/health/ready</c> answers 503.
/// </summary>
internal sealed class DatabaseStart(IServiceScopeFactory scopes, DatabaseOptions options, TimeProvider time, ILogger<DatabaseStart> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private volatile bool _isReady;
    private string _told = "";
    private Task _first = Task.CompletedTask;

    /// <summary>True from the moment when pages can be answered.</summary>
    public bool IsReady => _isReady;

    /// <summary>Prepares the database before the first request. A server that does not answer is not waited for: the program starts, and goes on trying.</summary>
    public async Task BeginAsync()
    {
        _first = PrepareAsync(CancellationToken.None);
        if (options.IsServer) await Task.WhenAny(_first, Task.Delay(Patience, time));
        else await _first;
    }

    /// <summary>Does what is left to do, as far as it can be done now.</summary>
    private async Task PrepareAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<FollowUpDbContext>();
        try
        {
            if (options.MigratesOnStart || (options.MigrateOnStart is null && await IsNewAsync(db, cancel))) await MigrateAsync(db, cancel);
            else if (await WantedAsync(db, cancel) is { } wanted)
            {
                Tell(wanted);
                return;
            }

            if (await db.Transfers.AnyAsync(transfer => transfer.FinishedAt == null, cancel))
            {
                Tell("A transfer into this database is not finished. Run the same transfer command again; until it is done, pages answer 503.");
                return;
            }

            await FillAsync(services, db, cancel);
        }
        catch (Exception fault) when (options.IsServer && StartFaults.OfDatabase(fault) is not null)
        {
            Tell($"The database cannot be used yet: {StartFaults.OfDatabase(fault)} It is tried again; until then pages answer 503.");
            return;
        }

        _isReady = true;
    }

    /// <summary>Brings the database up to date, with the time that changing large tables takes. One at a time: EF Core holds a lock in the database.</summary>
    public async Task MigrateAsync(FollowUpDbContext db, CancellationToken cancel = default)
    {
        if (!options.IsServer && await SqliteDatabase.RemoveStaleMigrationLockAsync(db.Database.GetConnectionString()!, time, cancel))
            log.LogWarning("A migration lock left behind by an earlier process was removed");
        var usual = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(options.MigrationTimeoutSeconds);
        await db.Database.MigrateAsync(cancel);
        db.Database.SetCommandTimeout(usual);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _first;
        if (_isReady) return;
        while (!_isReady)
        {
            await Task.Delay(Patience, time, stoppingToken);
            await TryAsync(stoppingToken);
        }

        log.LogInformation("The database is ready");
    }

    /// <summary>Whatever goes wrong in the background is tried again: it must not end the program.</summary>
    private async Task TryAsync(CancellationToken cancel)
    {
        try
        {
            await PrepareAsync(cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Tell($"The database cannot be used yet: {StartFaults.OfDatabase(fault) ?? fault.Message} It is tried again; until then pages answer 503.");
        }
    }

    /// <summary>A database in which nothing is yet cannot be harmed: it is made ready at once, by whichever node holds EF Core's lock.</summary>
    private static async Task<bool> IsNewAsync(FollowUpDbContext db, CancellationToken cancel) => !(await db.Database.GetAppliedMigrationsAsync(cancel)).Any();

    private static async Task<string?> WantedAsync(FollowUpDbContext db, CancellationToken cancel)
    {
        var wanted = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
        return wanted.Count == 0
            ? null
            : $"The database lacks {wanted.Count} migrations of this version ({wanted[0]} and on). Run FollowUp.Web migrate once, for all nodes; until it is done, pages answer 503.";
    }

    private async Task FillAsync(IServiceProvider services, FollowUpDbContext db, CancellationToken cancel)
    {
        await AddRolesAsync(db, services.GetRequiredService<IDatabaseFaults>(), cancel);
        await SingleSignOnCheck.WarnAsync(services, log);
        if (await db.Users.AnyAsync(cancel)) return;
        if (services.GetRequiredService<IConfiguration>().GetValue<bool>("Demonstration:Enabled"))
        {
            await services.GetRequiredService<Demonstration>().FillAsync(cancel);
            log.LogInformation("The database was filled with demonstration data");
        }
        else
        {
            services.GetRequiredService<SetupCode>().Announce(log);
        }
    }

    private static async Task AddRolesAsync(FollowUpDbContext db, IDatabaseFaults faults, CancellationToken cancel)
    {
        var existing = await db.Roles.Select(role => role.Name).ToListAsync(cancel);
        var missing = Enum.GetNames<AppRole>().Except(existing).ToList();
        if (missing.Count == 0) return;
        db.Roles.AddRange(missing.Select(name =>
            new IdentityRole<Guid>(name!) { Id = Guid.CreateVersion7(), NormalizedName = name!.ToUpperInvariant() }));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException fault) when (faults.IsUniqueViolation(fault))
        {
            // Another node was first.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Says a thing once, not at each try.</summary>
    private void Tell(string sentence)
    {
        if (_told == sentence) return;
        _told = sentence;
        log.LogError("{Sentence}", sentence);
    }
}

internal static class DatabaseSetup
{
    public static void AddDatabaseStart(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseStart>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseStart>());
    }

    /// <summary>Builds the database's model, the slowest part of a start, on another thread while the addresses are mapped.</summary>
    public static void BeginModel(this WebApplication app) => _ = Task.Run(() =>
    {
        using var scope = app.Services.CreateScope();
        return scope.ServiceProvider.GetRequiredService<FollowUpDbContext>().Model;
    });

    public static Task PrepareDatabaseAsync(this WebApplication app) => app.Services.GetRequiredService<DatabaseStart>().BeginAsync();

    /// <summary>
    /// Answers 503 with a calm page until the database can be used. The page is shown to nobody in particular: who asks is in the database too.
    /// </summary>
    public static void UseReadyDatabase(this WebApplication app)
    {
        var start = app.Services.GetRequiredService<DatabaseStart>();
        app.Use((context, next) =>
        {
            if (start.IsReady || context.Request.Path.StartsWithSegments("/health") || Path.HasExtension(context.Request.Path)) return next(context);
            DatabaseOutages.AsNobody(context);
            if (context.Request.Path.StartsWithSegments("/error")) return next(context);
            DatabaseOutages.Refuse(context);
            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// Keeps one connection to the embedded database for all that a page reads: there it costs more to open one than to ask for a few rows. On a server, where connections
    /// are few and many nodes share them, each command takes one and gives it back.
    /// </summary>
    public static void UseOneConnection(this WebApplication app)
    {
        if (app.Services.GetRequiredService<DatabaseOptions>().IsServer) return;
        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<ControllerActionDescriptor>() is null)
            {
                await next(context);
                return;
            }

            var database = context.RequestServices.GetRequiredService<FollowUpDbContext>().Database;
            var isOpen = await OpenAsync(database, context.RequestAborted);
            try
            {
                await next(context);
            }
            finally
            {
                if (isOpen) await database.CloseConnectionAsync();
            }
        });
    }

    /// <summary>False where it cannot be opened: a page that needs the database says so itself.</summary>
    private static async Task<bool> OpenAsync(DatabaseFacade database, CancellationToken cancel)
    {
        try
        {
            await database.OpenConnectionAsync(cancel);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
