using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>Reads the annual report, whole or a unit's part, and the list of those there are.</summary>
public sealed class AnnualReportQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>The reports that this person may read, newest year first.</summary>
    public Task<Page<ReportRow>> ListAsync(UserAccess access, PageRequest page, CancellationToken cancel = default)
    {
        var own = access.OwnUnits;
        var all = access.SeesAllUnits;
        var isReader = access.Roles.Contains(AppRole.Reader);
        var activities = db.Activities.Where(activity => activity.DroppedAt == null && (all
            || (isReader && activity.Plan.FixedAt != null)
            || own.Contains(activity.OwnerUnitId)
            || db.Notes.Any(note => note.ActivityId == activity.Id && own.Contains(note.UnitId))));
        var notes = db.Notes.Where(note => note.Activity.DroppedAt == null && (all
            || (isReader && note.Activity.Plan.FixedAt != null)
            || own.Contains(note.UnitId)));
        return db.Plans.AsNoTracking().WithReportFor(access, db).ToPageAsync(
            plan => plan.StartYear,
            plan => plan.Id,
            plan => new ReportRow
            {
                PlanId = plan.Id,
                YearKind = plan.YearKind,
                StartYear = plan.StartYear,
                Name = plan.Name,
                Title = plan.ReportTitle,
                FixedAt = plan.FixedAt,
                Activities = activities.Count(activity => activity.PlanId == plan.Id),
                Notes = notes.Count(note => note.Activity.PlanId == plan.Id),
                HandedIn = notes.Count(note => note.Activity.PlanId == plan.Id
                    && (note.State == NoteState.Submitted || note.State == NoteState.Approved)),
            },
            page,
            descending: true,
            cancel);
    }

    /// <summary>
    /// Reads the report of a plan: the whole for reviewers and administrators, and for readers once it is fixed; the own units'
    /// part for a principal. Four commands, whatever the number of activities.
    /// </summary>
    /// <param name="access">Who asks.</param>
    /// <param name="planId">The plan.</param>
    /// <param name="unitId">A unit whose part is wanted, with the units below it; null for all that this person may read.</param>
    /// <param name="cancel">Ends the reading early.</param>
    /// <returns>The report; null where there is none for this person.</returns>
    public async Task<AnnualReport?> ReadAsync(UserAccess access, Guid planId, Guid? unitId = null, CancellationToken cancel = default)
    {
        var plan = await FindAsync(access, planId, cancel);
        if (plan is null) return null;
        var tree = await UnitTree.ReadAsync(db, cancel);
        var part = ReportPart.For(access, tree, ReportVisibility.MayReadWhole(access, plan.FixedAt is not null), unitId);
        if (part is null) return null;

        var notes = await NotesAsync(planId, part, tree, cancel);
        return new AnnualReport
        {
            PlanId = planId,
            Title = plan.ReportTitle,
            YearLabel = new PlanYear(plan.YearKind, plan.StartYear).ToString(),
            AuthorityName = tree.Authority?.Name ?? "",
            UnitName = part.Name,
            ReadOn = clock.Today,
            FixedAt = plan.FixedAt,
            FixedBy = plan.FixedBy,
            Activities = [.. (await ActivitiesAsync(planId, part, cancel)).Select(activity => Print(activity, notes.GetValueOrDefault(activity.Id), tree))],
        };
    }

    /// <summary>
    /// The units among which this person may choose a part of the report, parents before children: those that the plan's
    /// activities concern, and those above them. Empty where there is nothing to choose between.
    /// </summary>
    public async Task<IReadOnlyList<UnitTreeRow>> PartsAsync(UserAccess access, Guid planId, CancellationToken cancel = default)
    {
        var plan = await FindAsync(access, planId, cancel);
        if (plan is null) return [];
        var tree = await UnitTree.ReadAsync(db, cancel);
        var owners = db.Activities.Where(activity => activity.PlanId == planId && activity.DroppedAt == null).Select(activity => activity.OwnerUnitId);
        var writers = db.Notes.Where(note => note.Activity.PlanId == planId && note.Activity.DroppedAt == null).Select(note => note.UnitId);
        var concerned = (await owners.Union(writers).OrderBy(id => id).Take(UnitTree.MaxUnits).ToListAsync(cancel)).ToHashSet();

        var mayReadWhole = ReportVisibility.MayReadWhole(access, plan.FixedAt is not null);
        var parts = tree.Rows
            .Where(row => row.Unit.ParentId is not null && (mayReadWhole || access.Owns(row.Unit.Id)))
            .Where(row => tree.WithAllBelow(row.Unit.Id).Any(concerned.Contains))
            .ToList();
        return !mayReadWhole && parts.Count < 2 ? [] : parts;
    }

    private Task<PlanHead?> FindAsync(UserAccess access, Guid planId, CancellationToken cancel) =>
        db.Plans.WithReportFor(access, db)
            .Where(plan => plan.Id == planId)
            .Select(plan => new PlanHead(plan.ReportTitle, plan.YearKind, plan.StartYear, plan.FixedAt, plan.FixedBy!.Name))
            .SingleOrDefaultAsync(cancel);

    private Task<List<PlannedActivity>> ActivitiesAsync(Guid planId, ReportPart part, CancellationToken cancel)
    {
        var activities = db.Activities.AsNoTracking().Where(activity => activity.PlanId == planId && activity.DroppedAt == null);
        if (part.Units is { } units)
        {
            activities = activities.Where(activity => units.Contains(activity.OwnerUnitId)
                || db.Notes.Any(note => note.ActivityId == activity.Id && units.Contains(note.UnitId)));
        }

        // The limit cuts nothing off: numbers are unique among those that have not been dropped.
        return activities
            .OrderBy(activity => activity.Number).ThenBy(activity => activity.Id)
            .Take(Activity.MaxNumber)
            .Select(activity => new PlannedActivity
            {
                Id = activity.Id,
                Number = activity.Number,
                Title = activity.Title,
                UnitName = activity.OwnerUnit.Name,
                Responsible = activity.Responsible,
                DueOn = activity.DueOn,
                GoalArea = activity.GoalArea!.Name,
                ContinuesKind = (YearKind?)activity.Continues!.Plan.YearKind,
                ContinuesStart = (int?)activity.Continues!.Plan.StartYear,
            })
            .ToListAsync(cancel);
    }

    /// <summary>The note that is printed for each activity: the owning unit's where it belongs to the part, else the first unit's in the order of the tree.</summary>
    private async Task<Dictionary<Guid, PrintedNote>> NotesAsync(Guid planId, ReportPart part, UnitTree tree, CancellationToken cancel)
    {
        var notes = db.Notes.AsNoTracking().Where(note => note.Activity.PlanId == planId && note.Activity.DroppedAt == null);
        notes = part.Units is { } units
            ? notes.Where(note => units.Contains(note.UnitId))
            : notes.Where(note => note.UnitId == note.Activity.OwnerUnitId);
        var read = await notes
            .Select(note => new PrintedNote
            {
                ActivityId = note.ActivityId,
                UnitId = note.UnitId,
                IsOwners = note.UnitId == note.Activity.OwnerUnitId,
                State = note.State,
                Status = note.State == NoteState.Submitted || note.State == NoteState.Approved ? note.Status : null,
                FollowUp = note.State == NoteState.Submitted || note.State == NoteState.Approved ? note.FollowUp : "",
                Analysis = note.State == NoteState.Submitted || note.State == NoteState.Approved ? note.Analysis : "",
            })
            .ToListAsync(cancel);
        var order = tree.Order();
        return read.GroupBy(note => note.ActivityId)
            .ToDictionary(group => group.Key, group => group.OrderByDescending(note => note.IsOwners).ThenBy(note => order[note.UnitId]).First());
    }

    private static ReportActivity Print(PlannedActivity activity, PrintedNote? note, UnitTree tree) => new()
    {
        Number = activity.Number,
        Title = activity.Title,
        UnitName = activity.UnitName,
        ReportingUnitName = note is { IsOwners: false } ? tree.Find(note.UnitId)?.Name : null,
        Responsible = activity.Responsible.Length == 0 ? null : activity.Responsible,
        DueOn = activity.DueOn,
        GoalArea = activity.GoalArea,
        ContinuedFrom = activity is { ContinuesKind: { } kind, ContinuesStart: { } start } ? new PlanYear(kind, start).ToString() : null,
        IsShown = note?.State.IsHandedIn() ?? false,
        HasDraft = note?.State is NoteState.Draft or NoteState.Returned,
        Status = note?.Status,
        FollowUp = note?.FollowUp ?? "",
        Analysis = note?.Analysis ?? "",
    };

    private sealed record PlanHead(string ReportTitle, YearKind YearKind, int StartYear, DateTime? FixedAt, string? FixedBy);

    private sealed record PlannedActivity
    {
        public required Guid Id { get; init; }

        public required int Number { get; init; }

        public required string Title { get; init; }

        public required string UnitName { get; init; }

        public required string Responsible { get; init; }

        public required DateOnly? DueOn { get; init; }

        public required string? GoalArea { get; init; }

        public required YearKind? ContinuesKind { get; init; }

        public required int? ContinuesStart { get; init; }
    }

    private sealed record PrintedNote
    {
        public required Guid ActivityId { get; init; }

        public required Guid UnitId { get; init; }

        public required bool IsOwners { get; init; }

        public required NoteState State { get; init; }

        public required NoteStatus? Status { get; init; }

        public required string FollowUp { get; init; }

        public required string Analysis { get; init; }
    }
}
