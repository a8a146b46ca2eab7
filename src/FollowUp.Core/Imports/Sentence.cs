namespace FollowUp.Core.Imports;

/// <summary>One word of a sentence, in small letters, and where it ends.</summary>
internal readonly record struct SentenceWord(string Lower, int End, bool IsClauseEnd);

/// <summary>One sentence, or one item of a list.</summary>
internal sealed class Sentence
{
    private Sentence(string text, bool isItem)
    {
        Text = text;
        IsItem = isItem;
        IsQuestion = text.TrimEnd().EndsWith('?');
    }

    public string Text { get; }

    public bool IsItem { get; }

    public bool IsQuestion { get; }

    /// <summary>False for the many sentences that begin with a word no statement of a status begins with.</summary>
    public bool MayState => Text.AsSpan().IndexOfAny(" ,.:;!?") is var end && StatusWords.Openings.Contains(end < 0 ? Text : Text[..end]);

    public IReadOnlyList<SentenceWord> Words => field ??= [.. Split(Text)];

    public static IEnumerable<Sentence> In(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var isItem = ListMarker.IsMarked(line);
            var start = 0;
            for (var i = 0; i < line.Length; i++)
            {
                if (line[i] is not ('.' or '!' or '?') || (i + 1 < line.Length && !char.IsWhiteSpace(line[i + 1]))) continue;
                yield return new Sentence(line[start..(i + 1)].Trim(), isItem);
                start = i + 1;
            }

            if (start < line.Length) yield return new Sentence(line[start..].Trim(), isItem);
        }
    }

    private static IEnumerable<SentenceWord> Split(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && (char.IsLetterOrDigit(text[i]) || (text[i] == '-' && start >= 0));
            if (isWord && start < 0) start = i;
            if (isWord || start < 0) continue;
            yield return new SentenceWord(text[start..i].ToLowerInvariant(), i, i == text.Length || !char.IsWhiteSpace(text[i]));
            start = -1;
        }
    }
}
