using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>Writing at a check-point: a status and a few words, for one activity of one unit.</summary>
public sealed class CheckPointWritingService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>Saves what was typed. A conflict, with nothing written, where somebody else saved another text in between.</summary>
    /// <param name="access">Who writes: a writer of the note's unit.</param>
    /// <param name="checkPointId">The check-point.</param>
    /// <param name="noteId">The unit's note on the activity.</param>
    /// <param name="version">The version that the writer started from; empty where nothing was written.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome> SaveAsync(UserAccess access, Guid checkPointId, Guid noteId, Guid version, CheckPointText text, CancellationToken cancel = default)
    {
        // Once more after a conflict: the second click of a double click then finds the work done.
        var outcome = await SaveOnceAsync(access, checkPointId, noteId, version, text.Cleaned(), cancel);
        return outcome.IsConflict ? await SaveOnceAsync(access, checkPointId, noteId, version, text.Cleaned(), cancel) : outcome;
    }

    private async Task<Outcome> SaveOnceAsync(UserAccess access, Guid checkPointId, Guid noteId, Guid version, CheckPointText text, CancellationToken cancel)
    {
        var point = await db.CheckPoints.AsNoTracking().SingleOrDefaultAsync(point => point.Id == checkPointId && point.RemovedAt == null, cancel);
        var note = point is null ? null : await db.Notes.WritableBy(access)
            .Include(note => note.Unit)
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
            .SingleOrDefaultAsync(note => note.Id == noteId && note.Activity.PlanId == point.PlanId, cancel);
        if (point is null || note is null) return Outcome.NotFound;

        var written = await db.CheckPointNotes.SingleOrDefaultAsync(written => written.CheckPointId == checkPointId && written.NoteId == noteId, cancel);
        if (written is not null && written.Written == text) return Outcome.Done;
        if (await RefusalToWriteAsync(access, point, note, cancel) is { } refusal) return refusal;
        var refusals = text.Check();
        if (refusals.Count > 0) return Outcome.Refused(refusals);
        if ((written?.Version ?? Guid.Empty) != version) return Outcome.Conflict;

        if (written is null) db.CheckPointNotes.Add(new CheckPointNote(checkPointId, noteId, text, access.UserId, clock.Now));
        else written.Write(text, access.UserId, clock.Now);
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.CheckPointWritten, note.Id, note.Activity.Label, $"{note.Unit.Name}, {point.Name}"));
        return await SaveAsync(cancel);
    }

    private async Task<Outcome?> RefusalToWriteAsync(UserAccess access, CheckPoint point, Note note, CancellationToken cancel)
    {
        if (note.RefusalOfLocked() is { } locked) return locked;
        var days = point.DaysWith(await PlanCalendar.DaysOfAsync(db, note.Activity.Plan, note.UnitId, cancel));
        return !days.HasBegunOn(clock.Today) ? Outcome.Refused("CheckPointNotOpenYet", null, days.FirstDay)
            : days.IsOpenOn(clock.Today) || access.WritesAfterTheEnd() ? null
            : Outcome.Refused("CheckPointIsClosed", null, days.OpenUntil);
    }

    /// <summary>A conflict too where another one's first words came first by a moment.</summary>
    private async Task<Outcome> SaveAsync(CancellationToken cancel)
    {
        try
        {
            return await db.SaveOrConflictAsync(cancel);
        }
        catch (DbUpdateException fault) when (faults.IsUniqueViolation(fault))
        {
            db.ChangeTracker.Clear();
            return Outcome.Conflict;
        }
        catch (Exception fault) when (faults.IsFull(fault))
        {
            db.ChangeTracker.Clear();
            return Outcome.Refused("DatabaseFull");
        }
    }
}
