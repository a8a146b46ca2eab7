using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Units;

/// <summary>The whole tree of units in memory. An authority has tens to a few hundred units, so one small query beats a recursive one.</summary>
public sealed class UnitTree
{
    /// <summary>More units than any Swedish authority has; the read is bounded all the same.</summary>
    public const int MaxUnits = 5_000;

    private readonly ILookup<Guid?, UnitNode> _children;
    private readonly Dictionary<Guid, UnitNode> _byId;

    public UnitTree(IEnumerable<UnitNode> nodes)
    {
        var all = nodes.OrderBy(node => node.SortKey, StringComparer.Ordinal).ToList();
        _children = all.ToLookup(node => node.ParentId);
        _byId = all.ToDictionary(node => node.Id);
        Rows = [.. Walk(null, 0)];
    }

    /// <summary>Every unit, parents before children, siblings in Swedish alphabetical order.</summary>
    public IReadOnlyList<UnitTreeRow> Rows { get; }

    /// <summary>The authority itself; null before the system has been set up.</summary>
    public UnitNode? Authority => _children[null].FirstOrDefault();

    /// <summary>The tree of today.</summary>
    public static Task<UnitTree> ReadAsync(FollowUpDbContext db, CancellationToken cancel = default) => db.RememberAsync(
        typeof(UnitTree),
        async () => new UnitTree(await db.Units.AsNoTracking()
            .OrderBy(unit => unit.SortKey)
            .Take(MaxUnits)
            .Select(unit => new UnitNode(unit.Id, unit.ParentId, unit.Name, unit.SortKey, unit.SchoolForm, unit.ClosedAt != null))
            .ToListAsync(cancel)),
        cancel);

    /// <summary>The tree of today with the names of another time.</summary>
    /// <param name="db">Where it is read.</param>
    /// <param name="namedAt">The time (UTC); null for the present names.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public static Task<UnitTree> ReadAsync(FollowUpDbContext db, DateTime? namedAt, CancellationToken cancel = default) => namedAt is { } at
        ? db.RememberAsync((typeof(UnitTree), at), () => ReadNamedAsync(db, at, cancel), cancel)
        : ReadAsync(db, cancel);

    private static async Task<UnitTree> ReadNamedAsync(FollowUpDbContext db, DateTime at, CancellationToken cancel)
    {
        var tree = await ReadAsync(db, cancel);
        var pasts = await db.UnitPasts.AsNoTracking().Where(past => past.Until > at)
            .OrderBy(past => past.Until).ThenBy(past => past.Id)
            .Take(MaxUnits)
            .Select(past => new { past.UnitId, past.Name })
            .ToListAsync(cancel);
        var names = pasts.DistinctBy(past => past.UnitId).ToDictionary(past => past.UnitId, past => past.Name);
        return new UnitTree(tree.Rows.Select(row => row.Unit with { Name = names.GetValueOrDefault(row.Unit.Id, row.Unit.Name) }));
    }

    /// <summary>Each unit's place in <see cref="Rows"/>, to sort by.</summary>
    public IReadOnlyDictionary<Guid, int> Order() => Rows.Index().ToDictionary(place => place.Item.Unit.Id, place => place.Index);

    public UnitNode? Find(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>The unit and all below it; empty when it does not exist.</summary>
    public IEnumerable<Guid> WithAllBelow(Guid id) => _byId.TryGetValue(id, out var node)
        ? _children[node.Id].SelectMany(child => WithAllBelow(child.Id)).Prepend(id)
        : [];

    private IEnumerable<UnitTreeRow> Walk(Guid? parentId, int depth) =>
        _children[parentId].SelectMany(node => Walk(node.Id, depth + 1).Prepend(new UnitTreeRow(node, depth)));
}

/// <summary>One unit as the tree knows it.</summary>
public sealed record UnitNode(Guid Id, Guid? ParentId, string Name, string SortKey, SchoolForm? SchoolForm, bool IsClosed);

/// <summary>A unit and how deep it stands: 0 for the authority.</summary>
public sealed record UnitTreeRow(UnitNode Unit, int Depth);
