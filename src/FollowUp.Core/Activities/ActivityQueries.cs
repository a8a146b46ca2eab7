using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Activities;

/// <summary>Reads activities together with how their reporting stands, as far as the asking person may know.</summary>
public sealed class ActivityQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>Most choices in a select, and most notes and links on a page.</summary>
    public const int Limit = 1_000;

    private const int HistoryLimit = 20;

    /// <summary>A page of activities by number. The same few commands however many rows there are.</summary>
    public async Task<Page<ActivityRow>> ListAsync(UserAccess access, ActivityFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var own = access.OwnUnits;
        var seesAll = access.SeesAllUnits;
        var found = await (await FilterAsync(access, filter, cancel)).ToPageAsync(
            activity => activity.Number,
            activity => activity.Id,
            activity => new ActivityRow
            {
                Id = activity.Id,
                Number = activity.Number,
                Title = activity.Title,
                Plan = new PlanLabel(
                    activity.PlanId, activity.Plan.YearKind, activity.Plan.StartYear, activity.Plan.Name, activity.Plan.FixedAt != null),
                OwnerUnitId = activity.OwnerUnitId,
                OwnerUnit = activity.OwnerUnit.Pasts.Where(past => past.Until > activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? activity.OwnerUnit.Name,
                Responsible = activity.Responsible,
                DueOn = activity.DueOn,
                GoalArea = activity.GoalArea!.Name,
                IsDropped = activity.DroppedAt != null,
                Units = db.Notes.Count(note => note.ActivityId == activity.Id
                    && (seesAll || own.Contains(activity.OwnerUnitId) || own.Contains(note.UnitId))),
                HandedIn = db.Notes.Count(note => note.ActivityId == activity.Id
                    && (note.State == NoteState.Submitted || note.State == NoteState.Approved)
                    && (seesAll || own.Contains(activity.OwnerUnitId) || own.Contains(note.UnitId))),
            },
            page,
            cancel: cancel);

        var ids = found.Rows.Select(row => row.Id).ToList();
        var notes = (await ReadNotesAsync(access, Shown(access).Where(note => ids.Contains(note.ActivityId)), cancel)).ToLookup(read => read.ActivityId, read => read.Row);
        return found with { Rows = [.. found.Rows.Select(row => WithNote(row, notes[row.Id].FirstOrDefault()))] };
    }

    /// <summary>The same page, with the units that each activity concerns.</summary>
    public async Task<Page<ActivityWithUnits>> ListWithUnitsAsync(UserAccess access, ActivityFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        var found = await ListAsync(access, filter, page, cancel);
        var (own, seesAll, ids) = (access.OwnUnits, access.SeesAllUnits, found.Rows.Select(row => row.Id).ToList());
        var units = (await db.Notes.AsNoTracking()
            .Where(note => ids.Contains(note.ActivityId) && (seesAll || own.Contains(note.Activity.OwnerUnitId) || own.Contains(note.UnitId)))
            .OrderBy(note => note.Unit.SortKey).ThenBy(note => note.UnitId)
            .Select(note => new { note.ActivityId, note.UnitId })
            .ToListAsync(cancel)).ToLookup(note => note.ActivityId, note => note.UnitId);
        return new Page<ActivityWithUnits>([.. found.Rows.Select(row => new ActivityWithUnits(row, [.. units[row.Id]]))], found.Previous, found.Next, found.Count);
    }

    /// <summary>One activity; null where it does not exist for this person.</summary>
    public async Task<ActivityDetails?> DetailsAsync(UserAccess access, Guid id, CancellationToken cancel = default)
    {
        var activity = await db.Activities.AsNoTracking().VisibleTo(access, db)
            .Where(activity => activity.Id == id)
            .Select(activity => new ActivityDetails
            {
                Id = activity.Id,
                Number = activity.Number,
                Title = activity.Title,
                Plan = new PlanLabel(
                    activity.PlanId, activity.Plan.YearKind, activity.Plan.StartYear, activity.Plan.Name, activity.Plan.FixedAt != null),
                PlanVersion = activity.Plan.Version,
                Version = activity.Version,
                OwnerUnitId = activity.OwnerUnitId,
                OwnerUnit = activity.OwnerUnit.Pasts.Where(past => past.Until > activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? activity.OwnerUnit.Name,
                Responsible = activity.Responsible,
                DueOn = activity.DueOn,
                GoalAreaId = activity.GoalAreaId,
                GoalArea = activity.GoalArea!.Name,
                ContinuesId = activity.ContinuesId,
                DroppedAt = activity.DroppedAt,
                DropReason = activity.DropReason,
                Continuation = activity.Continuation,
                ReplacedById = activity.ReplacedById,
            })
            .SingleOrDefaultAsync(cancel);
        if (activity is null) return null;

        var own = access.OwnUnits;
        var knowsAll = access.SeesAllUnits || access.Owns(activity.OwnerUnitId);
        var notes = await ReadNotesAsync(access, db.Notes.Where(note => note.ActivityId == id && (knowsAll || own.Contains(note.UnitId))), cancel);
        var source = await db.Notes.AsNoTracking().VisibleTo(access).ReadableBy(access)
            .Where(note => db.Activities.Where(made => made.Id == id).Select(made => made.FromNoteId).Contains(note.Id))
            .Select(note => new ActivitySource(note.Id, note.Unit.Name, note.Activity.Number, note.Activity.Title, note.Activity.Plan.YearKind, note.Activity.Plan.StartYear))
            .SingleOrDefaultAsync(cancel);
        var checkPoints = await db.CheckPointNotes.AsNoTracking()
            .Where(written => written.Note.ActivityId == id && written.CheckPoint.RemovedAt == null && (access.SeesAllUnits || own.Contains(written.Note.UnitId)))
            .OrderByDescending(written => written.CheckPoint.LastDay).ThenBy(written => written.CheckPointId).ThenBy(written => written.Note.Unit.SortKey).ThenBy(written => written.Id)
            .Take(Limit)
            .Select(written => new ActivityCheckPoint(written.CheckPointId, written.CheckPoint.Name, written.NoteId, written.Note.Unit.Name,
                written.Status, written.Text, written.SavedAt, written.SavedBy.Name))
            .ToListAsync(cancel);
        var links = await db.Activities.AsNoTracking().VisibleTo(access, db)
            .Where(other => other.Id == activity.ContinuesId || other.Id == activity.ReplacedById || (other.ContinuesId == id && other.DroppedAt == null))
            .OrderBy(other => other.Plan.StartYear).ThenBy(other => other.Number).ThenBy(other => other.Id)
            .Take(Limit)
            .Select(other => new ActivityLink(other.Id, other.Number, other.Title,
                new PlanLabel(other.PlanId, other.Plan.YearKind, other.Plan.StartYear, other.Plan.Name, other.Plan.FixedAt != null), other.ContinuesId))
            .ToListAsync(cancel);
        return activity with
        {
            Notes = [.. notes.Select(read => read.Row)],
            IsOverdue = IsOverdue(notes.Select(read => read.Row).FirstOrDefault(), activity.DueOn, activity.IsDropped),
            CheckPoints = checkPoints,
            Continues = links.Find(other => other.Id == activity.ContinuesId),
            FromNote = source,
            ReplacedBy = links.Find(other => other.Id == activity.ReplacedById),
            ContinuedBy = [.. links.Where(other => other.ContinuesId == id)],
            History = access.May(Permission.ReadAudit) ? await HistoryAsync(id, cancel) : [],
        };
    }

    /// <summary>The activities of earlier years that one of this plan can continue, the latest year first; empty for those who do not plan.</summary>
    public async Task<IReadOnlyList<ActivityLink>> ContinuableAsync(UserAccess access, Guid planId, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return [];
        var plan = await db.Plans.AsNoTracking().SingleOrDefaultAsync(plan => plan.Id == planId, cancel);
        if (plan is null) return [];

        // A calendar year begins before the school year that is named after the same year.
        var isSchoolYear = plan.YearKind == YearKind.SchoolYear;
        return await db.Activities.AsNoTracking()
            .Where(activity => activity.DroppedAt == null && (activity.Plan.StartYear < plan.StartYear
                || (isSchoolYear && activity.Plan.StartYear == plan.StartYear && activity.Plan.YearKind == YearKind.CalendarYear)))
            .OrderByDescending(activity => activity.Plan.StartYear).ThenByDescending(activity => activity.PlanId)
            .ThenBy(activity => activity.Number).ThenBy(activity => activity.Id)
            .Take(Limit)
            .Select(activity => new ActivityLink(activity.Id, activity.Number, activity.Title,
                new PlanLabel(activity.PlanId, activity.Plan.YearKind, activity.Plan.StartYear, activity.Plan.Name, activity.Plan.FixedAt != null)))
            .ToListAsync(cancel);
    }

    private async Task<IReadOnlyList<AuditRow>> HistoryAsync(Guid id, CancellationToken cancel) => await db.Audit.AsNoTracking()
        .Where(entry => entry.SubjectId == id)
        .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
        .Take(HistoryLimit)
        .Select(AuditRow.Of(db))
        .ToListAsync(cancel);

    private async Task<IQueryable<Activity>> FilterAsync(UserAccess access, ActivityFilter filter, CancellationToken cancel)
    {
        var today = clock.Today;
        var shown = Shown(access);
        var readable = db.Notes.VisibleTo(access).ReadableBy(access);
        var readableShown = shown.ReadableBy(access);
        var activities = db.Activities.AsNoTracking().VisibleTo(access, db);

        // Dropped at some time: asked with a time the index is used, asked with "not null" it may not be.
        activities = filter.IsDropped ? activities.Where(activity => activity.DroppedAt > DateTime.UnixEpoch) : activities.Where(activity => activity.DroppedAt == null);
        if (filter.PlanId is { } planId) activities = activities.Where(activity => activity.PlanId == planId);
        if (filter.GoalAreaId is { } areaId) activities = activities.Where(activity => activity.GoalAreaId == areaId);
        if (filter.UnitId is { } unitId)
        {
            var units = (await UnitTree.ReadAsync(db, cancel)).WithAllBelow(unitId).ToList();
            var reported = db.Notes.VisibleTo(access).Where(note => units.Contains(note.UnitId)).Select(note => note.ActivityId);
            activities = activities.Where(activity => units.Contains(activity.OwnerUnitId) || reported.Contains(activity.Id));
        }

        if (filter.State is { } state)
            activities = activities.Where(activity => shown.Any(note => note.ActivityId == activity.Id && note.State == state));
        if (filter.Status is { } status)
            activities = activities.Where(activity => readableShown.Any(note => note.ActivityId == activity.Id && note.Status == status));
        if (filter.IsOverdue)
        {
            activities = activities.Where(activity => activity.DueOn < today && !readableShown.Any(note => note.ActivityId == activity.Id
                && (note.Status == NoteStatus.Completed || note.Status == NoteStatus.NotCarriedOut)));
        }

        var text = TypedText.Fold(TypedText.CleanLine(filter.Text));
        if (text.Length > 0)
        {
            activities = activities.Where(activity => activity.SearchTitle.Contains(text)
                || readable.Any(note => note.ActivityId == activity.Id && note.SearchText.Contains(text)));
        }

        return activities;
    }

    /// <summary>The notes that stand for an activity in a list: the responsible unit's, and the own units'.</summary>
    private IQueryable<Note> Shown(UserAccess access)
    {
        var own = access.OwnUnits;
        return db.Notes.VisibleTo(access).Where(note => note.UnitId == note.Activity.OwnerUnitId || own.Contains(note.UnitId));
    }

    /// <summary>Reads notes with what this person may not read left out, the responsible unit's first.</summary>
    private static async Task<List<(Guid ActivityId, ActivityNoteRow Row)>> ReadNotesAsync(UserAccess access, IQueryable<Note> notes, CancellationToken cancel)
    {
        var read = await notes.AsNoTracking()
            .OrderBy(note => note.UnitId == note.Activity.OwnerUnitId ? 0 : 1).ThenBy(note => note.Unit.SortKey).ThenBy(note => note.Id)
            .Take(PageRequest.DefaultSize * Limit)
            .Select(note => new
            {
                note.Id,
                note.ActivityId,
                note.Activity.OwnerUnitId,
                note.UnitId,
                Unit = note.Unit.Pasts.Where(past => past.Until > note.Activity.Plan.NamedAt).OrderBy(past => past.Until).Select(past => past.Name).FirstOrDefault()
                    ?? note.Unit.Name,
                note.State,
                note.Status,
                note.SavedAt,
            })
            .ToListAsync(cancel);
        return
        [
            .. read.Select(note =>
            {
                var isReadable = NoteVisibility.IsReadable(note.State, note.UnitId, access);
                return (note.ActivityId, new ActivityNoteRow
                {
                    NoteId = note.Id,
                    UnitId = note.UnitId,
                    Unit = note.Unit,
                    IsOwner = note.UnitId == note.OwnerUnitId,
                    State = note.State,
                    Status = isReadable ? note.Status : null,
                    IsReadable = isReadable,
                    HasPage = access.SeesAllUnits || isReadable,
                    SavedAt = note.SavedAt,
                });
            }),
        ];
    }

    private ActivityRow WithNote(ActivityRow row, ActivityNoteRow? note) =>
        row with { Note = note, IsOverdue = IsOverdue(note, row.DueOn, row.IsDropped) };

    private bool IsOverdue(ActivityNoteRow? note, DateOnly? dueOn, bool isDropped) =>
        !isDropped && NoteRules.IsOverdue(note?.Status, dueOn, clock.Today);
}
