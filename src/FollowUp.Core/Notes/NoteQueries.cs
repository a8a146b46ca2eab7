using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary>Reads one note with everything its page shows.</summary>
public sealed class NoteQueries(FollowUpDbContext db, AuthorityClock clock)
{
    private const int MaxHistory = 100;
    private const int MaxSiblings = 1_000;
    private const int MaxWriters = 10;
    private const int MaxComments = 500;

    /// <summary>The note as this person may see it; null where it does not exist for them. A fixed number of commands.</summary>
    public async Task<NoteDetails?> DetailsAsync(UserAccess access, Guid noteId, CancellationToken cancel = default)
    {
        var note = await db.Notes.VisibleTo(access).AsNoTracking().Where(note => note.Id == noteId)
            .Select(note => new
            {
                note.Id, note.UnitId,
                UnitName = note.Unit.Pasts.Where(past => past.Until > note.Activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? note.Unit.Name,
                note.State, note.Status, note.FollowUp, note.Analysis, note.Version, note.SavedAt,
                note.SavedById, SavedBy = note.SavedBy!.Name,
                note.ActivityId, note.Activity.Number, note.Activity.Title, note.Activity.Responsible, note.Activity.DueOn, note.Activity.ContinuesId,
                note.Activity.DroppedAt, note.Activity.OwnerUnitId,
                OwnerUnitName = note.Activity.OwnerUnit.Pasts.Where(past => past.Until > note.Activity.Plan.NamedAt)
                    .OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? note.Activity.OwnerUnit.Name,
                note.Activity.PlanId,
                note.Activity.Plan.YearKind, note.Activity.Plan.StartYear, note.Activity.Plan.LastDay, note.Activity.Plan.OpensOn, note.Activity.Plan.GraceDays,
                note.Activity.Plan.FixedAt, note.Activity.Plan.FollowUpInstructions, note.Activity.Plan.AnalysisInstructions,
                CarriedFrom = db.Notes.Where(earlier => earlier.Id == note.CarriedFromId)
                    .Select(earlier => new { earlier.Activity.Plan.YearKind, earlier.Activity.Plan.StartYear }).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(cancel);
        if (note is null) return null;

        var isReadable = note.State.IsHandedIn() || access.WritesFor(note.UnitId);
        var isOpen = note.FixedAt is null && note.DroppedAt is null;
        var calendar = await PlanCalendar.ReadAsync(db, new Dictionary<Guid, WritingDays> { [note.PlanId] = new(note.OpensOn, note.LastDay, note.GraceDays) }, cancel);
        var days = calendar.DaysOf(note.PlanId, note.UnitId);
        var isBegun = days.HasOpenedOn(clock.Today) && !access.IsShutOut(note.State, days, clock.Today);
        var checkPoints = await CheckPointReading.ReadAsync(db, access, note.PlanId, calendar, [(noteId, note.UnitId)], cancel);
        var changes = await db.NoteStateChanges.AsNoTracking().Where(change => change.NoteId == noteId)
            .OrderByDescending(change => change.At).ThenByDescending(change => change.Id).Take(MaxHistory)
            .Select(change => new NoteEvent(change.At, change.Author.Name, change.To, null, change.Comment)).ToListAsync(cancel);
        var revisions = await db.NoteRevisions.AsNoTracking().Where(revision => revision.NoteId == noteId)
            .OrderByDescending(revision => revision.At).ThenByDescending(revision => revision.Id).Take(MaxHistory)
            .Select(revision => new NoteEvent(revision.At, revision.Author.Name, null, revision.Kind, "")).ToListAsync(cancel);
        var reminder = await db.Reminders.AsNoTracking().Where(reminder => reminder.NoteId == noteId)
            .OrderByDescending(reminder => reminder.At)
            .Select(reminder => new NoteReminder(reminder.At, reminder.Author.Name, reminder.Comment)).FirstOrDefaultAsync(cancel);

        return new NoteDetails
        {
            Id = note.Id,
            UnitName = note.UnitName,
            IsAuthority = note.UnitId == access.AuthorityId,
            ActivityId = note.ActivityId,
            PlanId = note.PlanId,
            Year = new PlanYear(note.YearKind, note.StartYear),
            Number = note.Number,
            Title = note.Title,
            OwnerUnitName = note.OwnerUnitName,
            IsOwner = note.OwnerUnitId == note.UnitId,
            Responsible = note.Responsible,
            DueOn = note.DueOn,
            Days = days,
            IsFixed = note.FixedAt is not null,
            IsDropped = note.DroppedAt is not null,
            FollowUpInstructions = note.FollowUpInstructions,
            AnalysisInstructions = note.AnalysisInstructions,
            IsReadable = isReadable,
            Text = isReadable ? new NoteText(note.Status, note.FollowUp, note.Analysis) : new NoteText(null, "", ""),
            State = note.State,
            IsOverdue = NoteRules.IsOverdue(isReadable ? note.Status : null, note.DueOn, clock.Today),
            Version = note.Version,
            SavedAt = note.SavedAt,
            SavedBy = note.SavedBy,
            IsOwnSave = note.SavedById == access.UserId,
            CanWrite = isOpen && isBegun && access.WritesFor(note.UnitId) && !note.State.IsHandedIn(),
            CanSubmit = isOpen && isBegun && access.SubmitsFor(note.UnitId) && !note.State.IsHandedIn(),
            CanReopen = isOpen && isBegun && access.SubmitsFor(note.UnitId) && note.State == NoteState.Submitted,
            CanReturn = isOpen && access.May(Permission.ReviewNotes) && note.State.IsHandedIn(),
            CanApprove = isOpen && access.May(Permission.ReviewNotes) && note.State == NoteState.Submitted,
            CanCorrect = isOpen && access.IsReviewer && note.State == NoteState.Submitted && !access.Owns(note.UnitId),
            CanRemind = isOpen && days.HasOpenedOn(clock.Today) && (note.State == NoteState.Returned || !days.HasClosedOn(clock.Today)) && access.SeesAllUnits && !note.State.IsHandedIn(),
            ReturnComment = note.State == NoteState.Returned ? changes.FirstOrDefault(change => change.State == NoteState.Returned) : null,
            Reminder = note.State.IsHandedIn() ? null : reminder,
            History = [.. changes.Concat(revisions).OrderByDescending(entry => entry.At).Take(MaxHistory)],
            Discussion = access.Discusses(note.UnitId) ? NoteDiscussion.Of(await CommentsAsync(noteId, cancel), isOpen) : null,
            Earlier = note.ContinuesId is not { } earlierId ? null
                : (await EarlierNotes.ReadAsync(db, access, [earlierId], note.UnitId, withOwners: true, cancel)).GetValueOrDefault(earlierId),
            CarriedFrom = isReadable && note.CarriedFrom is { } carried ? new PlanYear(carried.YearKind, carried.StartYear) : null,
            CheckPoints = [.. checkPoints[noteId]],
            Actions = isReadable ? await ActionsAsync(access, noteId, cancel) : [],
            Siblings = access.WritesFor(note.UnitId) ? await SiblingsAsync(note.PlanId, note.UnitId, note.Id, cancel) : null,
        };
    }

    /// <summary>Who else is writing in a note right now and which version it has; null where the person does not write it.</summary>
    public async Task<NoteGlance?> GlanceAsync(UserAccess access, Guid noteId, CancellationToken cancel = default)
    {
        var note = await db.Notes.WritableBy(access).AsNoTracking().Where(note => note.Id == noteId)
            .Select(note => new { note.Version, note.SavedAt, note.SavedById, SavedBy = note.SavedBy!.Name }).SingleOrDefaultAsync(cancel);
        if (note is null) return null;
        var since = clock.Now - NotePresence.Fresh;
        var writers = await db.NotePresences.AsNoTracking()
            .Where(seen => seen.NoteId == noteId && seen.UserId != access.UserId && seen.SeenAt > since)
            .Join(db.Users, seen => seen.UserId, user => user.Id, (_, user) => new { user.Name, user.SortKey, user.Id })
            .OrderBy(user => user.SortKey).ThenBy(user => user.Id)
            .Take(MaxWriters)
            .Select(user => user.Name)
            .ToListAsync(cancel);
        return new NoteGlance(note.Version, note.SavedAt, note.SavedBy, note.SavedById == access.UserId, writers);
    }

    private async Task<IReadOnlyList<ActivityLink>> ActionsAsync(UserAccess access, Guid noteId, CancellationToken cancel) =>
        await db.Activities.AsNoTracking().VisibleTo(access, db).Where(activity => activity.FromNoteId == noteId && activity.DroppedAt == null)
            .OrderBy(activity => activity.Id).Take(MaxSiblings)
            .Select(activity => new ActivityLink(activity.Id, activity.Number, activity.Title,
                new PlanLabel(activity.PlanId, activity.Plan.YearKind, activity.Plan.StartYear, activity.Plan.Name, activity.Plan.FixedAt != null), null))
            .ToListAsync(cancel);

    /// <summary>The latest that was said, oldest first.</summary>
    private async Task<IReadOnlyList<CommentRow>> CommentsAsync(Guid noteId, CancellationToken cancel)
    {
        var latest = await db.NoteComments.AsNoTracking().Where(comment => comment.NoteId == noteId)
            .OrderByDescending(comment => comment.At).ThenByDescending(comment => comment.Id).Take(MaxComments)
            .Select(comment => new CommentRow(
                comment.Id, comment.ReplyToId, comment.Part, comment.Text, comment.Author.Name, comment.At, comment.ClosedAt, comment.ClosedBy!.Name))
            .ToListAsync(cancel);
        latest.Reverse();
        return latest;
    }

    /// <summary>Where this note stands among its unit's notes of the plan, in the order of their numbers.</summary>
    private async Task<NoteSiblings> SiblingsAsync(Guid planId, Guid unitId, Guid noteId, CancellationToken cancel)
    {
        var all = await db.Notes.AsNoTracking()
            .Where(note => note.Activity.PlanId == planId && note.UnitId == unitId && note.Activity.DroppedAt == null)
            .OrderBy(note => note.Activity.Number).ThenBy(note => note.Id)
            .Take(MaxSiblings)
            .Select(note => new { note.Id, note.State })
            .ToListAsync(cancel);
        var index = all.FindIndex(note => note.Id == noteId);
        return new NoteSiblings
        {
            Position = index + 1,
            Count = all.Count,
            HandedIn = all.Count(note => note.State.IsHandedIn()),
            Drafts = all.Count(note => note.State == NoteState.Draft),
            Returned = all.Count(note => note.State == NoteState.Returned),
            Previous = index > 0 ? all[index - 1].Id : null,
            Next = index >= 0 && index < all.Count - 1 ? all[index + 1].Id : null,
        };
    }
}
