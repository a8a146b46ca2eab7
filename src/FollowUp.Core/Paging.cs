using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core;

/// <summary>Which page of a list is asked for: the first, or the one after or before a row.</summary>
/// <param name="After">The cursor of the last row of the page before; null for the first page.</param>
/// <param name="Before">The cursor of the first row of the page after; null unless paging backwards.</param>
/// <param name="Size">Rows a page.</param>
public sealed record PageRequest(string? After = null, string? Before = null, int Size = PageRequest.DefaultSize)
{
    public const int DefaultSize = 25;
}

/// <summary>A page of a list.</summary>
/// <param name="Rows">The rows in the list's order.</param>
/// <param name="Previous">The cursor to ask with as <see cref="PageRequest.Before"/>; null on the first page.</param>
/// <param name="Next">The cursor to ask with as <see cref="PageRequest.After"/>; null on the last page.</param>
/// <param name="Count">How many rows the whole list has, counted up to <see cref="CountLimit"/>.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, string? Previous, string? Next, int Count)
{
    /// <summary>Counting stops here, and the interface says <em>1 000+</em>: a number nobody reads must not cost a scan.</summary>
    public const int CountLimit = 1_000;

    public bool IsCountCut => Count > CountLimit;
}

/// <summary>Pages a list by its key, so that the thousandth page costs as little as the first.</summary>
public static class Paging
{
    private const char Separator = '~';

