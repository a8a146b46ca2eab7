using System.Text.RegularExpressions;
using System.Xml.Linq;
using FollowUp.Testing;

namespace FollowUp.Web.Tests.Resources;

/// <summary>The texts in the two languages, and what differs between them. Each rule returns one sentence per breach.</summary>
/// <param name="swedish">Every text by <c>File.Name</c>.</param>
/// <param name="english">The same in English.</param>
public sealed partial class Translations(IReadOnlyDictionary<string, string> swedish, IReadOnlyDictionary<string, string> english)
{
    /// <summary>English texts that tell what a report in Swedish says.</summary>
    private static readonly HashSet<string> QuotingSwedish = ["Refusals.ImportNoActivities"];

    public static Translations Read() => new(Texts("*.resx", ""), Texts("*.en.resx", ".en"));

    /// <summary>Texts that one of the languages lacks.</summary>
    public IEnumerable<string> Missing() => swedish.Keys.Except(english.Keys).Select(key => $"{key} is missing in {key.Split('.')[0]}.en.resx.")
        .Concat(english.Keys.Except(swedish.Keys).Select(key => $"{key} stands in {key.Split('.')[0]}.en.resx and not in {key.Split('.')[0]}.resx."));

    /// <summary>Texts that say nothing.</summary>
    public IEnumerable<string> Empty() => swedish.Concat(english).Where(text => string.IsNullOrWhiteSpace(text.Value)).Select(text => $"{text.Key} is empty.");

    /// <summary>Texts that are filled in with other things in one language than in the other.</summary>
    public IEnumerable<string> Places() =>
        from key in swedish.Keys.Intersect(english.Keys)
        let places = (Swedish: PlacesIn(swedish[key]), English: PlacesIn(english[key]))
        where places.Swedish != places.English
        select $"{key} fills in {places.Swedish} in Swedish and {places.English} in English.";

    /// <summary>English texts that were left in Swedish.</summary>
    public IEnumerable<string> Untranslated() =>
        from text in english
        where SwedishLetter().IsMatch(text.Value) && !QuotingSwedish.Contains(text.Key)
        select $"{text.Key} holds Swedish in English: {text.Value}";

    /// <summary>What is filled in and not how: a date may be written otherwise.</summary>
    private static string PlacesIn(string text) => string.Join(' ', Place().Matches(text).Select(place => $"{{{place.Groups[1].Value}}}").Distinct().Order(StringComparer.Ordinal)) is { Length: > 0 } places
        ? places
        : "nothing";

    private static Dictionary<string, string> Texts(string pattern, string language) =>
        (from file in SourceTree.Files("src/FollowUp.Web/Resources", pattern)
         let name = Path.GetFileNameWithoutExtension(file)
         where Path.GetExtension(name) == language
         from entry in XDocument.Parse(SourceTree.Read(file)).Root!.Elements("data")
         select (Key: $"{Path.GetFileNameWithoutExtension(file).Split('.')[0]}.{entry.Attribute("name")!.Value}", entry.Element("value")!.Value))
        .ToDictionary(text => text.Key, text => text.Value);

    [GeneratedRegex(@"\{(\d+)")]
    private static partial Regex Place();

    [GeneratedRegex("[åäöÅÄÖ]")]
    private static partial Regex SwedishLetter();
}
