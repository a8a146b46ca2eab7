using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Units;

/// <summary>What the units were called during a time, so that a report from then is understood. Case and white space do not matter.</summary>
public sealed class UnitYearNames
{
    /// <summary>More renamings than an authority sees.</summary>
    private const int MaxNames = 20_000;

    public static readonly UnitYearNames None = new([]);

    private readonly ILookup<string, UnitNode> _byName;

    private UnitYearNames(IEnumerable<(string Name, UnitNode Unit)> names) => _byName = names
        .DistinctBy(each => (UnitNames.Key(each.Name), each.Unit.Id)).ToLookup(each => UnitNames.Key(each.Name), each => each.Unit);

    /// <summary>The names that were in use on any of these days. One command, and none where there are no days.</summary>
    /// <param name="db">Where they are read.</param>
    /// <param name="tree">The units as they are now.</param>
    /// <param name="days">The first and the last day; null for no time at all.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public static async Task<UnitYearNames> ReadAsync(
        FollowUpDbContext db, UnitTree tree, (DateOnly First, DateOnly Last)? days, CancellationToken cancel = default)
    {
        if (days is not { } asked) return None;
        var (from, to) = (asked.First.ToDateTime(TimeOnly.MinValue), asked.Last.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var pasts = await db.UnitPasts.AsNoTracking()
            .OrderBy(past => past.UnitId).ThenBy(past => past.Until).ThenBy(past => past.Id)
            .Take(MaxNames)
            .Select(past => new { past.UnitId, past.Name, past.Until })
            .ToListAsync(cancel);
        var names = new List<(string Name, UnitNode Unit)>();
        foreach (var renamed in pasts.GroupBy(past => past.UnitId))
        {
            if (tree.Find(renamed.Key) is not { } unit) continue;
            var since = DateTime.MinValue;
            foreach (var past in renamed)
            {
                if (past.Until > from && since < to) names.Add((past.Name, unit));
                since = past.Until;
            }
        }

        return new UnitYearNames(names);
    }

    /// <summary>The units that had the name then and have left it since.</summary>
    public IEnumerable<UnitNode> Find(string name) => _byName[UnitNames.Key(name)];
}
