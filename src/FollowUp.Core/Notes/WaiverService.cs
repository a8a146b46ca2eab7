using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>Lets gaps stand, each with a reason that the report tells, and takes that back.</summary>
public sealed class WaiverService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>
    /// Waives every gap that a note has now and that is not waived, with one reason. A gap that comes later wants a waiver of its own. Where
    /// nothing is left to waive, as after a double click, it is done.
    /// </summary>
    public async Task<Outcome> WaiveAsync(UserAccess access, Guid noteId, string? reason, CancellationToken cancel = default)
    {
        if (await FindAsync(access, noteId, cancel) is not { } note) return Outcome.NotFound;
        if (note.RefusalOfLocked() is { } locked) return locked;
        var waived = await db.GapWaivers.Where(waiver => waiver.NoteId == noteId).Select(waiver => waiver.Kind).ToListAsync(cancel);
        var isPastDue = note.Activity.DueOn < clock.Today;
        var open = NoteGaps.Of(note.State, note.Status, note.Analysis.Trim(' ').Length > 0, isPastDue).Except(waived).ToList();
        if (open.Count == 0) return Outcome.Done;

        var clean = TypedText.Clean(reason).Trim();
        if (GapWaiver.RefusalOf(clean) is { } refusal) return Outcome.Refused([refusal]);
        db.GapWaivers.AddRange(open.Select(kind => new GapWaiver(noteId, kind, clean, access.UserId, clock.Now)));
        db.Audit.Add(EntryOf(note, access.UserId, AuditAction.GapWaived));
        return await SaveAsync(note, cancel);
    }

    /// <summary>Takes every waiver of a note back: its gaps stand in the list again.</summary>
    public async Task<Outcome> WithdrawAsync(UserAccess access, Guid noteId, CancellationToken cancel = default)
    {
        if (await FindAsync(access, noteId, cancel) is not { } note) return Outcome.NotFound;
        if (note.RefusalOfLocked() is { } locked) return locked;
        var waivers = await db.GapWaivers.Where(waiver => waiver.NoteId == noteId).ToListAsync(cancel);
        if (waivers.Count == 0) return Outcome.Done;
        db.GapWaivers.RemoveRange(waivers);
        db.Audit.Add(EntryOf(note, access.UserId, AuditAction.GapWaiverWithdrawn));
        return await SaveAsync(note, cancel);
    }

    /// <summary>Done too where the first click of a double click waived it; a conflict where the plan was fixed meanwhile.</summary>
    private async Task<Outcome> SaveAsync(Note note, CancellationToken cancel)
    {
        db.HoldOpen(note);
        try
        {
            return await db.SaveOrConflictAsync(cancel);
        }
        catch (DbUpdateException fault) when (faults.IsUniqueViolation(fault))
        {
            db.ChangeTracker.Clear();
            return Outcome.Done;
        }
    }

    private async Task<Note?> FindAsync(UserAccess access, Guid noteId, CancellationToken cancel) => !access.May(Permission.FixReport) ? null
        : await db.Notes.VisibleTo(access)
            .Include(note => note.Unit)
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
            .SingleOrDefaultAsync(note => note.Id == noteId, cancel);

    private AuditEntry EntryOf(Note note, Guid userId, AuditAction action) => new(clock.Now, userId, action, note.Id, note.Activity.Label, note.Unit.Name);
}
