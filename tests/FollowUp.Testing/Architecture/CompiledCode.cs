using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FollowUp.Testing.Architecture;

/// <summary>A type by its namespace and the name of its outermost type.</summary>
public sealed record TypeName(string Namespace, string Name)
{
    public override string ToString() => $"{Namespace}.{Name}";
}

/// <summary>
/// Reads compiled assemblies: which types a type mentions in its signatures and in its method bodies. What the compiler makes of
/// lambdas, iterators and async methods are nested types, and counts as the type that holds them.
/// </summary>
public static class CompiledCode
{
    /// <summary>Every type, nested ones left out; compiled views are types as well.</summary>
    public static IEnumerable<TypeDefinition> AllTypes(System.Reflection.Assembly assembly) => Read(assembly).MainModule.Types;

    /// <summary>The types that somebody wrote, nested ones left out; migrations are generated and left out too.</summary>
    public static IReadOnlyList<TypeDefinition> WrittenTypes(System.Reflection.Assembly assembly) =>
        [.. AllTypes(assembly)
            .Where(type => !type.Name.Contains('<') && type.Namespace.StartsWith("FollowUp", StringComparison.Ordinal)
                && !type.Namespace.EndsWith(".Migrations", StringComparison.Ordinal))];

    /// <summary>The names of the assemblies that an assembly really uses.</summary>
    public static IReadOnlyList<string> References(System.Reflection.Assembly assembly) =>
        [.. Read(assembly).MainModule.AssemblyReferences.Select(reference => reference.Name)];

    private static AssemblyDefinition Read(System.Reflection.Assembly assembly)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(assembly.Location));
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location));
        return AssemblyDefinition.ReadAssembly(assembly.Location, new ReaderParameters { AssemblyResolver = resolver });
    }

    public static TypeName NameOf(TypeReference type)
    {
        while (type.DeclaringType is not null) type = type.DeclaringType;
        return new TypeName(type.Namespace, type.Name);
    }

    public static string WithoutArity(string name) => name.IndexOf('`') is var at and >= 0 ? name[..at] : name;

    /// <summary>The type itself and the types nested in it, at every depth.</summary>
    public static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    public static bool IsRecord(TypeDefinition type) =>
        type.Methods.Any(method => method.Name is "<Clone>$" or "PrintMembers");

    public static bool IsStatic(TypeDefinition type) => type is { IsAbstract: true, IsSealed: true };

    /// <summary>Every method called (or named by an expression tree) in a type, each with the method that calls it.</summary>
    public static IEnumerable<(MethodDefinition Caller, MethodReference Called)> Calls(TypeDefinition type) =>
        WithNested(type).SelectMany(each => each.Methods).Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions.Select(step => step.Operand).OfType<MethodReference>()
                .Select(called => (method, called)));

    /// <summary>Every type that a type mentions, itself left out.</summary>
    public static IReadOnlySet<TypeName> Uses(TypeDefinition type)
    {
        var found = new HashSet<TypeName>();
        foreach (var each in WithNested(type))
        {
            Add(found, each.BaseType);
            AddAttributes(found, each);
            foreach (var one in each.Interfaces) Add(found, one.InterfaceType);
            foreach (var parameter in each.GenericParameters) AddConstraints(found, parameter);
            foreach (var field in each.Fields)
            {
                Add(found, field.FieldType);
                AddAttributes(found, field);
            }

            foreach (var property in each.Properties) AddAttributes(found, property);
            foreach (var method in each.Methods) AddMethod(found, method);
        }

        found.Remove(NameOf(type));
        return found;
    }

    private static void AddMethod(HashSet<TypeName> found, MethodDefinition method)
    {
        AddReference(found, method);
        AddAttributes(found, method);
        foreach (var parameter in method.GenericParameters) AddConstraints(found, parameter);
        if (!method.HasBody) return;
        foreach (var variable in method.Body.Variables) Add(found, variable.VariableType);
        foreach (var handler in method.Body.ExceptionHandlers) Add(found, handler.CatchType);
        foreach (var step in method.Body.Instructions) AddOperand(found, step);
    }

    private static void AddOperand(HashSet<TypeName> found, Instruction step)
    {
        switch (step.Operand)
        {
            case TypeReference type:
                Add(found, type);
                break;
            case FieldReference field:
                Add(found, field.DeclaringType);
                Add(found, field.FieldType);
                break;
            case MethodReference method:
                Add(found, method.DeclaringType);
                AddReference(found, method);
                break;
        }
    }

    private static void AddReference(HashSet<TypeName> found, MethodReference method)
    {
        Add(found, method.ReturnType);
        foreach (var parameter in method.Parameters) Add(found, parameter.ParameterType);
        if (method is GenericInstanceMethod generic)
            foreach (var argument in generic.GenericArguments) Add(found, argument);
    }

    private static void AddConstraints(HashSet<TypeName> found, GenericParameter parameter)
    {
        foreach (var constraint in parameter.Constraints) Add(found, constraint.ConstraintType);
    }

    private static void AddAttributes(HashSet<TypeName> found, ICustomAttributeProvider holder)
    {
        foreach (var attribute in holder.CustomAttributes)
        {
            Add(found, attribute.AttributeType);
            foreach (var argument in attribute.ConstructorArguments)
                if (argument.Value is TypeReference type) Add(found, type);
        }
    }

    private static void Add(HashSet<TypeName> found, TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                foreach (var argument in generic.GenericArguments) Add(found, argument);
                Add(found, generic.ElementType);
                return;
            case TypeSpecification wrapped:
                Add(found, wrapped.ElementType);
                return;
            default:
                found.Add(NameOf(type));
                return;
        }
    }
}
