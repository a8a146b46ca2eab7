namespace FollowUp.Core.Notes;

/// <summary>The full names of people, made ready to be looked for in texts: the work is one step a word, however many names there are.</summary>
public sealed class PersonNames
{
    /// <summary>How many names are told of at the most.</summary>
    public const int MaxFound = 5;

    private readonly Dictionary<string, List<(string[] Words, string Name)>> _byFirst = [];

    /// <param name="names">First and last name; a name of one word is left out, since it may be any word.</param>
    public PersonNames(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            var words = TextWord.In(name).Select(word => word.Folded).ToArray();
            if (words.Length < 2) continue;
            if (!_byFirst.TryGetValue(words[0], out var same)) _byFirst[words[0]] = same = [];
            same.Add((words, name));
        }
    }

    /// <summary>
    /// Which of the names stand in a text, in any case, as whole words after each other, in the genitive too (<em>Eva Provssons</em>). First and
    /// last name are enough for somebody with more names than two.
    /// </summary>
    public IReadOnlyList<string> In(string text)
    {
        var found = new List<string>();
        var words = _byFirst.Count == 0 ? [] : TextWord.In(text);
        for (var at = 0; at < words.Count && found.Count < MaxFound; at++)
        {
            if (!_byFirst.TryGetValue(words[at].Folded, out var candidates)) continue;
            foreach (var (name, full) in candidates)
            {
                if ((Stands(text, words, at, name) || Stands(text, words, at, [name[0], name[^1]])) && !found.Contains(full)) found.Add(full);
            }
        }

        return found.Count <= MaxFound ? found : found[..MaxFound];
    }

    private static bool Stands(string text, List<TextWord> words, int at, string[] name)
    {
        if (at + name.Length > words.Count) return false;
        for (var i = 1; i < name.Length; i++)
        {
            var word = words[at + i].Folded;
            var isSame = word == name[i] || (i == name.Length - 1 && word.Length == name[i].Length + 1 && word[^1] == 's' && word.StartsWith(name[i], StringComparison.Ordinal));
            if (!isSame || !AreNeighbours(text, words[at + i - 1], words[at + i])) return false;
        }

        return true;
    }

    /// <summary>True where nothing but white space and emphasis lies between: not the end of a sentence, not a comma.</summary>
    private static bool AreNeighbours(string text, TextWord word, TextWord next) =>
        text.AsSpan(word.Start + word.Length, next.Start - word.Start - word.Length).TrimStart("*_").TrimEnd("*_").IsWhiteSpace();
}
