using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.YearShift;

/// <summary>Reads what can go on into the next plan, what would, and the shifts there have been.</summary>
public sealed class YearShiftQueries(FollowUpDbContext db)
{
    /// <summary>Most shifts that the page lists.</summary>
    private const int MaxShifts = 50;

    /// <summary>What there is to choose for a year shift from this plan; null where it does not exist for this person.</summary>
    public async Task<ShiftSetup?> SetupAsync(UserAccess access, Guid planId, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return null;
        var plan = await db.Plans.AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == planId, cancel);
        if (plan is null) return null;
        var activities = await db.Activities.AsNoTracking().Where(activity => activity.PlanId == planId && activity.DroppedAt == null)
            .OrderBy(activity => activity.Number).ThenBy(activity => activity.Id).Take(ShiftDraft.MaxActivities)
            .Select(activity => new ShiftOption
            {
                Id = activity.Id,
                Number = activity.Number,
                Title = activity.Title,
                OwnerUnit = activity.OwnerUnit.Pasts.Where(past => past.Until > activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? activity.OwnerUnit.Name,
                Status = db.Notes.Where(note => note.ActivityId == activity.Id && note.UnitId == activity.OwnerUnitId
                    && (note.State == NoteState.Submitted || note.State == NoteState.Approved)).Select(note => note.Status).FirstOrDefault(),
                Continuation = activity.Continuation,
                CarriedTo = db.Activities.Where(next => next.ContinuesId == activity.Id && next.DroppedAt == null)
                    .OrderBy(next => next.Id).Select(next => (Guid?)next.PlanId).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var concerned = (await db.Notes.AsNoTracking().Where(note => note.Activity.PlanId == planId && note.Activity.DroppedAt == null).Select(note => note.UnitId)
            .Union(db.Activities.Where(activity => activity.PlanId == planId && activity.DroppedAt == null).Select(activity => activity.OwnerUnitId))
            .OrderBy(id => id).Take(UnitTree.MaxUnits).ToListAsync(cancel)).ToHashSet();
        var tree = await UnitTree.ReadAsync(db, cancel);
        return new ShiftSetup
        {
            Plan = LabelOf(plan),
            NextYear = ShiftDraft.NextOf(plan.Year),
            Targets = [.. (await LaterPlansAsync(plan, cancel)).Where(later => later.Year.CompareTo(plan.Year) > 0)],
            Activities = activities,
            IsCut = activities.Count == ShiftDraft.MaxActivities,
            Units = [.. tree.Rows.Where(row => concerned.Contains(row.Unit.Id))],
            AllUnits = [.. tree.Rows.Where(row => !row.Unit.IsClosed)],
            HasInstructions = plan.FollowUpInstructions.Length + plan.AnalysisInstructions.Length > 0,
            Shifts = await ShiftsAsync(planId, cancel),
        };
    }

    /// <summary>The dry run: exactly what the choice would come to. Null where a plan does not exist for this person.</summary>
    public async Task<ShiftPreview?> PreviewAsync(UserAccess access, Guid planId, ShiftChoice choice, CancellationToken cancel = default) =>
        access.May(Permission.PlanActivities) ? (await ShiftDraft.ReadAsync(db, planId, choice, cancel))?.Preview : null;

    private Task<List<PlanLabel>> LaterPlansAsync(Plan plan, CancellationToken cancel) => db.Plans.AsNoTracking()
        .Where(other => other.Id != plan.Id && other.FixedAt == null && other.StartYear >= plan.StartYear)
        .OrderBy(other => other.StartYear).ThenBy(other => other.YearKind).ThenBy(other => other.Name).ThenBy(other => other.Id)
        .Take(PlanQueries.OptionsLimit)
        .Select(other => new PlanLabel(other.Id, other.YearKind, other.StartYear, other.Name, false))
        .ToListAsync(cancel);

    private Task<List<ShiftRow>> ShiftsAsync(Guid planId, CancellationToken cancel) => db.YearShifts.AsNoTracking()
        .Where(shift => shift.FromPlanId == planId)
        .OrderByDescending(shift => shift.At).ThenByDescending(shift => shift.Id)
        .Take(MaxShifts)
        .Select(shift => new ShiftRow
        {
            Id = shift.Id,
            To = new PlanLabel(shift.ToPlanId ?? Guid.Empty, shift.ToYearKind, shift.ToStartYear, shift.ToName, false),
            HasPlan = shift.ToPlanId != null,
            MadePlan = shift.MadePlan,
            Activities = shift.Activities,
            Notes = shift.Notes,
            At = shift.At,
            By = shift.By.Name,
            UndoneAt = shift.UndoneAt,
            UndoneBy = shift.UndoneBy!.Name,
        })
        .ToListAsync(cancel);

    private static PlanLabel LabelOf(Plan plan) => new(plan.Id, plan.YearKind, plan.StartYear, plan.Name, plan.IsFixed);
}

/// <summary>What there is to choose for a year shift.</summary>
public sealed record ShiftSetup
{
    public required PlanLabel Plan { get; init; }

    /// <summary>The year of a new plan.</summary>
    public required PlanYear NextYear { get; init; }

    /// <summary>Open plans of later years, the nearest first.</summary>
    public required IReadOnlyList<PlanLabel> Targets { get; init; }

    /// <summary>The activities that stand in the plan, by number.</summary>
    public required IReadOnlyList<ShiftOption> Activities { get; init; }

    /// <summary>True where the plan has more activities than one shift takes.</summary>
    public required bool IsCut { get; init; }

    /// <summary>The units concerned by the plan, closed ones among them, in the order of the tree.</summary>
    public required IReadOnlyList<UnitTreeRow> Units { get; init; }

    /// <summary>Every unit in use, to choose a new responsible one among.</summary>
    public required IReadOnlyList<UnitTreeRow> AllUnits { get; init; }

    public required bool HasInstructions { get; init; }

    /// <summary>The shifts from this plan, the latest first.</summary>
    public required IReadOnlyList<ShiftRow> Shifts { get; init; }

    /// <summary>The plan that is mostly meant: an open one of the next year with the same name; null where it is to be made.</summary>
    public PlanLabel? Suggested => Targets.FirstOrDefault(target => target.Year == NextYear && target.Name == Plan.Name);
}

/// <summary>An activity to choose.</summary>
public sealed record ShiftOption
{
    public required Guid Id { get; init; }

    public required int Number { get; init; }

    public required string Title { get; init; }

    public required string OwnerUnit { get; init; }

    /// <summary>The responsible unit's status as handed in; null where none is.</summary>
    public required NoteStatus? Status { get; init; }

    public required Continuation? Continuation { get; init; }

    /// <summary>The plan in which it goes on already; null where it does not.</summary>
    public required Guid? CarriedTo { get; init; }
}

/// <summary>A shift in the list.</summary>
public sealed record ShiftRow
{
    public required Guid Id { get; init; }

    public required PlanLabel To { get; init; }

    /// <summary>False where the plan went when the shift was undone.</summary>
    public required bool HasPlan { get; init; }

    public required bool MadePlan { get; init; }

    public required int Activities { get; init; }

    public required int Notes { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required string By { get; init; }

    /// <summary>UTC; null while it stands.</summary>
    public required DateTime? UndoneAt { get; init; }

    public required string? UndoneBy { get; init; }
}
