using System.Text.Encodings.Web;
using FollowUp.Core.Activities;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;
using FollowUp.Web.Resources;
using Microsoft.AspNetCore.Html;
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

    /// <summary>The same as HTML, for a page with a long select of its own.</summary>
    public static IHtmlContent Options(IEnumerable<UnitOption> units, Guid? selected = null) =>
        new OptionList(units.Select(unit => (unit.Id.ToString(), Indented(unit.Depth, unit.Name), unit.Id == selected)));

    /// <inheritdoc cref="Options(IEnumerable{UnitOption}, Guid?)"/>
    public static IHtmlContent Options(IEnumerable<GoalAreaOption> areas, Guid? selected = null) =>
        new OptionList(areas.Select(area => (area.Id.ToString(), area.Name, area.Id == selected)));

    /// <inheritdoc cref="Options(IEnumerable{UnitOption}, Guid?)"/>
    public static IHtmlContent Options(IEnumerable<PlanLabel> plans, Texts texts, Guid? selected = null) =>
        new OptionList(plans.Select(plan => (plan.Id.ToString(), texts.Plan(plan), plan.Id == selected)));

    /// <inheritdoc cref="Options(IEnumerable{UnitOption}, Guid?)"/>
    public static IHtmlContent Options<T>(Texts texts, T? selected = null)
        where T : struct, Enum =>
        new OptionList(Enum.GetValues<T>().Select(value => (value.ToString(), texts.Of(value), EqualityComparer<T?>.Default.Equals(value, selected))));

    private static string Indented(int depth, string name) => depth == 0 ? name : string.Concat(Indents.AsSpan(0, Math.Min(depth, Indents.Length)), name);

    private static readonly string Indents = new('\u2003', 20);

    private sealed class OptionList(IEnumerable<(string Value, string Text, bool IsSelected)> options) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            foreach (var (value, text, isSelected) in options)
            {
                writer.Write(isSelected ? "<option selected=\"selected\" value=\"" : "<option value=\"");
                encoder.Encode(writer, value);
                writer.Write("\">");
                encoder.Encode(writer, text);
                writer.Write("</option>\n");
            }
        }
    }
}
