using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>Writing and reviewing: everything that changes a note's text or state.</summary>
public sealed class NoteService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>
    /// Saves what a writer typed. Where somebody else saved in between, nothing is written and the outcome is a conflict:
    /// the caller shows both texts.
    /// </summary>
    public async Task<Outcome> SaveAsync(UserAccess access, Guid noteId, Guid version, NoteText text, CancellationToken cancel = default)
    {
        var note = await FindAsync(access, noteId, cancel);
        if (note is null || !access.WritesFor(note.UnitId)) return Outcome.NotFound;
        text = text.Cleaned();
        if (text == note.Text) return Outcome.Done;
        return await ChangeAsync(note, version, access, AuditAction.NoteSaved, cancel,
            () => RefusalToWrite(note) ?? note.Save(text, access.UserId, clock.Now));
    }

    /// <summary>Saves a reviewer's correction of language in a submitted note.</summary>
    public async Task<Outcome> CorrectLanguageAsync(UserAccess access, Guid noteId, Guid version, NoteText text, CancellationToken cancel = default)
    {
        var note = await FindAsync(access, noteId, cancel);
        if (note is null || !access.IsReviewer) return Outcome.NotFound;
        return await ChangeAsync(note, version, access, AuditAction.NoteLanguageCorrected, cancel,
            () => RefusalOfLocked(note) ?? note.CorrectLanguage(text.Cleaned(), access.UserId, clock.Now));
    }

    /// <summary>
    /// <em>Klarmarkera</em>, with what was typed since the last save. Where something is missing the text is kept as a draft all
    /// the same, and the outcome lists the gaps.
    /// </summary>
    public async Task<Outcome> SubmitAsync(UserAccess access, Guid noteId, Guid version, NoteText text, CancellationToken cancel = default)
    {
        var note = await FindAsync(access, noteId, cancel);
        if (note is null || !access.SubmitsFor(note.UnitId)) return Outcome.NotFound;
        text = text.Cleaned();

        // The second click of a double click finds the work done.
        if (note.State == NoteState.Submitted && text == note.Text) return Outcome.Done;
        return await ChangeAsync(note, version, access, AuditAction.NoteSubmitted, cancel, () =>
        {
            if (RefusalToWrite(note) is { } refusal) return refusal;
            var saved = note.Save(text, access.UserId, clock.Now);
            return saved.IsDone ? note.Submit(access.UserId, clock.Now) : saved;
        });
    }

    /// <summary><em>Ångra klarmarkering</em>.</summary>
    public async Task<Outcome> ReopenAsync(UserAccess access, Guid noteId, Guid version, CancellationToken cancel = default)
    {
        var note = await FindAsync(access, noteId, cancel);
        if (note is null || !access.SubmitsFor(note.UnitId)) return Outcome.NotFound;
        if (note.State == NoteState.Draft) return Outcome.Done;
        return await ChangeAsync(note, version, access, AuditAction.NoteReopened, cancel,
            () => RefusalOfLocked(note) ?? note.Reopen(access.UserId, clock.Now));
    }

    /// <summary><em>Lämna tillbaka</em> with a comment.</summary>
    public async Task<Outcome> ReturnAsync(UserAccess access, Guid noteId, Guid version, string comment, CancellationToken cancel = default)
    {
        var note = await FindAsync(access, noteId, cancel);
        if (note is null || !access.May(Permission.ReviewNotes)) return Outcome.NotFound;
        return await ChangeAsync(note, version, access, AuditAction.NoteReturned, cancel,
            () => RefusalOfLocked(note) ?? note.Return(comment, access.UserId, clock.Now));
    }

    /// <summary><em>Godkänn</em>. A reviewer who approves a text of the own hand may, and the audit says so.</summary>
    public async Task<Outcome> ApproveAsync(UserAccess access, Guid noteId, Guid version, CancellationToken cancel = default)
    {
        var note = await FindAsync(access, noteId, cancel);
        if (note is null || !access.May(Permission.ReviewNotes)) return Outcome.NotFound;
        if (note.State == NoteState.Approved) return Outcome.Done;
        var isOwn = note.UnitId == access.AuthorityId && note.SavedById == access.UserId;
        return await ChangeAsync(note, version, access, isOwn ? AuditAction.NoteSelfApproved : AuditAction.NoteApproved, cancel,
            () => RefusalOfLocked(note) ?? note.Approve(access.UserId, clock.Now));
    }

    private Task<Note?> FindAsync(UserAccess access, Guid noteId, CancellationToken cancel) =>
        db.Notes.VisibleTo(access)
            .Include(note => note.Unit)
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
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
    }

    private static Outcome? RefusalOfLocked(Note note) =>
        note.Activity.Plan.IsFixed ? Outcome.Refused("PlanIsFixed")
        : note.Activity.IsDropped ? Outcome.Refused("ActivityIsDropped")
        : null;

    private Outcome? RefusalToWrite(Note note) =>
        RefusalOfLocked(note)
        ?? (note.Activity.Plan.IsOpenOn(clock.Today) ? null : Outcome.Refused("PlanNotOpenYet", null, note.Activity.Plan.OpensOn!.Value));
}
