using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Plans;

/// <summary>Reads plans. A principal's plans are those that have an activity of the own units, and the counts are of the own units' part.</summary>
public sealed class PlanQueries(FollowUpDbContext db)
{
    /// <summary>Most choices in a select: a century of years.</summary>
    public const int OptionsLimit = 100;

    /// <summary>A page of plans, the latest year first.</summary>
    public async Task<Page<PlanRow>> ListAsync(UserAccess access, PageRequest page, CancellationToken cancel = default)
    {
        var notes = CountedBy(access);
        var activities = db.Activities.VisibleTo(access, db);
        var found = await VisibleTo(access).ToPageAsync(
            plan => plan.StartYear,
            plan => plan.Id,
            plan => new PlanRow
            {
                Plan = new PlanLabel(plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.FixedAt != null),
                OpensOn = plan.OpensOn,
                LastDay = plan.LastDay,
                GraceDays = plan.GraceDays,
                Activities = activities.Count(activity => activity.PlanId == plan.Id && activity.DroppedAt == null),
                Notes = notes.Count(note => note.Activity.PlanId == plan.Id),
                HandedIn = notes.Count(note => note.Activity.PlanId == plan.Id && (note.State == NoteState.Submitted || note.State == NoteState.Approved)),
            },
            page,
            descending: true,
            cancel: cancel);
        return access.SeesAllUnits ? found : found with { Rows = await WithOwnDaysAsync(access, found.Rows, cancel) };
    }

    /// <summary>For a principal a plan's days are those of the own units; where they differ, those that end first.</summary>
    private async Task<IReadOnlyList<PlanRow>> WithOwnDaysAsync(UserAccess access, IReadOnlyList<PlanRow> rows, CancellationToken cancel)
    {
        var calendar = await PlanCalendar.ReadAsync(db, rows.ToDictionary(row => row.Plan.Id, row => new WritingDays(row.OpensOn, row.LastDay, row.GraceDays)), cancel);
        if (calendar.PlansWithOwnDays.Count == 0) return rows;
        var ids = calendar.PlansWithOwnDays;
        var units = (await CountedBy(access).Where(note => ids.Contains(note.Activity.PlanId))
            .Select(note => new { note.Activity.PlanId, note.UnitId, note.Unit.Name }).Distinct()
            .OrderBy(unit => unit.PlanId).ThenBy(unit => unit.UnitId).Take(ids.Count * UnitTree.MaxUnits)
            .ToListAsync(cancel)).ToLookup(unit => unit.PlanId);
        return [.. rows.Select(row => calendar.Group(row.Plan.Id, units[row.Plan.Id].Select(unit => (unit.UnitId, unit.Name))) is [var first, ..]
            ? row with { OpensOn = first.Days.OpensOn, LastDay = first.Days.LastDay, GraceDays = first.Days.GraceDays }
            : row)];
    }

