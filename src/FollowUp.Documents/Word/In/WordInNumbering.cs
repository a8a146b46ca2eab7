using System.Globalization;
using System.Text;

namespace FollowUp.Documents.Word.In;

/// <summary>The mark that Word shows before a paragraph of a list.</summary>
/// <param name="Text">A number with what stands around it; empty for a bullet.</param>
/// <param name="Level">From 0.</param>
/// <param name="List">Which list; items of one belong together.</param>
/// <param name="IsCompound">True for a number of several parts, <c>1.2</c>, as headings have.</param>
internal sealed record WordListMark(string Text, int Level, int List, bool IsCompound)
{
    public bool IsBullet => Text.Length == 0;
}

/// <summary>The document's lists: their numbers stand nowhere in the text, and are counted as Word counts them.</summary>
internal sealed class WordInNumbering
{
    private const int Levels = 9;
    private const int MaxLists = 20_000;
    private const int LongestMark = 60;

    private readonly Dictionary<int, Level?[]> _abstracts = [];
    private readonly Dictionary<int, List> _lists = [];
    private readonly Dictionary<int, int?[]> _counters = [];
    private readonly HashSet<(int List, int Level)> _restarted = [];

    /// <summary>The lists of a part; none where it is missing.</summary>
    public static WordInNumbering Read(WordXml? xml)
    {
        var numbering = new WordInNumbering();
        if (xml is null || !xml.MoveToRoot()) return numbering;
        foreach (var name in xml.Children())
        {
            if (numbering._abstracts.Count + numbering._lists.Count > MaxLists) break;
            if (name == "abstractNum") numbering.ReadAbstract(xml);
            else if (name == "num") numbering.ReadList(xml);
        }

        return numbering;
    }

    /// <summary>Counts a paragraph, and gives its mark; null where it has none.</summary>
    /// <param name="id">Its list.</param>
    /// <param name="level">Its level; null where the style says it.</param>
    /// <param name="style">Its style, by which its level is found then.</param>
    public WordListMark? Next(int id, int? level, string? style)
    {
        if (id == 0 || !_lists.TryGetValue(id, out var list) || !_abstracts.TryGetValue(list.Abstract, out var levels)) return null;
        var at = Math.Clamp(level ?? Math.Max(0, Array.FindIndex(levels, one => one?.Style is { } own && own == style)), 0, Levels - 1);
        var shape = list.Overrides[at] ?? levels[at];
        if (shape is null) return null;
        if (!_counters.TryGetValue(list.Abstract, out var counters)) _counters[list.Abstract] = counters = new int?[Levels];
        for (var i = 0; i <= at; i++)
        {
            var start = list.Starts[i] ?? (list.Overrides[i] ?? levels[i])?.Start ?? 1;
            // A list that begins anew does so once.
            if (list.Starts[i] is not null && _restarted.Add((id, i))) counters[i] = null;
            if (i == at) counters[i] = counters[i] is { } last ? last + 1 : start;
            else counters[i] ??= start;
        }

        for (var i = at + 1; i < Levels; i++)
        {
            if ((list.Overrides[i] ?? levels[i])?.Restart is not { } restart || (restart > 0 && at < restart)) counters[i] = null;
        }

        if (shape.Format == "bullet") return new WordListMark("", at, id, false);
        return shape.Format == "none" && !shape.Text.Contains('%') && shape.Text.Length == 0 ? null : Mark(list, levels, counters, shape, at);
    }

    private static WordListMark? Mark(List list, Level?[] levels, int?[] counters, Level shape, int at)
    {
        var text = new StringBuilder();
        var parts = 0;
        for (var i = 0; i < shape.Text.Length && text.Length < LongestMark; i++)
        {
            if (shape.Text[i] != '%' || i + 1 == shape.Text.Length || shape.Text[i + 1] is < '1' or > '9')
            {
                text.Append(shape.Text[i]);
                continue;
            }

            var level = shape.Text[++i] - '1';
            parts++;
            text.Append(Written(counters[level] ?? 1, shape.IsLegal ? "decimal" : (list.Overrides[level] ?? levels[level])?.Format ?? "decimal"));
        }

        var mark = text.ToString().Trim();
        return mark.Length == 0 ? null : new WordListMark(mark, at, list.Id, parts > 1);
    }

    private static string Written(int number, string format) => format switch
    {
        "lowerLetter" => Letters(number).ToLowerInvariant(),
        "upperLetter" => Letters(number),
        "lowerRoman" => Roman(number).ToLowerInvariant(),
        "upperRoman" => Roman(number),
        "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
        "none" => "",
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A to Z, then AA, BB.</summary>
    private static string Letters(int number) => number is < 1 or > 260 ? number.ToString(CultureInfo.InvariantCulture) : new string((char)('A' + ((number - 1) % 26)), ((number - 1) / 26) + 1);

    private static string Roman(int number)
    {
        if (number is < 1 or > 3_999) return number.ToString(CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        foreach (var (value, letters) in (ReadOnlySpan<(int, string)>)[
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")])
        {
            for (; number >= value; number -= value) text.Append(letters);
        }

        return text.ToString();
    }

    private void ReadAbstract(WordXml xml)
    {
        var id = xml.Number("abstractNumId");
        var levels = new Level?[Levels];
        foreach (var name in xml.Children())
        {
            if (name == "lvl" && xml.Number("ilvl") is >= 0 and < Levels and var at) levels[at] = ReadLevel(xml);
        }

        if (id is { } known) _abstracts[known] = levels;
    }

    private void ReadList(WordXml xml)
    {
        var list = new List { Id = xml.Number("numId") ?? 0 };
        foreach (var name in xml.Children())
        {
            if (name == "abstractNumId") list.Abstract = xml.Number() ?? -1;
            if (name != "lvlOverride" || xml.Number("ilvl") is not (>= 0 and < Levels and var at)) continue;
            foreach (var part in xml.Children())
            {
                if (part == "startOverride") list.Starts[at] = Start(xml.Number());
                else if (part == "lvl") list.Overrides[at] = ReadLevel(xml);
            }
        }

        _lists[list.Id] = list;
    }

    private static Level ReadLevel(WordXml xml)
    {
        var level = new Level();
        foreach (var name in xml.Children())
        {
            if (name == "start") level.Start = Start(xml.Number());
            else if (name == "numFmt") level.Format = xml.Attribute("val") ?? "decimal";
            else if (name == "lvlText") level.Text = xml.Attribute("val") is { } text ? text[..Math.Min(text.Length, LongestMark)] : "";
            else if (name == "lvlRestart") level.Restart = xml.Number();
            else if (name == "isLgl") level.IsLegal = xml.IsOn();
            else if (name == "pStyle") level.Style = xml.Attribute("val");
        }

        return level;
    }

    private static int Start(int? number) => Math.Clamp(number ?? 1, 0, 99_999);

    private sealed class Level
    {
        public int Start { get; set; } = 1;

        public string Format { get; set; } = "decimal";

        public string Text { get; set; } = "";

        public int? Restart { get; set; }

        public bool IsLegal { get; set; }

        public string? Style { get; set; }
    }

    private sealed class List
    {
        public int Id { get; init; }

        public int Abstract { get; set; } = -1;

        public int?[] Starts { get; } = new int?[Levels];

        public Level?[] Overrides { get; } = new Level?[Levels];
    }
}
