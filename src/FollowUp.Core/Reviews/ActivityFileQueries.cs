using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>Reads one activity for a file that is handed out (<em>utlämnande</em>): the years of its thread and what the units have written.</summary>
public sealed class ActivityFileQueries(FollowUpDbContext db, ThreadQueries threads)
{
    /// <summary>The activity of every year, the first year first; none where it does not exist for this person or is not theirs to hand out.</summary>
    public async Task<IReadOnlyList<FiledActivity>> ReadAsync(UserAccess access, Guid activityId, CancellationToken cancel = default)
    {
        if (!access.May(Permission.ReadAudit) || await threads.ReadAsync(access, activityId, cancel) is not { } thread) return [];
        var ids = thread.Years.Select(year => year.Id).ToList();
        var found = await db.Activities.AsNoTracking().Where(activity => ids.Contains(activity.Id))
            .Select(activity => new FiledActivity
            {
                Id = activity.Id,
                Plan = new PlanLabel(activity.PlanId, activity.Plan.YearKind, activity.Plan.StartYear, activity.Plan.Name, activity.Plan.FixedAt != null),
                Number = activity.Number,
                Title = activity.Title,
                OwnerUnit = activity.OwnerUnit.Pasts.Where(past => past.Until > activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? activity.OwnerUnit.Name,
                Responsible = activity.Responsible,
                DueOn = activity.DueOn,
                GoalArea = activity.GoalArea!.Name,
                DroppedAt = activity.DroppedAt,
                DropReason = activity.DropReason,
                Continuation = activity.Continuation,
                ReplacedBy = activity.ReplacedBy!.Title,
                DecidedAt = activity.DecidedAt,
                DecidedBy = activity.DecidedBy!.Name,
                Import = db.Imports.Where(import => import.Id == activity.ImportId)
                    .Select(import => new FiledOrigin(import.FileName.Length > 0 ? import.FileName : import.Title, import.ConfirmedAt, import.ConfirmedBy!.Name)).FirstOrDefault()
                    ?? db.ListImports.Where(list => list.Id == activity.ImportId).Select(list => new FiledOrigin(list.FileName, list.ConfirmedAt, list.ConfirmedBy!.Name)).FirstOrDefault(),
                Shift = db.YearShifts.Where(shift => shift.Id == activity.ShiftId)
                    .Select(shift => new FiledShift(shift.FromPlan.YearKind, shift.FromPlan.StartYear, shift.At, shift.By.Name)).FirstOrDefault(),
                Source = db.Notes.Where(note => note.Id == activity.FromNoteId)
                    .Select(note => new FiledPlace(note.Activity.Plan.YearKind, note.Activity.Plan.StartYear, note.Activity.Number, note.Activity.Title, note.Unit.Name)).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return [.. found.OrderBy(activity => ids.IndexOf(activity.Id))];
    }

    /// <summary>A page of the units' follow-ups of one year, in alphabetical order. The text of others' drafts is left out, as everywhere.</summary>
    public Task<Page<FiledNote>> NotesAsync(UserAccess access, Guid activityId, PageRequest page, CancellationToken cancel = default)
    {
        var own = access.OwnUnits;
        var authority = access.IsReviewer ? access.AuthorityId : Guid.Empty;
        return db.Notes.AsNoTracking().VisibleTo(access).Where(note => note.ActivityId == activityId)
            .Select(note => new
            {
                Note = note,
                note.Id,
                note.Unit.SortKey,
                IsReadable = note.State == NoteState.Submitted || note.State == NoteState.Approved || own.Contains(note.UnitId) || note.UnitId == authority,
            })
            .ToPageAsync(
                each => each.SortKey,
                each => each.Id,
                each => new FiledNote(
                    each.Note.Unit.Pasts.Where(past => past.Until > each.Note.Activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault() ?? each.Note.Unit.Name,
                    each.Note.UnitId == each.Note.Activity.OwnerUnitId,
                    each.Note.State,
                    each.IsReadable,
                    new NoteText(each.IsReadable ? each.Note.Status : null, each.IsReadable ? each.Note.FollowUp : "", each.IsReadable ? each.Note.Analysis : ""),
                    each.Note.SavedAt,
                    each.Note.SavedBy!.Name),
                page,
                cancel: cancel);
    }
}
