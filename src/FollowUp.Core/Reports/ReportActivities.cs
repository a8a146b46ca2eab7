using System.Runtime.CompilerServices;
using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reports;

/// <summary>The activities of a report: which ones, in which order, whose follow-up is printed; the texts are read while they are written.</summary>
internal sealed class ReportActivities
{
    /// <summary>How many activities' texts are in memory at once.</summary>
    public const int ChunkSize = 500;

    private readonly FollowUpDbContext _db;
    private readonly UnitTree _tree;
    private readonly bool _hasUnitNotes;
    private readonly IReadOnlyList<Planned> _planned;
    private readonly ILookup<Guid, Reported> _notes;

    private ReportActivities(FollowUpDbContext db, UnitTree tree, ReportSetup setup, IReadOnlyList<Planned> planned, ILookup<Guid, Reported> notes)
    {
        (_db, _tree, _hasUnitNotes, _planned, _notes) = (db, tree, setup.HasUnitNotes, planned, notes);
        Entries = [.. planned.Select(activity => new ReportEntry(
            activity.Number, activity.Title, GroupOf(activity, setup.Order), Printed(activity.Id)?.Status, Printed(activity.Id)?.State.IsHandedIn() ?? false))];
    }

    public IReadOnlyList<ReportEntry> Entries { get; }

    /// <summary>The statuses per unit whose follow-up is printed, its school form, and goal area; those with one group alone are left out.</summary>
    public IReadOnlyList<ReportFigure> Figures =>
    [
        .. new[]
        {
            Figure(FigureKind.Unit, PrintedUnit, unit => unit?.Name ?? "", unit => null, unit => unit is null ? int.MaxValue : _tree.Order()[unit.Id]),
            Figure(FigureKind.SchoolForm, activity => PrintedUnit(activity)?.SchoolForm, _ => "", form => form, form => (int?)form ?? int.MaxValue),
            Figure(FigureKind.GoalArea, activity => (activity.GoalArea, activity.GoalAreaOrder), area => area.GoalArea ?? "", _ => null, area => area.GoalAreaOrder ?? int.MaxValue),
        }.Where(figure => figure.Rows.Count > 1),
    ];

    /// <summary>Reads which activities the report has; two commands.</summary>
    public static async Task<ReportActivities> ReadAsync(
        FollowUpDbContext db, Guid planId, ReportPart part, UnitTree tree, ReportSetup setup, CancellationToken cancel)
    {
        var activities = db.Activities.AsNoTracking().Where(activity => activity.PlanId == planId && activity.DroppedAt == null);
        var notes = db.Notes.AsNoTracking().OfPlan(planId);
        if (part.Units is { } units)
        {
            activities = activities.Where(activity => units.Contains(activity.OwnerUnitId)
                || db.Notes.Any(note => note.ActivityId == activity.Id && units.Contains(note.UnitId)));
            notes = notes.Where(note => units.Contains(note.UnitId));
        }
        else if (!setup.HasUnitNotes)
        {
            notes = notes.Where(note => note.UnitId == note.Activity.OwnerUnitId);
        }

        // The limit cuts nothing off: numbers are unique among those that have not been dropped.
        var planned = await activities
            .OrderBy(activity => activity.Number).ThenBy(activity => activity.Id)
            .Take(Activity.MaxNumber)
            .Select(activity => new Planned
            {
                Id = activity.Id,
                Number = activity.Number,
                Title = activity.Title,
                OwnerUnitId = activity.OwnerUnitId,
                GoalArea = activity.GoalArea!.Name,
                GoalAreaOrder = (int?)activity.GoalArea!.Position,
            })
            .ToListAsync(cancel);
        var read = await notes
            .Select(note => new Reported
            {
                Id = note.Id,
                ActivityId = note.ActivityId,
                UnitId = note.UnitId,
                IsOwners = note.UnitId == note.Activity.OwnerUnitId,
                State = note.State,
                Status = note.State == NoteState.Submitted || note.State == NoteState.Approved ? note.Status : null,
            })
            .ToListAsync(cancel);
        var order = tree.Order();
        return new ReportActivities(db, tree, setup, [.. InOrder(planned, setup.Order, order)],
            read.OrderByDescending(note => note.IsOwners).ThenBy(note => order[note.UnitId]).ToLookup(note => note.ActivityId));
    }

    /// <summary>The activities with their texts, read chunk by chunk.</summary>
    public async IAsyncEnumerable<ReportActivity> TextsAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        foreach (var (chunk, entries) in _planned.Chunk(ChunkSize).Zip(Entries.Chunk(ChunkSize)))
        {
            var ids = chunk.Select(activity => activity.Id).ToList();
            var facts = await _db.Activities.AsNoTracking().Where(activity => ids.Contains(activity.Id))
                .Select(activity => new Facts
                {
                    Id = activity.Id,
                    UnitName = activity.OwnerUnit.Pasts.Where(past => past.Until > activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                        ?? activity.OwnerUnit.Name,
                    Responsible = activity.Responsible,
                    DueOn = activity.DueOn,
                    ContinuesId = activity.ContinuesId,
                    ContinuesKind = (YearKind?)activity.Continues!.Plan.YearKind,
                    ContinuesStart = (int?)activity.Continues!.Plan.StartYear,
                })
                .ToDictionaryAsync(activity => activity.Id, cancel);
            var years = await ActivityThread.YearsAsync(_db, facts.ToDictionary(each => each.Key, each => each.Value.ContinuesId), cancel);
            var printed = chunk.SelectMany(NotesOf).Where(note => note.State.IsHandedIn()).Select(note => note.Id).ToList();
            var texts = await _db.Notes.AsNoTracking()
                .Where(note => printed.Contains(note.Id) && (note.State == NoteState.Submitted || note.State == NoteState.Approved))
                .Select(note => new Texts(note.Id, note.FollowUp, note.Analysis))
                .ToDictionaryAsync(text => text.NoteId, cancel);
            foreach (var (activity, entry) in chunk.Zip(entries)) yield return Print(activity, entry, facts[activity.Id], texts) with { ThreadYear = years[activity.Id] > 1 ? years[activity.Id] : null };
        }
    }

