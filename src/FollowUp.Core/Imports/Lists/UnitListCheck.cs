using FollowUp.Core.Units;

namespace FollowUp.Core.Imports.Lists;

/// <summary>
/// Decides what becomes of each row of a list of units. A unit is known by its name and the unit that it belongs to, so that neither is changed by a list; what belongs to a
/// unit that the list adds may stand above it. Pure, so that the preview shows what the confirmation does.
/// </summary>
internal sealed class UnitListCheck
{
    private readonly UnitNames _known;
    private readonly bool _isFlat;
    private readonly Dictionary<(Guid? ParentId, string Name), UnitNode> _present;
    private readonly ILookup<string, UnitNode> _presentByName;
    private readonly Dictionary<string, AddedUnit> _addedByPath = [];
    private readonly Dictionary<string, List<AddedUnit>> _addedByName = [];
    private readonly Dictionary<(Guid? ParentId, string Name), int> _firstRow = [];
    private int _count;

    private UnitListCheck(UnitNames known, IReadOnlyList<ListRow> rows)
    {
        _known = known;
        _isFlat = rows.All(row => !row.Has(ListField.Parent));
        var units = known.Tree.Rows.Select(row => row.Unit).ToList();
        _present = units.DistinctBy(unit => (unit.ParentId, ListWords.Key(unit.Name))).ToDictionary(unit => (unit.ParentId, ListWords.Key(unit.Name)));
        _presentByName = units.ToLookup(unit => ListWords.Key(unit.Name));
        _count = units.Count;
    }

    public static IReadOnlyList<CheckedUnit> Check(IReadOnlyList<ListRow> rows, UnitNames known)
    {
        var check = new UnitListCheck(known, rows);
        var answers = new CheckedUnit?[rows.Count];

        // A row whose parent is not known yet waits: a row further down may add it.
        for (var (left, isLast) = (rows.Count, false); left > 0;)
        {
            var before = left;
            for (var i = 0; i < answers.Length; i++)
            {
                if (answers[i] is not null || check.Check(rows[i], isLast) is not { } answer) continue;
                answers[i] = answer;
                left--;
            }

            isLast = left == before;
        }

        return [.. answers.OfType<CheckedUnit>()];
    }

    /// <summary>Null where it may be known later what the unit belongs to.</summary>
    private CheckedUnit? Check(ListRow row, bool isLast)
    {
        var name = row[ListField.Name] ?? "";
        var refusals = new List<Refusal>();
        UnitRules.CheckName(name, refusals);
        if (name.Length == 0) return Bad(row, null, refusals);
        if (ParentOf(row, name, refusals) is not { } parent)
        {
            if (!isLast) return null;
            refusals.Add(new Refusal("ListUnitUnknown", nameof(ListField.Parent), row[ListField.Parent]!));
            return Bad(row, null, refusals);
        }

        var current = refusals.Count == 0 ? parent.Same : null;
        if (refusals.Count == 0 && !_firstRow.TryAdd((parent.Id, ListWords.Key(name)), row.Number))
            refusals.Add(new Refusal("ListRowTwice", nameof(ListField.Name), _firstRow[(parent.Id, ListWords.Key(name))]));
        if (refusals.Count == 0 && current is null && parent.Id is { } above && _known.Tree.Find(above) is { IsClosed: true } closed)
            refusals.Add(new Refusal("UnitIsClosed", nameof(ListField.Parent), closed.Name));
        var form = FormOf(row, current, refusals);
        if ((row[ListField.Closed] is { } word && ListWords.IsClosed(word) != (current?.IsClosed ?? false)) && refusals.Count == 0)
            refusals.Add(new Refusal("ListClosedByHand", nameof(ListField.Closed)));
        if (refusals.Count == 0 && current is null && ++_count > UnitTree.MaxUnits) refusals.Add(new Refusal("ListTooManyUnits", nameof(ListField.Name), UnitTree.MaxUnits));
        if (refusals.Count > 0) return Bad(row, current, refusals);
        var answer = new CheckedUnit
        {
            Number = row.Number,
            Label = name,
            Id = current?.Id,
            UnitId = current?.Id ?? Guid.CreateVersion7(),
            Facts = new UnitFacts { Name = name, ParentId = parent.Id, SchoolForm = form },
            Changes = current is null ? [] : [.. ChangesOf(current, name, form)],
        };
        if (current is null) Remember(answer, parent.Path);
        return answer;
    }

