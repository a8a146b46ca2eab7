using FollowUp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Units;

/// <summary>A time at which a unit was renamed or moved.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Name">What it was called until then; null where only its place changed.</param>
/// <param name="Parent">What it stood below until then, by that unit's present name; null where it was only renamed.</param>
public sealed record UnitChange(DateTime At, string? Name, string? Parent)
{
    /// <summary>Most changes that a page tells of.</summary>
    private const int Limit = 50;

    /// <summary>The changes of a unit, the latest first.</summary>
    internal static async Task<IReadOnlyList<UnitChange>> ReadAsync(FollowUpDbContext db, UnitTree tree, UnitNode unit, CancellationToken cancel)
    {
        var pasts = await db.UnitPasts.AsNoTracking().Where(past => past.UnitId == unit.Id)
            .OrderByDescending(past => past.Until).ThenByDescending(past => past.Id)
            .Take(Limit)
            .Select(past => new { past.Until, past.Name, past.ParentId })
            .ToListAsync(cancel);
        var changes = new List<UnitChange>();
        var (name, parentId) = (unit.Name, unit.ParentId);
        foreach (var past in pasts)
        {
            changes.Add(new UnitChange(
                past.Until,
                past.Name == name ? null : past.Name,
                past.ParentId == parentId || past.ParentId is not { } above ? null : tree.Find(above)?.Name));
            (name, parentId) = (past.Name, past.ParentId);
        }

        return [.. changes.Where(change => change.Name is not null || change.Parent is not null)];
    }
}
