using System.Globalization;
using FollowUp.Core.Activities;
using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Units;

namespace FollowUp.Core.Imports.Lists;

/// <summary>An activity that stands in the plan.</summary>
internal sealed record KnownActivity(Guid Id, int Number, ActivityFacts Facts, IReadOnlyList<Guid> UnitIds);

/// <summary>What a list of activities is compared with.</summary>
/// <param name="Year">The plan's year.</param>
/// <param name="PlanName">What tells the plan from others of that year.</param>
/// <param name="Activities">The plan's activities that have not been dropped.</param>
/// <param name="GoalAreas">Every goal area.</param>
/// <param name="Units">Every unit.</param>
internal sealed record KnownPlan(
    PlanYear Year, string PlanName, IReadOnlyList<KnownActivity> Activities, IReadOnlyList<GoalAreaName> GoalAreas, UnitNames Units);

internal sealed record GoalAreaName(Guid Id, string Name, bool IsClosed);

/// <summary>
/// Decides what becomes of each row of a list of activities. A number that the plan has is that activity; a row without a number is the activity of its title,
/// or a new one. Pure, so that the preview shows what the confirmation does.
/// </summary>
internal sealed class ActivityListCheck
{
    private readonly KnownPlan _known;
    private readonly Dictionary<Guid, GoalAreaName> _areas;
    private readonly Dictionary<int, KnownActivity> _byNumber;
    private readonly Dictionary<string, Queue<KnownActivity>> _byTitle;
    private readonly Dictionary<int, int> _firstRow = [];
    private readonly ListDefaults _defaults;
    private int _next;

    private ActivityListCheck(KnownPlan known, IReadOnlyList<ListRow> rows, ListDefaults defaults)
    {
        (_known, _defaults) = (known, defaults);
        _areas = known.GoalAreas.ToDictionary(area => area.Id);
        _byNumber = known.Activities.DistinctBy(activity => activity.Number).ToDictionary(activity => activity.Number);
        var named = rows.Select(row => ListWords.Number(row[ListField.Number] ?? "")).OfType<int>().ToHashSet();
        _byTitle = known.Activities.Where(activity => !named.Contains(activity.Number)).OrderBy(activity => activity.Number)
            .GroupBy(activity => ListWords.Key(activity.Facts.Title)).ToDictionary(group => group.Key, group => new Queue<KnownActivity>(group));
        _next = known.Activities.Select(activity => activity.Number).Concat(named.Where(number => number <= Activity.MaxNumber)).Append(0).Max() + 1;
    }

    /// <param name="rows">The list.</param>
    /// <param name="known">What it is compared with.</param>
    /// <param name="defaults">What holds for rows that do not say it themselves; null for nothing.</param>
    public static IReadOnlyList<CheckedActivity> Check(IReadOnlyList<ListRow> rows, KnownPlan known, ListDefaults? defaults = null)
    {
        var check = new ActivityListCheck(known, rows, defaults ?? ListDefaults.None);
        return [.. rows.Select(check.Check)];
    }

    private CheckedActivity Check(ListRow row)
    {
        var refusals = new List<Refusal>();
        var number = NumberOf(row, refusals);
        var current = number is { } named ? _byNumber.GetValueOrDefault(named) : refusals.Count == 0 ? OfTitle(row) : null;
        CheckPlan(row, refusals);
        var owner = OwnerOf(row, current, refusals);
        var facts = new ActivityFacts
        {
            Title = row[ListField.Title] ?? current?.Facts.Title ?? "",
            OwnerUnitId = owner,
            Responsible = row[ListField.Responsible] ?? current?.Facts.Responsible ?? "",
            DueOn = row[ListField.DueOn] is { } day ? DayOf(day, refusals) : current?.Facts.DueOn,
            GoalAreaId = row[ListField.GoalArea] is { } area ? AreaOf(area, current, refusals) : current?.Facts.GoalAreaId,
            ContinuesId = current?.Facts.ContinuesId,
        };
        ActivityRules.CheckTexts(facts, refusals);
        var units = UnitsOf(row, current, refusals).Append(owner).Distinct().ToList();
        if (units.Concat(current?.UnitIds ?? []).Distinct().Count() > AssignmentService.MaxUnits)
            refusals.Add(new Refusal("ActivityTooManyUnits", nameof(ListField.Units), AssignmentService.MaxUnits));
        if (refusals.Count == 0 && number is null && current is null && _next > Activity.MaxNumber)
            refusals.Add(new Refusal("ActivityNumberOutside", nameof(ListField.Number), Activity.MaxNumber));
        var more = units.Except(current?.UnitIds ?? []).ToList();
        var label = current is null && facts.Title.Length == 0 ? row[ListField.Number] ?? "" : facts.Title;
        if (refusals.Count > 0) return new CheckedActivity { Number = row.Number, Label = label, Id = current?.Id, Refusals = refusals };
        return new CheckedActivity
        {
            Number = row.Number,
            Label = label,
            Id = current?.Id,
            ActivityNumber = current?.Number ?? number ?? _next++,
            Facts = facts,
            MoreUnits = more,
            Changes = current is null ? [] : [.. ChangesOf(current, facts, more)],
            Remarks = [.. RemarksOf(row, current, facts, units)],
        };
    }

