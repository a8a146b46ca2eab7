using FollowUp.Core.Units;
using FollowUp.Core.Users;

namespace FollowUp.Core.Reports;

/// <summary>How much of a report is read: the whole authority's, or what concerns some units.</summary>
/// <param name="Units">The units of the part; null for the whole.</param>
/// <param name="Name">What the part is called; null for the whole and for a school form's.</param>
/// <param name="SchoolForm">The school form whose part it is.</param>
internal sealed record ReportPart(IReadOnlyList<Guid>? Units, string? Name, SchoolForm? SchoolForm = null)
{
    public static readonly ReportPart Whole = new(null, null);

    /// <summary>The part that somebody gets; null where the choice is not theirs.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="tree">All units.</param>
    /// <param name="mayReadWhole">Whether the whole is theirs to read.</param>
    /// <param name="scope">What is asked for; with nothing chosen, all there is.</param>
    public static ReportPart? For(UserAccess access, UnitTree tree, bool mayReadWhole, ReportScope scope)
    {
        if (scope.SchoolForm is { } form)
            return mayReadWhole ? new ReportPart([.. tree.Rows.Where(row => row.Unit.SchoolForm == form).Select(row => row.Unit.Id)], null, form) : null;
        if (mayReadWhole && (scope.UnitId is null || scope.UnitId == tree.Authority?.Id)) return Whole;
        if (scope.UnitId is { } chosen)
        {
            return tree.Find(chosen) is { } unit && (mayReadWhole || access.Owns(chosen))
                ? new ReportPart([.. tree.WithAllBelow(chosen)], unit.Name)
                : null;
        }

        var highest = tree.Rows
            .Where(row => access.Owns(row.Unit.Id) && !(row.Unit.ParentId is { } parent && access.Owns(parent)))
            .Select(row => row.Unit.Name)
            .ToList();
        return highest.Count == 0 ? null : new ReportPart(access.OwnUnits, string.Join(", ", highest));
    }
}
