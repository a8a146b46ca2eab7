namespace FollowUp.Core.Imports;

/// <summary>Reads what one sentence states of the activity. Everything is tied to the sentence's beginning; what does not fit states nothing.</summary>
internal static class StatementMatcher
{
    /// <summary>What the sentence states; nothing where it is built in a way not known.</summary>
    public static SentenceStatements Match(Sentence sentence)
    {
        var words = sentence.Words;
        var start = StatementSubject.AfterLeadIn(words);
        var subjectEnd = StatementSubject.AfterSubject(words, start);
        var found = subjectEnd > start ? OfSubject(words, subjectEnd) : OfDoer(words, start) ?? Elliptic(words, start);
        if (found is not { } main) return SentenceStatements.None;
        if (main.Statement == Statement.NotCarried && SaysNotYet(words, main.Last)) main = main with { Statement = Statement.Unfinished };
        if (!StatementTail.Allows(main.Statement, words, main.Last + 1)) return SentenceStatements.None;
        var statements = new List<Statement> { main.Statement };
        var end = words[main.Last].End;
        // The rest of the sentence may state more, as in 'är påbörjad men ej slutförd', or turn away from the activity.
        var isNegated = false;
        for (var i = main.Last + 1; i < words.Count && !TurnsAway(words[i].Lower, main.Statement); i++)
        {
            var word = words[i].Lower;
            if (StatusWords.Negations.Contains(word)) isNegated = true;
            else if (TryPredicate(word, out var predicate))
            {
                statements.Add(Of(predicate, isNegated, isNotYet: false));
                end = words[i].End;
                isNegated = false;
            }
            else if (word is "men" or "och" or "utan" || words[i - 1].IsClauseEnd) isNegated = false;
        }

        // A status in quotation marks, or with dots after it, is not meant as it says.
        return sentence.Text.AsSpan(0, end).IndexOfAny('"', '”', '“') >= 0 || sentence.Text.EndsWith("..", StringComparison.Ordinal) || sentence.Text.EndsWith('…')
            ? SentenceStatements.None
            : new SentenceStatements(statements, end, IsPast(words[main.Last].Lower));
    }

    /// <summary>
    /// What a sentence says of the activity in passing, wherever in it the words stand (<c>I maj var den genomförd</c>, <c>Den lades ned</c>). Too loose to
    /// suggest a status by, but enough to doubt another.
    /// </summary>
    public static IEnumerable<Statement> Mentions(Sentence sentence)
    {
        var words = sentence.Words;
        if ((Is(words, 0, "den") || Is(words, 0, "det")) && OfSubject(words, 1) is { } own) yield return own.Statement;
        for (var i = 0; i < words.Count; i++)
        {
            if (StatusWords.Stops(words, i)) yield return Statement.Stopped;
            if (i + 1 >= words.Count || !(words[i + 1].Lower is "den" or "det" || StatusWords.Subjects.Contains(words[i + 1].Lower))) continue;
            if (words[i].Lower is "är" or "var" or "blev" or "har" or "hade")
            {
                var after = ReadModifiers(words, i + 2);
                if (after.Next < words.Count && TryPredicate(words[after.Next].Lower, out var predicate)) yield return Of(predicate, after.IsNegated, after.IsNotYet);
            }
            else if (StatusWords.Verbs.TryGetValue(words[i].Lower, out var predicate))
            {
                yield return Of(predicate, ReadModifiers(words, i + 2).IsNegated, isNotYet: false);
            }
        }
    }