    private int? NumberOf(ListRow row, List<Refusal> refusals)
    {
        const string field = nameof(ListField.Number);
        if (row[ListField.Number] is not { Length: > 0 } text) return null;
        if (ListWords.Number(text) is not { } number)
        {
            refusals.Add(new Refusal("ListNumberUnreadable", field, text));
            return null;
        }

        if (number is < 1 or > Activity.MaxNumber) refusals.Add(new Refusal("ActivityNumberOutside", field, Activity.MaxNumber));
        else if (!_firstRow.TryAdd(number, row.Number)) refusals.Add(new Refusal("ListRowTwice", field, _firstRow[number]));
        return number;
    }

    /// <summary>Each activity is taken once, so that a title that stands twice finds both.</summary>
    private KnownActivity? OfTitle(ListRow row) =>
        _byTitle.TryGetValue(ListWords.Key(row[ListField.Title] ?? ""), out var same) && same.Count > 0 ? same.Dequeue() : null;

    private void CheckPlan(ListRow row, List<Refusal> refusals)
    {
        if (row[ListField.Plan] is not { Length: > 0 } text) return;
        var parts = text.Split(", ", 2);
        var digit = parts[0].AsSpan().IndexOfAnyInRange('0', '9');
        var isOther = digit < 0 || PlanYear.Parse(parts[0][digit..]) != _known.Year
            || (parts.Length > 1 && ListWords.Key(parts[1]) != ListWords.Key(_known.PlanName));
        if (isOther) refusals.Add(new Refusal("ListOtherPlan", nameof(ListField.Plan), text));
    }

    private Guid OwnerOf(ListRow row, KnownActivity? current, List<Refusal> refusals)
    {
        if (row[ListField.OwnerUnit] is not { Length: > 0 } name)
        {
            // An activity that the plan has keeps its unit, where one is chosen for rows without.
            if (current is not null && (!row.Has(ListField.OwnerUnit) || _defaults.OwnerUnitId is not null)) return current.Facts.OwnerUnitId;
            if (_defaults.OwnerUnitId is not { } chosen) refusals.Add(new Refusal("ActivityOwnerMissing", nameof(ListField.OwnerUnit)));
            else if (OpenDefault(chosen, nameof(ListField.OwnerUnit), refusals)) return chosen;
            return Guid.Empty;
        }

        if (UnitOf(name, nameof(ListField.OwnerUnit), refusals) is not { } unit) return Guid.Empty;
        if (unit.IsClosed && unit.Id != current?.Facts.OwnerUnitId) refusals.Add(new Refusal("UnitIsClosed", nameof(ListField.OwnerUnit), unit.Name));
        return unit.Id;
    }

    private bool OpenDefault(Guid unitId, string field, List<Refusal> refusals)
    {
        var unit = _known.Units.Tree.Find(unitId);
        if (unit is null) refusals.Add(new Refusal("UnitUnknown", field));
        else if (unit.IsClosed) refusals.Add(new Refusal("UnitIsClosed", field, unit.Name));
        return unit is { IsClosed: false };
    }

