using FollowUp.Core.Activities;
using FollowUp.Core.Audit;
using FollowUp.Core.Data;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Imports.Lists;

/// <summary>Adds and changes the activities of a list, with a follow-up for each unit concerned, in the context but not saved.</summary>
internal static class ActivityListWriter
{
    /// <returns>No keys: the activities know their list.</returns>
    public static async Task<IReadOnlyList<Guid>> WriteAsync(FollowUpDbContext db, ListImport import, ListCheck check, (Guid UserId, DateTime Now) by, CancellationToken cancel)
    {
        var plan = await db.Plans.SingleAsync(plan => plan.Id == import.PlanId, cancel);
        var present = check.Count(RowFate.Changed) == 0 ? [] : await db.Activities
            .Where(activity => activity.PlanId == plan.Id && activity.DroppedAt == null)
            .ToDictionaryAsync(activity => activity.Id, cancel);
        foreach (var row in check.Rows.Cast<CheckedActivity>())
        {
            if (row.Fate == RowFate.New) Add(db, plan, import.Id, row);
            if (row.Fate == RowFate.Changed) Change(db, present[row.Id!.Value], row, by);
        }

        // Whoever else adds or renumbers meanwhile notices it, and so does this.
        plan.Touch();
        return [];
    }

    private static void Add(FollowUpDbContext db, Plan plan, Guid importId, CheckedActivity row)
    {
        var activity = new Activity(Guid.CreateVersion7(), plan.Id, row.ActivityNumber, row.Facts!, importId);
        db.Activities.Add(activity);
        db.Notes.AddRange(row.MoreUnits.Select(unitId => new Note(activity.Id, unitId, importId)));
    }

    private static void Change(FollowUpDbContext db, Activity activity, CheckedActivity row, (Guid UserId, DateTime Now) by)
    {
        activity.Change(row.Facts!);
        db.Notes.AddRange(row.MoreUnits.Select(unitId => new Note(activity.Id, unitId)));
        db.Audit.Add(new AuditEntry(by.Now, by.UserId, AuditAction.ActivityChanged, activity.Id, activity.Label));
    }
}
