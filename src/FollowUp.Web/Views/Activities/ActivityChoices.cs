using FollowUp.Core.Activities;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Core.Users;

namespace FollowUp.Web.Views.Activities;

/// <summary>What can be chosen on the pages of activities: plans, units, goal areas and earlier activities.</summary>
public sealed class ActivityChoices(PlanQueries plans, UnitQueries units, GoalAreaQueries areas, ActivityQueries activities)
{
    /// <summary>The list's page with its filters; a principal chooses among the own units.</summary>
    public async Task<ActivitiesPage> OfListAsync(UserAccess access, ActivityFilterForm form, CancellationToken cancel)
    {
        var labels = await plans.OptionsAsync(access, cancel: cancel);
        return new ActivitiesPage
        {
            Form = form,
            Filter = form.Asked(labels),
            Plans = labels,
            Units = [.. (await units.OptionsAsync(form.Unit, cancel: cancel)).Where(unit => access.SeesAllUnits || access.Owns(unit.Id))],
            GoalAreas = await areas.OptionsAsync(form.Area, cancel),
        };
    }

    public Task<UnitNames> UnitNamesAsync(CancellationToken cancel) => units.NamesAsync(cancel);

    /// <summary>The units that an activity does not concern yet; empty where nothing can be changed.</summary>
    public async Task<IReadOnlyList<UnitOption>> OfMoreUnitsAsync(UserAccess access, ActivityDetails activity, CancellationToken cancel)
    {
        if (!access.May(Permission.PlanActivities) || activity.Plan.IsFixed || activity.IsDropped) return [];
        var has = activity.Notes.Select(note => note.UnitId).ToHashSet();
        return [.. (await units.OptionsAsync(cancel: cancel)).Where(unit => !has.Contains(unit.Id))];
    }

    /// <summary>The form with its choices. A new activity stands in the plan asked for or, failing that, in the latest open one.</summary>
    public async Task<ActivityForm> FillAsync(UserAccess access, ActivityForm form, ActivityDetails? present, CancellationToken cancel)
    {
        form.Present = present;
        form.Plans = await plans.OptionsAsync(access, onlyOpen: true, cancel);
        if (present is not null) form.PlanId = present.Plan.Id;
        else if (form.Plans.All(plan => plan.Id != form.PlanId)) form.PlanId = form.Plans.FirstOrDefault()?.Id;
        form.Units = await units.OptionsAsync(present?.OwnerUnitId, cancel: cancel);
        form.GoalAreas = await areas.OptionsAsync(present?.GoalAreaId, cancel);
        form.Earlier = form.PlanId is { } planId ? await activities.ContinuableAsync(access, planId, cancel) : [];
        return form;
    }
}
