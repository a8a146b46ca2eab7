using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Units;

/// <summary>What each unit is called and was called, for lists whose rows stand in different years.</summary>
public sealed class UnitTimes
{
    private readonly UnitTree _tree;
    private readonly ILookup<Guid, (DateTime Until, string Name)> _pasts;
    private readonly IReadOnlyDictionary<Guid, int> _order;

    private UnitTimes(UnitTree tree, IEnumerable<(Guid UnitId, DateTime Until, string Name)> pasts)
    {
        _tree = tree;
        _pasts = pasts.ToLookup(past => past.UnitId, past => (past.Until, past.Name));
        _order = tree.Rows.OrderBy(row => row.Unit.SortKey, StringComparer.Ordinal).ThenBy(row => row.Unit.Id).Index().ToDictionary(place => place.Item.Unit.Id, place => place.Index);
    }

    public static Task<UnitTimes> ReadAsync(FollowUpDbContext db, CancellationToken cancel = default) => db.RememberAsync(
        typeof(UnitTimes),
        async () => new UnitTimes(
            await UnitTree.ReadAsync(db, cancel),
            (await db.UnitPasts.AsNoTracking().OrderBy(past => past.Until).ThenBy(past => past.Id)
                .Take(UnitTree.MaxUnits)
                .Select(past => new { past.UnitId, past.Until, past.Name })
                .ToListAsync(cancel)).Select(past => (past.UnitId, past.Until, past.Name))),
        cancel);

    /// <summary>The unit's name at a time (UTC); null for the present one.</summary>
    public string NameOf(Guid unitId, DateTime? at)
    {
        if (at is { } time)
        {
            foreach (var past in _pasts[unitId])
            {
                if (past.Until > time) return past.Name;
            }
        }

        return _tree.Find(unitId)?.Name ?? "";
    }

    /// <summary>The unit's place in the alphabet.</summary>
    public int PlaceOf(Guid unitId) => _order.GetValueOrDefault(unitId, int.MaxValue);
}
