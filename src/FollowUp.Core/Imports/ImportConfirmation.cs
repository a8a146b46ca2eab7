using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports;

/// <summary>What a confirmed import does to its plan: the placement carried out, in the context but not saved.</summary>
internal sealed class ImportConfirmation
{
    private readonly FollowUpDbContext _db;
    private readonly ReportImport _import;
    private readonly ImportTarget _target;
    private readonly IReadOnlyList<PlacedRow> _placed;

    private ImportConfirmation(FollowUpDbContext db, ReportImport import, ImportTarget target, IReadOnlyList<PlacedRow> placed)
    {
        _db = db;
        _import = import;
        _target = target;
        _placed = placed;
        Refusals = [.. target.Refusals, .. RefusalsOfRows()];
    }

    /// <summary>What has to be mended first; empty where the import can be carried out.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    public bool IsPlanNew => _target.NewYear is not null;

    /// <param name="db">Where everything is read.</param>
    /// <param name="import">The import with all its rows.</param>
    /// <param name="cancel">Ends the reading early.</param>
    public static async Task<ImportConfirmation> ReadAsync(FollowUpDbContext db, ReportImport import, CancellationToken cancel)
    {
        var target = await ImportTarget.ReadAsync(db, import.Choice, cancel);
        var units = await UnitTree.ReadAsync(db, cancel);
        var rows = import.Rows.OrderBy(row => row.Position).Select(row => row.Facts).ToList();
        return new ImportConfirmation(db, import, target, ImportPlacement.Place(rows, target.Planned, units, import.DefaultUnitId, await target.NamesAsync(db, units, cancel)));
    }

    /// <summary>Makes the plan where it is new, adds the activities and notes, and fills the empty notes of matched activities.</summary>
    /// <returns>The plan.</returns>
    public async Task<Plan> CarryOutAsync(Guid userId, DateTime now, CancellationToken cancel)
    {
        var plan = await PlanAsync(cancel);
        plan.Touch();
        var notes = await NotesAsync(plan, cancel);
        var rows = _import.Rows.ToDictionary(row => row.Id);
        foreach (var place in _placed)
        {
            if (place.Kind == PlacementKind.LeftOut) continue;
            var row = rows[place.RowId];
            var activityId = place.ActivityId ?? Add(plan, place, row);
            row.Become(activityId);
            Write(notes.GetValueOrDefault((activityId, place.UnitId!.Value)), activityId, place.UnitId.Value, row.Text, userId, now);
        }

        _import.Confirm(plan.Id, userId, now);
        return plan;
    }

    private async Task<Plan> PlanAsync(CancellationToken cancel)
    {
        if (_target.NewYear is not { } year) return await _db.Plans.SingleAsync(plan => plan.Id == _import.PlanId, cancel);
        var plan = new Plan(Guid.CreateVersion7(), year, _import.NewPlanName, ReportTitle(year), _import.Id);
        _db.Plans.Add(plan);
        return plan;
    }

    private string ReportTitle(PlanYear year) => _import.Title.Length switch
    {
        0 => year.ToString(),
        > Plan.TitleLength => _import.Title[..Plan.TitleLength],
        _ => _import.Title,
    };

    /// <summary>The notes that the import can touch: those of the plan that belong to a matched row's unit.</summary>
    private async Task<Dictionary<(Guid ActivityId, Guid UnitId), Note>> NotesAsync(Plan plan, CancellationToken cancel)
    {
        var units = _placed.Where(place => place.Kind == PlacementKind.Matched).Select(place => place.UnitId!.Value).Distinct().ToList();
        if (units.Count == 0) return [];
        return await _db.Notes.Where(note => note.Activity.PlanId == plan.Id && units.Contains(note.UnitId))
            .ToDictionaryAsync(note => (note.ActivityId, note.UnitId), cancel);
    }

    private Guid Add(Plan plan, PlacedRow place, ImportRow row)
    {
        var facts = new ActivityFacts { Title = row.Title, OwnerUnitId = place.UnitId!.Value };
        var activity = new Activity(Guid.CreateVersion7(), plan.Id, place.Number, facts, _import.Id);
        _db.Activities.Add(activity);
        return activity.Id;
    }

    private void Write(Note? note, Guid activityId, Guid unitId, NoteText text, Guid userId, DateTime now)
    {
        var fate = NoteFates.Of(text, note?.Text, note?.State ?? NoteState.Missing);
        if (note is null) _db.Notes.Add(note = new Note(activityId, unitId, _import.Id));
        if (fate == NoteFate.Written) note.Import(text, _import.NoteState, _import.Id, userId, now);
    }

    private IEnumerable<Refusal> RefusalsOfRows()
    {
        if (_placed.All(place => place.Kind == PlacementKind.LeftOut)) yield return new Refusal("ImportNothingIncluded");
        var count = _placed.Count(place => place.Errors.Count > 0);
        if (count > 0) yield return new Refusal("ImportRowsToMend", null, count);
    }
}
