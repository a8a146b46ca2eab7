using System.Globalization;
using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.YearShift;

/// <summary>What a year shift comes to: everything read, and from it the preview that is both shown and carried out.</summary>
internal sealed class ShiftDraft
{
    /// <summary>Most activities of a plan that one shift looks at.</summary>
    public const int MaxActivities = 1_000;

    private readonly ShiftChoice _choice;
    private readonly UnitTree _tree;
    private readonly IReadOnlyDictionary<Guid, int> _order;
    private readonly IReadOnlyList<Source> _sources;
    private readonly HashSet<Guid> _chosenUnits;

    private ShiftDraft(ShiftChoice choice, Plan from, Plan? to, UnitTree tree, IReadOnlyList<Source> sources)
    {
        (_choice, From, To, _tree, _sources) = (choice, from, to, tree, sources);
        _order = tree.Order();
        _chosenUnits = [.. choice.UnitIds.Where(IsOpen)];
    }

    public Plan From { get; }

    /// <summary>The plan that gets the activities, to be changed; null where it is to be made.</summary>
    public Plan? To { get; }

    public ShiftPreview Preview { get; private init; } = null!;

    /// <param name="db">Where everything is read.</param>
    /// <param name="planId">The old plan.</param>
    /// <param name="choice">What is to go on.</param>
    /// <param name="cancel">Ends the reading early.</param>
    /// <returns>Null where the old plan, or the new one that was chosen, does not exist.</returns>
    public static async Task<ShiftDraft?> ReadAsync(FollowUpDbContext db, Guid planId, ShiftChoice choice, CancellationToken cancel)
    {
        var from = await db.Plans.AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == planId, cancel);
        var to = choice.ToPlanId is { } id ? await db.Plans.SingleOrDefaultAsync(plan => plan.Id == id, cancel) : null;
        if (from is null || (choice.ToPlanId is not null && to is null)) return null;

        var toId = to?.Id ?? Guid.Empty;
        var sources = await db.Activities.AsNoTracking().Where(activity => activity.PlanId == planId)
            .OrderBy(activity => activity.DroppedAt != null).ThenBy(activity => activity.Number).ThenBy(activity => activity.Id).Take(MaxActivities)
            .Select(activity => new Source
            {
                Id = activity.Id,
                Number = activity.Number,
                Title = activity.Title,
                OwnerUnitId = activity.OwnerUnitId,
                Responsible = activity.Responsible,
                DueOn = activity.DueOn,
                GoalAreaId = activity.GoalAreaId,
                GoalArea = activity.GoalArea!.Name,
                IsGoalAreaClosed = activity.GoalArea!.ClosedAt != null,
                Continuation = activity.Continuation,
                IsDropped = activity.DroppedAt != null,
                IsCarried = db.Activities.Any(next => next.ContinuesId == activity.Id && next.PlanId == toId && next.DroppedAt == null),
            })
            .ToListAsync(cancel);
        var units = (await db.Notes.AsNoTracking().Where(note => note.Activity.PlanId == planId)
            .Select(note => new { note.ActivityId, note.UnitId }).ToListAsync(cancel)).ToLookup(note => note.ActivityId, note => note.UnitId);
        var taken = to is null ? [] : await db.Activities.AsNoTracking().Where(activity => activity.PlanId == toId && activity.DroppedAt == null)
            .Select(activity => activity.Number).ToListAsync(cancel);
        var year = to?.Year ?? NextOf(from.Year);
        var name = to is null ? TypedText.CleanLine(choice.NewPlanName) : to.Name;
        var isTaken = to is null && await db.Plans.AnyAsync(plan => plan.YearKind == year.Kind && plan.StartYear == year.Start && plan.Name == name, cancel);
        var tree = await UnitTree.ReadAsync(db, cancel);