    /// <summary>
    /// Reads one page and counts the whole, where that is not all on the page. The order is by key, then by id. Two commands at the most.
    /// </summary>
    /// <param name="source">The filtered rows.</param>
    /// <param name="key">What they are ordered by: int, string (a sort key), DateTime or DateOnly.</param>
    /// <param name="id">What tells rows with the same key apart.</param>
    /// <param name="row">What is read of each.</param>
    /// <param name="request">Which page. A cursor that cannot be read gives the first page.</param>
    /// <param name="descending">Greatest key first.</param>
    /// <param name="count">Counts the whole in another way.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public static async Task<Page<TRow>> ToPageAsync<TEntity, TKey, TRow>(
        this IQueryable<TEntity> source,
        Expression<Func<TEntity, TKey>> key,
        Expression<Func<TEntity, Guid>> id,
        Expression<Func<TEntity, TRow>> row,
        PageRequest request,
        bool descending = false,
        Func<Task<int>>? count = null,
        CancellationToken cancel = default)
    {
        var backwards = request.Before is not null;
        var cursor = Read<TKey>(request.Before ?? request.After);
        var rising = descending == backwards;

        var ordered = rising ? source.OrderBy(key).ThenBy(id) : source.OrderByDescending(key).ThenByDescending(id);
        var slice = cursor is { } from ? ordered.Where(Beyond(key, id, from, rising)) : ordered;
        var read = await slice.Take(request.Size + 1).Select(Keyed(key, id, row)).ToListAsync(cancel);

        var hasMore = read.Count > request.Size;
        if (hasMore) read.RemoveAt(request.Size);
        if (backwards) read.Reverse();
        var hasPrevious = backwards ? hasMore : cursor is not null;
        var hasNext = backwards ? cursor is not null : hasMore;
        var total = !hasPrevious && !hasNext ? read.Count
            : count is not null ? await count()
            : await source.Take(Page<TRow>.CountLimit + 1).CountAsync(cancel);
        return new Page<TRow>(
            [.. read.Select(found => found.Row)],
            hasPrevious && read.Count > 0 ? Write(read[0]) : null,
            hasNext && read.Count > 0 ? Write(read[^1]) : null,
            total);
    }

    private static string Write<TKey, TRow>(KeyedRow<TKey, TRow> row)
    {
        var key = row.Key switch
        {
            DateTime at => at.Ticks.ToString(CultureInfo.InvariantCulture),
            DateOnly on => on.DayNumber.ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToString(row.Key, CultureInfo.InvariantCulture),
        };
        return $"{key}{Separator}{row.Id:N}";
    }

    private static (TKey Key, Guid Id)? Read<TKey>(string? cursor)
    {
        var at = cursor?.LastIndexOf(Separator) ?? -1;
        if (at < 0 || !Guid.TryParse(cursor.AsSpan(at + 1), out var id)) return null;
        var text = cursor![..at];
        object? key = null;
        if (typeof(TKey) == typeof(string)) key = text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? text : null;
        if (typeof(TKey) == typeof(int) && int.TryParse(text, CultureInfo.InvariantCulture, out var number)) key = number;
        if (typeof(TKey) == typeof(DateTime) && long.TryParse(text, CultureInfo.InvariantCulture, out var ticks)
            && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks) key = new DateTime(ticks, DateTimeKind.Utc);
        if (typeof(TKey) == typeof(DateOnly) && int.TryParse(text, CultureInfo.InvariantCulture, out var day)
            && day >= 0 && day <= DateOnly.MaxValue.DayNumber) key = DateOnly.FromDayNumber(day);
        return key is null ? null : ((TKey)key, id);
    }

    /// <summary>The condition <c>key &gt; from.Key || (key == from.Key &amp;&amp; id &gt; from.Id)</c>, or with less than.</summary>
    private static Expression<Func<TEntity, bool>> Beyond<TEntity, TKey>(
        Expression<Func<TEntity, TKey>> key, Expression<Func<TEntity, Guid>> id, (TKey Key, Guid Id) from, bool rising)
    {
        var entity = key.Parameters[0];
        var idBody = new Replace(id.Parameters[0], entity).Visit(id.Body);

        // Held by an object, so that EF Core sends them as parameters and can use one plan for every page.
        var held = Expression.Constant(new Held<TKey>(from.Key, from.Id));
        var heldKey = Expression.Property(held, nameof(Held<>.Key));
        var heldId = Expression.Property(held, nameof(Held<>.Id));
        Expression keyBeyond = typeof(TKey) == typeof(string)
            ? Compare(Expression.Call(typeof(string), nameof(string.Compare), null, key.Body, heldKey), Expression.Constant(0), rising)
            : Compare(key.Body, heldKey, rising);
        var idBeyond = Compare(
            Expression.Call(idBody, typeof(Guid).GetMethod(nameof(Guid.CompareTo), [typeof(Guid)])!, heldId), Expression.Constant(0), rising);
        return Expression.Lambda<Func<TEntity, bool>>(
            Expression.OrElse(keyBeyond, Expression.AndAlso(Expression.Equal(key.Body, heldKey), idBeyond)), entity);
    }

    private static BinaryExpression Compare(Expression left, Expression right, bool rising) =>
        rising ? Expression.GreaterThan(left, right) : Expression.LessThan(left, right);

    private static Expression<Func<TEntity, KeyedRow<TKey, TRow>>> Keyed<TEntity, TKey, TRow>(
        Expression<Func<TEntity, TKey>> key, Expression<Func<TEntity, Guid>> id, Expression<Func<TEntity, TRow>> row)
    {
        var entity = row.Parameters[0];
        var type = typeof(KeyedRow<TKey, TRow>);
        return Expression.Lambda<Func<TEntity, KeyedRow<TKey, TRow>>>(
            Expression.MemberInit(
                Expression.New(type),
                Expression.Bind(type.GetProperty(nameof(KeyedRow<,>.Key))!, new Replace(key.Parameters[0], entity).Visit(key.Body)),
                Expression.Bind(type.GetProperty(nameof(KeyedRow<,>.Id))!, new Replace(id.Parameters[0], entity).Visit(id.Body)),
                Expression.Bind(type.GetProperty(nameof(KeyedRow<,>.Row))!, row.Body)),
            entity);
    }

    private sealed record Held<TKey>(TKey Key, Guid Id);

    private sealed class KeyedRow<TKey, TRow>
    {
        public TKey Key { get; init; } = default!;

        public Guid Id { get; init; }

        public TRow Row { get; init; } = default!;
    }

    private sealed class Replace(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
