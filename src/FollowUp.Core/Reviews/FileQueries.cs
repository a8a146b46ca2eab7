using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>
/// Reads what was done, the first first, for a file that is handed out: all of one activity's thread, or all that one person did. Everything in pages, so
/// that a file of any size is written while it is read. What is not this person's to hand out is not there.
/// </summary>
public sealed class FileQueries(FollowUpDbContext db)
{
    /// <summary>A page of the versions of texts. Of an activity those that this person may read; of a person all that the person wrote, without what was read in from elsewhere.</summary>
    public Task<Page<FiledVersion>> VersionsAsync(UserAccess access, FileScope scope, PageRequest page, CancellationToken cancel = default)
    {
        var revisions = db.NoteRevisions.AsNoTracking();
        if (scope.UserId is { } userId)
        {
            revisions = revisions.Where(revision => revision.AuthorId == userId);
        }
        else
        {
            var (handedIn, own) = (db.NoteRevisions.HandedIn(db), db.Notes.WritableBy(access));
            revisions = revisions.Where(revision => own.Any(note => note.Id == revision.NoteId) || handedIn.Any(kept => kept.Id == revision.Id));
        }

        var isPerson = scope.UserId is not null;
        return revisions.Join(Notes(access, scope), revision => revision.NoteId, note => note.Id, (revision, note) => new { Revision = revision, Note = note, revision.At, revision.Id })
            .ToPageAsync(
                each => each.At,
                each => each.Id,
                each => new FiledVersion(
                    new FiledPlace(each.Note.Activity.Plan.YearKind, each.Note.Activity.Plan.StartYear, each.Note.Activity.Number, each.Note.Activity.Title, each.Note.Unit.Name),
                    each.Revision.At,
                    each.Revision.Author.Name,
                    each.Revision.Kind,
                    new NoteText(
                        each.Revision.Status,
                        isPerson && each.Revision.Kind == RevisionKind.Imported ? "" : each.Revision.FollowUp,
                        isPerson && each.Revision.Kind == RevisionKind.Imported ? "" : each.Revision.Analysis)),
                page,
                cancel: cancel);
    }

    /// <summary>A page of steps from one state to another, with what was said.</summary>
    public Task<Page<FiledStep>> StepsAsync(UserAccess access, FileScope scope, PageRequest page, CancellationToken cancel = default)
    {
        var changes = db.NoteStateChanges.AsNoTracking();
        if (scope.UserId is { } userId) changes = changes.Where(change => change.AuthorId == userId);
        return changes.Join(Notes(access, scope), change => change.NoteId, note => note.Id, (change, note) => new { Change = change, Note = note, change.At, change.Id })
            .ToPageAsync(
                each => each.At,
                each => each.Id,
                each => new FiledStep(
                    new FiledPlace(each.Note.Activity.Plan.YearKind, each.Note.Activity.Plan.StartYear, each.Note.Activity.Number, each.Note.Activity.Title, each.Note.Unit.Name),
                    each.Change.At, each.Change.Author.Name, each.Change.From, each.Change.To, each.Change.Comment),
                page,
                cancel: cancel);
    }

    /// <summary>A page of what was said beside the texts.</summary>
    public Task<Page<FiledComment>> CommentsAsync(UserAccess access, FileScope scope, PageRequest page, CancellationToken cancel = default)
    {
        var comments = db.NoteComments.AsNoTracking();
        if (scope.UserId is { } userId) comments = comments.Where(comment => comment.AuthorId == userId);
        return comments.Join(Notes(access, scope), comment => comment.NoteId, note => note.Id, (comment, note) => new { Comment = comment, Note = note, comment.At, comment.Id })
            .ToPageAsync(
                each => each.At,
                each => each.Id,
                each => new FiledComment(
                    new FiledPlace(each.Note.Activity.Plan.YearKind, each.Note.Activity.Plan.StartYear, each.Note.Activity.Number, each.Note.Activity.Title, each.Note.Unit.Name),
                    each.Comment.At, each.Comment.Author.Name, each.Comment.ReplyToId != null, each.Comment.Part, each.Comment.Text, each.Comment.ClosedAt),
                page,
                cancel: cancel);
    }

