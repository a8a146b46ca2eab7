using FollowUp.Core.Activities;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace FollowUp.Web.Views;

/// <summary>What a select offers, made of what the queries read.</summary>
public static class Choices
{
    /// <summary>Units in the order of the tree, those below another indented.</summary>
    public static IEnumerable<SelectListItem> Of(IEnumerable<UnitOption> units, Guid? selected = null) => units.Select(unit =>
        new SelectListItem(new string('\u2003', unit.Depth) + unit.Name, unit.Id.ToString(), unit.Id == selected));

    public static IEnumerable<SelectListItem> Of(IEnumerable<GoalAreaOption> areas, Guid? selected = null) =>
        areas.Select(area => new SelectListItem(area.Name, area.Id.ToString(), area.Id == selected));

    public static IEnumerable<SelectListItem> Of(IEnumerable<PlanLabel> plans, Texts texts, Guid? selected = null) =>
        plans.Select(plan => new SelectListItem(texts.Plan(plan), plan.Id.ToString(), plan.Id == selected));

    /// <summary>Earlier activities, under the names of their plans.</summary>
    public static IEnumerable<SelectListItem> Of(IEnumerable<ActivityLink> activities, Texts texts)
    {
        var groups = new Dictionary<Guid, SelectListGroup>();
        foreach (var activity in activities)
        {
            if (!groups.TryGetValue(activity.Plan.Id, out var group))
                groups.Add(activity.Plan.Id, group = new SelectListGroup { Name = texts.Plan(activity.Plan) });
            yield return new SelectListItem($"{activity.Number}. {activity.Title}", activity.Id.ToString()) { Group = group };
        }
    }

    /// <summary>Every value of an enumeration by its label.</summary>
    public static IEnumerable<SelectListItem> Of<T>(Texts texts, T? selected = null)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(value => new SelectListItem(texts.Of(value), value.ToString(), EqualityComparer<T?>.Default.Equals(value, selected)));
}
