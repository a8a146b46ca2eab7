using System.Text.RegularExpressions;
using FollowUp.Testing.Architecture;
using Mono.Cecil;

namespace FollowUp.Web.Tests.Resources;

/// <summary>
/// The codes that the service layer refuses with. A code can be passed on from helper to helper, so that every word written where
/// refusals are made counts as one, unless it is the name of a field.
/// </summary>
public static partial class RefusalCodes
{
    public static IReadOnlyCollection<string> In(IEnumerable<TypeDefinition> types)
    {
        var all = types.ToList();
        var fields = all.SelectMany(CompiledCode.WithNested).SelectMany(type => type.Properties.Select(property => property.Name)
            .Concat(type.Methods.SelectMany(method => method.Parameters).Select(parameter => Capital(parameter.Name)))).ToHashSet();
        return
        [
            .. (from type in all
                from each in CompiledCode.WithNested(type)
                from method in each.Methods
                where method.HasBody && method.Body.Instructions.Any(step => step.Operand is MethodReference called && Makes(called))
                from text in Words(method)
                where Code().IsMatch(text) && !fields.Contains(text)
                select text).Distinct(),
        ];
    }

    /// <summary>The strings of a method; one that an enumeration's value is put after stands for as many as there are values.</summary>
    private static IEnumerable<string> Words(MethodDefinition method)
    {
        var beginnings = CompiledTexts.BeginningsIn(method).Where(found => found.Enumeration is not null).ToLookup(found => found.Beginning, found => found.Enumeration!);
        return method.Body.Instructions.Select(step => step.Operand).OfType<string>().SelectMany(text => beginnings.Contains(text)
            ? beginnings[text].SelectMany(type => type.Fields.Where(field => field.IsStatic).Select(field => text + field.Name))
            : [text]);
    }

    /// <summary>A refusal's constructor, or a method that is handed words and makes refusals of them.</summary>
    private static bool Makes(MethodReference called) => called.Name == "Refused" || called is { Name: ".ctor", DeclaringType.FullName: "FollowUp.Core.Refusal" }
        || (called.Parameters.Any(parameter => parameter.ParameterType.FullName == "System.String")
            && (Mentions(called.ReturnType) || called.Parameters.Any(parameter => Mentions(parameter.ParameterType))));

    private static bool Mentions(TypeReference type) => type.FullName.Contains("FollowUp.Core.Refusal", StringComparison.Ordinal);

    private static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    [GeneratedRegex("^[A-Z][a-z]+([A-Z][a-z]*)+$")]
    private static partial Regex Code();
}
