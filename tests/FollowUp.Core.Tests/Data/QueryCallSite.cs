using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using FollowUp.Testing.Architecture;
using Mono.Cecil;

namespace FollowUp.Core.Tests.Data;

/// <summary>A place in the code where a query is sent: the method as it was written, and the operator that sends it.</summary>
/// <param name="Type">The outermost type.</param>
/// <param name="Method">The method; what the compiler made of an async method or a lambda counts as the method it stands in.</param>
/// <param name="Operator">Such as <c>ToListAsync</c>.</param>
public sealed partial record QueryCallSite(string Type, string Method, string Operator)
{
    private const string Extensions = "Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions";
    private const string Streaming = "AsAsyncEnumerable";
    private const string Finding = "FindAsync";

    /// <summary>Every place in these types where a query is sent, found in the compiled code.</summary>
    public static IReadOnlySet<QueryCallSite> In(IEnumerable<TypeDefinition> types) =>
        (from type in types
         from call in CompiledCode.Calls(type)
         where IsSending(call.Called)
         select new QueryCallSite(CompiledCode.NameOf(type).ToString(), Written(Path(call.Caller.DeclaringType), call.Caller.Name), call.Called.Name))
        .ToHashSet();

    /// <summary>The place from which a query was sent, as the call stack tells; null where it was sent by other code.</summary>
    public static QueryCallSite? Of(StackTrace stack, Assembly assembly)
    {
        var sending = Streaming;
        foreach (var method in stack.GetFrames().Select(frame => frame.GetMethod()).OfType<MethodBase>())
        {
            if (method.DeclaringType is not { } type) continue;
            var path = Path(type);
            var name = Written([.. path.Select(each => each.Name)], method.Name);
            if (type.Assembly == assembly) return new QueryCallSite($"{path[0].Namespace}.{path[0].Name}", name, sending);
            if (path[0].FullName == Extensions && name.EndsWith("Async", StringComparison.Ordinal)) sending = name;
            if (name == Finding) sending = Finding;
        }

        return null;
    }

    public override string ToString() => $"{Type}.{Method} → {Operator}";

    private static bool IsSending(MethodReference called) =>
        (called.DeclaringType.FullName == Extensions && (called.Name.EndsWith("Async", StringComparison.Ordinal) || called.Name == Streaming))
        || (called.Name == Finding && called.DeclaringType.Namespace == "Microsoft.EntityFrameworkCore");

    private static string[] Path(TypeReference type) =>
        type.DeclaringType is null ? [type.Name] : [.. Path(type.DeclaringType), type.Name];

    private static Type[] Path(Type type) => type.DeclaringType is null ? [type] : [.. Path(type.DeclaringType), type];

    private static string Written(string[] types, string method) =>
        types.Append(method).Select(name => WrittenName().Match(name)).FirstOrDefault(match => match.Success)?.Groups["name"].Value ?? method;

    [GeneratedRegex("^<+(?<name>[^<>]+)>")]
    private static partial Regex WrittenName();
}
