using System.Reflection;
using FollowUp.Core.Data;
using FollowUp.Core.Data.Demo;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using FollowUp.Data.Sqlite;
using FollowUp.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace FollowUp.Core.Tests.Data;

/// <summary>
/// Calls every public method of the service layer, as each kind of person and on things in every state, and keeps the queries that it
/// sends. Each call is rolled back. What a call answers does not matter here; the services' own tests say what it should be.
/// </summary>
public sealed class UseCaseRun
{
    private readonly TestDatabase _database;
    private readonly Assembly _assembly;
    private readonly ServiceProvider _services;
    private readonly HashSet<QueryCallSite> _unreached;
    private readonly HashSet<string> _worked = [];
    private Dictionary<string, Guid>[] _worlds = [];
    private IReadOnlyDictionary<Guid, object> _versions = new Dictionary<Guid, object>();
    private List<UserAccess> _people = [];

    /// <summary>The methods called, each with how many queries it sent.</summary>
    public Dictionary<string, int> Queries { get; } = [];

    /// <summary>Queries that SQL Server could not have been sent, with the method called and the reason.</summary>
    public HashSet<string> Faults { get; } = [];

    /// <summary>Methods that threw however they were called, with the last fault.</summary>
    public Dictionary<string, Exception> Failures { get; } = [];

    /// <summary>Places in the code that send a query but were never seen doing it.</summary>
    public IReadOnlyCollection<QueryCallSite> Unreached => _unreached;

    /// <param name="database">Where everything runs.</param>
    /// <param name="assembly">The assembly with the service layer.</param>
    /// <param name="sites">The places that are to be seen.</param>
    public UseCaseRun(TestDatabase database, Assembly assembly, IEnumerable<QueryCallSite> sites)
    {
        (_database, _assembly, _unreached) = (database, assembly, [.. sites]);
        var services = new ServiceCollection().AddLogging().AddFollowUpSqlite("Data Source=none", new DatabaseOptions());
        services.AddScoped(_ => database.Open());
        services.AddSingleton<TimeProvider>(database.Time).AddSingleton(database.Clock).AddScoped<Demonstration>();
        services.AddIdentityCore<AppUser>().AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<FollowUpDbContext>().AddUserStore<AccountStore>().AddTokenProvider<EmailTokenProvider<AppUser>>("Default")
            .AddTokenProvider<AuthenticatorTokenProvider<AppUser>>(TokenOptions.DefaultAuthenticatorProvider);
        foreach (var type in UseCases(assembly)) services.AddScoped(type);
        _services = services.BuildServiceProvider();
    }

    /// <summary>Calls every method of these types.</summary>
    public async Task CallAsync(IReadOnlyList<Type> types)
    {
        (_worlds, _people) = await SampleWorlds.MakeAsync(_database, await SampleAuthority.CreateAsync(_database));
        await using (var db = _database.Open())
        {
            _ = await db.Users.ToListAsync();
            foreach (var set in typeof(FollowUpDbContext).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                _ = ((IEnumerable<object>)set.GetValue(db)!).Count();
            _versions = Arguments.VersionsIn(db);
        }

        // First everything once; what hides behind the state of a thing is worth more calls.
        foreach (var world in _worlds)
        {
            foreach (var type in types)
            {
                var others = types.Where(other => other != type).Select(other => other.FullName).ToHashSet();
                foreach (var method in MethodsOf(type).Where(_ => world == _worlds[0] || _unreached.Any(site => !others.Contains(site.Type))))
                    await CallAsync(type, method, world);
            }
        }
    }

    /// <summary>Runs a test of a service for the queries that it sends.</summary>
    public async Task CallAsync(Type test, string method)
    {
        var target = Activator.CreateInstance(test)!;
        if (target is IAsyncLifetime starting) await starting.InitializeAsync();
        Listen(method);
        await (Task)test.GetMethod(method)!.Invoke(target, null)!;
        SqlServerMirror.Listen(null);
        if (target is IAsyncDisposable ending) await ending.DisposeAsync();
    }

    /// <summary>The methods of the service layer that can ask the database something.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && typeof(Task).IsAssignableFrom(method.ReturnType));

    /// <summary>In every way as the one who may everything, in one way as everybody else.</summary>
    private async Task CallAsync(Type type, MethodInfo method, Dictionary<string, Guid> world)
    {
        var name = $"{type.Name}.{method.Name}";
        var asks = method.GetParameters().Any(parameter => parameter.ParameterType == typeof(UserAccess));
        foreach (var access in asks ? _people : _people[..1])
        {
            foreach (var style in Enum.GetValues<ArgumentStyle>().Where(style => access == _people[0] || style == ArgumentStyle.Filled))
            {
                if (await CallAsync(type, method, name, world, access, style) is not { } fault) _worked.Add(name);
                else Failures[name] = fault;
            }
        }

        if (_worked.Contains(name)) Failures.Remove(name);
    }

    private async Task<Exception?> CallAsync(
        Type type, MethodInfo method, string name, Dictionary<string, Guid> world, UserAccess access, ArgumentStyle style)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<FollowUpDbContext>();
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(() => CallAsync(type, method, name, world, (access, style), scope.ServiceProvider));
    }

    private async Task<Exception?> CallAsync(
        Type type, MethodInfo method, string name, Dictionary<string, Guid> world, (UserAccess Access, ArgumentStyle Style) how, IServiceProvider services)
    {
        var (access, style) = how;
        var db = services.GetRequiredService<FollowUpDbContext>();
        await using var rolledBack = await db.Database.BeginTransactionAsync();
        Listen(name);
        try
        {
            var target = method.IsStatic ? null : ActivatorUtilities.CreateInstance(services, type);
            var arguments = new Arguments(world, _versions, [access, db, _database.Time, _database.Clock, PressOf(db, access, world["Plan"])], style).For(method);
            await (Task)method.Invoke(target, arguments)!;
            return null;
        }
        catch (Exception fault)
        {
            return fault is TargetInvocationException ? fault.InnerException : fault;
        }
        finally
        {
            SqlServerMirror.Listen(null);
        }
    }

    private ReportPress PressOf(FollowUpDbContext db, UserAccess access, Guid planId) => new(
        cancel => new AnnualReportQueries(db, _database.Clock).ReadAsync(access, planId, null, cancel),
        (_, _) => Task.FromResult<IReadOnlyList<ReportOutput>>([]));

    private void Listen(string name) => SqlServerMirror.Listen(query =>
    {
        Queries[name] = Queries.GetValueOrDefault(name) + 1;
        if (QueryCallSite.Of(query.Stack, _assembly) is { } site) _unreached.Remove(site);
        if (query.Fault is { } fault) Faults.Add($"{name}: {fault.Message}");
    });

    /// <summary>The service layer: the classes that pages call, and the two that read who is asking.</summary>
    public static IReadOnlyList<Type> UseCases(Assembly assembly) =>
    [
        .. assembly.GetTypes().Where(type => type is { IsClass: true, IsNested: false, IsAbstract: false }
            && (type.Name.EndsWith("Service", StringComparison.Ordinal) || type.Name.EndsWith("Queries", StringComparison.Ordinal)
                || type == typeof(UserAccess) || type == typeof(UnitTree) || type == typeof(Demonstration))),
    ];
}
