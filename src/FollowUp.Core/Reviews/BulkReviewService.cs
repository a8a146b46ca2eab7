using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>
/// Approves and returns many notes at once. Each note is judged by itself, by the rules of one: those that may be changed are, in one save;
/// of the others is said why not.
/// </summary>
public sealed class BulkReviewService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>A second return with the same comment by the same person within this time is a double click.</summary>
    public static readonly TimeSpan DoubleClick = TimeSpan.FromMinutes(1);

    /// <summary>How many times the notes are read anew because somebody else saved one of them in between.</summary>
    private const int Attempts = 4;

    /// <summary>
    /// <em>Godkänn</em> at most <see cref="NotesOutcome.MaxNotes"/> notes, with one comment or none. What was changed since it was chosen is left alone.
    /// </summary>
    public async Task<Outcome<NotesOutcome>> ApproveAsync(
        UserAccess access, IReadOnlyList<NoteChoice> chosen, string? comment = null, CancellationToken cancel = default)
    {
        var typed = TypedText.Clean(comment).Trim();
        if (NoteStateChange.RefusalOfLength(typed) is { } refusal) return Outcome<NotesOutcome>.From(Outcome.Refused([refusal]));
        var ids = chosen.Select(choice => choice.NoteId).ToList();
        var ownSubmissions = await db.Notes.AsNoTracking()
            .Where(note => ids.Contains(note.Id) && note.UnitId == access.AuthorityId && db.NoteStateChanges
                .Where(change => change.NoteId == note.Id && change.To == NoteState.Submitted)
                .OrderByDescending(change => change.At).ThenByDescending(change => change.Id)
                .Select(change => change.AuthorId).FirstOrDefault() == access.UserId)
            .Select(note => note.Id)
            .ToListAsync(cancel);
        return await ChangeAsync(access, chosen, note => note.State == NoteState.Approved, note => note.Approve(access.UserId, clock.Now, typed),
            note => ownSubmissions.Contains(note.Id) ? AuditAction.NoteSelfApproved : AuditAction.NoteApproved, cancel);
    }

    /// <summary><em>Lämna tillbaka</em> at most <see cref="NotesOutcome.MaxNotes"/> notes with one comment. What was changed since it was chosen is left alone.</summary>
    public async Task<Outcome<NotesOutcome>> ReturnAsync(
        UserAccess access, IReadOnlyList<NoteChoice> chosen, string? comment, CancellationToken cancel = default)
    {
        var typed = TypedText.Clean(comment).Trim();
        if (NoteStateChange.RefusalOfReturn(typed) is { } refusal)
            return Outcome<NotesOutcome>.From(Outcome.Refused([.. NotesOutcome.RefusalOf(chosen.Count)?.Refusals ?? [], refusal]));

        var ids = chosen.Select(choice => choice.NoteId).ToList();
        var since = clock.Now - DoubleClick;
        var justNow = await db.NoteStateChanges.AsNoTracking()
            .Where(change => ids.Contains(change.NoteId) && change.To == NoteState.Returned && change.AuthorId == access.UserId
                && change.Comment == typed && change.At > since)
            .Select(change => change.NoteId)
            .ToListAsync(cancel);
        return await ChangeAsync(access, chosen, note => note.State == NoteState.Returned && justNow.Contains(note.Id),
            note => note.Return(typed, access.UserId, clock.Now), _ => AuditAction.NoteReturned, cancel);
    }

    private async Task<Outcome<NotesOutcome>> ChangeAsync(
        UserAccess access, IReadOnlyList<NoteChoice> chosen, Func<Note, bool> isDone, Func<Note, Outcome> change, Func<Note, AuditAction> action,
        CancellationToken cancel)
    {
        if (!access.May(Permission.ReviewNotes)) return Outcome<NotesOutcome>.From(Outcome.NotFound);
        var versions = chosen.DistinctBy(choice => choice.NoteId).ToDictionary(choice => choice.NoteId, choice => choice.Version);
        if (NotesOutcome.RefusalOf(versions.Count) is { } refused) return Outcome<NotesOutcome>.From(refused);

        for (var attempt = 1; ; attempt++)
        {
            var results = new List<(Note Note, Outcome Outcome)>();
            var changed = new HashSet<Note>();
            foreach (var note in await ReadAsync(access, versions.Keys, cancel))
            {
                // Asked before the change, which moves what the answer rests on.
                var (done, told) = (isDone(note), action(note));
                var outcome = done ? Outcome.Done : note.RefusalOfLocked() ?? (note.Version == versions[note.Id] ? change(note) : Outcome.Conflict);
                results.Add((note, outcome));
                if (!outcome.IsDone || done || !changed.Add(note)) continue;
                db.HoldOpen(note);
                db.Audit.Add(new AuditEntry(clock.Now, access.UserId, told, note.Id, $"{note.Activity.Number}. {note.Activity.Title}", note.Unit.Name));
            }

            // Nothing is saved of a save in conflict: read anew, the note that clashed has another version and is left alone.
            if ((await db.SaveOrConflictAsync(cancel)).IsDone) return NotesOutcome.Of(versions.Count, results);
            if (attempt == Attempts)
                return NotesOutcome.Of(versions.Count, results.Select(each => (each.Note, changed.Contains(each.Note) ? Outcome.Conflict : each.Outcome)));
        }
    }

    private Task<List<Note>> ReadAsync(UserAccess access, IEnumerable<Guid> chosen, CancellationToken cancel)
    {
        var ids = chosen.ToList();
        return db.Notes.VisibleTo(access)
            .Include(note => note.Unit)
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
            .Where(note => ids.Contains(note.Id))
            .ToListAsync(cancel);
    }
}
