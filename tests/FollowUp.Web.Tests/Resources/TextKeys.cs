using System.Text.RegularExpressions;
using System.Xml.Linq;
using FollowUp.Testing;

namespace FollowUp.Web.Tests.Resources;

/// <summary>The keys of the resource files, and what is wrong between them and the code. Each rule returns one sentence per breach.</summary>
/// <param name="keys">Every key as <c>File.Name</c>.</param>
public sealed partial class TextKeys(IReadOnlyCollection<string> keys)
{
    private const string One = ".One";
    private const string Many = ".Many";

    private readonly HashSet<string> _keys = [.. keys];
    private readonly HashSet<string> _files = [.. keys.Select(key => key.Split('.')[0])];

    public IReadOnlyCollection<string> Keys => _keys;

    public static TextKeys Read() => new(
    [
        .. from file in SourceTree.Files("src/FollowUp.Web/Resources", "*.resx")
           let name = Path.GetFileNameWithoutExtension(file)
           where !name.Contains('.')
           from entry in XDocument.Parse(SourceTree.Read(file)).Root!.Elements("data")
           select $"{name}.{entry.Attribute("name")!.Value}",
    ]);

    /// <summary>Strings that begin as a file of texts but name none of its entries.</summary>
    public IEnumerable<string> Missing(IEnumerable<string> strings) =>
        from text in strings.Distinct()
        where Key().IsMatch(text) && _files.Contains(text.Split('.')[0]) && !IsKnown(text)
        select $"{text} is used and stands in no resource file.";

    /// <summary>Strings handed to a text look-up that name nothing; without a file they mean the file Shared.</summary>
    public IEnumerable<string> Unknown(IEnumerable<string> looked) =>
        from text in looked.Distinct()
        where !text.EndsWith('.') && !IsKnown(text.Contains('.') ? text : $"Shared.{text}")
        select $"{text} is looked up and stands in no resource file.";

    /// <summary>Entries that nothing names.</summary>
    public IEnumerable<string> Unused(IReadOnlySet<string> strings) =>
        from key in _keys
        where !strings.Contains(key) && !strings.Contains(Base(key)) && !(key.StartsWith("Shared.", StringComparison.Ordinal) && strings.Contains(key[7..]))
        select $"{key} is not used.";

    /// <summary>Entries for a number that lack their singular or plural.</summary>
    public IEnumerable<string> Halves() =>
        from key in _keys
        where Base(key) != key && !IsKnown(Base(key))
        select $"{key} has no other half.";

    /// <summary>The entries whose name goes on after a beginning, without <c>.One</c> and <c>.Many</c>.</summary>
    public IReadOnlySet<string> Endings(string beginning) =>
        _keys.Where(key => key.StartsWith(beginning, StringComparison.Ordinal)).Select(key => Base(key)[beginning.Length..]).ToHashSet();

    /// <summary>What lacks between the entries after a beginning and the values that may follow it.</summary>
    public IEnumerable<string> Difference(string beginning, IReadOnlyCollection<string> values)
    {
        var endings = Endings(beginning);
        return values.Except(endings).Select(value => $"{beginning}{value} has no text.")
            .Concat(endings.Except(values).Select(ending => $"{beginning}{ending} stands for nothing."));
    }

    /// <summary>An entry, one for a number, or the beginning that all entries of a group share.</summary>
    private bool IsKnown(string text) => _keys.Contains(text) || (_keys.Contains(text + One) && _keys.Contains(text + Many))
        || _keys.Any(key => key.StartsWith(text + ".", StringComparison.Ordinal) && Base(key) != text);

    private static string Base(string key) =>
        key.EndsWith(One, StringComparison.Ordinal) ? key[..^One.Length] : key.EndsWith(Many, StringComparison.Ordinal) ? key[..^Many.Length] : key;

    [GeneratedRegex(@"^[A-Z]\w*(\.\w+)+$")]
    private static partial Regex Key();
}
