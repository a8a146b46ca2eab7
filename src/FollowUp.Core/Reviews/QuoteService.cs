using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Reviews;

/// <summary>Quotes what units have handed in in the authority's own note on the same activity, the summary.</summary>
public sealed class QuoteService(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Saves a unit's follow-up or analysis as a quotation at the end of the summary's. Refused where it would become too long.</summary>
    /// <param name="access">Who quotes: a reviewer.</param>
    /// <param name="noteId">The summary: the authority's note.</param>
    /// <param name="version">The summary as it was shown.</param>
    /// <param name="quotedNoteId">The note that is quoted: submitted or approved, on the same activity.</param>
    /// <param name="part">Which of its texts.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task<Outcome> QuoteAsync(UserAccess access, Guid noteId, Guid version, Guid quotedNoteId, CommentPart part, CancellationToken cancel = default)
    {
        var note = await db.Notes.VisibleTo(access)
            .Include(note => note.Unit)
            .Include(note => note.Activity).ThenInclude(activity => activity.Plan)
            .SingleOrDefaultAsync(note => note.Id == noteId, cancel);
        if (note is null || !access.IsReviewer || note.UnitId != access.AuthorityId) return Outcome.NotFound;
        var quoted = await db.Notes.AsNoTracking().VisibleTo(access)
            .Where(other => other.Id == quotedNoteId && other.Id != noteId && other.ActivityId == note.ActivityId
                && (other.State == NoteState.Submitted || other.State == NoteState.Approved))
            .Select(other => new { other.Unit.Name, other.FollowUp, other.Analysis })
            .SingleOrDefaultAsync(cancel);
        if (quoted is null) return Outcome.NotFound;
        if (note.Version != version) return Outcome.Conflict;
        if (await note.RefusalToWriteAsync(db, access, clock.Today, cancel) is { } refusal) return refusal;

        var text = part == CommentPart.Analysis
            ? note.Text with { Analysis = Quote.Append(note.Analysis, Quote.Of(quoted.Name, quoted.Analysis)) }
            : note.Text with { FollowUp = Quote.Append(note.FollowUp, Quote.Of(quoted.Name, quoted.FollowUp)) };
        var outcome = note.Save(text.Cleaned(), access.UserId, clock.Now);
        if (!outcome.IsDone) return outcome;
        db.Audit.Add(new AuditEntry(clock.Now, access.UserId, AuditAction.NoteSaved, note.Id, $"{note.Activity.Number}. {note.Activity.Title}", note.Unit.Name));
        return await db.SaveOrConflictAsync(cancel);
    }
}
