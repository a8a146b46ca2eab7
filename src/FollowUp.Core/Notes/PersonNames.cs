namespace FollowUp.Core.Notes;

/// <summary>The full names of people, made ready to be looked for in texts: the work is one step a word, however many names there are.</summary>
public sealed class PersonNames
{
    /// <summary>How many names are told of at the most.</summary>
    public const int MaxFound = 5;

    /// <summary>How many words may stand between first and last name: middle names that the account does not have.</summary>
    private const int MaxBetween = 2;

    private readonly Dictionary<string, List<(string[] Parts, string Name)>> _byWord = [];

    /// <param name="names">First and last name; a name of one word is left out, since it may be any word.</param>
    public PersonNames(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var parts = PartsOf(name).Select(word => word.Folded).ToArray();
            if (parts.Length < 2) continue;
            foreach (var word in new[] { parts[0], parts[^1] }.Distinct())
            {
                if (!_byWord.TryGetValue(word, out var same)) _byWord[word] = same = [];
                same.Add((parts, name));
            }
        }
    }

    /// <summary>
    /// Which of the names stand in a text, in any case, as whole words, in the genitive too (<em>Eva Provssons</em>): first and last name after each
    /// other, with other names written with a capital letter between them, or the last name first with a comma. A hyphen in a name counts as a space.
    /// </summary>
    public IReadOnlyList<string> In(string text)
    {
        var found = new List<string>();
        var words = _byWord.Count == 0 ? [] : PartsOf(text);
        for (var at = 0; at < words.Count && found.Count < MaxFound; at++)
        {
            if (!_byWord.TryGetValue(words[at].Folded, out var candidates)) continue;
            foreach (var (parts, full) in candidates)
            {
                if (!found.Contains(full) && (StandsFirst(text, words, at, parts) || StandsLast(text, words, at, parts))) found.Add(full);
            }
        }

        return found.Count <= MaxFound ? found : found[..MaxFound];
    }

    /// <summary><em>Eva Provsson</em>, <em>Eva Maria Provsson</em>.</summary>
    private static bool StandsFirst(string text, List<TextWord> words, int at, string[] parts)
    {
        if (words[at].Folded != parts[0]) return false;
        for (var next = at + 1; next < words.Count && next <= at + 1 + MaxBetween; next++)
        {
            if (!IsBetween(text, words[next - 1], words[next], " ")) return false;
            if (IsName(words[next].Folded, parts[^1])) return true;
            if (!char.IsUpper(text[words[next].Start]) && !parts.Contains(words[next].Folded)) return false;
        }

        return false;
    }

    /// <summary><em>Provsson, Eva</em>.</summary>
    private static bool StandsLast(string text, List<TextWord> words, int at, string[] parts) => words[at].Folded == parts[^1]
        && at + 1 < words.Count && IsName(words[at + 1].Folded, parts[0]) && IsBetween(text, words[at], words[at + 1], ", ");

    private static bool IsName(string word, string name) =>
        word == name || (word.Length == name.Length + 1 && word[^1] == 's' && word.StartsWith(name, StringComparison.Ordinal));

    /// <summary>True where nothing but this, as white space or a hyphen, and emphasis lies between: not the end of a sentence.</summary>
    private static bool IsBetween(string text, TextWord word, TextWord next, string separator)
    {
        var between = text.AsSpan(word.Start + word.Length, next.Start - word.Start - word.Length).Trim("*_");
        return separator == " " ? between.IsWhiteSpace() || between is "-" : between.Length > 1 && between[0] == ',' && between[1..].IsWhiteSpace();
    }

    /// <summary>The words, those with a hyphen in their parts.</summary>
    private static List<TextWord> PartsOf(string text) => [.. TextWord.In(text).SelectMany(word => Parts(word))];

    private static IEnumerable<TextWord> Parts(TextWord word)
    {
        var start = 0;
        foreach (var part in word.Folded.Split('-'))
        {
            yield return new TextWord(word.Start + start, part.Length, part);
            start += part.Length + 1;
        }
    }
}
