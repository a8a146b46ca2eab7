namespace FollowUp.Core.Reviews;

/// <summary>A piece of an excerpt, and whether it is one of the words looked for.</summary>
public readonly record struct ExcerptPart(string Text, bool IsHit);

/// <summary>The place in a text where the words looked for stand, with a little of what is around it.</summary>
public static class Excerpt
{
    /// <summary>Characters before the first word, and after it.</summary>
    private const int Before = 60;
    private const int After = 160;

    /// <summary>
    /// Cuts the excerpt at whole words and tells the hits apart. The parts put together are the excerpt, on one line; an ellipsis stands where text was left out.
    /// </summary>
    /// <param name="text">Markdown; its marks for bold are left out.</param>
    /// <param name="words">The words, folded by <see cref="TypedText.Fold"/>.</param>
    /// <returns>Nothing where none of the words occurs.</returns>
    public static IReadOnlyList<ExcerptPart> Of(string text, IReadOnlyList<string> words)
    {
        var line = string.Join(' ', text.Replace("**", "", StringComparison.Ordinal).Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        var folded = TypedText.Fold(line);
        if (folded.Length != line.Length) folded = line;
        var first = words.Select(word => folded.IndexOf(word, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
        if (first < 0) return [];

        var start = first <= Before ? 0 : line.IndexOf(' ', first - Before) is var blank && blank >= 0 && blank < first ? blank + 1 : first;
        var end = Math.Min(line.Length, first + After);
        if (end < line.Length && line.LastIndexOf(' ', end) is var last && last > first) end = last;

        var parts = new List<ExcerptPart>();
        if (start > 0) parts.Add(new ExcerptPart("… ", false));
        parts.AddRange(Marked(line, folded, start, end, words));
        if (end < line.Length) parts.Add(new ExcerptPart(" …", false));
        return parts;
    }

    /// <summary>A whole text with the words told apart, such as a title.</summary>
    public static IReadOnlyList<ExcerptPart> Mark(string text, IReadOnlyList<string> words)
    {
        var folded = TypedText.Fold(text);
        return [.. Marked(text, folded.Length == text.Length ? folded : text, 0, text.Length, words)];
    }

    private static IEnumerable<ExcerptPart> Marked(string line, string folded, int start, int end, IReadOnlyList<string> words)
    {
        var at = start;
        while (at < end)
        {
            var hit = words
                .Select(word => (At: folded.IndexOf(word, at, end - at, StringComparison.Ordinal), word.Length))
                .Where(found => found.At >= 0)
                .OrderBy(found => found.At).ThenByDescending(found => found.Length)
                .FirstOrDefault((At: end, Length: 0));
            if (hit.At > at) yield return new ExcerptPart(line[at..hit.At], false);
            if (hit.Length > 0) yield return new ExcerptPart(line[hit.At..(hit.At + hit.Length)], true);
            at = hit.At + hit.Length;
            if (hit.Length == 0) yield break;
        }
    }
}
