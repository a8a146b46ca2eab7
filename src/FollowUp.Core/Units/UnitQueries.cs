using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Units;

/// <summary>Reads units for the pages that administer them and for the selects of every form.</summary>
public sealed class UnitQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Most people and units below that the page of a unit lists.</summary>
    public const int DetailsLimit = 100;

    /// <summary>
    /// A page of the tree, parents before children; with a search text only the units whose name, now or before, has it, in any case.
    /// The tree is read whole in one command, since its order is not the table's.
    /// </summary>
    public async Task<Page<UnitRow>> ListAsync(UnitFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var tree = await UnitTree.ReadAsync(db, cancel);
        var text = TypedText.Fold(TypedText.CleanLine(filter.Text));
        var former = text.Length == 0 ? [] : (await db.UnitPasts.AsNoTracking()
            .Where(past => past.SearchName.Contains(text))
            .Select(past => past.UnitId).Distinct().OrderBy(id => id).Take(UnitTree.MaxUnits)
            .ToListAsync(cancel)).ToHashSet();
        var rows = tree.Rows
            .Where(row => filter.WithClosed || !row.Unit.IsClosed)
            .Where(row => text.Length == 0 || TypedText.Fold(row.Unit.Name).Contains(text, StringComparison.Ordinal) || former.Contains(row.Unit.Id))
            .ToList();

        int IndexOf(string? cursor) => Guid.TryParse(cursor, out var id) ? rows.FindIndex(row => row.Unit.Id == id) : -1;
        var before = IndexOf(page.Before);
        var start = before >= 0 ? Math.Max(0, before - page.Size) : IndexOf(page.After) + 1;
        var shown = rows.Skip(start).Take(before >= 0 ? Math.Min(page.Size, before) : page.Size).ToList();

        var ids = shown.Select(row => row.Unit.Id).ToList();
        var people = await db.Memberships.AsNoTracking().InForceOn(clock.Today)
            .Where(member => ids.Contains(member.UnitId) && member.User.DeactivatedAt == null)
            .GroupBy(member => member.UnitId)
            .Select(group => new { UnitId = group.Key, Count = group.Select(member => member.UserId).Distinct().Count() })
            .ToDictionaryAsync(group => group.UnitId, group => group.Count, cancel);
        return new Page<UnitRow>(
            [.. shown.Select(row => new UnitRow(row.Unit, row.Depth, PathOf(tree, row.Unit), people.GetValueOrDefault(row.Unit.Id)))],
            start > 0 && shown.Count > 0 ? shown[0].Unit.Id.ToString() : null,
            start + shown.Count < rows.Count && shown.Count > 0 ? shown[^1].Unit.Id.ToString() : null,
            rows.Count);
    }

    /// <summary>One unit with what stands below it, who works there and what it is responsible for; null where it does not exist.</summary>
    public async Task<UnitDetails?> DetailsAsync(Guid id, CancellationToken cancel = default)
    {
        var unit = await db.Units.AsNoTracking()
            .Where(unit => unit.Id == id)
            .Select(unit => new
            {
                unit.Version,
                unit.ClosedAt,
                Owned = db.Activities.Count(activity => activity.OwnerUnitId == id && activity.DroppedAt == null && activity.Plan.FixedAt == null),
                Notes = db.Notes.Count(note => note.UnitId == id && note.Activity.DroppedAt == null && note.Activity.Plan.FixedAt == null),
            })
            .SingleOrDefaultAsync(cancel);
        if (unit is null) return null;

        var tree = await UnitTree.ReadAsync(db, cancel);
        var node = tree.Find(id)!;
        var today = clock.Today;
        var members = await db.Memberships.AsNoTracking()
            .Where(member => member.UnitId == id)
            .OrderBy(member => member.LastDay < today ? 1 : 0).ThenBy(member => member.Kind).ThenBy(member => member.User.SortKey).ThenBy(member => member.UserId)
            .Take(DetailsLimit)
            .Select(member => new UnitMember(
                member.UserId, member.User.Name, member.Kind, member.User.DeactivatedAt == null && (member.User.EndsOn == null || member.User.EndsOn >= today),
                member.FirstDay, member.LastDay))
            .ToListAsync(cancel);
        return new UnitDetails
        {
            Unit = node,
            Path = PathOf(tree, node),
            Version = unit.Version,
            ClosedAt = unit.ClosedAt,
            Members = [.. members.Where(member => !(member.LastDay < today))],
            FormerMembers = [.. members.Where(member => member.LastDay < today).OrderByDescending(member => member.LastDay)],
            Changes = await UnitChange.ReadAsync(db, tree, node, cancel),
            Successor = await db.UnitMerges.AsNoTracking().Where(merge => merge.UnitId == id && merge.UndoneAt == null)
                .OrderByDescending(merge => merge.MergedAt)
                .Select(merge => new UnitSuccession(merge.Id, merge.SuccessorId, merge.Successor.Name, merge.MergedAt))
                .FirstOrDefaultAsync(cancel),
            TakenOver = await db.UnitMerges.AsNoTracking().Where(merge => merge.SuccessorId == id && merge.UndoneAt == null)
                .OrderByDescending(merge => merge.MergedAt).ThenBy(merge => merge.Id)
                .Take(DetailsLimit)
                .Select(merge => new UnitSuccession(merge.Id, merge.UnitId, merge.Unit.Name, merge.MergedAt))
                .ToListAsync(cancel),
            Children = [.. tree.Rows.Where(row => row.Unit.ParentId == id).Select(row => row.Unit).Take(DetailsLimit)],
            OpenActivities = unit.Owned,
            OpenNotes = unit.Notes,
        };
    }

    /// <summary>The units that a form can choose among: those in use, with the one chosen now even if it is closed.</summary>
    /// <param name="current">What the form has now.</param>
    /// <param name="without">A unit that is left out with all below it, for the choice of its parent.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public async Task<IReadOnlyList<UnitOption>> OptionsAsync(Guid? current = null, Guid? without = null, CancellationToken cancel = default)
    {
        var tree = await UnitTree.ReadAsync(db, cancel);
        var left = without is { } id ? tree.WithAllBelow(id).ToHashSet() : [];
        return
        [
            .. tree.Rows
                .Where(row => !left.Contains(row.Unit.Id) && (!row.Unit.IsClosed || row.Unit.Id == current))
                .Select(row => new UnitOption(row.Unit.Id, row.Unit.Name, row.Depth, row.Unit.IsClosed)),
        ];
    }

    /// <summary>What every unit is called in lists that are taken out and read in again.</summary>
    public async Task<UnitNames> NamesAsync(CancellationToken cancel = default) => new(await UnitTree.ReadAsync(db, cancel));

    private static List<UnitNode> PathOf(UnitTree tree, UnitNode unit)
    {
        var path = new List<UnitNode>();
        for (var above = unit.ParentId; above is { } id && tree.Find(id) is { } node; above = node.ParentId) path.Insert(0, node);
        return path;
    }
}

