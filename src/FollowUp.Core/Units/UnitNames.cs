namespace FollowUp.Core.Units;

/// <summary>What a unit is called in a list, so that it can be told from every other: by its name, or with the units above it where several have that name.</summary>
public sealed class UnitNames
{
    /// <summary>Stands between the names of a path, the authority first.</summary>
    public const string Step = " › ";

    private readonly Dictionary<Guid, string> _paths = [];
    private readonly ILookup<string, UnitNode> _byName;
    private readonly Dictionary<string, UnitNode> _byPath = [];

    private readonly UnitYearNames _former;

    /// <param name="tree">Every unit.</param>
    /// <param name="former">What they were called in the year that is spoken of; null for no year.</param>
    public UnitNames(UnitTree tree, UnitYearNames? former = null)
    {
        Tree = tree;
        _former = former ?? UnitYearNames.None;
        _byName = tree.Rows.Select(row => row.Unit).ToLookup(unit => Key(unit.Name));
        foreach (var (unit, _) in tree.Rows)
        {
            _paths[unit.Id] = unit.ParentId is { } above ? _paths[above] + Step + unit.Name : unit.Name;
            _byPath.TryAdd(Key(_paths[unit.Id]), unit);
        }
    }

    public UnitTree Tree { get; }

    /// <summary>The name where one unit alone has it, else the whole path; empty for a unit that does not exist.</summary>
    public string Of(Guid id) => Tree.Find(id) is not { } unit ? "" : _byName[Key(unit.Name)].Take(2).Count() == 1 ? unit.Name : _paths[id];

    /// <summary>The names of the units above it, the authority first, and its own.</summary>
    public string PathOf(Guid id) => _paths.GetValueOrDefault(id, "");

    /// <summary>
    /// The unit that is called so: by its name, where one unit or one in use has it, or by its path; where none is, the one that was called so in the year that
    /// is spoken of. Case and white space do not matter.
    /// </summary>
    /// <param name="text">What is written; <c>&gt;</c> does for the sign between the names.</param>
    /// <param name="isAmbiguous">True where several units have the name.</param>
    public UnitNode? Find(string text, out bool isAmbiguous)
    {
        var key = Key(text);
        var named = _byName[key].ToList();
        var isFormer = named.Count == 0 && !_byPath.ContainsKey(Key(text.Replace(">", Step, StringComparison.Ordinal)));
        if (isFormer) named = [.. _former.Find(text)];
        var one = named.Count == 1 ? named[0] : named.Where(unit => !unit.IsClosed).Take(2).ToList() is [var open] ? open : null;
        var found = one ?? _byPath.GetValueOrDefault(Key(text.Replace(">", Step, StringComparison.Ordinal)));
        isAmbiguous = found is null && named.Count > 1;
        return found;
    }

    /// <summary>The form in which names are compared.</summary>
    public static string Key(string text) =>
        string.Join(' ', TypedText.Fold(TypedText.Clean(text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
