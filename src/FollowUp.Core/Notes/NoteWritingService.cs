using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>
/// Writing. A text that was confirmed is on the disk, and nobody's text is overwritten unseen: where somebody else saved in between,
/// changes in different paragraphs are joined, and changes of the same paragraph are the writer's to choose between.
/// </summary>
public sealed class NoteWritingService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>How many times a save is tried anew because somebody else's came first by a moment.</summary>
    private const int Attempts = 5;

    /// <summary>Saves what a writer typed; a conflict, with nothing written, where two changed the same paragraph.</summary>
    public Task<Outcome<SavedNote>> SaveAsync(UserAccess access, Guid noteId, NoteSave save, CancellationToken cancel = default) =>
        RepeatAsync(access, noteId, save, Change, cancel);

    /// <summary>Carries out what the writer chose after a conflict. The version is that of the text which was shown as the other's.</summary>
    public Task<Outcome<SavedNote>> ResolveAsync(
        UserAccess access, Guid noteId, NoteSave save, ConflictChoice choice, CancellationToken cancel = default) =>
        RepeatAsync(access, noteId, save, (note, typed, userId) => Resolve(note, typed, choice, userId), cancel);

    /// <summary>Notes that somebody is writing here right now.</summary>
    public async Task<Outcome> SeeWriterAsync(UserAccess access, Guid noteId, CancellationToken cancel = default)
    {
        if (await FindAsync(access, noteId, cancel) is null) return Outcome.NotFound;
        var presence = await db.NotePresences.SingleOrDefaultAsync(seen => seen.NoteId == noteId && seen.UserId == access.UserId, cancel);
        if (presence is null) db.NotePresences.Add(new NotePresence(noteId, access.UserId, clock.Now));
        else presence.See(clock.Now);

        // Two tabs of one person may begin at the same moment: one row is enough.
        await db.TrySaveNewAsync(faults, cancel);
        return Outcome.Done;
    }

    private async Task<Outcome<SavedNote>> RepeatAsync(
        UserAccess access, Guid noteId, NoteSave save, Func<Note, NoteSave, Guid, Outcome<SavedNote>> change, CancellationToken cancel)
    {
        save = save with { Text = save.Text.Cleaned(), Origin = save.Origin?.Cleaned() };
        for (var attempt = 1; ; attempt++)
        {
            if (await FindAsync(access, noteId, cancel) is not { } note) return Outcome<SavedNote>.From(Outcome.NotFound);
            if (save.Text != note.Text && await note.RefusalToWriteAsync(db, access, clock.Today, cancel) is { } refusal) return Outcome<SavedNote>.From(refusal);
            var read = note.Version;
            var revisions = note.Revisions.Count;
            var outcome = change(note, save, access.UserId);
            if (!outcome.IsDone || note.Version == read) return outcome;

            if (note.Revisions.Count > revisions) AddAudit(note, access.UserId);
            db.Entry(note).Property(x => x.Version).OriginalValue = read;
            db.HoldOpen(note);
            try
            {
                await db.SaveChangesAsync(cancel);
                return outcome;
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
                if (attempt == Attempts) return Outcome<SavedNote>.From(Outcome.Conflict);
            }
            catch (Exception fault) when (faults.IsFull(fault))
            {
                db.ChangeTracker.Clear();
                return Outcome<SavedNote>.From(Outcome.Refused("DatabaseFull"));
            }
        }
    }

    private Outcome<SavedNote> Change(Note note, NoteSave save, Guid userId)
    {
        if (!note.IsWritable && save.Text == note.Text) return Done(note, Outcome.Done, null);
        // A version can move without the text, as when a sitting ends.
        var isNext = note.Version == save.Version || save.Origin == note.Text || (note.SaveId is { } last && save.Unanswered.Contains(last));
        if (isNext || save.Text == note.Text)
            return Done(note, note.Save(save.Text, userId, clock.Now, new Saved(RevisionKind.Written, save.IsAutomatic, save.Id)), null);

        if (save.Origin is null) return Outcome<SavedNote>.From(Outcome.Conflict);
        var (joined, isClean) = save.Origin.Join(note.Text, save.Text);
        if (!isClean || joined.TooLong().Count > 0) return Outcome<SavedNote>.From(Outcome.Conflict);
        var other = note.SavedById == userId ? "" : note.SavedBy?.Name ?? "";
        return joined == note.Text
            ? Done(note, Outcome.Done, other)
            : Done(note, note.Save(joined, userId, clock.Now, new Saved(RevisionKind.Merged, save.IsAutomatic)), other);
    }

    private Outcome<SavedNote> Resolve(Note note, NoteSave save, ConflictChoice choice, Guid userId)
    {
        if (note.Version != save.Version) return Outcome<SavedNote>.From(Outcome.Conflict);
        var outcome = choice switch
        {
            ConflictChoice.Own => note.Save(save.Text, userId, clock.Now),
            ConflictChoice.Saved => note.SetAside(save.Text, userId, clock.Now),
            _ => note.Save((save.Origin ?? new NoteText(null, "", "")).Join(note.Text, save.Text).Text, userId, clock.Now, new Saved(RevisionKind.Merged)),
        };
        return Done(note, outcome, null);
    }

    private static Outcome<SavedNote> Done(Note note, Outcome outcome, string? joinedWith) => outcome.IsDone
        ? new SavedNote(note.Version, note.Text, note.SavedAt, joinedWith)
        : Outcome<SavedNote>.From(outcome);

    private void AddAudit(Note note, Guid userId)
    {
        var action = note.Revisions.Last().Kind switch
        {
            RevisionKind.Merged => AuditAction.NoteMerged,
            RevisionKind.SetAside => AuditAction.NoteTextSetAside,
            _ => AuditAction.NoteSaved,
        };
        db.Audit.Add(new AuditEntry(clock.Now, userId, action, note.Id, $"{note.Activity.Number}. {note.Activity.Title}", note.Unit.Name));
    }

    private Task<Note?> FindAsync(UserAccess access, Guid noteId, CancellationToken cancel) =>
        db.Notes.WritableBy(access)
            .Include(note => note.Unit)
            .Include(note => note.SavedBy)
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
            .Include(note => note.Revisions.Where(revision => revision.IsOpen))
            .SingleOrDefaultAsync(note => note.Id == noteId, cancel);
}
