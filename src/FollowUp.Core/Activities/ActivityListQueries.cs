using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Activities;

/// <summary>Reads the list of activities, filtered and a page at a time.</summary>
internal sealed class ActivityListQueries(FollowUpDbContext db, AuthorityClock clock)
{
    /// <summary>A page of activities by number. A fixed number of commands.</summary>
    public async Task<Page<ActivityRow>> ReadAsync(UserAccess access, ActivityFilter filter, PageRequest page, CancellationToken cancel)
    {
        var filtered = await FilterAsync(access, filter, cancel);
        var found = await filtered.ToPageAsync(
            activity => activity.Number,
            activity => activity.Id,
            activity => new
            {
                activity.Id,
                activity.Number,
                activity.Title,
                Plan = new PlanLabel(
                    activity.PlanId, activity.Plan.YearKind, activity.Plan.StartYear, activity.Plan.Name, activity.Plan.FixedAt != null),
                activity.Plan.NamedAt,
                activity.OwnerUnitId,
                activity.Responsible,
                activity.DueOn,
                GoalArea = activity.GoalArea!.Name,
                IsDropped = activity.DroppedAt != null,
            },
            page,
            count: () => CountAsync(access, filter, filtered, cancel),
            cancel: cancel);

        var units = await UnitTimes.ReadAsync(db, cancel);
        var notes = await ReadKnownAsync(access, [.. found.Rows.Select(row => row.Id)], cancel);
        return new Page<ActivityRow>(
            [.. found.Rows.Select(row =>
            {
                var known = notes[row.Id];
                var shown = known.Where(note => note.IsVisible && (note.UnitId == row.OwnerUnitId || access.Owns(note.UnitId)))
                    .MinBy(note => (note.UnitId == row.OwnerUnitId ? 0 : 1, units.PlaceOf(note.UnitId), note.Id));
                var note = shown?.ToRow(access, row.OwnerUnitId, units.NameOf(shown.UnitId, row.NamedAt));
                return new ActivityRow
                {
                    Id = row.Id,
                    Number = row.Number,
                    Title = row.Title,
                    Plan = row.Plan,
                    OwnerUnitId = row.OwnerUnitId,
                    OwnerUnit = units.NameOf(row.OwnerUnitId, row.NamedAt),
                    Responsible = row.Responsible,
                    DueOn = row.DueOn,
                    GoalArea = row.GoalArea,
                    IsDropped = row.IsDropped,
                    Units = known.Count(),
                    HandedIn = known.Count(note => note.State.IsHandedIn()),
                    Note = note,
                    IsOverdue = !row.IsDropped && NoteRules.IsOverdue(note?.Status, row.DueOn, clock.Today),
                };
            })],
            found.Previous, found.Next, found.Count);
    }

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

    /// <summary>The notes of some activities that this person may know of.</summary>
    private async Task<ILookup<Guid, KnownNote>> ReadKnownAsync(UserAccess access, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        var notes = db.Notes.AsNoTracking().Where(note => ids.Contains(note.ActivityId));
        var read = access.SeesAllUnits ? notes.Select(note => new KnownNote(note.Id, note.ActivityId, note.UnitId, note.State, note.Status, note.SavedAt, true)) : Own();
        return (await read.Take(PageRequest.DefaultSize * ActivityQueries.Limit).ToListAsync(cancel)).ToLookup(note => note.ActivityId);

        IQueryable<KnownNote> Own()
        {
            var own = access.OwnUnits;
            var visible = db.Notes.VisibleTo(access);
            return notes.Where(note => own.Contains(note.UnitId) || own.Contains(note.Activity.OwnerUnitId)).Select(note => new KnownNote(
                note.Id, note.ActivityId, note.UnitId, note.State, note.Status, note.SavedAt, visible.Any(one => one.Id == note.Id)));
        }
    }

    /// <summary>
    /// Counts the whole list. Where the number depends on which activities concern whom alone it is remembered until that changes; where it is more than anybody is told,
    /// for a minute.
    /// </summary>
    private Task<int> CountAsync(UserAccess access, ActivityFilter filter, IQueryable<Activity> filtered, CancellationToken cancel)
    {
        var key = (typeof(ActivityFilter), filter, access.SeesAllUnits ? null : access.OwnUnits);
        return filter.AsksOfTexts
            ? db.RememberCutAsync(key, Page<ActivityRow>.CountLimit, Count)
            : db.RememberAsync(key, Count, cancel, withStates: access.SeesBySubmission);

        Task<int> Count() => filtered.Take(Page<ActivityRow>.CountLimit + 1).CountAsync(cancel);
    }

    /// <summary>What a list needs to know of a note.</summary>
    private sealed record KnownNote(Guid Id, Guid ActivityId, Guid UnitId, NoteState State, NoteStatus? Status, DateTime? SavedAt, bool IsVisible)
    {
        public ActivityNoteRow ToRow(UserAccess access, Guid ownerUnitId, string unit)
        {
            var isReadable = NoteVisibility.IsReadable(State, UnitId, access);
            return new ActivityNoteRow
            {
                NoteId = Id,
                UnitId = UnitId,
                Unit = unit,
                IsOwner = UnitId == ownerUnitId,
                State = State,
                Status = isReadable ? Status : null,
                IsReadable = isReadable,
                HasPage = access.SeesAllUnits || isReadable,
                SavedAt = SavedAt,
            };
        }
    }
}