    /// <summary>A page of what was missing and may stand.</summary>
    public Task<Page<FiledWaiver>> WaiversAsync(UserAccess access, FileScope scope, PageRequest page, CancellationToken cancel = default)
    {
        var waivers = db.GapWaivers.AsNoTracking();
        if (scope.UserId is { } userId) waivers = waivers.Where(waiver => waiver.WaivedById == userId);
        return waivers.Join(Notes(access, scope), waiver => waiver.NoteId, note => note.Id, (waiver, note) => new { Waiver = waiver, Note = note, waiver.WaivedAt, waiver.Id })
            .ToPageAsync(
                each => each.WaivedAt,
                each => each.Id,
                each => new FiledWaiver(
                    new FiledPlace(each.Note.Activity.Plan.YearKind, each.Note.Activity.Plan.StartYear, each.Note.Activity.Number, each.Note.Activity.Title, each.Note.Unit.Name),
                    each.Waiver.WaivedAt, each.Waiver.WaivedBy.Name, each.Waiver.Kind, each.Waiver.Reason),
                page,
                cancel: cancel);
    }

    /// <summary>A page of reminders.</summary>
    public Task<Page<FiledReminder>> RemindersAsync(UserAccess access, FileScope scope, PageRequest page, CancellationToken cancel = default)
    {
        var reminders = db.Reminders.AsNoTracking();
        if (scope.UserId is { } userId) reminders = reminders.Where(reminder => reminder.AuthorId == userId);
        return reminders.Join(Notes(access, scope), reminder => reminder.NoteId, note => note.Id, (reminder, note) => new { Reminder = reminder, Note = note, reminder.At, reminder.Id })
            .ToPageAsync(
                each => each.At,
                each => each.Id,
                each => new FiledReminder(
                    new FiledPlace(each.Note.Activity.Plan.YearKind, each.Note.Activity.Plan.StartYear, each.Note.Activity.Number, each.Note.Activity.Title, each.Note.Unit.Name),
                    each.Reminder.At, each.Reminder.Author.Name, each.Reminder.Comment),
                page,
                cancel: cancel);
    }

    /// <summary>
    /// A page of the audit: what was done to the activities and their follow-ups, or what the person did and what was done to the account. Of a person it leaves out
    /// who others are: neither who did something to the account, nor to which other account the person did something.
    /// </summary>
    public async Task<Page<AuditRow>> EventsAsync(UserAccess access, FileScope scope, PageRequest page, CancellationToken cancel = default)
    {
        var entries = db.Audit.AsNoTracking().Where(_ => access.May(Permission.ReadAudit));
        if (scope.UserId is { } userId)
        {
            var mayHandOut = access.May(Permission.Administer);
            var found = await entries.Where(entry => mayHandOut && (entry.UserId == userId || entry.SubjectId == userId))
                .ToPageAsync(entry => entry.At, entry => entry.Id, AuditRow.Of(db), page, cancel: cancel);
            return found with { Rows = [.. found.Rows.Select(row => WithoutOthers(row, userId))] };
        }

        var ids = scope.ActivityIds;
        var subjects = db.Activities.VisibleTo(access, db).Where(activity => ids.Contains(activity.Id)).Select(activity => activity.Id)
            .Concat(Notes(access, scope).Select(note => note.Id));
        return await entries.Where(entry => subjects.Contains(entry.SubjectId))
            .ToPageAsync(entry => entry.At, entry => entry.Id, AuditRow.Of(db), page, cancel: cancel);
    }

    /// <summary>The notes of the thread that exist for this person, or all notes for those who hand out what a person did.</summary>
    private IQueryable<Note> Notes(UserAccess access, FileScope scope)
    {
        var ids = scope.ActivityIds;
        var mayHandOut = access.May(scope.UserId is null ? Permission.ReadAudit : Permission.Administer);
        return scope.UserId is null
            ? db.Notes.AsNoTracking().VisibleTo(access).Where(note => mayHandOut && ids.Contains(note.ActivityId))
            : db.Notes.AsNoTracking().Where(_ => mayHandOut);
    }

    private static AuditRow WithoutOthers(AuditRow row, Guid userId) => row with
    {
        User = row.UserId == userId ? row.User : null,
        Subject = row.Group == AuditGroup.Users && row.SubjectId != userId ? "" : row.Subject,
        Detail = row.Group == AuditGroup.Users && row.SubjectId != userId ? "" : row.Detail,
    };
}
