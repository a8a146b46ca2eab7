using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
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
        if (RefusalOf(note) is { } refusal) return refusal;

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

    private Task<bool> IsDoubleClickAsync(Reminder reminder, CancellationToken cancel)
    {
        var since = reminder.At - DoubleClick;
        return db.Reminders.AnyAsync(
            earlier => earlier.NoteId == reminder.NoteId && earlier.AuthorId == reminder.AuthorId && earlier.At > since, cancel);
    }

    private Outcome? RefusalOf(Note note) =>
        note.Activity.Plan.IsFixed ? Outcome.Refused("PlanIsFixed")
        : note.Activity.IsDropped ? Outcome.Refused("ActivityIsDropped")
        : note.State.IsHandedIn() ? Outcome.Refused("NoteAlreadySubmitted")
        : note.Activity.Plan.IsOpenOn(clock.Today) ? null
        : Outcome.Refused("PlanNotOpenYet", null, note.Activity.Plan.OpensOn!.Value);
}