/// <summary>Which units a list shows.</summary>
public sealed record UnitFilter(string? Text = null, bool WithClosed = false);

/// <summary>A unit in the list.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Depth">How deep it stands: 0 for the authority.</param>
/// <param name="Path">The units above it, the authority first.</param>
/// <param name="People">How many active people have a place at the unit itself.</param>
public sealed record UnitRow(UnitNode Unit, int Depth, IReadOnlyList<UnitNode> Path, int People);

/// <summary>A choice in a select.</summary>
public sealed record UnitOption(Guid Id, string Name, int Depth, bool IsClosed);

/// <summary>A person's place at a unit, with its first and last day where it has any.</summary>
public sealed record UnitMember(Guid UserId, string Name, MembershipKind Kind, bool IsActive, DateOnly? FirstDay, DateOnly? LastDay);

/// <summary>What the page of a unit shows.</summary>
public sealed record UnitDetails
{
    public required UnitNode Unit { get; init; }

    public required IReadOnlyList<UnitNode> Path { get; init; }

    public required Guid Version { get; init; }

    public required DateTime? ClosedAt { get; init; }

    /// <summary>In force or to come.</summary>
    public required IReadOnlyList<UnitMember> Members { get; init; }

    /// <summary>Those whose time at the unit is over, the latest first.</summary>
    public required IReadOnlyList<UnitMember> FormerMembers { get; init; }

    /// <summary>When the unit was renamed and moved, the latest first.</summary>
    public required IReadOnlyList<UnitChange> Changes { get; init; }

    /// <summary>The unit that took over when this one closed; null where none did.</summary>
    public required UnitSuccession? Successor { get; init; }

    /// <summary>The units that this one took over, the latest first.</summary>
    public required IReadOnlyList<UnitSuccession> TakenOver { get; init; }

    public required IReadOnlyList<UnitNode> Children { get; init; }

    /// <summary>Activities that the unit is responsible for in plans that are not fixed.</summary>
    public required int OpenActivities { get; init; }

    /// <summary>Follow-ups that the unit writes in plans that are not fixed.</summary>
    public required int OpenNotes { get; init; }
}
