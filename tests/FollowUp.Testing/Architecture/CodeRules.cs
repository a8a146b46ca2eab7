using System.Text.RegularExpressions;
using Mono.Cecil;

namespace FollowUp.Testing.Architecture;

/// <summary>Rules on names, sizes and calls that hold in every project of the product. Each returns one sentence per breach.</summary>
public static partial class CodeRules
{
    public const int MaxParameters = 4;
    public const int MaxServiceLines = 250;
    public const int MaxControllerLines = 120;

    private static readonly string[] WornOutNames =
        ["Manager", "Helper", "Util", "Utils", "Common", "Base", "Dto", "Info", "Impl", "Repository"];

    /// <summary>Calls that are not made: who declares the method, its name, and why not.</summary>
    private static readonly (string Type, Regex Method, string Reason)[] BannedCalls =
    [
        ("System.DateTime", new("^get_(Now|UtcNow|Today)$"), "time comes from TimeProvider"),
        ("System.DateTimeOffset", new("^get_(Now|UtcNow)$"), "time comes from TimeProvider"),
        ("System.TimeProvider", new("^get_System$"), "the clock is chosen by the composition root"),
        ("System.Guid", new("^NewGuid$"), "keys and version tokens are made in time order, by CreateVersion7"),
        ("Microsoft.EntityFrameworkCore.RelationalQueryableExtensions", new("^FromSql"), "no raw SQL"),
        ("Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions", new("^(ExecuteSql|SqlQuery)"), "no raw SQL"),
        ("Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade", new("^BeginTransaction"), "one save is one transaction; several go through an execution strategy, which SQL Server makes again"),
        ("Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions", new("^(BeginTransaction|UseTransaction)"), "one save is one transaction"),
        ("Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade", new("^Ensure(Created|Deleted)"), "the database is made by migrations"),
    ];

    public static IReadOnlyList<string> WornOutNamesIn(IEnumerable<TypeDefinition> types) =>
    [
        .. from type in types.SelectMany(CompiledCode.WithNested)
           let name = CompiledCode.WithoutArity(type.Name)
           where !name.Contains('<')
           let worn = WornOutNames.FirstOrDefault(end => name.EndsWith(end, StringComparison.Ordinal))
           where worn is not null && !IsCalledSoByTheFramework(type, worn)
           select $"{type.FullName}: a name on {worn} says nothing; what does it do?",
        .. from type in types
           where type.Name == "FollowUp"
           select $"{type.FullName}: FollowUp is the root namespace.",
    ];

    /// <summary>True where the framework's own type that it derives from or implements ends in the same word: <c>TagHelper</c>, <c>IXmlRepository</c>.</summary>
    private static bool IsCalledSoByTheFramework(TypeDefinition type, string word) =>
        type.Interfaces.Select(one => one.InterfaceType).Append(type.BaseType).Any(above => above is not null
            && !above.Namespace.StartsWith("FollowUp", StringComparison.Ordinal)
            && CompiledCode.WithoutArity(above.Name).EndsWith(word, StringComparison.Ordinal));

    /// <summary>Interfaces among the types that fewer than two of all the product's types implement.</summary>
    public static IReadOnlyList<string> NeedlessInterfaces(IEnumerable<TypeDefinition> types, IReadOnlyCollection<TypeDefinition> product) =>
    [
        .. from type in types.SelectMany(CompiledCode.WithNested)
           where type.IsInterface
           let count = product.SelectMany(CompiledCode.WithNested)
               .Count(other => other.Interfaces.Any(one => one.InterfaceType.GetElementType().FullName == type.FullName))
           where count < 2
           select $"{type.FullName} has {count} implementations: use the class.",
    ];

    public static IReadOnlyList<string> LongConstructors(IEnumerable<TypeDefinition> types) =>
    [
        .. from type in types
           where CompiledCode.WithoutArity(type.Name) is var name && (name.EndsWith("Service", StringComparison.Ordinal)
               || name.EndsWith("Queries", StringComparison.Ordinal) || name.EndsWith("Controller", StringComparison.Ordinal))
           from constructor in type.Methods
           where constructor is { IsConstructor: true, IsStatic: false } && constructor.Parameters.Count > MaxParameters
           select $"{type.FullName} is made from {constructor.Parameters.Count} things, more than {MaxParameters}: look for the missing noun.",
    ];

    /// <summary>Banned calls, apart from those that an exception (a type's full name) allows.</summary>
    public static IReadOnlyList<string> BannedCallsIn(IEnumerable<TypeDefinition> types, IReadOnlyDictionary<string, string> exceptions)
    {
        var used = new HashSet<string>();
        var breaches = new List<string>();
        foreach (var type in types)
        {
            foreach (var (caller, called) in CompiledCode.Calls(type))
            {
                var banned = BannedCalls.FirstOrDefault(ban => ban.Type == called.DeclaringType.FullName && ban.Method.IsMatch(called.Name));
                if (banned.Reason is null) continue;
                if (exceptions.ContainsKey($"{type.FullName} → {called.Name}")) used.Add($"{type.FullName} → {called.Name}");
                else breaches.Add($"{type.FullName} → {called.Name} (in {caller.Name}): {banned.Reason}.");
            }
        }

        breaches.AddRange(exceptions.Keys.Except(used).Select(left => $"{left} is allowed but never called: remove the exception."));
        return breaches;
    }

    /// <summary>Files of services, queries and controllers that have grown too long; parts of one type count together.</summary>
    /// <param name="files">Path and text of each source file.</param>
    public static IReadOnlyList<string> LongFiles(IEnumerable<(string Path, string Text)> files) =>
    [
        .. from file in files
           let match = LimitedFile().Match(file.Path)
           where match.Success
           group file by match.Groups["type"].Value into parts
           let lines = parts.Sum(part => part.Text.TrimEnd().Split('\n').Length)
           let limit = parts.Key.EndsWith("Controller", StringComparison.Ordinal) ? MaxControllerLines : MaxServiceLines
           where lines > limit
           select $"{parts.Key} has {lines} lines, more than {limit}: look for the missing noun.",
    ];

    [GeneratedRegex(@"/(?<type>\w+(?:Service|Queries|Controller))(?:\.\w+)?\.cs$")]
    private static partial Regex LimitedFile();
}
