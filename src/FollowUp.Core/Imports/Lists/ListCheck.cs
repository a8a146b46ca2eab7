using System.Security.Cryptography;
using System.Text;
using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports.Lists;

/// <summary>What becomes of every row of a list, as things are now.</summary>
public sealed class ListCheck
{
    /// <summary>More people than an authority has.</summary>
    private const int MaxPeople = 50_000;

    private readonly Dictionary<RowFate, int> _counts;

    private ListCheck(IReadOnlyList<CheckedRow> rows, IReadOnlyList<ListField> missing)
    {
        Rows = rows;
        Missing = missing;
        _counts = rows.CountBy(row => row.Fate).ToDictionary();
        Digest = DigestOf(rows);
    }

    /// <summary>The rows in the list's order; none while a column is missing.</summary>
    public IReadOnlyList<CheckedRow> Rows { get; }

    /// <summary>Columns that have to be chosen before anything can be read.</summary>
    public IReadOnlyList<ListField> Missing { get; }

    /// <summary>Tells what was shown from what would happen now, where something changed in between.</summary>
    public string Digest { get; }

    /// <summary>How many rows do something.</summary>
    public int Good => Count(RowFate.New) + Count(RowFate.Changed);

    public int Count(RowFate fate) => _counts.GetValueOrDefault(fate);

    /// <summary>Compares the list with what there is. A fixed number of commands, whatever the number of rows.</summary>
    /// <param name="db">Where it is.</param>
    /// <param name="import">The list.</param>
    /// <param name="today">The authority's day: a place that is over is history.</param>
    /// <param name="cancel">Ends the reading early.</param>
    internal static async Task<ListCheck> ReadAsync(FollowUpDbContext db, ListImport import, DateOnly today, CancellationToken cancel)
    {
        var columns = import.ReadColumns();
        var missing = ListHeads.RequiredIn(import.Kind).Where(field => !columns.Contains(field)).ToList();
        if (missing.Count > 0) return new ListCheck([], missing);
        var rows = ListRow.Of(import.ReadTable(), columns);
        var tree = await UnitTree.ReadAsync(db, cancel);
        var year = import.PlanId is not { } planId ? (PlanYear?)null
            : await db.Plans.Where(plan => plan.Id == planId).Select(plan => new PlanYear(plan.YearKind, plan.StartYear)).SingleAsync(cancel);
        var units = new UnitNames(tree, await UnitYearNames.ReadAsync(db, tree, year is { } of ? (of.FirstDay, of.LastDay) : null, cancel));
        return new ListCheck(import.Kind switch
        {
            ListKind.Activities => ActivityListCheck.Check(rows, await PlanAsync(db, import.PlanId!.Value, units, cancel), import.Defaults),
            ListKind.Units => UnitListCheck.Check(rows, units),
            _ => PersonListCheck.Check(rows, await PeopleAsync(db, today, cancel), units),
        }, []);
    }

    private static async Task<KnownPlan> PlanAsync(FollowUpDbContext db, Guid planId, UnitNames units, CancellationToken cancel)
    {
        var plan = await db.Plans.AsNoTracking().SingleAsync(plan => plan.Id == planId, cancel);
        var activities = await db.Activities.AsNoTracking()
            .Where(activity => activity.PlanId == planId && activity.DroppedAt == null)
            .OrderBy(activity => activity.Number).ThenBy(activity => activity.Id)
            .ToListAsync(cancel);
        var noted = (await db.Notes.AsNoTracking()
            .Where(note => note.Activity.PlanId == planId && note.Activity.DroppedAt == null)
            .Select(note => new { note.ActivityId, note.UnitId })
            .ToListAsync(cancel)).ToLookup(note => note.ActivityId, note => note.UnitId);
        var areas = await db.GoalAreas.AsNoTracking().Select(area => new GoalAreaName(area.Id, area.Name, area.ClosedAt != null)).ToListAsync(cancel);
        return new KnownPlan(plan.Year, plan.Name,
            [.. activities.Select(activity => new KnownActivity(activity.Id, activity.Number, FactsOf(activity), [.. noted[activity.Id]]))], areas, units);
    }

    private static ActivityFacts FactsOf(Activity activity) => new()
    {
        Title = activity.Title,
        OwnerUnitId = activity.OwnerUnitId,
        Responsible = activity.Responsible,
        DueOn = activity.DueOn,
        GoalAreaId = activity.GoalAreaId,
        ContinuesId = activity.ContinuesId,
    };

    private static async Task<IReadOnlyList<KnownPerson>> PeopleAsync(FollowUpDbContext db, DateOnly today, CancellationToken cancel)
    {
        var people = await db.Users.AsNoTracking()
            .OrderBy(user => user.Id).Take(MaxPeople)
            .Select(user => new { user.Id, user.Name, Email = user.Email!, IsActive = user.DeactivatedAt == null })
            .ToListAsync(cancel);
        var places = (await db.Memberships.AsNoTracking().Where(place => place.LastDay == null || place.LastDay >= today).Select(place => new { place.UserId, Place = new UserPlace(place.UnitId, place.Kind) }).ToListAsync(cancel))
            .ToLookup(place => place.UserId, place => place.Place);
        var roles = (await db.UserRoles.AsNoTracking().Join(db.Roles, has => has.RoleId, role => role.Id, (has, role) => new { has.UserId, Role = role.Name! }).ToListAsync(cancel))
            .ToLookup(has => has.UserId, has => Enum.Parse<AppRole>(has.Role));
        return [.. people.Select(user => new KnownPerson(user.Id, user.Name, user.Email, user.IsActive, roles[user.Id].ToHashSet(), [.. places[user.Id]]))];
    }

    private static string DigestOf(IReadOnlyList<CheckedRow> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows) text.Append($"{row.Number} {(int)row.Fate} {row.Id} {(row as CheckedActivity)?.ActivityNumber} {string.Join('|', row.Changes)}\n");
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
