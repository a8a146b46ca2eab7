using System.Data.Common;
using FollowUp.Core.House;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.EntityFrameworkCore.Storage;

namespace FollowUp.Web.Hosting;

/// <summary>
/// What the authority has chosen, at hand for every page without a question to the database each time. A change made here holds at once, one made on another
/// node within half a minute.
/// </summary>
public sealed class HouseBook(IServiceScopeFactory scopes, TimeProvider time, ILogger<HouseBook> log)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private volatile Entry _entry = new(new HouseFacts(), DateTimeOffset.MinValue);

    public HouseFacts Facts => _entry.Facts;

    /// <summary>Reads the choices again where they may have changed. Where the database does not answer, those read last go on: a page that needs it says so itself.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        var before = _entry;
        var age = time.GetUtcNow() - before.At;

        // A clock that was set back must not make the choices last.
        if (age >= TimeSpan.Zero && age < Fresh) return;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            _entry = new Entry(await scope.ServiceProvider.GetRequiredService<HouseQueries>().ReadAsync(cancel), time.GetUtcNow());
        }
        catch (Exception fault) when (fault is DbException or RetryLimitExceededException or TimeoutException or InvalidOperationException)
        {
            log.LogWarning(fault, "The settings of the house could not be read");
            _entry = before with { At = time.GetUtcNow() };
        }
    }

    /// <summary>Lets the next request read the choices again.</summary>
    public void Forget() => _entry = _entry with { At = DateTimeOffset.MinValue };

    private sealed record Entry(HouseFacts Facts, DateTimeOffset At);
}

internal static class HouseSetup
{
    /// <summary>Has the choices at hand for every page; files and health checks do without, and the page that says that there is no database yet.</summary>
    public static void UseHouse(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<ControllerActionDescriptor>() is not null && context.RequestServices.GetRequiredService<DatabaseStart>().IsReady)
            await context.RequestServices.GetRequiredService<HouseBook>().RefreshAsync(context.RequestAborted);
        await next(context);
    });
}