    private static CheckedUnit Bad(ListRow row, UnitNode? current, List<Refusal> refusals) =>
        new() { Number = row.Number, Label = row[ListField.Name] ?? "", Id = current?.Id, Refusals = refusals };

    private void Remember(CheckedUnit added, string parentPath)
    {
        var path = new AddedUnit(added.UnitId, parentPath + UnitNames.Step + added.Label);
        _addedByPath[ListWords.Key(path.Path)] = path;
        if (!_addedByName.TryGetValue(ListWords.Key(added.Label), out var same)) _addedByName[ListWords.Key(added.Label)] = same = [];
        same.Add(path);
    }

    /// <summary>What a row's unit belongs to, and the unit that it then is; null where that is not known.</summary>
    private Place? ParentOf(ListRow row, string name, List<Refusal> refusals)
    {
        var key = ListWords.Key(name);
        if (_isFlat)
        {
            // A list that does not say what its units belong to: a name is the unit that has it, or a new one below the authority.
            var same = _presentByName[key].Take(2).ToList();
            if (same.Count == 2) refusals.Add(new Refusal("ListUnitAmbiguous", nameof(ListField.Name), name));
            return same is [var only] ? new Place(only.ParentId, _known.PathOf(only.ParentId ?? Guid.Empty), only) : Below(_known.Tree.Authority, key);
        }

        var text = row[ListField.Parent] ?? "";
        if (text.Length == 0)
        {
            if (_known.Tree.Authority is { } authority && ListWords.Key(authority.Name) == key) return new Place(null, "", authority);
            refusals.Add(new Refusal("UnitParentMissing", nameof(ListField.Parent)));
            return new Place(null, "", null);
        }

        if (_addedByPath.TryGetValue(ListWords.Key(text.Replace(">", UnitNames.Step, StringComparison.Ordinal)), out var byPath)) return new Place(byPath.Id, byPath.Path, null);
        if (_known.Find(text, out var isAmbiguous) is { } unit) return Below(unit, key);
        if (!isAmbiguous && _addedByName.TryGetValue(ListWords.Key(text), out var byName) && byName is [var added]) return new Place(added.Id, added.Path, null);
        if (!isAmbiguous) return null;
        refusals.Add(new Refusal("ListUnitAmbiguous", nameof(ListField.Parent), text));
        return new Place(null, "", null);
    }

    private Place Below(UnitNode? parent, string key) =>
        new(parent?.Id, _known.PathOf(parent?.Id ?? Guid.Empty), _present.GetValueOrDefault((parent?.Id, key)));

    private static SchoolForm? FormOf(ListRow row, UnitNode? current, List<Refusal> refusals)
    {
        if (row[ListField.SchoolForm] is not { } word || (current is { ParentId: null } && ListWords.IsAuthority(word))) return current?.SchoolForm;
        if (word.Length == 0) return null;
        var form = ListWords.Form(word);
        if (form is null) refusals.Add(new Refusal("ListSchoolFormUnknown", nameof(ListField.SchoolForm), word));
        return form;
    }

    private static IEnumerable<FieldChange> ChangesOf(UnitNode current, string name, SchoolForm? form)
    {
        if (current.Name != name) yield return new FieldChange(ListField.Name, current.Name, name);
        if (current.SchoolForm != form) yield return new FieldChange(ListField.SchoolForm, $"{current.SchoolForm}", $"{form}");
    }

    /// <param name="Id">The unit above.</param>
    /// <param name="Path">The names of the unit above and of those above that.</param>
    /// <param name="Same">The unit of that name that is there already.</param>
    private sealed record Place(Guid? Id, string Path, UnitNode? Same);

    private sealed record AddedUnit(Guid Id, string Path);
}
