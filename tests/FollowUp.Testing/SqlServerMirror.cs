using System.Data.Common;
using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using FollowUp.Core.Data;
using FollowUp.Data.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

#pragma warning disable EF1001 // No public door leads to a query before its parameters are taken out of it.

namespace FollowUp.Testing;

/// <summary>
/// Shows what SQL Server would have been sent, where there is no server: every query that a test runs on SQLite is translated by the
/// SQL Server provider as well, and parsed as T-SQL. A query that cannot be translated, or whose text is not T-SQL, throws
/// where it was asked. Each query that is looked at is told to whoever listens.
/// </summary>
public static class SqlServerMirror
{
    private static readonly AsyncLocal<Action<MirroredQuery>?> Listener = new();

    private static readonly DbContextOptions<FollowUpDbContext> Options = MakeOptions();

    private static readonly MethodInfo ExecuteAs =
        typeof(SqlServerMirror).GetMethod(nameof(Execute), BindingFlags.NonPublic | BindingFlags.Static)!;

    [ThreadStatic]
    private static List<string>? _texts;

    /// <summary>Tells of every query in what is called from here on; null ends it.</summary>
    public static void Listen(Action<MirroredQuery>? listener) => Listener.Value = listener;

    /// <summary>Makes a context on SQLite send its queries here too.</summary>
    public static DbContextOptionsBuilder MirrorToSqlServer(this DbContextOptionsBuilder builder) =>
        builder.ReplaceService<IQueryCompiler, MirroringCompiler>();

    /// <summary>A context on SQL Server that no server stands behind: for its model, and for the scripts made from it.</summary>
    public static FollowUpDbContext Open() => new(Options);

    private static DbContextOptions<FollowUpDbContext> MakeOptions()
    {
        var builder = new DbContextOptionsBuilder<FollowUpDbContext>();
        SqlServerDatabase.Configure(builder, "Server=none;Database=FollowUp;MultipleActiveResultSets=true", new DatabaseOptions());

        // Without retries, and with several results open at a time: else all rows are read at once, by the types that a server names.
        builder.UseSqlServer(server => server.ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)));
        builder.AddInterceptors(new NoConnection(), new OneRowForEveryCommand(), new OwnRoots());
        return builder.Options;
    }

    private static void Look(Expression query, Type result)
    {
        _texts = [];
        using var aside = StrategyAside.Put();
        try
        {
            using var db = new FollowUpDbContext(Options);
            ExecuteAs.MakeGenericMethod(Synchronous(result)).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [db, query], null);
            foreach (var text in _texts) TSql.Parse(text);
            Listener.Value?.Invoke(new MirroredQuery([.. _texts], new StackTrace(), null));
        }
        catch (Exception fault)
        {
            Listener.Value?.Invoke(new MirroredQuery([.. _texts], new StackTrace(), fault));
            throw;
        }
        finally
        {
            _texts = null;
        }
    }

    private static void Execute<TResult>(FollowUpDbContext db, Expression query)
    {
        var result = db.GetService<IAsyncQueryProvider>().Execute<TResult>(query);
        if (result is System.Collections.IEnumerable rows and not string)
            foreach (var _ in rows) { }
    }

    /// <summary>A task of one thing is that thing, a stream of things a sequence of them.</summary>
    private static Type Synchronous(Type result)
    {
        if (!result.IsGenericType) return result;
        var inner = result.GetGenericArguments()[0];
        if (result.GetGenericTypeDefinition() == typeof(Task<>)) return inner;
        return result.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) ? typeof(IEnumerable<>).MakeGenericType(inner) : result;
    }

    private sealed class MirroringCompiler(
        IQueryContextFactory contexts, ICompiledQueryCache cache, ICompiledQueryCacheKeyGenerator keys, IDatabase database,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger, ICurrentDbContext context, IEvaluatableExpressionFilter filter, IModel model)
        : QueryCompiler(contexts, cache, keys, database, logger, context, filter, model)
    {
        public override TResult Execute<TResult>(Expression query)
        {
            Look(query, typeof(TResult));
            return base.Execute<TResult>(query);
        }

        public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
        {
            Look(query, typeof(TResult));
            return base.ExecuteAsync<TResult>(query, cancellationToken);
        }
    }

    /// <summary>Puts the strategy aside that a query is asked in, else its retries would be this query's too.</summary>
    private abstract class StrategyAside(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, 0, TimeSpan.Zero)
    {
        public static IDisposable Put()
        {
            var back = new Back(Current);
            Current = null;
            return back;
        }

        private sealed class Back(ExecutionStrategy? strategy) : IDisposable
        {
            public void Dispose() => Current = strategy;
        }
    }

    /// <summary>Puts the tables of the SQL Server model in the place of those that the query was written on.</summary>
    private sealed class OwnRoots : ExpressionVisitor, IQueryExpressionInterceptor
    {
        private IModel _model = null!;

        public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) =>
            new OwnRoots { _model = eventData.Context!.Model }.Visit(queryExpression);

        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root
            ? new EntityQueryRootExpression(_model.FindEntityType(root.EntityType.Name)!)
            : base.VisitExtension(node);
    }

    private sealed class NoConnection : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();
    }

    private sealed class OneRowForEveryCommand : DbCommandInterceptor
    {
        public override InterceptionResult<DbDataReader> ReaderExecuting(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
        {
            _texts!.Add(command.CommandText);
            return InterceptionResult<DbDataReader>.SuppressWithResult(new OneRowReader());
        }

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
        {
            _texts!.Add(command.CommandText);
            return InterceptionResult<int>.SuppressWithResult(1);
        }
    }
}

/// <summary>A query that was asked in a test.</summary>
/// <param name="Commands">The commands that SQL Server would have been sent for it.</param>
/// <param name="Stack">Who asked.</param>
/// <param name="Fault">Why SQL Server could not have been asked; null where it could.</param>
public sealed record MirroredQuery(IReadOnlyList<string> Commands, StackTrace Stack, Exception? Fault);
