using System.Linq.Expressions;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>Reads the versions of a note's text (<em>Ändringshistorik</em>).</summary>
public sealed class NoteHistoryQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>
    /// A page of the versions that this person may read, and two of them to compare. A fixed number of commands.
    /// </summary>
    /// <param name="access">Who asks.</param>
    /// <param name="noteId">The note.</param>
    /// <param name="fromRevisionId">The version to compare with; null for the one before the other. The note's own key stands for its text as it is now.</param>
    /// <param name="toRevisionId">The version to show; null for the latest. Likewise.</param>
    /// <param name="page">Which page of the list.</param>
    /// <param name="cancel">Ends the reading early.</param>
    /// <returns>Null where the note, or a version that was named, does not exist for this person.</returns>
    public async Task<NoteHistory?> ReadAsync(
        UserAccess access, Guid noteId, Guid? fromRevisionId, Guid? toRevisionId, PageRequest page, CancellationToken cancel = default)
    {
        var note = await db.Notes.VisibleTo(access).AsNoTracking().Where(note => note.Id == noteId)
            .Select(note => new
            {
                note.UnitId,
                UnitName = note.Unit.Pasts.Where(past => past.Until > note.Activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? note.Unit.Name,
                note.State, note.Status, note.FollowUp, note.Analysis, note.Version, note.SavedAt,
                SavedBy = note.SavedBy!.Name, note.Activity.Number, note.Activity.Title, note.Activity.DroppedAt,
                note.Activity.Plan.YearKind, note.Activity.Plan.StartYear, note.Activity.PlanId,
                note.Activity.Plan.OpensOn, note.Activity.Plan.LastDay, note.Activity.Plan.GraceDays, note.Activity.Plan.FixedAt,
                PurgedAt = db.Audit.Where(entry => entry.SubjectId == note.Activity.PlanId && entry.Action == AuditAction.HistoryPurged).Max(entry => (DateTime?)entry.At),
            })
            .SingleOrDefaultAsync(cancel);
        if (note is null) return null;

        var writes = access.WritesFor(note.UnitId);
        var calendar = await PlanCalendar.ReadAsync(db, new Dictionary<Guid, WritingDays> { [note.PlanId] = new(note.OpensOn, note.LastDay, note.GraceDays) }, cancel);
        var days = calendar.DaysOf(note.PlanId, note.UnitId);
        var revisions = db.NoteRevisions.AsNoTracking().Where(revision => revision.NoteId == noteId);
        if (!writes) revisions = revisions.HandedIn(db);
        var current = NoteVisibility.IsReadable(note.State, note.UnitId, access)
            ? new NoteVersion(noteId, note.SavedAt, note.SavedBy ?? "", null, new NoteText(note.Status, note.FollowUp, note.Analysis))
            : null;

        var to = toRevisionId is { } toId ? await FindAsync(toId) : await LatestAsync(revisions, 0, cancel);
        if (to is null && toRevisionId is not null) return null;
        var from = fromRevisionId is { } fromId ? await FindAsync(fromId) : to is null ? null : await BeforeAsync(revisions, to, cancel);
        if (from is null && fromRevisionId is not null) return null;
        return new NoteHistory
        {
            NoteId = noteId,
            Year = new PlanYear(note.YearKind, note.StartYear),
            Number = note.Number,
            Title = note.Title,
            UnitName = note.UnitName,
            Token = note.Version,
            SeesAll = writes,
            CanRestore = writes && access.May(Permission.WriteNotes) && !note.State.IsHandedIn()
                && note.FixedAt is null && note.DroppedAt is null
                && days.HasOpenedOn(clock.Today) && !access.IsShutOut(note.State, days, clock.Today),
            PurgedAt = note.PurgedAt,
            Current = current,
            Page = await revisions.ToPageAsync(
                revision => revision.At,
                revision => revision.Id,
                revision => new NoteRevisionRow(revision.Id, revision.At, revision.Author.Name, revision.Kind),
                page, descending: true, cancel: cancel),
            From = from,
            To = to,
        };

        async Task<NoteVersion?> FindAsync(Guid id) => id == noteId
            ? current
            : await revisions.Where(revision => revision.Id == id).Select(Version).SingleOrDefaultAsync(cancel);
    }

    private static readonly Expression<Func<NoteRevision, NoteVersion>> Version = revision => new NoteVersion(
        revision.Id, revision.At, revision.Author.Name, revision.Kind, new NoteText(revision.Status, revision.FollowUp, revision.Analysis));

    /// <summary>The version that came before another; text that was set aside came before none.</summary>
    private static Task<NoteVersion?> BeforeAsync(IQueryable<NoteRevision> revisions, NoteVersion version, CancellationToken cancel)
    {
        // The text as it is now is the latest version: it is the one before that which tells of a change.
        if (version.Kind is null) return LatestAsync(revisions, 1, cancel);
        var (at, id) = (version.At!.Value, version.Id);
        return LatestAsync(revisions.Where(revision => revision.At < at || (revision.At == at && revision.Id.CompareTo(id) < 0)), 0, cancel);
    }

    private static Task<NoteVersion?> LatestAsync(IQueryable<NoteRevision> revisions, int skipped, CancellationToken cancel) =>
        revisions.Where(revision => revision.Kind != RevisionKind.SetAside)
            .OrderByDescending(revision => revision.At).ThenByDescending(revision => revision.Id)
            .Skip(skipped).Select(Version).FirstOrDefaultAsync(cancel);
}
