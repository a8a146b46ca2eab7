using System.Reflection;
using FollowUp.Core.Data;
using FollowUp.Core.Data.Demo;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Data.Sqlite;
using FollowUp.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Core.Tests.Data;

/// <summary>
/// Calls every public method of the service layer, as each kind of person and on things in every state, and keeps the queries that it
/// sends. Each call is rolled back. What a call answers does not matter here; the services' own tests say what it should be.
/// </summary>
public sealed class UseCaseRun(TestDatabase database, Assembly assembly)
{
    private readonly HashSet<QueryCallSite> _unreached = [];
    private Dictionary<string, Guid>[] _worlds = [];
    private IReadOnlyDictionary<Guid, object> _versions = new Dictionary<Guid, object>();
    private List<UserAccess> _people = [];

    /// <summary>The methods called, each with how many queries it sent.</summary>
    public Dictionary<string, int> Queries { get; } = [];

    /// <summary>Queries that SQL Server could not have been sent, with the method called and the reason.</summary>
    public HashSet<string> Faults { get; } = [];

    /// <summary>Methods that threw however they were called, with the last fault.</summary>
    public Dictionary<string, string> Failures { get; } = [];

    /// <summary>Places in the code that send a query but were never seen doing it.</summary>
    public IReadOnlyCollection<QueryCallSite> Unreached => _unreached;

    public async Task<UseCaseRun> AllAsync(IReadOnlyList<Type> types, IEnumerable<QueryCallSite> sites)
    {
        _unreached.UnionWith(sites);
        var sample = await SampleAuthority.CreateAsync(database);
        (_worlds, _people) = await SampleWorlds.MakeAsync(database, sample);
        await using (var db = database.Open())
        {
            _ = await db.Users.ToListAsync();
            foreach (var set in typeof(FollowUpDbContext).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                _ = ((IEnumerable<object>)set.GetValue(db)!).Count();
            _versions = Arguments.VersionsIn(db);
        }

        foreach (var type in types)
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(IsUseCase))
                await CallAsync(type, method, others: [.. types.Where(other => other != type).Select(other => other.FullName!)]);
        return this;
    }

    private static bool IsUseCase(MethodInfo method) => !method.IsSpecialName && typeof(Task).IsAssignableFrom(method.ReturnType);

    private async Task CallAsync(Type type, MethodInfo method, HashSet<string> others)
    {
        var name = $"{type.Name}.{method.Name}";
        var hasWorked = false;
        foreach (var world in _worlds)
        {
            foreach (var access in _people)
            {
                // After the first round only what is still hidden behind a state or a role is worth another call.
                if (world != _worlds[0] && !_unreached.Any(site => !others.Contains(site.Type))) break;
                foreach (var style in Enum.GetValues<ArgumentStyle>())
                {
                    var fault = await CallAsync(type, method, name, world, access, style);
                    hasWorked |= fault is null;
                    if (fault is not null) Failures[name] = fault;
                }
            }
        }

        if (hasWorked) Failures.Remove(name);
    }

    private async Task<string?> CallAsync(
        Type type, MethodInfo method, string name, Dictionary<string, Guid> world, UserAccess access, ArgumentStyle style)
    {
        await using var services = Services();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FollowUpDbContext>();
        await using var rolledBack = await db.Database.BeginTransactionAsync();
        SqlServerMirror.Listen(query =>
        {
            Queries[name] = Queries.GetValueOrDefault(name) + 1;
            if (QueryCallSite.Of(query.Stack, assembly) is { } site) _unreached.Remove(site);
            if (query.Fault is { } fault) Faults.Add($"{name}: {fault.Message}");
        });
        try
        {
            var target = method.IsStatic ? null : ActivatorUtilities.CreateInstance(scope.ServiceProvider, type);
            var arguments = new Arguments(world, _versions, [access, db, database.Time, database.Clock], style).For(method);
            await (Task)method.Invoke(target, arguments)!;
            return null;
        }
        catch (Exception fault)
        {
            return (fault is TargetInvocationException ? fault.InnerException! : fault).ToString();
        }
        finally
        {
            SqlServerMirror.Listen(null);
        }
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection().AddLogging().AddFollowUpSqlite("Data Source=none", new DatabaseOptions());
        services.AddScoped(_ => database.Open());
        services.AddSingleton<TimeProvider>(database.Time).AddSingleton(database.Clock).AddScoped<Demonstration>();
        services.AddIdentityCore<AppUser>().AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<FollowUpDbContext>().AddUserStore<AccountStore>().AddTokenProvider<EmailTokenProvider<AppUser>>("Default");
        foreach (var type in UseCases(assembly)) services.AddScoped(type);
        return services.BuildServiceProvider();
    }

    /// <summary>The service layer: the classes that pages call, and the two that read who is asking.</summary>
    public static IReadOnlyList<Type> UseCases(Assembly assembly) =>
    [
        .. assembly.GetTypes().Where(type => type is { IsClass: true, IsNested: false, IsAbstract: false }
            && (type.Name.EndsWith("Service", StringComparison.Ordinal) || type.Name.EndsWith("Queries", StringComparison.Ordinal)
                || type == typeof(UserAccess) || type == typeof(UnitTree) || type == typeof(Demonstration))),
    ];
}
