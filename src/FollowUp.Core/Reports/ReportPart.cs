using FollowUp.Core.Units;
using FollowUp.Core.Users;

namespace FollowUp.Core.Reports;

/// <summary>How much of a report is read: the whole authority's, or what concerns some units.</summary>
/// <param name="Units">The units of the part; null for the whole.</param>
/// <param name="Name">What the part is called; null for the whole and for a school form's.</param>
/// <param name="SchoolForm">The school form whose part it is.</param>
/// <param name="UnitId">The one unit whose part it is, with those below it.</param>
internal sealed record ReportPart(IReadOnlyList<Guid>? Units, string? Name, SchoolForm? SchoolForm = null, Guid? UnitId = null)
{
    public static readonly ReportPart Whole = new(null, null);

    /// <summary>The part that somebody gets; null where the choice is not theirs.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="tree">All units.</param>
    /// <param name="mayReadAll">Whether every part is theirs to read, and the whole.</param>
    /// <param name="scope">What is asked for; with nothing chosen, all there is.</param>
    public static ReportPart? For(UserAccess access, UnitTree tree, bool mayReadAll, ReportScope scope)
    {
        if (scope.SchoolForm is { } form)
            return mayReadAll ? new ReportPart([.. tree.Rows.Where(row => row.Unit.SchoolForm == form).Select(row => row.Unit.Id)], null, form) : null;
        if (mayReadAll && (scope.UnitId is null || scope.UnitId == tree.Authority?.Id)) return Whole;
        if (scope.UnitId is { } chosen)
        {
            return tree.Find(chosen) is { } unit && (mayReadAll || access.Owns(chosen))
                ? new ReportPart([.. tree.WithAllBelow(chosen)], unit.Name, UnitId: chosen)
                : null;
        }

        var highest = tree.Rows
            .Where(row => access.Owns(row.Unit.Id) && !(row.Unit.ParentId is { } parent && access.Owns(parent)))
            .Select(row => row.Unit.Name)
            .ToList();
        return highest.Count == 0 ? null : new ReportPart(access.OwnUnits, string.Join(", ", highest));
    }
}
