namespace FollowUp.Core.Imports;

/// <summary>The activity itself in a sentence: <c>aktiviteten</c>, <c>denna insats</c>, <c>hela arbetet</c>. Anything else may be a part of it, or another.</summary>
internal static class StatementSubject
{
    /// <summary>The index after <c>vi kan konstatera att</c> and its like; 0 where the sentence begins otherwise.</summary>
    public static int AfterLeadIn(IReadOnlyList<SentenceWord> words)
    {
        foreach (var leadIn in (ReadOnlySpan<string[]>)[["vi", "kan", "konstatera", "att"], ["vi", "konstaterar", "att"], ["vår", "bedömning", "är", "att"], ["vi", "bedömer", "att"], ["tyvärr"]])
        {
            if (leadIn.Length >= words.Count) continue;
            var fits = true;
            for (var i = 0; i < leadIn.Length; i++) fits &= words[i].Lower == leadIn[i];
            if (fits) return leadIn.Length;
        }

        return 0;
    }

    /// <summary>The index after the activity as the one spoken of; -1 where it is not.</summary>
    public static int AfterSubject(IReadOnlyList<SentenceWord> words, int at)
    {
        if (Is(words, at, "hela")) at++;
        var isPointed = false;
        if (Is(words, at, "denna") || Is(words, at, "detta"))
        {
            isPointed = true;
            at++;
        }
        else if ((Is(words, at, "den") || Is(words, at, "det")) && Is(words, at + 1, "här"))
        {
            at += 2;
        }

        if (at >= words.Count || words[at].IsClauseEnd) return -1;
        return StatusWords.Subjects.Contains(words[at].Lower) || (isPointed && StatusWords.PointedSubjects.Contains(words[at].Lower)) ? at + 1 : -1;
    }

    /// <summary>The index after the activity as the one done something with; -1 where it is not.</summary>
    public static int AfterObject(IReadOnlyList<SentenceWord> words, int at)
    {
        var isPointed = Is(words, at, "denna") || Is(words, at, "detta");
        if (isPointed) at++;
        return at < words.Count && (StatusWords.Subjects.Contains(words[at].Lower) || (isPointed && StatusWords.PointedSubjects.Contains(words[at].Lower))) ? at + 1 : -1;
    }

    private static bool Is(IReadOnlyList<SentenceWord> words, int at, string word) => at < words.Count && words[at].Lower == word;
}
