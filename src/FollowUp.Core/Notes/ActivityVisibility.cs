using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Users;

namespace FollowUp.Core.Notes;

/// <summary>
/// Which activities exist for whom. Stands with the notes, since it is the note that makes an activity concern a unit and
/// activities know nothing of notes.
/// </summary>
public static class ActivityVisibility
{
    /// <summary>
    /// A principal's activities are those that an own unit owns or reports on, and those on which a unit that an own one has taken over has handed in;
    /// reviewers and administrators see all.
    /// </summary>
    public static IQueryable<Activity> VisibleTo(this IQueryable<Activity> activities, UserAccess access, FollowUpDbContext db)
    {
        if (access.SeesAllUnits) return activities;
        var (own, former) = (access.OwnUnits, access.FormerUnits);

        // The activities of the own notes at once, by their index: asked of each activity in turn, a unit with few would have all looked through.
        var reported = db.Notes
            .Where(note => own.Contains(note.UnitId) || (former.Contains(note.UnitId) && (note.State == NoteState.Submitted || note.State == NoteState.Approved)))
            .Select(note => note.ActivityId);
        return activities.Where(activity => own.Contains(activity.OwnerUnitId) || reported.Contains(activity.Id));
    }
}
