using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reminders;

/// <summary>Reminds the writers of a note.</summary>
public sealed class ReminderService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>A second reminder by the same person within this time is a double click.</summary>
    public static readonly TimeSpan DoubleClick = TimeSpan.FromMinutes(1);

    /// <summary>Adds a reminder, shown on <em>Att göra</em> until the note is handed in.</summary>
    /// <param name="access">Who reminds: a reviewer or an administrator.</param>
    /// <param name="noteId">The note that is waited for.</param>
    /// <param name="comment">A few words to the writers; may be empty. At most <see cref="Reminder.CommentLength"/> characters.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome> RemindAsync(UserAccess access, Guid noteId, string? comment, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Remind)) return Outcome.NotFound;
        var note = await db.Notes.AsNoTracking().VisibleTo(access)
            .Include(note => note.Unit)
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
            .SingleOrDefaultAsync(note => note.Id == noteId, cancel);
        if (note is null) return Outcome.NotFound;
        if (RefusalOf(note, await PlanCalendar.ReadAsync(db, [note.Activity.Plan], cancel)) is { } refusal) return refusal;

        var reminder = new Reminder(noteId, access.UserId, clock.Now, comment ?? "");
        if (reminder.Comment.Length > Reminder.CommentLength)
            return Outcome.Refused("CommentTooLong", "Comment", Reminder.CommentLength);
        if (await IsDoubleClickAsync(reminder, cancel)) return Outcome.Done;

        db.Reminders.Add(reminder);
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.Reminded, noteId,
            $"{note.Activity.Number}. {note.Activity.Title}", note.Unit.Name));
        try
        {
            await db.SaveChangesAsync(cancel);
            return Outcome.Done;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            if (await IsDoubleClickAsync(reminder, cancel)) return Outcome.Done;
            throw;
        }
    }

    /// <summary>
    /// Adds a reminder with the same words for each of at most <see cref="NotesOutcome.MaxNotes"/> notes, in one save. Each is judged by itself.
    /// </summary>
    public async Task<Outcome<NotesOutcome>> RemindManyAsync(UserAccess access, IReadOnlyList<Guid> noteIds, string? comment, CancellationToken cancel = default)
    {
        if (!access.May(Permission.Remind)) return Outcome<NotesOutcome>.From(Outcome.NotFound);
        var ids = noteIds.Distinct().ToList();
        if (NotesOutcome.RefusalOf(ids.Count) is { } refused) return Outcome<NotesOutcome>.From(refused);
        if (TypedText.Clean(comment).Trim().Length > Reminder.CommentLength)
            return Outcome<NotesOutcome>.From(Outcome.Refused("CommentTooLong", "Comment", Reminder.CommentLength));

        var notes = await db.Notes.AsNoTracking().VisibleTo(access)
            .Include(note => note.Unit)
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
            .Where(note => ids.Contains(note.Id))
            .ToListAsync(cancel);
        var calendar = await PlanCalendar.ReadAsync(db, notes.Select(note => note.Activity.Plan), cancel);
        var results = notes.Select(note => (Note: note, Outcome: RefusalOf(note, calendar) ?? Outcome.Done)).ToList();
        for (var isSecond = false; ; isSecond = true)
        {
            var since = clock.Now - DoubleClick;
            var justNow = await db.Reminders.Where(earlier => ids.Contains(earlier.NoteId) && earlier.AuthorId == access.UserId && earlier.At > since)
                .Select(earlier => earlier.NoteId).ToListAsync(cancel);
            foreach (var (note, _) in results.Where(each => each.Outcome.IsDone && !justNow.Contains(each.Note.Id)))
            {
                db.Reminders.Add(new Reminder(note.Id, access.UserId, clock.Now, comment ?? ""));
                db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.Reminded, note.Id,
                    $"{note.Activity.Number}. {note.Activity.Title}", note.Unit.Name));
            }

            try
            {
                await db.SaveChangesAsync(cancel);
                return NotesOutcome.Of(ids.Count, results);
            }
            catch (DbUpdateException) when (!isSecond)
            {
                // The other click of a double click was saved in between: its reminders are found now.
                db.ChangeTracker.Clear();
            }
        }
    }

    private Task<bool> IsDoubleClickAsync(Reminder reminder, CancellationToken cancel)
    {
        var since = reminder.At - DoubleClick;
        return db.Reminders.AnyAsync(
            earlier => earlier.NoteId == reminder.NoteId && earlier.AuthorId == reminder.AuthorId && earlier.At > since, cancel);
    }

    /// <summary>Nobody is reminded of what cannot be written: too early, or when the days of grace are over.</summary>
    private Outcome? RefusalOf(Note note, PlanCalendar calendar)
    {
        var days = calendar.DaysOf(note.Activity.PlanId, note.UnitId);
        return note.Activity.Plan.IsFixed ? Outcome.Refused("PlanIsFixed")
            : note.Activity.IsDropped ? Outcome.Refused("ActivityIsDropped")
            : note.State.IsHandedIn() ? Outcome.Refused("NoteAlreadySubmitted")
            : !days.HasOpenedOn(clock.Today) ? Outcome.Refused("PlanNotOpenYet", null, days.OpensOn!.Value)
            : days.HasClosedOn(clock.Today) && note.State != NoteState.Returned ? Outcome.Refused("UnitCannotWrite", null, days.OpenUntil!.Value)
            : null;
    }
}
