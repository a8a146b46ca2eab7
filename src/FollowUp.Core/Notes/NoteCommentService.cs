using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>
/// Remarks beside a note's text, by those who write it and those who review it: answered and settled by either side. A remark is a row of its
/// own and leaves the note's version alone, so that nobody's text comes into conflict with what others say about it.
/// </summary>
public sealed class NoteCommentService(FollowUpDbContext db, AuthorityClock clock, IDatabaseFaults faults)
{
    /// <summary>Adds a remark under the key that its form was given.</summary>
    public async Task<Outcome> AddAsync(UserAccess access, Guid noteId, NewComment added, CancellationToken cancel = default)
    {
        if (await FindAsync(access, noteId, cancel) is not { } note || !Enum.IsDefined(added.Part)) return Outcome.NotFound;
        return await AddAsync(note, new NoteComment(added.Id, noteId, null, added.Part, added.Text, access.UserId, clock.Now), cancel);
    }

    /// <summary>Answers a remark, under the key that the answer's form was given. What the remark speaks of, the answer does too.</summary>
    public async Task<Outcome> AnswerAsync(UserAccess access, Guid noteId, Guid commentId, NewComment answer, CancellationToken cancel = default)
    {
        if (await FindAsync(access, noteId, cancel) is not { } note || await RemarkAsync(noteId, commentId, cancel) is not { } remark) return Outcome.NotFound;
        if (remark.IsClosed) return Outcome.Refused("CommentIsClosed", nameof(answer.Text));
        return await AddAsync(note, new NoteComment(answer.Id, noteId, remark.Id, remark.Part, answer.Text, access.UserId, clock.Now), cancel);
    }

    /// <summary><em>Avsluta</em>.</summary>
    public async Task<Outcome> CloseAsync(UserAccess access, Guid noteId, Guid commentId, CancellationToken cancel = default)
    {
        if (await FindAsync(access, noteId, cancel) is not { } note || await RemarkAsync(noteId, commentId, cancel) is not { } remark) return Outcome.NotFound;
        if (remark.IsClosed) return Outcome.Done;
        if (note.RefusalOfLocked() is { } locked) return locked;
        remark.Close(access.UserId, clock.Now);
        return await SaveAsync(access, note, AuditAction.NoteCommentClosed, cancel);
    }

    /// <summary>Takes a remark up that was settled.</summary>
    public async Task<Outcome> ReopenAsync(UserAccess access, Guid noteId, Guid commentId, CancellationToken cancel = default)
    {
        if (await FindAsync(access, noteId, cancel) is not { } note || await RemarkAsync(noteId, commentId, cancel) is not { } remark) return Outcome.NotFound;
        if (!remark.IsClosed) return Outcome.Done;
        if (note.RefusalOfLocked() is { } locked) return locked;
        remark.Reopen();
        return await SaveAsync(access, note, AuditAction.NoteCommentReopened, cancel);
    }

    private async Task<Outcome> AddAsync(Note note, NoteComment comment, CancellationToken cancel)
    {
        if (await IsThereAsync(comment, cancel)) return Outcome.Done;
        if (note.RefusalOfLocked() is { } locked) return locked;
        if (comment.Text.Length == 0) return Outcome.Refused("CommentEmpty", nameof(comment.Text));
        if (comment.Text.Length > NoteComment.TextLength) return Outcome.Refused("CommentTooLong", nameof(comment.Text), NoteComment.TextLength);

        db.NoteComments.Add(comment);
        db.Audit.Add(EntryOf(note, comment.AuthorId, AuditAction.NoteCommented));
        if (await db.TrySaveNewAsync(faults, cancel)) return Outcome.Done;
        return await IsThereAsync(comment, cancel) ? Outcome.Done : Outcome.Conflict;
    }

    /// <summary>True where the first click of a double click has been here.</summary>
    private Task<bool> IsThereAsync(NoteComment comment, CancellationToken cancel) =>
        db.NoteComments.AnyAsync(made => made.Id == comment.Id && made.NoteId == comment.NoteId && made.AuthorId == comment.AuthorId, cancel);

    private async Task<Note?> FindAsync(UserAccess access, Guid noteId, CancellationToken cancel)
    {
        var note = await db.Notes.VisibleTo(access).AsNoTracking()
            .Include(note => note.Unit)
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
            .SingleOrDefaultAsync(note => note.Id == noteId, cancel);
        return note is not null && access.Discusses(note.UnitId) ? note : null;
    }

    private Task<NoteComment?> RemarkAsync(Guid noteId, Guid commentId, CancellationToken cancel) => db.NoteComments
        .SingleOrDefaultAsync(comment => comment.Id == commentId && comment.NoteId == noteId && comment.ReplyToId == null, cancel);

    private Task<Outcome> SaveAsync(UserAccess access, Note note, AuditAction action, CancellationToken cancel)
    {
        db.Audit.Add(EntryOf(note, access.UserId, action));
        return db.SaveOrConflictAsync(cancel);
    }

    private AuditEntry EntryOf(Note note, Guid userId, AuditAction action) => new(clock.Now, userId, action, note.Id, note.Activity.Label, note.Unit.Name);
}

/// <summary>A remark or an answer that is to be added.</summary>
public sealed record NewComment
{
    /// <summary>The key, made with the form.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it speaks of; an answer takes that of the remark.</summary>
    public CommentPart Part { get; init; }

    public required string Text { get; init; }
}