    private static IEnumerable<Planned> InOrder(IReadOnlyList<Planned> planned, ReportOrder order, IReadOnlyDictionary<Guid, int> units) => order switch
    {
        ReportOrder.GoalArea => planned.OrderBy(activity => activity.GoalAreaOrder ?? int.MaxValue).ThenBy(activity => activity.GoalArea, StringComparer.Ordinal),
        ReportOrder.Unit => planned.OrderBy(activity => units[activity.OwnerUnitId]),
        _ => planned,
    };

    private string? GroupOf(Planned activity, ReportOrder order) => order switch
    {
        ReportOrder.GoalArea => activity.GoalArea ?? "",
        ReportOrder.Unit => _tree.Find(activity.OwnerUnitId)?.Name ?? "",
        _ => null,
    };

    /// <summary>The note that is printed: the owning unit's where it belongs to the part, else the first unit's in the order of the tree.</summary>
    private Reported? Printed(Guid activityId) => _notes[activityId].FirstOrDefault();

    private UnitNode? PrintedUnit(Planned activity) => _tree.Find(Printed(activity.Id)?.UnitId ?? activity.OwnerUnitId);

    private IEnumerable<Reported> NotesOf(Planned activity) => _hasUnitNotes ? _notes[activity.Id] : _notes[activity.Id].Take(1);

    private ReportFigure Figure<TGroup>(
        FigureKind kind, Func<Planned, TGroup> group, Func<TGroup, string> name, Func<TGroup, SchoolForm?> form, Func<TGroup, int> order) => new(kind,
        [.. _planned.GroupBy(group).OrderBy(found => order(found.Key))
            .Select(found => new ReportFigureRow(name(found.Key), form(found.Key), StatusCounts.Of(found.Select(activity => Printed(activity.Id)?.Status))))]);

    private ReportActivity Print(Planned activity, ReportEntry entry, Facts facts, Dictionary<Guid, Texts> texts)
    {
        var note = Printed(activity.Id);
        var text = note is null ? null : texts.GetValueOrDefault(note.Id);
        return new ReportActivity
        {
            Number = activity.Number,
            Title = activity.Title,
            Group = entry.Group,
            UnitName = facts.UnitName,
            ReportingUnitName = note is { IsOwners: false } ? _tree.Find(note.UnitId)?.Name : null,
            Responsible = facts.Responsible.Length == 0 ? null : facts.Responsible,
            DueOn = facts.DueOn,
            GoalArea = activity.GoalArea,
            ContinuedFrom = facts is { ContinuesKind: { } kind, ContinuesStart: { } start } ? new PlanYear(kind, start).ToString() : null,
            IsShown = entry.IsShown,
            HasDraft = note?.State is NoteState.Draft or NoteState.Returned,
            Status = entry.Status,
            FollowUp = text?.FollowUp ?? "",
            Analysis = text?.Analysis ?? "",
            UnitNotes = !_hasUnitNotes ? [] : [.. _notes[activity.Id].Skip(1).Select(other => UnitNote(other, texts.GetValueOrDefault(other.Id)))],
        };
    }

    private ReportUnitNote UnitNote(Reported note, Texts? text) => new(
        _tree.Find(note.UnitId)?.Name ?? "", note.State.IsHandedIn(), note.State is NoteState.Draft or NoteState.Returned,
        note.Status, text?.FollowUp ?? "", text?.Analysis ?? "");

    private sealed record Planned
    {
        public required Guid Id { get; init; }

        public required int Number { get; init; }

        public required string Title { get; init; }

        public required Guid OwnerUnitId { get; init; }

        public required string? GoalArea { get; init; }

        public required int? GoalAreaOrder { get; init; }
    }

    private sealed record Reported
    {
        public required Guid Id { get; init; }

        public required Guid ActivityId { get; init; }

        public required Guid UnitId { get; init; }

        public required bool IsOwners { get; init; }

        public required NoteState State { get; init; }

        public required NoteStatus? Status { get; init; }
    }

    private sealed record Facts
    {
        public required Guid Id { get; init; }

        public required string UnitName { get; init; }

        public required string Responsible { get; init; }

        public required DateOnly? DueOn { get; init; }

        public required Guid? ContinuesId { get; init; }

        public required YearKind? ContinuesKind { get; init; }

        public required int? ContinuesStart { get; init; }
    }

    private sealed record Texts(Guid NoteId, string FollowUp, string Analysis);
}
