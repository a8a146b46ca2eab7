using System.Linq.Expressions;
using FollowUp.Core.Data;
using FollowUp.Core.Users;

namespace FollowUp.Core.Notes;

/// <summary>Which notes exist for whom, and whose text may be read. The one place that says so.</summary>
public static class NoteVisibility
{
    /// <summary>
    /// The notes that exist for this person: a principal's own units' and, once handed in, those of units that an own unit has taken over and all units' on
    /// activities that an own unit owns; every note for reviewers and administrators; none for a reader.
    /// </summary>
    public static IQueryable<Note> VisibleTo(this IQueryable<Note> notes, UserAccess access)
    {
        if (access.SeesAllUnits) return notes;
        var (own, former) = (access.OwnUnits, access.FormerUnits);
        return notes.Where(note => own.Contains(note.UnitId)
            || ((own.Contains(note.Activity.OwnerUnitId) || former.Contains(note.UnitId)) && (note.State == NoteState.Submitted || note.State == NoteState.Approved)));
    }

    /// <summary>The notes of those units for which this person writes: the own ones, and the authority for a reviewer.</summary>
    public static IQueryable<Note> WritableBy(this IQueryable<Note> notes, UserAccess access)
    {
        var own = access.OwnUnits;
        var authority = access.IsReviewer ? access.AuthorityId : Guid.Empty;
        return notes.Where(note => own.Contains(note.UnitId) || note.UnitId == authority);
    }

    /// <summary>Of the notes that exist for this person, those whose status and text may be read: drafts are for their unit.</summary>
    public static IQueryable<Note> ReadableBy(this IQueryable<Note> notes, UserAccess access) => notes.Where(TextReadableBy(access));

    /// <summary>The same as a condition, to mask text in a projection.</summary>
    public static Expression<Func<Note, bool>> TextReadableBy(UserAccess access)
    {
        var own = access.OwnUnits;
        var authority = access.IsReviewer ? access.AuthorityId : Guid.Empty;
        return note => note.State == NoteState.Submitted || note.State == NoteState.Approved
            || own.Contains(note.UnitId) || note.UnitId == authority;
    }

    /// <summary>The same for one note in memory.</summary>
    public static bool IsReadableBy(this Note note, UserAccess access) => IsReadable(note.State, note.UnitId, access);

    /// <summary>The same for a row that was read of a note.</summary>
    public static bool IsReadable(NoteState state, Guid unitId, UserAccess access) => state.IsHandedIn() || access.WritesFor(unitId);

    /// <summary>
    /// True where this person takes part in what is said beside the texts of a unit: its writers, and the reviewers. For notes that exist for
    /// the person.
    /// </summary>
    public static bool Discusses(this UserAccess access, Guid unitId) => access.IsReviewer || access.WritesFor(unitId);

    /// <summary>Who submitted a note the last time: whose text it is, whoever has corrected its language since.</summary>
    public static IQueryable<Guid> SubmitterOf(this IQueryable<NoteStateChange> changes, Guid noteId) => changes
        .Where(change => change.NoteId == noteId && change.To == NoteState.Submitted)
        .OrderByDescending(change => change.At).ThenByDescending(change => change.Id)
        .Select(change => change.AuthorId);

    /// <summary>
    /// Of a note's versions, those that others than its unit may read: the text at each submission, and corrections of language. What was
    /// written before and between stays the unit's own.
    /// </summary>
    public static IQueryable<NoteRevision> HandedIn(this IQueryable<NoteRevision> revisions, FollowUpDbContext db) => revisions.Where(revision =>
        revision.Kind == RevisionKind.LanguageCorrected
        || (revision.Kind != RevisionKind.SetAside && db.NoteStateChanges.Any(change => change.NoteId == revision.NoteId
            && (change.To == NoteState.Submitted || change.To == NoteState.Approved) && change.At >= revision.At
            && !db.NoteRevisions.Any(later => later.NoteId == revision.NoteId && later.Kind != RevisionKind.SetAside
                && later.At > revision.At && later.At <= change.At))));
}
