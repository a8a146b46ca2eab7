using FollowUp.Core.Activities;
using FollowUp.Core.Data;
using FollowUp.Core.Plans;
using FollowUp.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Notes;

/// <summary><em>Från analys till åtgärd</em>: makes a sentence of an analysis an activity of the next plan.</summary>
public sealed class AnalysisActionService(FollowUpDbContext db, AssignmentService assignments)
{
    /// <summary>More open plans than an authority has at once.</summary>
    private const int MaxPlans = 100;

    /// <summary>
    /// Makes the activity in the nearest open plan of a later year, with the note's unit as the responsible one. The note's own plan may be
    /// fixed: nothing in it changes.
    /// </summary>
    /// <param name="access">Who does it: somebody who plans and may read the analysis.</param>
    /// <param name="noteId">The note.</param>
    /// <param name="id">The activity's key, made with the form.</param>
    /// <param name="sentence">What becomes its title, without the marks of Markdown around it.</param>
    /// <param name="cancel">Ends the work early.</param>
    /// <returns>The activity's number.</returns>
    public async Task<Outcome<int>> MakeAsync(UserAccess access, Guid noteId, Guid id, string sentence, CancellationToken cancel = default)
    {
        if (!access.May(Permission.PlanActivities)) return Outcome<int>.From(Outcome.NotFound);
        var note = await db.Notes.AsNoTracking().VisibleTo(access).ReadableBy(access).Where(note => note.Id == noteId)
            .Select(note => new { note.UnitId, note.Activity.Plan.YearKind, note.Activity.Plan.StartYear, note.Activity.Plan.Name }).SingleOrDefaultAsync(cancel);
        if (note is null) return Outcome<int>.From(Outcome.NotFound);
        var year = new PlanYear(note.YearKind, note.StartYear);
        var later = await db.Plans.AsNoTracking().Where(plan => plan.FixedAt == null && plan.StartYear >= note.StartYear)
            .OrderBy(plan => plan.YearKind == note.YearKind ? 0 : 1).ThenBy(plan => plan.StartYear).ThenBy(plan => plan.Name == note.Name ? 0 : 1).ThenBy(plan => plan.Name)
            .Take(MaxPlans).ToListAsync(cancel);
        if (later.Find(plan => plan.Year.CompareTo(year) > 0) is not { } next) return Outcome<int>.From(Outcome.Refused("ActionNoNextPlan"));
        return await assignments.AddActivityAsync(access, new NewActivity
        {
            Id = id,
            PlanId = next.Id,
            Facts = new ActivityFacts { Title = TypedText.CleanLine(sentence).Trim('*', '_', '#', '>', '-', ' '), OwnerUnitId = note.UnitId },
            FromNoteId = noteId,
        }, cancel);
    }
}
