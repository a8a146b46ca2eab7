using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>Handing in and reviewing: what moves a note from one state to another. Its text is <see cref="NoteWritingService"/>'s.</summary>
public sealed class NoteService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>A second return with the same comment by the same person within this time is a double click.</summary>
    private static readonly TimeSpan DoubleClick = TimeSpan.FromMinutes(1);

    /// <summary>Saves a reviewer's correction of language in a submitted note.</summary>
    public Task<Outcome> CorrectLanguageAsync(UserAccess access, Guid noteId, Guid version, NoteText text, CancellationToken cancel = default) =>
        RepeatAsync(() => CorrectLanguageOnceAsync(access, noteId, version, text, cancel));

    private async Task<Outcome> CorrectLanguageOnceAsync(UserAccess access, Guid noteId, Guid version, NoteText text, CancellationToken cancel)
    {
        var note = await FindAsync(access, noteId, cancel);
        if (note is null || !access.IsReviewer) return Outcome.NotFound;
        return await ChangeAsync(note, version, access, AuditAction.NoteLanguageCorrected, cancel,
            () => note.RefusalOfLocked() ?? note.CorrectLanguage(text.Cleaned(), access.UserId, clock.Now));
    }

    /// <summary>
    /// <em>Klarmarkera</em>, with what was typed since the last save. Where something is missing the text is kept as a draft all
    /// the same, and the outcome lists the gaps.
    /// </summary>
    public Task<Outcome> SubmitAsync(UserAccess access, Guid noteId, Guid version, NoteText text, CancellationToken cancel = default) =>
        RepeatAsync(() => SubmitOnceAsync(access, noteId, version, text, cancel));

    private async Task<Outcome> SubmitOnceAsync(UserAccess access, Guid noteId, Guid version, NoteText text, CancellationToken cancel)
    {
        var note = await FindAsync(access, noteId, cancel);
        if (note is null || !access.SubmitsFor(note.UnitId)) return Outcome.NotFound;
        text = text.Cleaned();

        // The second click of a double click finds the work done.
        if (note.State == NoteState.Submitted && text == note.Text) return Outcome.Done;

        // Where what is saved is what this person sees, there is nothing to overwrite, whoever saved it.
        if (note.IsWritable && text == note.Text) version = note.Version;
        var refusal = await note.RefusalToWriteAsync(db, access, clock.Today, cancel);
        return await ChangeAsync(note, version, access, AuditAction.NoteSubmitted, cancel, () =>
        {
            if (refusal is not null) return refusal;
            var saved = note.Save(text, access.UserId, clock.Now);
            return saved.IsDone ? note.Submit(access.UserId, clock.Now) : saved;
        });
    }

    /// <summary><em>Ångra klarmarkering</em>.</summary>
    public Task<Outcome> ReopenAsync(UserAccess access, Guid noteId, Guid version, CancellationToken cancel = default) =>
        RepeatAsync(() => ReopenOnceAsync(access, noteId, version, cancel));

    private async Task<Outcome> ReopenOnceAsync(UserAccess access, Guid noteId, Guid version, CancellationToken cancel)
    {
        var note = await FindAsync(access, noteId, cancel);
        if (note is null || !access.SubmitsFor(note.UnitId)) return Outcome.NotFound;
        if (note.State == NoteState.Draft) return Outcome.Done;

        // What is taken back can only be handed in again while one can write.
        var refusal = await note.RefusalToWriteAsync(db, access, clock.Today, cancel);
        return await ChangeAsync(note, version, access, AuditAction.NoteReopened, cancel,
            () => refusal ?? note.Reopen(access.UserId, clock.Now));
    }

    /// <summary><em>Lämna tillbaka</em> with a comment.</summary>
    public Task<Outcome> ReturnAsync(UserAccess access, Guid noteId, Guid version, string comment, CancellationToken cancel = default) =>
        RepeatAsync(() => ReturnOnceAsync(access, noteId, version, comment, cancel));

    private async Task<Outcome> ReturnOnceAsync(UserAccess access, Guid noteId, Guid version, string comment, CancellationToken cancel)
    {
        var note = await FindAsync(access, noteId, cancel);
        if (note is null || !access.May(Permission.ReviewNotes)) return Outcome.NotFound;
        if (note.State == NoteState.Returned && note.Version != version && await IsReturnedByAsync(access.UserId, noteId, comment, cancel)) return Outcome.Done;
        return await ChangeAsync(note, version, access, AuditAction.NoteReturned, cancel,
            () => note.RefusalOfLocked() ?? note.Return(comment, access.UserId, clock.Now));
    }

    /// <summary><em>Godkänn</em>. A reviewer who approves a text of the own hand may, and the audit says so.</summary>
    public Task<Outcome> ApproveAsync(UserAccess access, Guid noteId, Guid version, CancellationToken cancel = default) =>
        RepeatAsync(() => ApproveOnceAsync(access, noteId, version, cancel));

    private async Task<Outcome> ApproveOnceAsync(UserAccess access, Guid noteId, Guid version, CancellationToken cancel)
    {
        var note = await FindAsync(access, noteId, cancel);
        if (note is null || !access.May(Permission.ReviewNotes)) return Outcome.NotFound;
        if (note.State == NoteState.Approved) return Outcome.Done;
        var isOwn = note.UnitId == access.AuthorityId && await db.NoteStateChanges.SubmitterOf(noteId).FirstOrDefaultAsync(cancel) == access.UserId;
        return await ChangeAsync(note, version, access, isOwn ? AuditAction.NoteSelfApproved : AuditAction.NoteApproved, cancel,
            () => note.RefusalOfLocked() ?? note.Approve(access.UserId, clock.Now));
    }

    private Task<Note?> FindAsync(UserAccess access, Guid noteId, CancellationToken cancel) =>
        db.Notes.VisibleTo(access)
            .Include(note => note.Unit)
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
            .Include(note => note.Revisions.Where(revision => revision.IsOpen))
            .SingleOrDefaultAsync(note => note.Id == noteId, cancel);

    private async Task<Outcome> ChangeAsync(
        Note note, Guid version, UserAccess access, AuditAction action, CancellationToken cancel, Func<Outcome> change)
    {
        if (note.Version != version) return Outcome.Conflict;
        var outcome = change();
        if (note.Version == version) return outcome;

        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, outcome.IsDone ? action : AuditAction.NoteSaved, note.Id,
            $"{note.Activity.Number}. {note.Activity.Title}", note.Unit.Name));
        db.Entry(note).Property(x => x.Version).OriginalValue = version;
        db.HoldOpen(note);
        try
        {
            await db.SaveChangesAsync(cancel);
            return outcome;
        }
        catch (DbUpdateConcurrencyException)
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

    /// <summary>
    /// Looks once more after a conflict: the second click of a double click, which came while the first was being saved, then finds the work done.
    /// </summary>
    private static async Task<Outcome> RepeatAsync(Func<Task<Outcome>> change)
    {
        var outcome = await change();
        return outcome.IsConflict ? await change() : outcome;
    }

    /// <summary>True where this person's latest return of the note said the same a moment ago.</summary>
    private Task<bool> IsReturnedByAsync(Guid userId, Guid noteId, string comment, CancellationToken cancel)
    {
        var (typed, since) = (TypedText.Clean(comment).Trim(), clock.Now - DoubleClick);
        return db.NoteStateChanges.AnyAsync(
            change => change.NoteId == noteId && change.To == NoteState.Returned && change.AuthorId == userId && change.Comment == typed && change.At > since, cancel);
    }
}