        var draft = new ShiftDraft(choice, from, to, tree, [.. sources.Select(source => source with { UnitIds = [.. units[source.Id].Append(source.OwnerUnitId).Distinct()] })]);
        return draft.With(year, name, isTaken, taken);
    }

    /// <summary>The year after, of the same kind.</summary>
    public static PlanYear NextOf(PlanYear year) => year with { Start = year.Start + 1 };

    private ShiftDraft With(PlanYear year, string name, bool isNameTaken, IEnumerable<int> takenNumbers)
    {
        var numbers = takenNumbers.ToHashSet();
        var chosen = _choice.ActivityIds.ToHashSet();
        var goesOn = _sources.Where(source => chosen.Contains(source.Id) && ReasonAgainst(source) is null).ToList();
        var made = goesOn.Select(source => Made(source, NumberFor(source.Number, numbers, goesOn))).OrderBy(activity => activity.Number).ToList();
        var isNew = To is null;
        var preview = new ShiftPreview
        {
            FromPlanId = From.Id,
            ToPlanId = To?.Id,
            ToYearKind = year.Kind,
            ToStartYear = year.Start,
            ToName = name,
            OpensOn = isNew && _choice.MovesDueDates ? From.OpensOn?.AddYears(1) : null,
            LastDay = isNew && _choice.MovesDueDates ? From.LastDay?.AddYears(1) : null,
            Made = made,
            NotMade = [.. _sources.Where(source => !goesOn.Contains(source)).Select(source => new ActivityLeft(source.Id, source.Number, source.Title, ReasonOf(source, chosen)))],
            UnitsLeft = [.. _sources.SelectMany(source => source.UnitIds).Distinct().Where(unit => !_chosenUnits.Contains(unit) && made.All(activity => activity.OwnerUnitId != unit))
                .OrderBy(unit => _order[unit]).Select(unit => new UnitLeft(unit, NameOf(unit), !IsOpen(unit)))],
            Instructions = InstructionsFateOf(),
            Refusals = [.. RefusalsOf(year, name, isNameTaken, made)],
        };
        return new ShiftDraft(_choice, From, To, _tree, _sources) { Preview = preview };
    }

    private IEnumerable<Refusal> RefusalsOf(PlanYear year, string name, bool isNameTaken, IReadOnlyList<ShiftedActivity> made)
    {
        if (To is { IsFixed: true }) yield return new Refusal("PlanIsFixed", nameof(ShiftChoice.ToPlanId));
        if (year.CompareTo(From.Year) <= 0) yield return new Refusal("ShiftToEarlierYear", nameof(ShiftChoice.ToPlanId));
        if (year.Start > PlanYear.Latest) yield return new Refusal("PlanYearUnreadable", nameof(ShiftChoice.ToPlanId));
        if (isNameTaken) yield return new Refusal("PlanExists", nameof(ShiftChoice.NewPlanName));
        if (name.Length > Plan.NameLength) yield return new Refusal("TextTooLong", nameof(ShiftChoice.NewPlanName), Plan.NameLength, name.Length - Plan.NameLength);
        if (_choice.NewOwnerId is { } owner && !IsOpen(owner)) yield return new Refusal("UnitUnknown", nameof(ShiftChoice.NewOwnerId));
        if (made.Count == 0) yield return new Refusal("ShiftNothingChosen", nameof(ShiftChoice.ActivityIds));
        if (made.Any(activity => activity.Number > Activity.MaxNumber)) yield return new Refusal("ActivityNumberOutside", null, Activity.MaxNumber);
    }

    /// <summary>What stands against an activity whatever is chosen about it; null where it can go on.</summary>
    private LeftReason? ReasonAgainst(Source source) =>
        source.IsDropped ? LeftReason.Dropped
        : source.IsCarried ? LeftReason.AlreadyCarried
        : OwnerOf(source) is not null ? null
        : IsOpen(source.OwnerUnitId) ? LeftReason.OwnerNotChosen
        : LeftReason.OwnerClosed;

    private LeftReason ReasonOf(Source source, HashSet<Guid> chosen)
    {
        if (source.IsDropped) return LeftReason.Dropped;
        if (source.IsCarried) return LeftReason.AlreadyCarried;
        if (chosen.Contains(source.Id)) return ReasonAgainst(source)!.Value;
        return source.Continuation switch
        {
            Continuation.Ends => LeftReason.Ends,
            Continuation.OrdinaryWork => LeftReason.OrdinaryWork,
            Continuation.ReplacedBy => LeftReason.ReplacedBy,
            Continuation.Continues => LeftReason.NotChosen,
            _ => LeftReason.NotDecided,
        };
    }

    private ShiftedActivity Made(Source source, int number)
    {
        var owner = OwnerOf(source)!.Value;
        var units = source.UnitIds.Where(_chosenUnits.Contains).Append(owner).Distinct().OrderBy(unit => _order[unit]).ToList();
        var dueOn = _choice.MovesDueDates ? source.DueOn?.AddYears(1) : null;
        return new ShiftedActivity(
            source.Id, number, source.Title, owner, NameOf(owner), [.. units.Select(unit => new ShiftedUnit(unit, NameOf(unit)))],
            _choice.WithResponsible ? source.Responsible : "", dueOn, source.IsGoalAreaClosed ? null : source.GoalAreaId, [.. ChangesOf(source, number, owner, units)]);
    }

    private IEnumerable<ShiftChange> ChangesOf(Source source, int number, Guid owner, List<Guid> units)
    {
        if (number != source.Number) yield return new(ShiftChangeKind.NewNumber, source.Number.ToString(CultureInfo.InvariantCulture));
        if (owner != source.OwnerUnitId) yield return new(ShiftChangeKind.NewOwner, NameOf(source.OwnerUnitId));
        foreach (var unit in source.UnitIds.Where(unit => unit != source.OwnerUnitId && !units.Contains(unit)).OrderBy(unit => _order[unit]))
            yield return new(ShiftChangeKind.UnitLeft, NameOf(unit));
        if (source.Responsible.Length > 0 && !_choice.WithResponsible) yield return new(ShiftChangeKind.ResponsibleLeft, source.Responsible);
        if (source.DueOn is { } due) yield return new(_choice.MovesDueDates ? ShiftChangeKind.DueMoved : ShiftChangeKind.DueLeft, due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (source is { GoalAreaId: not null, IsGoalAreaClosed: true }) yield return new(ShiftChangeKind.GoalAreaLeft, source.GoalArea ?? "");
        if (source.Continuation is { } decided and not Continuation.Continues) yield return new(ShiftChangeKind.DecidedOtherwise, $"{decided}");
    }

    /// <summary>The old number where it is free, else the one after all that are taken or wanted.</summary>
    private static int NumberFor(int number, HashSet<int> taken, List<Source> goesOn)
    {
        var free = taken.Contains(number) ? taken.Concat(goesOn.Select(source => source.Number)).Max() + 1 : number;
        taken.Add(free);
        return free;
    }

    private Guid? OwnerOf(Source source) =>
        _chosenUnits.Contains(source.OwnerUnitId) ? source.OwnerUnitId
        : _choice.NewOwnerId is { } owner && IsOpen(owner) ? owner
        : null;

    private InstructionsFate InstructionsFateOf() =>
        From.FollowUpInstructions.Length + From.AnalysisInstructions.Length == 0 ? InstructionsFate.None
        : !_choice.WithInstructions ? InstructionsFate.NotChosen
        : To is not null && To.FollowUpInstructions.Length + To.AnalysisInstructions.Length > 0 ? InstructionsFate.HasOwn
        : InstructionsFate.Carried;

    private bool IsOpen(Guid unitId) => _tree.Find(unitId) is { IsClosed: false };

    private string NameOf(Guid unitId) => _tree.Find(unitId)?.Name ?? "";

    private sealed record Source
    {
        public required Guid Id { get; init; }

        public required int Number { get; init; }

        public required string Title { get; init; }

        public required Guid OwnerUnitId { get; init; }

        public required string Responsible { get; init; }

        public required DateOnly? DueOn { get; init; }

        public required Guid? GoalAreaId { get; init; }

        public required string? GoalArea { get; init; }

        public required bool IsGoalAreaClosed { get; init; }

        public required Continuation? Continuation { get; init; }

        public required bool IsDropped { get; init; }

        /// <summary>Whether it goes on in the new plan already.</summary>
        public required bool IsCarried { get; init; }

        /// <summary>The units concerned, the responsible one among them.</summary>
        public IReadOnlyList<Guid> UnitIds { get; init; } = [];
    }
}
