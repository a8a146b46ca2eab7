using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>Takes earlier text up again: a version of the note's own, or what its unit wrote the last time.</summary>
public sealed class NoteHistoryService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>
    /// <em>Återställ</em>: makes an earlier version the note's text, which is a new version. For those who may write the note, while it may
    /// be written. Restoring what is there already changes nothing.
    /// </summary>
    public async Task<Outcome> RestoreAsync(UserAccess access, Guid noteId, Guid revisionId, Guid version, CancellationToken cancel = default)
    {
        if (await FindAsync(access, noteId, cancel) is not { } note) return Outcome.NotFound;
        var revision = await db.NoteRevisions.AsNoTracking()
            .SingleOrDefaultAsync(revision => revision.Id == revisionId && revision.NoteId == noteId, cancel);
        if (revision is null) return Outcome.NotFound;

        // The second click of a double click finds the work done.
        if (revision.Text == note.Text) return Outcome.Done;
        if (note.Version != version) return Outcome.Conflict;
        var outcome = await note.RefusalToWriteAsync(db, access, clock.Today, cancel) ?? note.Restore(revision, access.UserId, clock.Now);
        return outcome.IsDone ? await SaveAsync(access, note, version, AuditAction.NoteRestored, cancel) : outcome;
    }

    /// <summary>
    /// <em>Inget nytt sedan förra gången</em>: copies what the same unit, or one that it has taken over, wrote on the same activity in the earlier plan into a note that has no
    /// text yet, as a version of its own.
    /// </summary>
    public async Task<Outcome> CarryOverAsync(UserAccess access, Guid noteId, Guid version, CancellationToken cancel = default)
    {
        if (await FindAsync(access, noteId, cancel) is not { } note) return Outcome.NotFound;
        if (note.Activity.ContinuesId is not { } earlierId) return Outcome.NotFound;
        var before = await EarlierNotes.ReadAsync(db, access, [earlierId], note.UnitId, withOwners: false, cancel);
        if (!before.TryGetValue(earlierId, out var found)) return Outcome.NotFound;
        var earlier = await db.Notes.AsNoTracking().SingleAsync(earlier => earlier.Id == found.NoteId, cancel);

        // The second click of a double click finds the work done.
        if (note.CarriedFromId == earlier.Id && note.Text == earlier.Text) return Outcome.Done;
        if (note.Version != version) return note.HasText ? Outcome.Refused("NoteHasText") : Outcome.Conflict;
        var outcome = await note.RefusalToWriteAsync(db, access, clock.Today, cancel) ?? note.CarryOver(earlier, access.UserId, clock.Now);
        return outcome.IsDone ? await SaveAsync(access, note, version, AuditAction.NoteCarried, cancel) : outcome;
    }

    private async Task<Note?> FindAsync(UserAccess access, Guid noteId, CancellationToken cancel)
    {
        var note = await db.Notes.VisibleTo(access)
            .Include(note => note.Unit)
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
            .SingleOrDefaultAsync(note => note.Id == noteId, cancel);
        return note is not null && access.WritesFor(note.UnitId) ? note : null;
    }

    private Task<Outcome> SaveAsync(UserAccess access, Note note, Guid version, AuditAction action, CancellationToken cancel)
    {
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, action, note.Id, note.Activity.Label, note.Unit.Name));
        db.Entry(note).Property(x => x.Version).OriginalValue = version;
        db.HoldOpen(note);
        return db.SaveOrConflictAsync(cancel);
    }
}