    /// <summary>One plan; null where it does not exist for this person.</summary>
    public async Task<PlanDetails?> DetailsAsync(UserAccess access, Guid id, CancellationToken cancel = default)
    {
        var activities = db.Activities.VisibleTo(access, db);
        var plan = await VisibleTo(access)
            .Where(plan => plan.Id == id)
            .Select(plan => new PlanDetails
            {
                Plan = new PlanLabel(plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.FixedAt != null),
                ReportTitle = plan.ReportTitle,
                OpensOn = plan.OpensOn,
                LastDay = plan.LastDay,
                GraceDays = plan.GraceDays,
                FollowUpInstructions = plan.FollowUpInstructions,
                AnalysisInstructions = plan.AnalysisInstructions,
                FixedAt = plan.FixedAt,
                FixedBy = plan.FixedBy!.Name,
                Version = plan.Version,
                Activities = activities.Count(activity => activity.PlanId == plan.Id && activity.DroppedAt == null),
                Dropped = activities.Count(activity => activity.PlanId == plan.Id && activity.DroppedAt != null),
            })
            .SingleOrDefaultAsync(cancel);
        if (plan is null) return null;

        var states = await CountedBy(access)
            .Where(note => note.Activity.PlanId == id)
            .GroupBy(note => note.State)
            .Select(group => new { State = group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.State, group => group.Count, cancel);
        var calendar = await PlanCalendar.ReadAsync(db, new Dictionary<Guid, WritingDays> { [id] = plan.Days }, cancel);
        return plan with { States = states, UnitsWithOwnDays = calendar.CountOwn(id), OwnDays = await OwnDaysAsync(access, id, calendar, cancel) };
    }

    /// <summary>The days of the own units that write in the plan; none for those who see all.</summary>
    private async Task<IReadOnlyList<DaysOfUnits>> OwnDaysAsync(UserAccess access, Guid id, PlanCalendar calendar, CancellationToken cancel)
    {
        if (access.SeesAllUnits) return [];
        var units = await CountedBy(access).Where(note => note.Activity.PlanId == id)
            .Select(note => new { note.UnitId, note.Unit.Name, note.Unit.SortKey }).Distinct()
            .OrderBy(unit => unit.SortKey).ThenBy(unit => unit.UnitId).Take(UnitTree.MaxUnits)
            .ToListAsync(cancel);
        return calendar.Group(id, units.Select(unit => (unit.UnitId, unit.Name)));
    }

    /// <summary>The plans to choose among, the latest year first.</summary>
    public Task<IReadOnlyList<PlanLabel>> OptionsAsync(UserAccess access, bool onlyOpen = false, CancellationToken cancel = default) =>
        db.RememberAsync<IReadOnlyList<PlanLabel>>(
            (typeof(PlanLabel), access.SeesAllUnits ? null : access.OwnUnits, onlyOpen),
            async () => await VisibleTo(access)
                .Where(plan => !onlyOpen || plan.FixedAt == null)
                .OrderByDescending(plan => plan.StartYear).ThenByDescending(plan => plan.Id)
                .Take(OptionsLimit)
                .Select(plan => new PlanLabel(plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.FixedAt != null))
                .ToListAsync(cancel),
            cancel,
            withStates: access.SeesBySubmission);

    private IQueryable<Plan> VisibleTo(UserAccess access)
    {
        var plans = db.Plans.AsNoTracking();
        if (access.SeesAllUnits) return plans;
        var activities = db.Activities.VisibleTo(access, db);
        return plans.Where(plan => activities.Any(activity => activity.PlanId == plan.Id));
    }

    /// <summary>The notes that counts are made of: all, or those of the own units.</summary>
    private IQueryable<Note> CountedBy(UserAccess access)
    {
        var notes = db.Notes.Where(note => note.Activity.DroppedAt == null);
        var own = access.OwnUnits;
        return access.SeesAllUnits ? notes : notes.Where(note => own.Contains(note.UnitId));
    }
}

/// <summary>What a plan is called.</summary>
public sealed record PlanLabel(Guid Id, YearKind YearKind, int StartYear, string Name, bool IsFixed)
{
    public PlanYear Year => new(YearKind, StartYear);
}

/// <summary>A plan in the list.</summary>
public sealed record PlanRow
{
    public required PlanLabel Plan { get; init; }

    public required DateOnly? OpensOn { get; init; }

    public required DateOnly? LastDay { get; init; }

    public required int? GraceDays { get; init; }

    public required int Activities { get; init; }

    /// <summary>Follow-ups wanted.</summary>
    public required int Notes { get; init; }

    /// <summary>Follow-ups submitted or approved.</summary>
    public required int HandedIn { get; init; }
}

/// <summary>What the page of a plan shows.</summary>
public sealed record PlanDetails
{
    public required PlanLabel Plan { get; init; }

    public required string ReportTitle { get; init; }

    public required DateOnly? OpensOn { get; init; }

    public required DateOnly? LastDay { get; init; }

    /// <summary>Days of grace after the last day, see <see cref="WritingDays.GraceDays"/>.</summary>
    public required int? GraceDays { get; init; }

    public WritingDays Days => new(OpensOn, LastDay, GraceDays);

    /// <summary>The own units that write in the plan, by their days; empty for those who see all units.</summary>
    public IReadOnlyList<DaysOfUnits> OwnDays { get; init; } = [];

    public int UnitsWithOwnDays { get; init; }

    public required string FollowUpInstructions { get; init; }

    public required string AnalysisInstructions { get; init; }

    /// <summary>UTC; null while the plan is not fixed.</summary>
    public required DateTime? FixedAt { get; init; }

    public required string? FixedBy { get; init; }

    public required Guid Version { get; init; }

    public required int Activities { get; init; }

    public required int Dropped { get; init; }

    /// <summary>How many follow-ups are in each state; a state that none is in may be missing.</summary>
    public IReadOnlyDictionary<NoteState, int> States { get; init; } = new Dictionary<NoteState, int>();

    public int Notes => States.Values.Sum();

    public int HandedIn => States.Where(state => state.Key.IsHandedIn()).Sum(state => state.Value);
}