    private bool TakesDefaultUnits(ListRow row, KnownActivity? current) => current is null && string.IsNullOrEmpty(row[ListField.Units]) && _defaults.UnitIds.Count > 0;

    private IEnumerable<ListRemark> RemarksOf(ListRow row, KnownActivity? current, ActivityFacts facts, IReadOnlyList<Guid> units)
    {
        if (current is null && string.IsNullOrEmpty(row[ListField.OwnerUnit])) yield return new ListRemark(ListRemarkKind.DefaultOwner, _known.Units.Of(facts.OwnerUnitId));
        if (TakesDefaultUnits(row, current)) yield return new ListRemark(ListRemarkKind.DefaultUnits, UnitCells.Join(_defaults.UnitIds.Select(_known.Units.Of)));
        var staying = row.Has(ListField.Units) ? (current?.UnitIds ?? []).Except(units).Select(_known.Units.Of).Order(TypedText.Order).ToList() : [];
        if (staying.Count > 0) yield return new ListRemark(ListRemarkKind.UnitsStay, UnitCells.Join(staying));
    }

    private IEnumerable<Guid> UnitsOf(ListRow row, KnownActivity? current, List<Refusal> refusals)
    {
        if (TakesDefaultUnits(row, current))
        {
            foreach (var unitId in _defaults.UnitIds.Where(unitId => OpenDefault(unitId, nameof(ListField.Units), refusals))) yield return unitId;
        }

        foreach (var part in UnitCells.Split(row[ListField.Units] ?? "", part => _known.Units.Find(part, out _) is not null))
        {
            if (UnitOf(part, nameof(ListField.Units), refusals) is not { } unit) continue;
            if (unit.IsClosed && current?.UnitIds.Contains(unit.Id) != true) refusals.Add(new Refusal("UnitIsClosed", nameof(ListField.Units), unit.Name));
            yield return unit.Id;
        }
    }

    private UnitNode? UnitOf(string name, string field, List<Refusal> refusals)
    {
        var unit = _known.Units.Find(name, out var isAmbiguous);
        if (unit is null) refusals.Add(new Refusal(isAmbiguous ? "ListUnitAmbiguous" : "ListUnitUnknown", field, name));
        return unit;
    }

    private static DateOnly? DayOf(string text, List<Refusal> refusals)
    {
        if (text.Length == 0) return null;
        var day = ListWords.Day(text);
        if (day is null) refusals.Add(new Refusal("ListDateUnreadable", nameof(ListField.DueOn), text));
        return day;
    }

    private Guid? AreaOf(string text, KnownActivity? current, List<Refusal> refusals)
    {
        if (text.Length == 0) return null;
        var key = ListWords.Key(text);
        var area = _known.GoalAreas.FirstOrDefault(area => ListWords.Key(area.Name) == key && (!area.IsClosed || area.Id == current?.Facts.GoalAreaId));
        if (area is null) refusals.Add(new Refusal("ListGoalAreaUnknown", nameof(ListField.GoalArea), text));
        return area?.Id;
    }

    private IEnumerable<FieldChange> ChangesOf(KnownActivity current, ActivityFacts facts, IReadOnlyList<Guid> more)
    {
        var before = current.Facts;
        if (before.Title != facts.Title) yield return new FieldChange(ListField.Title, before.Title, facts.Title);
        if (before.OwnerUnitId != facts.OwnerUnitId)
            yield return new FieldChange(ListField.OwnerUnit, _known.Units.Of(before.OwnerUnitId), _known.Units.Of(facts.OwnerUnitId));
        if (before.Responsible != facts.Responsible) yield return new FieldChange(ListField.Responsible, before.Responsible, facts.Responsible);
        if (before.DueOn != facts.DueOn) yield return new FieldChange(ListField.DueOn, Written(before.DueOn), Written(facts.DueOn));
        if (before.GoalAreaId != facts.GoalAreaId) yield return new FieldChange(ListField.GoalArea, AreaName(before.GoalAreaId), AreaName(facts.GoalAreaId));
        if (more.Count > 0) yield return new FieldChange(ListField.Units, "", UnitCells.Join(more.Select(_known.Units.Of)));
    }

    private string AreaName(Guid? id) => id is { } known && _areas.TryGetValue(known, out var area) ? area.Name : "";

    private static string Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