    /// <summary>'Ännu', 'än', 'i nuläget' and 'hunnit' anywhere before a reason: it may still come.</summary>
    private static bool SaysNotYet(IReadOnlyList<SentenceWord> words, int last)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Lower is "ännu" or "än" or "nuläget" or "hunnit" or "hittills") return true;
            if (i > last && StatusWords.Ends.Contains(words[i].Lower)) return false;
        }

        return false;
    }

    private static bool TurnsAway(string word, Statement statement) =>
        StatusWords.Ends.Contains(word) && !(statement == Statement.Started && word is "som" or "då" or "när");

    /// <summary>'Startade' and its like tell of a beginning in the past, which says less of today than 'är påbörjad' and 'pågår'.</summary>
    private static bool IsPast(string word) => word is "startade" or "startades" or "påbörjades" or "inleddes";

    private readonly record struct Found(Statement Statement, int Last, bool IsNegated);

    private static Found? OfSubject(IReadOnlyList<SentenceWord> words, int at)
    {
        var before = ReadModifiers(words, at);
        var verb = before.Next;
        if (verb >= words.Count) return null;
        switch (words[verb].Lower)
        {
            case "är" when Is(words, verb + 1, "i") && ((Is(words, verb + 2, "full") && Is(words, verb + 3, "gång")) || Is(words, verb + 2, "gång")):
                return new Found(Statement.Started, Is(words, verb + 2, "gång") ? verb + 2 : verb + 3, false);
            case "är" or "blev":
                if (ReadModifiers(words, verb + 1) is var being && Is(words, verb, "blev") && Is(words, being.Next, "av"))
                    return being.IsNegated ? new Found(Statement.NotCarried, being.Next, true) : null;
                return AtPredicate(words, verb + 1, before, StatusWords.Participles);
            case "har" or "hade":
                return AtPredicate(words, verb + 1, before, StatusWords.Supines) ?? AfterHas(words, verb + 1, before);
            case "kunde":
                return NegatedInfinitive(words, ReadModifiers(words, verb + 1, before));
            case "ställdes" when Is(words, verb + 1, "in"):
                return new Found(Statement.NotCarried, verb + 1, true);
            case "kom" when Is(words, verb + 1, "igång"):
                return new Found(Statement.Started, verb + 1, false);
            case "genomförs":
                return ReadModifiers(words, verb + 1, before) is { IsNegated: true } present ? new Found(Statement.NotCarried, present.Next - 1, true) : null;
        }

        if (StatusWords.Verbs.TryGetValue(words[verb].Lower, out var predicate))
        {
            var after = ReadModifiers(words, verb + 1, before);
            // 'Pågår inte längre' is no beginning that failed.
            if (after.IsNegated && words[verb].Lower == "pågår") return null;
            return new Found(Of(predicate, after.IsNegated, after.IsNotYet), Math.Max(verb, after.Next - 1), after.IsNegated);
        }

        // 'Arbetet påbörjat av en grupp rektorer': the verb left out.
        return AtPredicate(words, at, default, StatusWords.Participles);
    }

    private static Found? AfterHas(IReadOnlyList<SentenceWord> words, int at, Modifiers before)
    {
        var modifiers = ReadModifiers(words, at, before);
        var verb = modifiers.Next;
        if (Is(words, verb, "kommit") && (Is(words, verb + 1, "igång") || (Is(words, verb + 1, "i") && Is(words, verb + 2, "gång"))))
            return new Found(modifiers.IsNegated ? Statement.NotStarted : Statement.Started, Is(words, verb + 1, "igång") ? verb + 1 : verb + 2, modifiers.IsNegated);
        if (Is(words, verb, "blivit") && Is(words, verb + 1, "av")) return modifiers.IsNegated ? new Found(Statement.NotCarried, verb + 1, true) : null;
        if (Is(words, verb, "ställts") && Is(words, verb + 1, "in")) return modifiers.IsNegated ? null : new Found(Statement.NotCarried, verb + 1, true);
        if (Is(words, verb, "kunnat") || Is(words, verb, "hunnit")) return NegatedInfinitive(words, modifiers with { Next = verb + 1 });
        return null;
    }

    /// <summary>'Kunde inte genomföras'. Without the negation it says what was possible, not what was done.</summary>
    private static Found? NegatedInfinitive(IReadOnlyList<SentenceWord> words, Modifiers modifiers) =>
        modifiers.IsNegated && modifiers.Next < words.Count && StatusWords.Infinitives.TryGetValue(words[modifiers.Next].Lower, out var predicate)
            ? new Found(Of(predicate, true, modifiers.IsNotYet), modifiers.Next, true)
            : null;

    private static Found? AtPredicate(IReadOnlyList<SentenceWord> words, int at, Modifiers before, IReadOnlyDictionary<string, Predicate> table)
    {
        var modifiers = ReadModifiers(words, at, before);
        return modifiers.Next < words.Count && table.TryGetValue(words[modifiers.Next].Lower, out var predicate)
            ? new Found(Of(predicate, modifiers.IsNegated, modifiers.IsNotYet), modifiers.Next, modifiers.IsNegated)
            : null;
    }

    /// <summary>'Vi har under våren påbörjat ett arbete …', 'Vi har inte påbörjat arbetet'.</summary>
    private static Found? OfDoer(IReadOnlyList<SentenceWord> words, int at)
    {
        if (at + 3 > words.Count || !StatusWords.Doers.Contains(words[at].Lower) || words[at + 1].Lower != "har") return null;
        var isNegated = false;
        for (var i = at + 2; i < words.Count && i < at + 10; i++)
        {
            var word = words[i].Lower;
            // 'Vi har även påbörjat …' and 'vi har tidigare …' speak of something else.
            if (word is "även" or "också" or "dessutom" or "samtidigt" or "tidigare" or "delvis" or "nästan" or "och" or "att" or "bara") return null;
            if (StatusWords.Negations.Contains(word)) isNegated = true;
            if (!StatusWords.Transitives.TryGetValue(word, out var predicate) && !(isNegated && StatusWords.Infinitives.TryGetValue(word, out predicate))) continue;
            var next = i + 1;
            var isIndefinite = Is(words, next, "ett");
            if (isIndefinite || Is(words, next, "hela")) next++;
            var objectEnd = isIndefinite ? -1 : StatementSubject.AfterObject(words, next);
            var isBeginning = isIndefinite && predicate == Predicate.Started && !isNegated && next < words.Count && StatusWords.Beginnings.Contains(words[next].Lower);
            if (isBeginning) objectEnd = next + 1;
            // 'Inte hela aktiviteten' may be most of it.
            if (isNegated && Is(words, i + 1, "hela")) return null;
            return objectEnd > 0 ? new Found(Of(predicate, isNegated, isNotYet: false), objectEnd - 1, isNegated) : null;
        }

        return null;
    }

    /// <summary>'Ej påbörjat på grund av …', 'Genomförd.' 'Genomförd utvärdering visar …' is another matter, so what follows must be able to follow.</summary>
    private static Found? Elliptic(IReadOnlyList<SentenceWord> words, int at)
    {
        if (Is(words, at, "har")) return AtPredicate(words, at + 1, default, StatusWords.Supines);
        var modifiers = ReadModifiers(words, at);
        var last = modifiers.Next;
        if (last >= words.Count) return null;
        var isVerb = words[last].Lower == "pågår" && !modifiers.IsNegated;
        if (!isVerb && AtPredicate(words, at, default, StatusWords.Participles) is null) return null;
        var isAlone = last + 1 == words.Count || words[last].IsClauseEnd;
        var isPlain = words[last].Lower is not ("klar" or "klart" or "klara" or "färdig" or "färdigt");
        if (!isAlone && !(isPlain && words[last + 1].Lower is "på" or "under" or "i" or "enligt" or "våren" or "hösten" or "men" or "och" or "då" or "eftersom" or "pga" or "p" or "ännu" or "av" or "sedan" or "som" or "fullt"))
            return null;
        return isVerb ? new Found(Statement.Started, last, false) : AtPredicate(words, at, default, StatusWords.Participles);
    }

    private readonly record struct Modifiers(int Next, bool IsNegated, bool IsNotYet);

    private static Modifiers ReadModifiers(IReadOnlyList<SentenceWord> words, int at, Modifiers before = default)
    {
        var isNegated = before.IsNegated;
        var isNotYet = before.IsNotYet;
        for (; at < words.Count; at++)
        {
            var word = words[at].Lower;
            if (StatusWords.Negations.Contains(word)) isNegated = true;
            else if (!StatusWords.Adverbs.Contains(word)) break;
            isNotYet |= word is "ännu" or "än" or "fortfarande" or "helt";
        }

        return new Modifiers(at, isNegated, isNotYet);
    }

    private static Statement Of(Predicate predicate, bool isNegated, bool isNotYet) => (predicate, isNegated) switch
    {
        (Predicate.Started, false) => Statement.Started,
        (Predicate.Started, true) => Statement.NotStarted,
        (Predicate.Carried, false) or (Predicate.Finished, false) => Statement.Carried,
        // 'Ännu inte genomförd' may be begun or not; only 'inte genomförd' is the end of it.
        (Predicate.Carried, true) => isNotYet ? Statement.Unfinished : Statement.NotCarried,
        (Predicate.Cancelled, false) => Statement.NotCarried,
        (Predicate.Finished, true) => Statement.Unfinished,
        _ => Statement.Stopped,
    };

    private static bool TryPredicate(string word, out Predicate predicate) =>
        StatusWords.Participles.TryGetValue(word, out predicate) || StatusWords.Supines.TryGetValue(word, out predicate) || StatusWords.Verbs.TryGetValue(word, out predicate);

    private static bool Is(IReadOnlyList<SentenceWord> words, int at, string word) => at < words.Count && words[at].Lower == word;
}

/// <summary>What one sentence states.</summary>
/// <param name="Statements">The statements, first the one that the sentence is built on.</param>
/// <param name="End">Where their words end in the sentence.</param>
/// <param name="IsPast">True where they tell of a beginning in the past.</param>
internal sealed record SentenceStatements(IReadOnlyList<Statement> Statements, int End, bool IsPast)
{
    public static readonly SentenceStatements None = new([], 0, false);
}
