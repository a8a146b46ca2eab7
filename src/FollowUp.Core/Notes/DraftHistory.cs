using FollowUp.Core.Data;

namespace FollowUp.Core.Notes;

/// <summary>Which versions of texts are history of drafts, which a house may remove once the plan has been fixed for some time. The one place that says so.</summary>
public static class DraftHistory
{
    /// <summary>
    /// Of these versions, those that may go. What stays: everything of a plan that is not fixed, each note's last text, what was handed in and corrections of
    /// language, and what was read in from elsewhere, by which an import can still be taken back.
    /// </summary>
    /// <param name="revisions">The versions.</param>
    /// <param name="db">Where the rest is read.</param>
    /// <param name="fixedBefore">Only of plans that were fixed before this moment (UTC) and still are.</param>
    public static IQueryable<NoteRevision> OfDraftsFixedBefore(this IQueryable<NoteRevision> revisions, FollowUpDbContext db, DateTime fixedBefore)
    {
        var handedIn = db.NoteRevisions.HandedIn(db);
        return revisions.Where(revision => !revision.IsOpen && revision.ImportId == null && revision.Kind != RevisionKind.Imported
            && db.Notes.Any(note => note.Id == revision.NoteId && note.Activity.Plan.FixedAt != null && note.Activity.Plan.FixedAt < fixedBefore)
            && (revision.Kind == RevisionKind.SetAside || db.NoteRevisions.Any(later => later.NoteId == revision.NoteId && later.Kind != RevisionKind.SetAside
                && (later.At > revision.At || (later.At == revision.At && later.Id.CompareTo(revision.Id) > 0))))
            && !handedIn.Any(kept => kept.Id == revision.Id));
    }
}
