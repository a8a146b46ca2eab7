using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FollowUp.Core.Data.Transfers;

/// <summary>A table to copy.</summary>
/// <param name="Type">What its rows are read as.</param>
/// <param name="Late">
/// References that are set when every row is there: to rows of the same table, or of one that comes later because each refers to the other.
/// </param>
public sealed record TransferTable(IEntityType Type, IReadOnlyList<IForeignKey> Late)
{
    private const int RowsAtOnce = 500, LargeRowsAtOnce = 10;

    /// <summary>Texts of reports and files are read a few rows at a time, so that memory stays flat.</summary>
    private const int LargeColumn = 100_000;

    public string Name => Type.GetTableName()!;

    /// <summary>How many rows are read and saved at a time.</summary>
    public int Batch { get; } = Type.GetProperties().Any(IsLarge) ? LargeRowsAtOnce : RowsAtOnce;

    /// <summary>Every table of the model but those of a database's own (how far the copying has come, and the mark that saves move), in an order in which all that a row must refer to is there before it.</summary>
    public static IReadOnlyList<TransferTable> InOrder(IModel model)
    {
        var left = model.GetEntityTypes().Where(type => !type.IsOwned() && type.ClrType != typeof(Transfer) && type.ClrType != typeof(FrameMark)).OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<TransferTable>();
        while (left.Count > 0)
        {
            var next = left.Where(type => Missing(type).All(key => !key.IsRequired)).MinBy(type => Missing(type).Count())
                ?? throw new InvalidOperationException($"Each of these tables must have a row of another one first: {string.Join(", ", left.Select(type => type.GetTableName()))}.");
            ordered.Add(new TransferTable(next, [.. next.GetForeignKeys().Where(key => left.Contains(key.PrincipalEntityType))]));
            left.Remove(next);
        }

        return ordered;

        IEnumerable<IForeignKey> Missing(IEntityType type) =>
            type.GetForeignKeys().Where(key => left.Contains(key.PrincipalEntityType) && (key.PrincipalEntityType != type || key.IsRequired));
    }

    /// <summary>The next rows after a key, in the order of the key; for <paramref name="lateOnly"/> those alone that refer to something late.</summary>
    public async Task<IReadOnlyList<object>> ReadAsync(DbContext db, string after, bool lateOnly, CancellationToken cancel) =>
        await (Task<IReadOnlyList<object>>)Generic(nameof(ReadRowsAsync)).Invoke(this, [db, after, lateOnly, cancel])!;

    public async Task<long> CountAsync(DbContext db, CancellationToken cancel) =>
        await (Task<long>)Generic(nameof(CountRowsAsync)).Invoke(this, [db, cancel])!;

    /// <summary>The key of a row, as text to be kept.</summary>
    public string KeyOf(DbContext db, object row) =>
        JsonSerializer.Serialize(Type.FindPrimaryKey()!.Properties.Select(property => db.Entry(row).Property(property.Name).CurrentValue));

    private async Task<IReadOnlyList<object>> ReadRowsAsync<T>(DbContext db, string after, bool lateOnly, CancellationToken cancel) where T : class
    {
        var row = Expression.Parameter(typeof(T), "row");
        IQueryable<T> rows = db.Set<T>().AsNoTracking();
        if (after.Length > 0) rows = rows.Where(Expression.Lambda<Func<T, bool>>(IsAfter(row, after), row));
        if (lateOnly) rows = rows.Where(Expression.Lambda<Func<T, bool>>(HasLate(row), row));
        IOrderedQueryable<T>? sorted = null;
        foreach (var property in Type.FindPrimaryKey()!.Properties)
        {
            var key = Expression.Lambda<Func<T, object>>(Expression.Convert(Of(row, property), typeof(object)), row);
            sorted = sorted is null ? rows.OrderBy(key) : sorted.ThenBy(key);
        }

        return await sorted!.Take(Batch).ToListAsync(cancel);
    }

    private async Task<long> CountRowsAsync<T>(DbContext db, CancellationToken cancel) where T : class => await db.Set<T>().LongCountAsync(cancel);

    private System.Reflection.MethodInfo Generic(string name) =>
        typeof(TransferTable).GetMethod(name, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.MakeGenericMethod(Type.ClrType);

    /// <summary><c>a &gt; x or (a = x and (b &gt; y or …))</c>, by the order in which this database keeps its keys.</summary>
    private Expression IsAfter(ParameterExpression row, string after)
    {
        using var keys = JsonDocument.Parse(after);
        Expression? rest = null;
        foreach (var (property, value) in Type.FindPrimaryKey()!.Properties.Zip(keys.RootElement.EnumerateArray()).Reverse())
        {
            var (column, than) = (Of(row, property), Value(value.Deserialize(property.ClrType)!, property.ClrType));
            var greater = Greater(column, than);
            rest = rest is null ? greater : Expression.OrElse(greater, Expression.AndAlso(Expression.Equal(column, than), rest));
        }

        return rest!;
    }

    private static Expression Greater(Expression column, Expression than)
    {
        if (column.Type == typeof(string))
            return Expression.GreaterThan(Expression.Call(typeof(string), nameof(string.Compare), null, column, than), Expression.Constant(0));
        if (column.Type == typeof(Guid))
            return Expression.GreaterThan(Expression.Call(column, typeof(Guid).GetMethod(nameof(Guid.CompareTo), [typeof(Guid)])!, than), Expression.Constant(0));
        if (!column.Type.IsEnum) return Expression.GreaterThan(column, than);
        var number = Enum.GetUnderlyingType(column.Type);
        return Expression.GreaterThan(Expression.Convert(column, number), Expression.Convert(than, number));
    }

    private Expression HasLate(ParameterExpression row) => Late.SelectMany(key => key.Properties)
        .Select(property => (Expression)Expression.NotEqual(Of(row, property), Expression.Constant(null, property.ClrType)))
        .Aggregate(Expression.OrElse);

    private static Expression Of(Expression row, IProperty property) =>
        Expression.Call(typeof(EF), nameof(EF.Property), [property.ClrType], row, Expression.Constant(property.Name));

    /// <summary>As a closure would hold it: a parameter of the command, not a part of its text.</summary>
    private static Expression Value(object value, Type type) => Expression.Convert(Expression.Field(Expression.Constant(new Held(value)), nameof(Held.Value)), type);

    private static bool IsLarge(IProperty property) =>
        property.ClrType == typeof(byte[]) ? property.GetMaxLength() is null or > LargeColumn
        : property.ClrType == typeof(string) && property.GetMaxLength() is null or > LargeColumn;

    private sealed class Held(object value)
    {
        public readonly object Value = value;
    }
}
