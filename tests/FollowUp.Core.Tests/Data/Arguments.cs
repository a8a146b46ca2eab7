using System.Reflection;
using FollowUp.Testing;
using Microsoft.EntityFrameworkCore;

namespace FollowUp.Core.Tests.Data;

/// <summary>
/// Makes arguments for any method of the service layer by the type and the name of its parameters: <c>noteId</c> is the key of a note that
/// exists, a filter has every property set, a list has one element.
/// </summary>
/// <param name="keys">The things to name, by the beginning of their type's name: <c>Note</c>, <c>Plan</c>.</param>
/// <param name="versions">The version token of each thing that has one.</param>
/// <param name="given">Objects that are handed over as they are: who asks, the context.</param>
/// <param name="style">How much of what is optional is filled in.</param>
public sealed class Arguments(
    IReadOnlyDictionary<string, Guid> keys, IReadOnlyDictionary<Guid, object> versions, IReadOnlyList<object> given, ArgumentStyle style)
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Year"] = "2031/32",
        ["NewPlanYear"] = "2031/32",
        ["Label"] = "2031/32",
        ["Email"] = "ny@prov.example",
        ["Password"] = SampleAuthority.Password,
        ["Current"] = SampleAuthority.Password,
        ["FileName"] = "rapport.txt",
        ["Language"] = Languages.English,
        ["Search"] = "Åsö",
    };

    private Guid _last;

    public object?[] For(MethodInfo method)
    {
        _last = keys.First(key => method.DeclaringType!.Name.StartsWith(key.Key, StringComparison.Ordinal) || key.Key == "Note").Value;
        return [.. method.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None
            : style == ArgumentStyle.Bare && parameter.HasDefaultValue ? parameter.DefaultValue
            : Make(parameter.ParameterType, parameter.Name!, method.DeclaringType!.Name, 0))];
    }

    private object? Make(Type type, string name, string owner, int depth)
    {
        if (given.FirstOrDefault(type.IsInstanceOfType) is { } known) return known;
        if (Nullable.GetUnderlyingType(type) is { } inner) return style == ArgumentStyle.Bare ? null : Make(inner, name, owner, depth);
        if (type == typeof(Guid)) return name.Contains("Version", StringComparison.OrdinalIgnoreCase) ? Version(typeof(Guid), name) : _last = Key(name, owner);
        if (type == typeof(string)) return Text(name);
        if (type == typeof(int)) return name.Equals("Size", StringComparison.OrdinalIgnoreCase) ? PageRequest.DefaultSize : 7;
        if (type == typeof(bool)) return style != ArgumentStyle.Bare;
        if (type == typeof(DateOnly)) return new DateOnly(2026, 11, 18);
        if (type == typeof(DateTime)) return new DateTime(2026, 11, 18, 9, 0, 0, DateTimeKind.Utc);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 11, 18, 9, 0, 0, TimeSpan.Zero);
        if (type.IsEnum) return style == ArgumentStyle.FilledLast ? Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1) : Enum.GetValues(type).GetValue(0);
        if (typeof(Delegate).IsAssignableFrom(type)) return null;
        if (ElementOf(type) is { } element) return List(type, element, name, owner, depth);
        if (type == typeof(Stream)) return new MemoryStream("1. Aktivitet"u8.ToArray());
        return depth > 4 ? null : Object(type, depth);
    }

    private object Object(Type type, int depth)
    {
        var constructor = type.GetConstructors().Where(each => each.GetParameters() is not [var only] || only.ParameterType != type)
            .MaxBy(each => each.GetParameters().Length);
        var made = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => style == ArgumentStyle.Bare && parameter.HasDefaultValue
                ? parameter.DefaultValue
                : Make(parameter.ParameterType, parameter.Name!, type.Name, depth + 1))]);
        var passed = constructor?.GetParameters().Select(parameter => parameter.Name!).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is { IsPublic: true } && !passed.Contains(property.Name)))
        {
            var isRequired = property.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "RequiredMemberAttribute");
            if (isRequired || style != ArgumentStyle.Bare) property.SetValue(made, Make(property.PropertyType, property.Name, type.Name, depth + 1));
        }

        return made;
    }

    private object List(Type type, Type element, string name, string owner, int depth)
    {
        var array = Array.CreateInstance(element, 1);
        array.SetValue(Make(element, name, owner, depth + 1), 0);
        if (type.IsInstanceOfType(array)) return array;
        var set = type.IsInterface ? typeof(HashSet<>).MakeGenericType(element) : type;
        return Activator.CreateInstance(set, array)!;
    }

    private static Type? ElementOf(Type type) => type.IsArray
        ? type.GetElementType()
        : type.GetInterfaces().Append(type)
            .FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private string? Text(string name)
    {
        if (name.Contains("Version", StringComparison.OrdinalIgnoreCase)) return (string)Version(typeof(string), name);

        // Cursors: a key that is a number, a time and a sort key alike.
        if (name is "After" or "Before") return (name == "After") == (style != ArgumentStyle.FilledLast) ? $"10~{keys["Note"]:N}" : null;
        return Words.GetValueOrDefault(name, "Text");
    }

    /// <summary><c>planVersion</c> is the plan's; <c>version</c> that of what was named last.</summary>
    private object Version(Type type, string name)
    {
        var holder = keys.FirstOrDefault(key => name.StartsWith(key.Key, StringComparison.OrdinalIgnoreCase));
        return versions.TryGetValue(holder.Key is null ? _last : holder.Value, out var version) && version.GetType() == type ? version
            : type == typeof(string) ? "none" : Guid.Empty;
    }

    /// <summary>The key whose name stands in the parameter's name, else in its owner's.</summary>
    private Guid Key(string name, string owner)
    {
        if (style == ArgumentStyle.New && name is "id" or "Id") return Guid.CreateVersion7();
        return new[] { name, owner }
            .SelectMany(place => keys.Where(key => place.Contains(key.Key, StringComparison.OrdinalIgnoreCase)).OrderByDescending(key => key.Key.Length))
            .Select(key => key.Value).FirstOrDefault(keys["Unit"]);
    }

    /// <summary>The version token of every row that has one.</summary>
    public static IReadOnlyDictionary<Guid, object> VersionsIn(DbContext db)
    {
        var versions = new Dictionary<Guid, object>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            var token = entry.Properties.FirstOrDefault(property => property.Metadata.IsConcurrencyToken);
            var key = entry.Properties.FirstOrDefault(property => property.Metadata.IsPrimaryKey());
            if (token?.CurrentValue is { } version && key?.CurrentValue is Guid id) versions[id] = version;
        }

        return versions;
    }
}

/// <summary>How much of what is optional is filled in.</summary>
public enum ArgumentStyle
{
    /// <summary>Only what is required.</summary>
    Bare,

    /// <summary>Everything; the page after a row; the first value of each enumeration.</summary>
    Filled,

    /// <summary>Everything; the page before a row; the last value of each enumeration.</summary>
    FilledLast,

    /// <summary>Everything, and a key of its own for what is made.</summary>
    New,
}
