using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports;

/// <summary>Takes a confirmed import out of its plan again, as long as nobody has worked on what it made.</summary>
public sealed class ImportUndoService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>How many of the reasons against it are named.</summary>
    private const int ReasonsNamed = 5;

    /// <summary>
    /// <em>Ångra importen</em>: removes the activities and notes that it made, empties the notes that it filled, and removes the plan that it made
    /// where nothing else is in it. Refused, with the activities named, where somebody has worked on them since.
    /// </summary>
    public async Task<Outcome> UndoAsync(UserAccess access, Guid importId, Guid version, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Import)) return Outcome.NotFound;
        var import = await db.Imports.Include(import => import.Rows).Include(import => import.Plan)
            .SingleOrDefaultAsync(import => import.Id == importId, cancel);
        if (import is null) return Outcome.NotFound;
        if (import.State == ImportState.Undone) return Outcome.Done;
        if (import.Version != version) return Outcome.Conflict;
        if (import.State != ImportState.Confirmed) return Outcome.Refused("ImportNotConfirmed");
        var plan = import.Plan!;
        if (plan.IsFixed) return Outcome.Refused("PlanIsFixed");
        var reasons = await ReasonsAgainstAsync(import, plan.Id, cancel);
        if (reasons.Count > 0) return Outcome.Refused([.. reasons.DistinctBy(reason => (reason.Code, reason.Arguments[0])).Take(ReasonsNamed)]);

        await TakeOutAsync(import, plan, cancel);
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.ImportUndone, import.Id,
            import.FileName.Length > 0 ? import.FileName : import.Title, $"{plan.Year} {plan.Name}".TrimEnd()));
        db.Entry(import).Property(x => x.Version).OriginalValue = version;
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Outcome.Conflict;
        }
    }

    private IQueryable<Activity> Made(Guid importId, Guid planId) =>
        db.Activities.Where(activity => activity.PlanId == planId && activity.ImportId == importId);

    /// <summary>The notes that the import made or wrote.</summary>
    private IQueryable<Note> Touched(Guid importId, Guid planId) =>
        db.Notes.Where(note => note.Activity.PlanId == planId
            && (note.ImportId == importId || note.Revisions.Any(revision => revision.ImportId == importId)));

    /// <summary>
    /// What somebody has done since: written, commented, carried on, moved on or been reminded of a note; changed or carried over an activity, or added a unit to it.
    /// Every change leaves an audit entry; what is written is looked for itself as well.
    /// </summary>
    private async Task<List<Refusal>> ReasonsAgainstAsync(ReportImport import, Guid planId, CancellationToken cancel)
    {
        var (importId, since) = (import.Id, import.ConfirmedAt!.Value);
        var notes = Touched(importId, planId);
        var made = Made(importId, planId);

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

        return
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
    }

    private async Task TakeOutAsync(ReportImport import, Plan plan, CancellationToken cancel)
    {
        var notes = await Touched(import.Id, plan.Id).Include(note => note.Revisions).Include(note => note.StateChanges).ToListAsync(cancel);
        var made = await Made(import.Id, plan.Id).ToListAsync(cancel);
        foreach (var note in notes.Where(note => note.ImportId != import.Id)) note.UndoImport(import.Id);
        db.Notes.RemoveRange(notes.Where(note => note.ImportId == import.Id));
        db.Activities.RemoveRange(made);
        plan.Touch();

        var goes = plan.ImportId == import.Id && await IsEmptyWithoutAsync(import, plan, cancel);
        if (goes)
        {
            foreach (var other in await db.Imports.Where(other => other.PlanId == plan.Id && other.Id != import.Id).ToListAsync(cancel))
                other.LosePlan(plan);
            db.Plans.Remove(plan);
        }

        import.Undo(goes ? plan : null);
    }

    /// <summary>True where the plan holds nothing but what this import made, nobody has changed it, and no other import is in it.</summary>
    private async Task<bool> IsEmptyWithoutAsync(ReportImport import, Plan plan, CancellationToken cancel)
    {
        var (importId, planId) = (import.Id, plan.Id);
        return !await db.Activities.AnyAsync(activity => activity.PlanId == planId && activity.ImportId != importId, cancel)
            && !await db.Audit.AnyAsync(entry => entry.SubjectId == planId && entry.Action != AuditAction.PlanCreated, cancel)
            && !await db.Imports.AnyAsync(other => other.PlanId == planId && other.Id != importId && other.State == ImportState.Confirmed, cancel);
    }
}
