using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports;

/// <summary>What an import left in its plan, and what has been done to it since.</summary>
/// <param name="db">Where it is read.</param>
/// <param name="importId">The import, of a report or of a list.</param>
/// <param name="planId">Its plan.</param>
/// <param name="since">When it was confirmed (UTC).</param>
internal sealed class ImportTraces(FollowUpDbContext db, Guid importId, Guid planId, DateTime since)
{
    /// <summary>How many of the reasons against undoing it are named.</summary>
    private const int ReasonsNamed = 5;

    /// <summary>The activities that it made.</summary>
    public IQueryable<Activity> Made => db.Activities.Where(activity => activity.PlanId == planId && activity.ImportId == importId);

    /// <summary>The notes that it made or wrote.</summary>
    public IQueryable<Note> Touched => db.Notes.Where(note => note.Activity.PlanId == planId
        && (note.ImportId == importId || note.Revisions.Any(revision => revision.ImportId == importId)));

    /// <summary>
    /// What somebody has done since: written, commented, carried on, moved on or been reminded of a note; changed or carried over an activity, or added a unit to it.
    /// Every change leaves an audit entry; what is written is looked for itself as well.
    /// </summary>
    public async Task<IReadOnlyList<Refusal>> ReasonsAgainstAsync(CancellationToken cancel)
    {
        var (notes, made) = (Touched, Made);
        var written = await notes
            .Where(note => note.Revisions.Any(revision => revision.ImportId != importId) || note.StateChanges.Count > 1)
            .OrderBy(note => note.Activity.Number).ThenBy(note => note.Id)
            .Select(note => new { note.Activity.Number, note.Activity.Title, Unit = note.Unit.Name })
            .Take(ReasonsNamed).ToListAsync(cancel);
        var handled = await notes
            .Where(note => db.Audit.Any(entry => entry.SubjectId == note.Id && (note.ImportId == importId || entry.At >= since)))
            .OrderBy(note => note.Activity.Number).ThenBy(note => note.Id)
            .Select(note => new { note.Activity.Number, note.Activity.Title, Unit = note.Unit.Name })
            .Take(ReasonsNamed).ToListAsync(cancel);
        var commented = await notes
            .Where(note => db.NoteComments.Any(comment => comment.NoteId == note.Id))
            .OrderBy(note => note.Activity.Number).ThenBy(note => note.Id)
            .Select(note => new { note.Activity.Number, note.Activity.Title, Unit = note.Unit.Name })
            .Take(ReasonsNamed).ToListAsync(cancel);
        var carried = await notes
            .Where(note => db.Notes.Any(next => next.CarriedFromId == note.Id))
            .OrderBy(note => note.Activity.Number).ThenBy(note => note.Id)
            .Select(note => new { note.Activity.Number, note.Activity.Title, Unit = note.Unit.Name })
            .Take(ReasonsNamed).ToListAsync(cancel);
        var widened = await made
            .Where(activity => db.Notes.Any(note => note.ActivityId == activity.Id && note.ImportId != importId))
            .OrderBy(activity => activity.Number).ThenBy(activity => activity.Id)
            .Select(activity => new { activity.Number, activity.Title })
            .Take(ReasonsNamed).ToListAsync(cancel);
        var changed = await made
            .Where(activity => activity.DroppedAt != null || db.Audit.Any(entry => entry.SubjectId == activity.Id))
            .OrderBy(activity => activity.Number).ThenBy(activity => activity.Id)
            .Select(activity => new { activity.Number, activity.Title })
            .Take(ReasonsNamed).ToListAsync(cancel);
        var continued = await made
            .Where(activity => db.Activities.Any(next => next.ContinuesId == activity.Id || next.ReplacedById == activity.Id))
            .OrderBy(activity => activity.Number).ThenBy(activity => activity.Id)
            .Select(activity => new { activity.Number, activity.Title })
            .Take(ReasonsNamed).ToListAsync(cancel);

        List<Refusal> reasons =
        [
            .. written.Select(note => new Refusal("ImportNoteWritten", null, $"{note.Number}. {note.Title}", note.Unit)),
            .. commented.Select(note => new Refusal("ImportNoteCommented", null, $"{note.Number}. {note.Title}", note.Unit)),
            .. handled.Where(note => !written.Contains(note) && !commented.Contains(note)).Select(note => new Refusal("ImportNoteHandled", null, $"{note.Number}. {note.Title}", note.Unit)),
            .. carried.Select(note => new Refusal("ImportNoteCarried", null, $"{note.Number}. {note.Title}", note.Unit)),
            .. widened.Select(activity => new Refusal("ImportUnitAdded", null, $"{activity.Number}. {activity.Title}")),
            .. changed.Where(activity => !widened.Contains(activity))
                .Select(activity => new Refusal("ImportActivityChanged", null, $"{activity.Number}. {activity.Title}")),
            .. continued.Select(activity => new Refusal("ImportActivityContinued", null, $"{activity.Number}. {activity.Title}")),
        ];
        return [.. reasons.DistinctBy(reason => (reason.Code, reason.Arguments[0])).Take(ReasonsNamed)];
    }
}
