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
        var sentences = Sentence.In(followUp).Select(sentence => (Sentence: sentence, IsAnalysis: false))
            .Concat(Sentence.In(analysis).Select(sentence => (Sentence: sentence, IsAnalysis: true))).ToList();
        Basis? basis = null;
        for (var i = 0; i < sentences.Count; i++)
        {
            var (sentence, isAnalysis) = sentences[i];
            if (sentence.IsQuestion || sentence.IsItem || sentence.Text.Length > LongestSentence || !sentence.MayState) continue;
            var match = StatementMatcher.Match(sentence);
            if (match.Statements.Count == 0) continue;
            found.UnionWith(match.Statements);
            // The quotation is of the statement that gives the status, which 'not finished' alone does not.
            if (basis is not (null or { Statement: Statement.Unfinished })) continue;
            basis = new Basis(match.Statements[0], sentence.Text[..match.End].Trim(), i, isAnalysis, match.IsPast);
        }

        if (basis is null || Status(found) is not { } status) return null;
        var isDoubted = sentences.Index().Any(at => IsDoubt(at.Item.Sentence, status, basis, at.Index - basis.Index, at.Item.IsAnalysis == basis.IsAnalysis));
        return isDoubted ? null : new SuggestedStatus(status, basis.Words, IsStated: false);
    }

    private sealed record Basis(Statement Statement, string Words, int Index, bool IsAnalysis, bool IsPast);

    private static NoteStatus? Status(HashSet<Statement> found)
    {
        var isUnfinished = found.Remove(Statement.Unfinished);
        if (found.Count != 1) return null;
        return found.Single() switch
        {
            Statement.NotStarted => NoteStatus.NotStarted,
            Statement.Started => NoteStatus.InProgress,
            Statement.NotCarried => NoteStatus.NotCarriedOut,
            Statement.Carried when !isUnfinished => NoteStatus.Completed,
            _ => null,
        };
    }

    /// <summary>True where a sentence takes back what the status rests on, or may do so.</summary>
    private static bool IsDoubt(Sentence sentence, NoteStatus status, Basis basis, int distance, bool isSameText)
    {
        var words = sentence.Words;
        if (distance != 0 && StatementMatcher.Mentions(sentence).Any(statement => statement != basis.Statement && !(statement == Statement.Unfinished && status != NoteStatus.Completed))) return true;
        return status switch
        {
            NoteStatus.Completed => words.Any(word => StatusWords.Remainders.Contains(word.Lower) || (distance > 0 && isSameText && StatusWords.Objections.Contains(word.Lower))),
            NoteStatus.NotCarriedOut => words.Any(word => StatusWords.Postponements.Contains(word.Lower)) || IsFuture(words),
            NoteStatus.InProgress => basis.IsPast && words.Any(word => StatusWords.TellsOfEnd(word.Lower)),
            _ => false,
        };
    }

    /// <summary>'Kommer att', 'kommer den att'.</summary>
    private static bool IsFuture(IReadOnlyList<SentenceWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Lower == "kommer" && words.Skip(i + 1).Take(3).Any(word => word.Lower == "att")) return true;
        }

        return false;
    }
}
