using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports.Lists;

/// <summary>Adds and changes the units of a list, in the context but not saved.</summary>
internal static class UnitListWriter
{
    /// <returns>The units that were added.</returns>
    public static async Task<IReadOnlyList<Guid>> WriteAsync(FollowUpDbContext db, ListCheck check, (Guid UserId, DateTime Now) by, CancellationToken cancel)
    {
        var rows = check.Rows.Cast<CheckedUnit>().ToList();
        var added = rows.Where(row => row.Fate == RowFate.New).Select(row => row.UnitId).ToHashSet();
        var changed = rows.Where(row => row.Fate == RowFate.Changed).Select(row => row.UnitId).ToHashSet();

        // The units that new ones stand below move too: a unit that somebody closes or moves meanwhile is noticed, and so are two who add the same name.
        var above = rows.Where(row => row.Fate == RowFate.New).Select(row => row.Facts!.ParentId!.Value).Where(id => !added.Contains(id)).ToHashSet();
        var touched = changed.Union(above).ToList();
        var present = await db.Units.Where(unit => touched.Contains(unit.Id)).ToDictionaryAsync(unit => unit.Id, cancel);
        foreach (var id in above) present[id].Touch();
        foreach (var row in rows)
        {
            if (row.Fate == RowFate.New) db.Units.Add(new Unit(row.UnitId, row.Facts!.Name, row.Facts.ParentId, row.Facts.SchoolForm));
            else if (row.Fate == RowFate.Changed) present[row.UnitId].Change(row.Facts!, by.Now);
            else continue;
            db.Audit.Add(new AuditEntry(by.Now, by.UserId, row.Fate == RowFate.New ? AuditAction.UnitCreated : AuditAction.UnitChanged, row.UnitId, row.Facts!.Name));
        }

        return [.. added];
    }
}
