using FollowUp.Core.Plans;

namespace FollowUp.Core.Notes;

/// <summary>Notes by the days of their units.</summary>
internal static class NoteDays
{
    /// <summary>The notes of plans that are not fixed for which writing has opened on a day, each unit by its own days.</summary>
    public static IQueryable<Note> OpenedOn(this IQueryable<Note> notes, PlanCalendar calendar, DateOnly today)
    {
        var withOwnDays = calendar.PlansWithOwnDays;
        notes = notes.Where(note => note.Activity.DroppedAt == null && note.Activity.Plan.FixedAt == null
            && (withOwnDays.Contains(note.Activity.PlanId) || note.Activity.Plan.OpensOn == null || note.Activity.Plan.OpensOn <= today));
        foreach (var planId in withOwnDays)
        {
            var notYet = calendar.UnitsNotOpenOn(today, planId);
            if (notYet.Count > 0) notes = notes.Where(note => note.Activity.PlanId != planId || !notYet.Contains(note.UnitId));
        }

        return notes;
    }
}
