using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FollowUp.Testing.Architecture;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FollowUp.Web.Tests.Resources;

/// <summary>
/// The strings of a compiled assembly. Views are compiled too: what stands in them as it is becomes a call of <c>WriteLiteral</c>, in the
/// order of the file, so that the words written into a view can be told from those that come from resources.
/// </summary>
public sealed class CompiledTexts(IReadOnlyCollection<TypeDefinition> types)
{
    /// <summary>Attributes whose value people read or hear.</summary>
    private static readonly string[] Spoken =
        ["title", "placeholder", "alt", "label", "aria-label", "aria-description", "aria-valuetext", "aria-placeholder", "aria-roledescription"];

    private static readonly HtmlParser Parser = new();

    /// <summary>Every type of an assembly, the compiled views among them.</summary>
    public static CompiledTexts Of(System.Reflection.Assembly assembly) => new([.. CompiledCode.AllTypes(assembly)]);

    /// <summary>Every string in method bodies and attributes.</summary>
    public IEnumerable<string> All() => Methods().SelectMany(method => method.Body.Instructions).Select(step => step.Operand).OfType<string>()
        .Concat(types.SelectMany(CompiledCode.WithNested).SelectMany(Attributed).SelectMany(holder => holder.CustomAttributes).SelectMany(Arguments));

    /// <summary>The strings handed directly to a method.</summary>
    public IEnumerable<string> HandedTo(string type, string method) =>
        from body in Methods()
        from step in body.Body.Instructions
        where step.Operand is MethodReference called && called.Name == method && called.DeclaringType.Name == type && step.Previous?.Operand is string
        select (string)step.Previous.Operand;

    /// <summary>Beginnings that something is put after, an enumeration's value in particular: <c>$"Imports.Fate.{fate}"</c>.</summary>
    public IEnumerable<(string Beginning, TypeDefinition? Enumeration)> Beginnings() =>
        from method in Methods()
        from found in BeginningsIn(method)
        where found.Beginning.EndsWith('.')
        select found;

    /// <summary>The same for one method, whatever the beginning ends in.</summary>
    public static IEnumerable<(string Beginning, TypeDefinition? Enumeration)> BeginningsIn(MethodDefinition method)
    {
        const int near = 12;
        foreach (var step in method.Body.Instructions)
        {
            if (step.Operand is not string text) continue;
            var after = step.Next;
            for (var ahead = 0; ahead < near && after is not null && after.Operand is not string; ahead++, after = after.Next)
            {
                if (after.Operand is GenericInstanceMethod { Name: "AppendFormatted" } formatted)
                {
                    yield return (text, EnumerationOf(formatted.GenericArguments[0]));
                    break;
                }

                if (after.Operand is MethodReference { Name: "Concat" })
                {
                    yield return (text, null);
                    break;
                }
            }
        }
    }

    private static TypeDefinition? EnumerationOf(TypeReference type) =>
        (type is GenericInstanceType { Name: "Nullable`1" } nullable ? nullable.GenericArguments[0] : type).Resolve() is { IsEnum: true } found ? found : null;

    /// <summary>Words that stand in a view itself, each with the view.</summary>
    public IEnumerable<string> WordsInViews() =>
        from view in types.Where(type => type.Name.StartsWith("Views_", StringComparison.Ordinal))
        from method in CompiledCode.WithNested(view).SelectMany(type => type.Methods).Where(method => method.HasBody)
        from words in WordsIn(method)
        where words.Any(char.IsLetter) && words.Trim() != "FollowUp"
        select $"{view.Name}: {words.Trim()}";

    private static IEnumerable<string> WordsIn(MethodDefinition method)
    {
        var html = new StringBuilder();
        var attribute = "";
        var isInTagHelper = false;
        foreach (var step in method.Body.Instructions.Where(step => step.Operand is MethodReference))
        {
            var strings = StringsBefore(step);
            switch (((MethodReference)step.Operand).Name)
            {
                case "WriteLiteral" when !isInTagHelper:
                    html.Append(strings.LastOrDefault());
                    break;
                case "BeginWriteTagHelperAttribute" or "EndWriteTagHelperAttribute":
                    isInTagHelper = !isInTagHelper;
                    break;
                case "BeginWriteAttribute" or "BeginAddHtmlAttributeValues":
                    attribute = strings.FirstOrDefault() ?? "";
                    break;
                case "WriteAttributeValue" or "AddHtmlAttributeValue" when Spoken.Contains(attribute) && strings.Count > 1:
                    yield return strings[^1];
                    break;
                case "Write" when !isInTagHelper && step.Previous?.Operand is string written:
                    yield return written;
                    break;
                case ".ctor" when ((MethodReference)step.Operand).DeclaringType.Name == "TagHelperAttribute" && strings.Count > 1 && Spoken.Contains(strings[^2]):
                    yield return strings[^1];
                    break;
                case "set_Item" when strings.Count > 1 && strings[^2] == "Title":
                    yield return strings[^1];
                    break;
            }
        }

        foreach (var node in Parser.ParseFragment(html.ToString(), null!).SelectMany(node => node.GetDescendantsAndSelf()))
        {
            if (node is IText text) yield return text.Data;
            if (node is not IElement element) continue;
            foreach (var spoken in element.Attributes.Where(found => Spoken.Contains(found.Name))) yield return spoken.Value;
            if (element.LocalName is "input" or "button" && element.GetAttribute("type") is "submit" or "button" or "reset")
                yield return element.GetAttribute("value") ?? "";
        }
    }

    /// <summary>The strings loaded since the call before.</summary>
    private static List<string> StringsBefore(Instruction call)
    {
        var strings = new List<string>();
        for (var step = call.Previous; step is not null; step = step.Previous)
        {
            if (step.Operand is string text) strings.Insert(0, text);
            else if (step.Operand is MethodReference { Name: not ".ctor" } || step.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch) break;
        }

        return strings;
    }

    private IEnumerable<MethodDefinition> Methods() =>
        types.SelectMany(CompiledCode.WithNested).SelectMany(type => type.Methods).Where(method => method.HasBody);

    private static IEnumerable<ICustomAttributeProvider> Attributed(TypeDefinition type) =>
        [type, .. type.Methods, .. type.Properties, .. type.Fields];

    private static IEnumerable<string> Arguments(CustomAttribute attribute) =>
        attribute.ConstructorArguments.Concat(attribute.Properties.Select(property => property.Argument)).Select(argument => argument.Value).OfType<string>();
}
