using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>Reads the start page of those who follow all units.</summary>
public sealed class StartQueries(FollowUpDbContext db)
{
    /// <summary>Plans shown; more are not open at a time.</summary>
    private const int MaxPlans = 10;

    private const int MaxWaiting = 10;

    /// <summary>Reads the open plans and what waits for review; null for a person who does not see all units. A fixed number of commands.</summary>
    public async Task<Start?> ReadAsync(UserAccess access, CancellationToken cancel = default)
    {
        if (!access.SeesAllUnits) return null;
        var plans = await db.Plans.AsNoTracking()
            .Where(plan => plan.FixedAt == null)
            .OrderByDescending(plan => plan.StartYear).ThenByDescending(plan => plan.YearKind).ThenBy(plan => plan.Name).ThenBy(plan => plan.Id)
            .Take(MaxPlans)
            .Select(plan => new PlanChoice
            {
                PlanId = plan.Id,
                YearKind = plan.YearKind,
                StartYear = plan.StartYear,
                Name = plan.Name,
                OpensOn = plan.OpensOn,
                LastDay = plan.LastDay,
                GraceDays = plan.GraceDays,
                IsFixed = false,
            })
            .ToListAsync(cancel);
        var calendar = await PlanCalendar.ReadAsync(db, plans.ToDictionary(plan => plan.PlanId, plan => plan.Days), cancel);
        var planIds = plans.Select(plan => plan.PlanId).ToList();
        var notes = db.Notes.AsNoTracking().Where(note => note.Activity.DroppedAt == null && note.Activity.Plan.FixedAt == null);
        var key = (typeof(Start), string.Join(' ', planIds));
        var counted = await db.RememberAsync((key, "states"), () => db.RememberLargeAsync(
            key,
            async () => await notes.Where(note => planIds.Contains(note.Activity.PlanId))
                .GroupBy(note => new { note.Activity.PlanId, note.State })
                .Select(group => new PlanStateCount(group.Key.PlanId, group.Key.State, group.Count()))
                .ToListAsync(cancel),
            found => found.Sum(each => each.Count)), cancel, withStates: true);
        var waiting = await db.RememberAsync((key, "waiting"), () => notes.Where(note => note.WaitsSince != null)
            .OrderBy(note => note.WaitsSince).ThenBy(note => note.Id)
            .Take(MaxWaiting)
            .Select(note => new WaitingNote
            {
                NoteId = note.Id,
                Number = note.Activity.Number,
                Title = note.Activity.Title,
                UnitName = note.Unit.Name,
                Status = note.Status,
                SubmittedAt = note.WaitsSince,
            })
            .ToListAsync(cancel), cancel, withStates: true);
        return new Start(
            [.. plans.Select(plan => new PlanProgress(plan, StateCounts.Of(
                counted.Where(found => found.PlanId == plan.PlanId).Select(found => (found.State, found.Count))))
            {
                UnitsWithOwnDays = calendar.CountOwn(plan.PlanId),
            })],
            waiting);
    }

    private sealed record PlanStateCount(Guid PlanId, NoteState State, int Count);
}
