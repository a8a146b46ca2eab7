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

    /// <summary>Rows a page of the list.</summary>
    public const int PageSize = 50;

    private const int HistoryLimit = 20;

    /// <summary>A page of activities by number. The same few commands however many rows there are; none where nothing that it shows has changed since it was read.</summary>
    public Task<Page<ActivityRow>> ListAsync(UserAccess access, ActivityFilter filter, PageRequest page, CancellationToken cancel = default)
    {
        // What a text says is in no mark, and a page of an export is read once.
        if (filter.AsksOfWords || page.Size > PageSize) return new ActivityListQueries(db, clock).ReadAsync(access, filter, page, cancel);
        return db.RememberAsync((typeof(ActivityRow), access.UserId, clock.Today, filter, page), () => new ActivityListQueries(db, clock).ReadAsync(access, filter, page, cancel), cancel, withStates: true);
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
        if (await db.RememberAsync((typeof(ActivityDetails), access.UserId, clock.Today, id), () => ReadDetailsAsync(access, id, cancel), cancel, withStates: true) is not { } activity)
            return null;
        var notes = await ReadNotesAsync(access, activity, cancel);
        return activity with
        {
            Notes = notes,
            IsOverdue = IsOverdue(notes.FirstOrDefault(), activity.DueOn, activity.IsDropped),
            CheckPoints = activity.HasCheckPoints ? await CheckPointsAsync(access, id, cancel) : [],
            History = access.May(Permission.ReadAudit) ? await HistoryAsync(id, cancel) : [],
        };
    }

    /// <summary>All but what is said of it: its notes, check-points and history.</summary>
    private async Task<ActivityDetails?> ReadDetailsAsync(UserAccess access, Guid id, CancellationToken cancel)
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
                NamedAt = activity.Plan.NamedAt,
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
                IsContinued = db.Activities.Any(other => other.ContinuesId == id && other.DroppedAt == null),
                IsFromNote = activity.FromNoteId != null,
                HasCheckPoints = db.CheckPointNotes.Any(written => written.Note.ActivityId == id),
            })
            .SingleOrDefaultAsync(cancel);
        if (activity is null) return null;

        var source = !activity.IsFromNote ? null : await db.Notes.AsNoTracking().VisibleTo(access).ReadableBy(access)
            .Where(note => db.Activities.Where(made => made.Id == id).Select(made => made.FromNoteId).Contains(note.Id))
            .Select(note => new ActivitySource(note.Id, note.Unit.Name, note.Activity.Number, note.Activity.Title, note.Activity.Plan.YearKind, note.Activity.Plan.StartYear))
            .SingleOrDefaultAsync(cancel);
        var isLinked = activity.IsContinued || activity.ContinuesId is not null || activity.ReplacedById is not null;
        var links = !isLinked ? [] : await db.Activities.AsNoTracking().VisibleTo(access, db)
            .Where(other => other.Id == activity.ContinuesId || other.Id == activity.ReplacedById || (other.ContinuesId == id && other.DroppedAt == null))
            .OrderBy(other => other.Plan.StartYear).ThenBy(other => other.Number).ThenBy(other => other.Id)
            .Take(Limit)
            .Select(other => new ActivityLink(other.Id, other.Number, other.Title,
                new PlanLabel(other.PlanId, other.Plan.YearKind, other.Plan.StartYear, other.Plan.Name, other.Plan.FixedAt != null), other.ContinuesId))
            .ToListAsync(cancel);
        return activity with
        {
            Continues = links.Find(other => other.Id == activity.ContinuesId),
            FromNote = source,
            ReplacedBy = links.Find(other => other.Id == activity.ReplacedById),
            ContinuedBy = [.. links.Where(other => other.ContinuesId == id)],
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

    private async Task<IReadOnlyList<ActivityCheckPoint>> CheckPointsAsync(UserAccess access, Guid id, CancellationToken cancel)
    {
        var own = access.OwnUnits;
        return await db.CheckPointNotes.AsNoTracking()
            .Where(written => written.Note.ActivityId == id && written.CheckPoint.RemovedAt == null && (access.SeesAllUnits || own.Contains(written.Note.UnitId)))
            .OrderByDescending(written => written.CheckPoint.LastDay).ThenBy(written => written.CheckPointId).ThenBy(written => written.Note.Unit.SortKey).ThenBy(written => written.Id)
            .Take(Limit)
            .Select(written => new ActivityCheckPoint(written.CheckPointId, written.CheckPoint.Name, written.NoteId, written.Note.Unit.Name,
                written.Status, written.Text, written.SavedAt, written.SavedBy.Name))
            .ToListAsync(cancel);
    }

    private async Task<IReadOnlyList<AuditRow>> HistoryAsync(Guid id, CancellationToken cancel) => await db.Audit.AsNoTracking()
        .Where(entry => entry.SubjectId == id)
        .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id)
        .Take(HistoryLimit)
        .Select(AuditRow.Of(db))
        .ToListAsync(cancel);

    /// <summary>An activity's notes, the responsible unit's first, with what this person may not read left out. From one table: what units are called is remembered.</summary>
    private async Task<List<ActivityNoteRow>> ReadNotesAsync(UserAccess access, ActivityDetails activity, CancellationToken cancel)
    {
        var (id, own) = (activity.Id, access.OwnUnits);
        var notes = db.Notes.AsNoTracking().Where(note => note.ActivityId == id);
        if (!access.SeesAllUnits && !access.Owns(activity.OwnerUnitId)) notes = notes.Where(note => own.Contains(note.UnitId));
        var read = await notes.OrderBy(note => note.Id)
            .Take(PageRequest.DefaultSize * Limit)
            .Select(note => new { note.Id, note.UnitId, note.State, note.Status, note.SavedAt })
            .ToListAsync(cancel);
        var units = await UnitTimes.ReadAsync(db, cancel);
        return
        [
            .. read.OrderBy(note => note.UnitId == activity.OwnerUnitId ? 0 : 1).ThenBy(note => units.PlaceOf(note.UnitId)).ThenBy(note => note.Id).Select(note =>
            {
                var isReadable = NoteVisibility.IsReadable(note.State, note.UnitId, access);
                return new ActivityNoteRow
                {
                    NoteId = note.Id,
                    UnitId = note.UnitId,
                    Unit = units.NameOf(note.UnitId, activity.NamedAt),
                    IsOwner = note.UnitId == activity.OwnerUnitId,
                    State = note.State,
                    Status = isReadable ? note.Status : null,
                    IsReadable = isReadable,
                    HasPage = access.SeesAllUnits || isReadable,
                    SavedAt = note.SavedAt,
                };
            }),
        ];
    }

    private bool IsOverdue(ActivityNoteRow? note, DateOnly? dueOn, bool isDropped) =>
        !isDropped && NoteRules.IsOverdue(note?.Status, dueOn, clock.Today);
}
