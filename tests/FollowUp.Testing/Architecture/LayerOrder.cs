using Mono.Cecil;

namespace FollowUp.Testing.Architecture;

/// <summary>
/// Which part of Core may use which: a part uses the parts above it in <see cref="Order"/> only, and no part beside it. What
/// only a …Queries class uses (the rows it reads into, the filter it takes) belongs to it and may read any table as it may.
/// </summary>
/// <param name="root">The namespace that holds the parts. Names below <c>FollowUp.Core</c> count as well.</param>
public sealed class LayerOrder(string root)
{
    private const string Core = "FollowUp.Core";

    /// <summary>From the lowest. Parts in one row do not know each other.</summary>
    private static readonly string[][] Order =
    [
        [""],
        ["Audit"],
        ["Units"],
        ["Users"],
        ["Plans"],
        ["Activities"],
        ["Notes"],
        ["Reviews", "Reminders", "YearShift", "Imports", "Reports"],
        ["House"],
        ["Data"],
    ];

    /// <summary>The types of Data that every part may use: the way to the database, how a save may end, and what the database's errors mean.</summary>
    private static readonly string[] OpenToAll = ["FollowUpDbContext", "IDatabaseFaults", "Saving"];

    /// <summary>One sentence per use that breaks the order, and per type that stands in no known part.</summary>
    public IReadOnlyList<string> Breaches(IReadOnlyList<TypeDefinition> types)
    {
        var uses = types.ToDictionary(CompiledCode.NameOf, CompiledCode.Uses);
        var readers = Readers(types, uses);
        return
        [
            .. from user in uses
               from used in user.Value
               where IsQueries(used) && PartOf(used) is not null && !IsQueries(user.Key)
               select $"{user.Key} uses {used}: a …Queries class is for pages and its like alone.",
            .. from user in uses
               where PartOf(user.Key) is not null && !readers.Contains(user.Key)
               from breach in Breaches(user.Key, user.Value)
               select breach,
        ];
    }

    private IEnumerable<string> Breaches(TypeName user, IReadOnlySet<TypeName> uses)
    {
        var part = PartOf(user)!;
        if (HeightOf(part) < 0) return [$"{user} stands in {part}, which has no place in the order of parts."];
        return from used in uses
               let other = PartOf(used)
               where other is not null && other != part && !IsQueries(used) && HeightOf(other) >= HeightOf(part)
                     && !(other == "Data" && OpenToAll.Contains(used.Name))
               select $"{user} uses {used}: {part} stands below or beside {other}.";
    }

    /// <summary>The …Queries classes and the records that nobody else uses.</summary>
    private static HashSet<TypeName> Readers(IReadOnlyList<TypeDefinition> types, Dictionary<TypeName, IReadOnlySet<TypeName>> uses)
    {
        var readers = uses.Keys.Where(IsQueries).ToHashSet();
        var shapes = types.Where(type => type.IsEnum || CompiledCode.IsRecord(type)).Select(CompiledCode.NameOf).ToList();
        while (true)
        {
            var more = shapes.Where(shape => !readers.Contains(shape)
                && uses.Where(user => user.Value.Contains(shape)).Select(user => user.Key).ToList() is { Count: > 0 } users
                && users.All(readers.Contains)).ToList();
            if (more.Count == 0) return readers;
            readers.UnionWith(more);
        }
    }

    private static bool IsQueries(TypeName type) => type.Name.EndsWith("Queries", StringComparison.Ordinal);

    /// <summary>The part that a type stands in; empty for the root itself, null for types from elsewhere.</summary>
    private string? PartOf(TypeName type)
    {
        foreach (var start in new[] { root, Core })
        {
            if (type.Namespace == start) return "";
            if (type.Namespace.StartsWith(start + ".", StringComparison.Ordinal)) return type.Namespace[(start.Length + 1)..].Split('.')[0];
        }

        return null;
    }

    private static int HeightOf(string part) => Array.FindIndex(Order, row => row.Contains(part));
}
