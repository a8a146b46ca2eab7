using System.Globalization;
using System.Text.RegularExpressions;

namespace FollowUp.Documents.Word.In;

/// <summary>What a paragraph's style says of its text.</summary>
/// <param name="Level">The level of a heading, from 1; 0 where it is none.</param>
/// <param name="IsTitle">True for the document's title.</param>
/// <param name="IsContents">True for a line of a contents list.</param>
/// <param name="IsBullet">True for a bullet list by its name, for documents that do not define it.</param>
/// <param name="List">The list that the style numbers its paragraphs in; null where it does not.</param>
/// <param name="ListLevel">The level in that list; null where the list says it.</param>
internal sealed record WordLook(int Level, bool IsTitle, bool IsContents, bool IsBullet, int? List, int? ListLevel)
{
    public static readonly WordLook Plain = new(0, false, false, false, null, null);
}

/// <summary>The document's styles, as far as they tell headings, lists and bold.</summary>
internal sealed partial class WordInStyles
{
    private const int MaxStyles = 10_000;

    /// <summary>No style is based on more others; a circle would have no end.</summary>
    private const int MostBases = 20;

    private readonly Dictionary<string, Style> _styles = [];
    private readonly Dictionary<string, WordLook> _looks = [];
    private string? _default;

    /// <summary>The styles of a part; none where it is missing.</summary>
    public static WordInStyles Read(WordXml? xml)
    {
        var styles = new WordInStyles();
        if (xml is null || !xml.MoveToRoot()) return styles;
        foreach (var name in xml.Children())
        {
            if (name == "style") styles.ReadStyle(xml);
        }

        return styles;
    }

    /// <summary>What a paragraph's style says; a style that is not defined is known by its id.</summary>
    public WordLook Of(string? id)
    {
        id ??= _default ?? "";
        if (_looks.TryGetValue(id, out var known)) return known;
        if (_looks.Count > MaxStyles) return WordLook.Plain;
        return _looks[id] = Resolve(id);
    }

    /// <summary>True where a run's style makes it bold.</summary>
    public bool IsBold(string id)
    {
        for (var i = 0; i < MostBases && _styles.TryGetValue(id, out var style); i++)
        {
            if (style.IsBold is { } bold) return bold;
            if (style.BasedOn is null) return false;
            id = style.BasedOn;
        }

        return id is "Strong" or "Stark";
    }

    private WordLook Resolve(string id)
    {
        int? level = null, list = null, listLevel = null;
        bool isTitle = false, isContents = false, isBullet = false;
        var at = id;
        for (var i = 0; i < MostBases; i++)
        {
            var isKnown = _styles.TryGetValue(at, out var style);
            var name = style?.Name ?? at;
            level ??= style?.Level ?? HeadingLevel(name) ?? (isKnown ? null : HeadingLevel(at));
            list ??= style?.List;
            listLevel ??= style?.ListLevel;
            // What is based on the contents' heading or the title is not one of them itself.
            if (i == 0)
            {
                isTitle = name.Equals("title", StringComparison.OrdinalIgnoreCase) || (!isKnown && at is "Rubrik");
                isContents = Contents().IsMatch(name);
            }

            isBullet |= name.StartsWith("list bullet", StringComparison.OrdinalIgnoreCase) || at.StartsWith("ListBullet", StringComparison.OrdinalIgnoreCase) || at.StartsWith("Punktlista", StringComparison.OrdinalIgnoreCase);
            if (style?.BasedOn is not { } basis) break;
            at = basis;
        }

        return new WordLook(isContents ? 0 : level ?? 0, isTitle, isContents, isBullet, list, listLevel);
    }

    private void ReadStyle(WordXml xml)
    {
        if (_styles.Count >= MaxStyles || xml.Attribute("styleId") is not { } id) return;
        if (xml.Attribute("type") == "paragraph" && xml.Attribute("default") is "1" or "true") _default = id;
        var style = new Style();
        foreach (var name in xml.Children())
        {
            if (name == "name") style.Name = xml.Attribute("val");
            else if (name == "basedOn") style.BasedOn = xml.Attribute("val");
            else if (name == "pPr") ReadParagraph(xml, style);
            else if (name == "rPr") style.IsBold = ReadBold(xml);
        }

        _styles.TryAdd(id, style);
    }

    private static void ReadParagraph(WordXml xml, Style style)
    {
        foreach (var name in xml.Children())
        {
            if (name == "outlineLvl" && xml.Number() is { } level) style.Level = level is >= 0 and <= 8 ? level + 1 : 0;
            if (name != "numPr") continue;
            foreach (var part in xml.Children())
            {
                if (part == "numId") style.List = xml.Number();
                else if (part == "ilvl") style.ListLevel = xml.Number();
            }
        }
    }

    private static bool? ReadBold(WordXml xml)
    {
        bool? bold = null;
        foreach (var name in xml.Children())
        {
            if (name == "b") bold = xml.IsOn();
        }

        return bold;
    }

    private static int? HeadingLevel(string name) =>
        Heading().Match(name) is { Success: true } match ? int.Parse(match.Groups["level"].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("^(?:heading|rubrik) ?(?<level>[1-9])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex("^(?:toc ?[1-9]|toc ?heading|innehåll ?[1-9]|innehållsförteckningsrubrik|table of (?:figures|authorities)|figurförteckning)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Contents();

    private sealed class Style
    {
        public string? Name { get; set; }

        public string? BasedOn { get; set; }

        public int? Level { get; set; }

        public int? List { get; set; }

        public int? ListLevel { get; set; }

        public bool? IsBold { get; set; }
    }
}
