using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>Reads the overview of a plan: which unit has come how far with which activity.</summary>
public sealed class ReviewQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>More plans or goal areas than a list to choose from can hold.</summary>
    private const int MaxChoices = 100;

    /// <summary>
    /// Reads one page of the overview, by the activities' numbers. The number of commands is fixed.
    /// </summary>
    /// <param name="access">Who asks.</param>
    /// <param name="filter">What is asked for.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancel">Ends the reading early.</param>
    /// <returns>The overview; null where the plan or the unit asked for does not exist for this person.</returns>
    public async Task<ReviewOverview?> ReadAsync(UserAccess access, ReviewFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var plans = await PlansAsync(access, cancel);
        var plan = filter.PlanId is { } asked
            ? plans.SingleOrDefault(plan => plan.PlanId == asked)
            : plans.FirstOrDefault(plan => !plan.IsFixed) ?? plans.FirstOrDefault();
        if (plan is null && filter.PlanId is not null) return null;

        var tree = await UnitTree.ReadAsync(db, plan?.NamedAt, cancel);
        if (filter.UnitId is { } unitId && (tree.Find(unitId) is null || !(access.SeesAllUnits || access.Owns(unitId)))) return null;
        var planId = plan?.PlanId ?? Guid.Empty;
        var notes = NotesOf(access, planId, filter.UnitId is { } chosen ? [.. tree.WithAllBelow(chosen)] : null);
        var readable = notes.ReadableBy(access);
        var matching = Matching(notes, readable, filter);

        var rows = await ActivitiesOf(access, planId, filter, matching).ToPageAsync(
            activity => activity.Number,
            activity => activity.Id,
            activity => new ReviewRow
            {
                ActivityId = activity.Id,
                Number = activity.Number,
                Title = activity.Title,
                OwnerUnitId = activity.OwnerUnitId,
                OwnerUnitName = activity.OwnerUnit.Pasts.Where(past => past.Until > activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? activity.OwnerUnit.Name,
                GoalArea = activity.GoalArea!.Name,
                DueOn = activity.DueOn,
            },
            page,
            cancel: cancel);
        var columns = await notes.Select(note => note.UnitId).Distinct().OrderBy(id => id).Take(UnitTree.MaxUnits).ToListAsync(cancel);
        var states = await notes.GroupBy(note => note.State)
            .Select(group => new { State = group.Key, Count = group.Count() }).ToListAsync(cancel);
        var statuses = await readable.Where(note => note.Status != null).GroupBy(note => note.Status)
            .Select(group => new { Status = group.Key, Count = group.Count() }).ToListAsync(cancel);
        var calendar = plan is null ? null : await PlanCalendar.ReadAsync(db, new Dictionary<Guid, WritingDays> { [planId] = plan.Days }, cancel);
        var counts = StateCounts.Of(states.Select(found => (found.State, found.Count)));

        return new ReviewOverview
        {
            Plan = plan,
            Days = filter.UnitId is { } unit ? calendar?.DaysOf(planId, unit) : plan?.Days,
            HasOpened = columns.Any(id => calendar!.DaysOf(planId, id).HasOpenedOn(clock.Today)),
            Plans = plans,
            Units = [.. tree.Rows.Where(row => access.SeesAllUnits || access.Owns(row.Unit.Id))],
            GoalAreas = await GoalAreasAsync(access, planId, notes, cancel),
            Columns = [.. tree.Rows.Select(row => row.Unit).Where(unit => columns.Contains(unit.Id))],
            Rows = rows with { Rows = await WithNotesAsync(access, rows.Rows, notes, matching, tree, cancel) },
            States = counts,
            Statuses = Statuses(statuses.ToDictionary(found => found.Status!.Value, found => found.Count), counts.Total),
            Overdue = await OverdueAmong(notes, readable).CountAsync(cancel),
        };
    }

    private Task<List<PlanChoice>> PlansAsync(UserAccess access, CancellationToken cancel)
    {
        var activities = db.Activities.VisibleTo(access, db);
        return db.Plans.AsNoTracking()
            .Where(plan => access.SeesAllUnits || activities.Any(activity => activity.PlanId == plan.Id))
            .OrderByDescending(plan => plan.StartYear).ThenByDescending(plan => plan.YearKind).ThenBy(plan => plan.Name).ThenBy(plan => plan.Id)
            .Take(MaxChoices)
            .Select(plan => new PlanChoice
            {
                PlanId = plan.Id,
                YearKind = plan.YearKind,
                StartYear = plan.StartYear,
                Name = plan.Name,
                OpensOn = plan.OpensOn,
                LastDay = plan.LastDay,
                GraceDays = plan.GraceDays,
                IsFixed = plan.FixedAt != null,
                NamedAt = plan.NamedAt,
            })
            .ToListAsync(cancel);
    }

    private async Task<IReadOnlyList<GoalAreaChoice>> GoalAreasAsync(UserAccess access, Guid planId, IQueryable<Note> notes, CancellationToken cancel)
    {
        var activities = db.Activities.VisibleTo(access, db).Where(activity => activity.PlanId == planId && activity.DroppedAt == null);
        var areas = await db.GoalAreas.AsNoTracking()
            .Where(area => activities.Any(activity => activity.GoalAreaId == area.Id))
            .OrderBy(area => area.Position).ThenBy(area => area.Id)
            .Take(MaxChoices)
            .Select(area => new GoalAreaChoice(area.Id, area.Name))
            .ToListAsync(cancel);
        if (areas.Count == 0) return areas;
        var states = await notes.Where(note => note.Activity.GoalAreaId != null)
            .GroupBy(note => new { note.Activity.GoalAreaId, note.State })
            .Select(group => new { group.Key.GoalAreaId, group.Key.State, Count = group.Count() })
            .ToListAsync(cancel);
        return [.. areas.Select(area => area with
        {
            Counts = StateCounts.Of(states.Where(found => found.GoalAreaId == area.GoalAreaId).Select(found => (found.State, found.Count))),
        })];
    }

    private IQueryable<Note> NotesOf(UserAccess access, Guid planId, IReadOnlyList<Guid>? units)
    {
        var notes = db.Notes.AsNoTracking().VisibleTo(access)
            .Where(note => note.Activity.PlanId == planId && note.Activity.DroppedAt == null);
        return units is null ? notes : notes.Where(note => units.Contains(note.UnitId));
    }

    /// <summary>The notes asked for. Status and text are asked of readable notes alone, or a filter would tell what a draft says.</summary>
    private IQueryable<Note> Matching(IQueryable<Note> notes, IQueryable<Note> readable, ReviewFilter filter)
    {
        var matching = filter.Status is { } status ? readable.Where(note => note.Status == status) : notes;
        if (filter.IsOverdue) matching = OverdueAmong(matching, readable);
        if (filter.State is { } state) matching = matching.Where(note => note.State == state);
        if (filter.AwaitsReview) matching = matching.Where(note => note.State == NoteState.Submitted);
        foreach (var word in filter.Words)
        {
            matching = matching.Where(note => note.Activity.SearchTitle.Contains(word)
                || readable.Any(text => text.Id == note.Id && text.SearchText.Contains(word)));
        }

        return matching;
    }

    /// <summary><see cref="NoteRules.IsOverdue"/>, with a status that may not be read taken as not chosen.</summary>
    private IQueryable<Note> OverdueAmong(IQueryable<Note> notes, IQueryable<Note> readable)
    {
        var today = clock.Today;
        return notes.Where(note => note.Activity.DueOn < today && !readable.Any(final => final.Id == note.Id
            && (final.Status == NoteStatus.Completed || final.Status == NoteStatus.NotCarriedOut)));
    }

    private IQueryable<Activity> ActivitiesOf(UserAccess access, Guid planId, ReviewFilter filter, IQueryable<Note> matching)
    {
        var activities = db.Activities.AsNoTracking().VisibleTo(access, db)
            .Where(activity => activity.PlanId == planId && activity.DroppedAt == null);
        if (filter.GoalAreaId is { } areaId) activities = activities.Where(activity => activity.GoalAreaId == areaId);
        if (filter.AsksOfNotes) return activities.Where(activity => matching.Any(note => note.ActivityId == activity.Id));
        if (filter.Words.Count == 0) return activities;

        var titled = filter.Words.Aggregate(db.Activities.AsQueryable(),
            (found, word) => found.Where(activity => activity.SearchTitle.Contains(word)));
        return activities.Where(activity => titled.Any(found => found.Id == activity.Id)
            || matching.Any(note => note.ActivityId == activity.Id));
    }

    private async Task<IReadOnlyList<ReviewRow>> WithNotesAsync(
        UserAccess access, IReadOnlyList<ReviewRow> rows, IQueryable<Note> notes, IQueryable<Note> matching, UnitTree tree, CancellationToken cancel)
    {
        var activityIds = rows.Select(row => row.ActivityId).ToList();
        var read = await notes.Where(note => activityIds.Contains(note.ActivityId))
            .Select(note => new ReviewNote
            {
                NoteId = note.Id,
                ActivityId = note.ActivityId,
                UnitId = note.UnitId,
                UnitName = note.Unit.Pasts.Where(past => past.Until > note.Activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? note.Unit.Name,
                State = note.State,
                Status = note.Status,
                RemindedAt = db.Reminders.Where(reminder => reminder.NoteId == note.Id).Max(reminder => (DateTime?)reminder.At),
                SavedAt = note.SavedAt,
                Version = note.Version,
                IsMatch = matching.Any(match => match.Id == note.Id),
            })
            .ToListAsync(cancel);
        var order = tree.Order();
        var byActivity = read.OrderBy(note => order[note.UnitId]).ToLookup(note => note.ActivityId);
        return [.. rows.Select(row => row with { Notes = [.. byActivity[row.ActivityId].Select(note => Masked(note, row.DueOn, access))] })];
    }

    private ReviewNote Masked(ReviewNote note, DateOnly? dueOn, UserAccess access)
    {
        var isReadable = NoteVisibility.IsReadable(note.State, note.UnitId, access);
        var status = isReadable ? note.Status : null;
        return note with
        {
            IsReadable = isReadable,
            Status = status,
            IsOverdue = NoteRules.IsOverdue(status, dueOn, clock.Today),
            RemindedAt = note.State.IsHandedIn() ? null : note.RemindedAt,
        };
    }

    private static StatusCounts Statuses(Dictionary<NoteStatus, int> counts, int total) => new(
        counts.GetValueOrDefault(NoteStatus.NotStarted),
        counts.GetValueOrDefault(NoteStatus.InProgress),
        counts.GetValueOrDefault(NoteStatus.Completed),
        counts.GetValueOrDefault(NoteStatus.NotCarriedOut),
        total - counts.Values.Sum());
}
