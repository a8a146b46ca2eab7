namespace FollowUp.Core.Notes;

/// <summary>A word of a running text: letters and digits, and hyphens between them.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Folded">In lower case.</param>
internal readonly record struct TextWord(int Start, int Length, string Folded)
{
    public static List<TextWord> In(string text)
    {
        var words = new List<TextWord>();
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsPart(text, at)) continue;
            var start = at;
            while (at < text.Length && IsPart(text, at)) at++;
            words.Add(new TextWord(start, at - start, TypedText.Fold(text[start..at])));
        }

        return words;
    }

    private static bool IsPart(string text, int at) => char.IsLetterOrDigit(text[at])
        || (text[at] == '-' && at > 0 && char.IsLetterOrDigit(text[at - 1]) && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]));
}
