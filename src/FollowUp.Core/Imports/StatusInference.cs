using FollowUp.Core.Notes;

namespace FollowUp.Core.Imports;

/// <summary>
/// Finds a status that running text plainly states of the activity itself. A sentence counts only when it begins with the activity (<c>Aktiviteten
/// är …</c>, <c>Arbetet har inte påbörjats</c>), with the statement itself (<c>Ej påbörjat på grund av …</c>) or with the doer and the work (<c>Vi har
/// påbörjat ett arbete</c>). Items of lists tell of parts and are passed over. Statements that contradict each other give no suggestion.
/// </summary>
internal static class StatusInference
{
    private const int LongestSentence = 1000;

    public static SuggestedStatus? Infer(string followUp, string analysis)
    {
        var found = new HashSet<Statement>();
        string? words = null;
        var wordsOf = (Statement?)null;
        foreach (var text in (ReadOnlySpan<string>)[followUp, analysis])
        {
            foreach (var sentence in Sentence.In(text))
            {
                if (sentence.IsQuestion || sentence.IsItem || sentence.Text.Length > LongestSentence || !sentence.MayState) continue;
                var (statements, end) = StatementMatcher.Match(sentence);
                if (statements.Count == 0) continue;
                found.UnionWith(statements);
                // The quotation is of the statement that gives the status, which 'not finished' alone does not.
                if (wordsOf is not (null or Statement.Unfinished)) continue;
                words = sentence.Text[..end].Trim();
                wordsOf = statements[0];
            }
        }

        return Status(found, [followUp, analysis]) is { } status && words is not null ? new SuggestedStatus(status, words, IsStated: false) : null;
    }

    private static NoteStatus? Status(HashSet<Statement> found, string[] texts)
    {
        var isUnfinished = found.Remove(Statement.Unfinished);
        if (found.Count != 1) return null;
        return found.Single() switch
        {
            Statement.NotStarted => NoteStatus.NotStarted,
            Statement.Started => NoteStatus.InProgress,
            Statement.NotCarried => NoteStatus.NotCarriedOut,
            Statement.Carried when !isUnfinished && !texts.Any(HasRemainder) => NoteStatus.Completed,
            _ => null,
        };
    }

    private static bool HasRemainder(string text) =>
        Sentence.In(text).Any(sentence => sentence.Words.Any(word => StatusWords.Remainders.Contains(word.Lower)));
}

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
