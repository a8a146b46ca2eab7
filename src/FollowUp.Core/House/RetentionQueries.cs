using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.House;

/// <summary>Reads which history of drafts would be removed, as it stands today.</summary>
public sealed class RetentionQueries(FollowUpDbContext db, AuthorityClock clock)
{
    private const int MaxPlans = 1_000;
    private const int MaxPurges = 20;

    /// <summary>What would go, for an administrator; null for others and for a plan that does not exist. A fixed number of commands.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="planId">Of this plan alone; null for all.</param>
    /// <param name="page">Which page of units.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public async Task<RetentionList?> ListAsync(UserAccess access, Guid? planId, PageRequest page, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Administer)) return null;
        if (planId is { } asked && !await db.Plans.AnyAsync(plan => plan.Id == asked, cancel)) return null;
        var months = await db.House.Select(house => house.HistoryMonths).SingleOrDefaultAsync(cancel);
        var purges = await db.HistoryPurges.AsNoTracking().OrderByDescending(purge => purge.At).ThenByDescending(purge => purge.Id).Take(MaxPurges)
            .Select(purge => new PurgeRow(purge.Id, purge.At, purge.By.Name, purge.Revisions, purge.Characters, purge.FinishedAt)).ToListAsync(cancel);
        if (months is not { } kept) return new RetentionList { Months = null, PlanId = planId, Purges = purges };

        var before = Retention.FixedBefore(kept, clock);
        var plans = await PlansAsync(before, cancel);
        var shown = plans.Where(plan => planId is null || plan.Plan.Id == planId).Select(plan => plan.Goes).ToList();
        return new RetentionList
        {
            Months = months,
            PlanId = planId,
            Plans = plans,
            Total = new DraftVersions(
                shown.Sum(goes => goes.Revisions), shown.Sum(goes => goes.Notes), shown.Min(goes => goes.Oldest), shown.Max(goes => goes.Newest), shown.Sum(goes => goes.Characters)),
            Units = await UnitsAsync(before, planId, page, cancel),
            Purges = purges,
        };
    }

    private async Task<List<RetainedPlan>> PlansAsync(DateTime before, CancellationToken cancel)
    {
        var found = await db.NoteRevisions.AsNoTracking().OfDraftsFixedBefore(db, before)
            .Join(db.Notes, revision => revision.NoteId, note => note.Id, (revision, note) => new { note.Activity.PlanId, revision.NoteId, revision.At, Characters = (long)(revision.FollowUp.Length + revision.Analysis.Length) })
            .GroupBy(revision => revision.PlanId)
            .OrderBy(plan => plan.Key)
            .Take(MaxPlans)
            .Select(plan => new
            {
                plan.Key,
                Goes = new DraftVersions(
                    plan.Count(), plan.Select(revision => revision.NoteId).Distinct().Count(), plan.Min(revision => revision.At), plan.Max(revision => revision.At), plan.Sum(revision => revision.Characters)),
            })
            .ToDictionaryAsync(plan => plan.Key, plan => plan.Goes, cancel);
        var ids = found.Keys.ToList();
        var plans = await db.Plans.AsNoTracking().Where(plan => ids.Contains(plan.Id))
            .OrderByDescending(plan => plan.StartYear).ThenBy(plan => plan.YearKind).ThenBy(plan => plan.Name)
            .Select(plan => new { Label = new PlanLabel(plan.Id, plan.YearKind, plan.StartYear, plan.Name, true), plan.FixedAt })
            .ToListAsync(cancel);
        return [.. plans.Select(plan => new RetainedPlan(plan.Label, plan.FixedAt ?? before, found[plan.Label.Id]))];
    }

    private async Task<Page<RetainedUnit>> UnitsAsync(DateTime before, Guid? planId, PageRequest page, CancellationToken cancel)
    {
        var goes = db.NoteRevisions.AsNoTracking().OfDraftsFixedBefore(db, before);
        var notes = db.Notes.AsNoTracking();
        if (planId is { } only) notes = notes.Where(note => note.Activity.PlanId == only);
        var units = await db.Units.AsNoTracking()
            .Where(unit => notes.Any(note => note.UnitId == unit.Id && goes.Any(revision => revision.NoteId == note.Id)))
            .ToPageAsync(unit => unit.SortKey, unit => unit.Id, unit => new { unit.Id, unit.Name }, page, cancel: cancel);
        var ids = units.Rows.Select(unit => unit.Id).ToList();
        var found = await goes
            .Join(notes.Where(note => ids.Contains(note.UnitId)), revision => revision.NoteId, note => note.Id,
                (revision, note) => new { note.UnitId, revision.NoteId, revision.At, Characters = (long)(revision.FollowUp.Length + revision.Analysis.Length) })
            .GroupBy(revision => revision.UnitId)
            .Select(unit => new
            {
                unit.Key,
                Goes = new DraftVersions(
                    unit.Count(), unit.Select(revision => revision.NoteId).Distinct().Count(), unit.Min(revision => revision.At), unit.Max(revision => revision.At), unit.Sum(revision => revision.Characters)),
            })
            .ToDictionaryAsync(unit => unit.Key, unit => unit.Goes, cancel);
        return new Page<RetainedUnit>(
            [.. units.Rows.Select(unit => new RetainedUnit(unit.Id, unit.Name, found.GetValueOrDefault(unit.Id) ?? new DraftVersions(0, 0, null, null, 0)))],
            units.Previous, units.Next, units.Count);
    }
}
