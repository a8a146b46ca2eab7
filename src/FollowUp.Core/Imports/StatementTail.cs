namespace FollowUp.Core.Imports;

/// <summary>
/// What may follow a statement without taking anything from it: a time, a reason, <c>enligt plan</c>, <c>på alla skolor</c>. The list is of what is known to
/// be harmless, since a place, a manner, a part or a condition can be worded in any number of ways; whatever else follows, nothing is stated.
/// </summary>
internal static class StatementTail
{
    /// <summary>True where the words from an index on leave the statement whole.</summary>
    public static bool Allows(Statement statement, IReadOnlyList<SentenceWord> words, int at) => statement switch
    {
        Statement.Started => AllowsStarted(words, at),
        Statement.Carried => AllowsCarried(words, at),
        Statement.NotStarted or Statement.NotCarried => AllowsNegated(statement, words, at),
        _ => true,
    };

    /// <summary>A beginning is one however small, and in one place only; what comes after may end it again, or make it conditional.</summary>
    private static bool AllowsStarted(IReadOnlyList<SentenceWord> words, int at)
    {
        // 'Pågår till juni' is over when June is.
        if (Is(words, at, "till") && (Is(words, at + 1, "och") || StatusWords.Times.Contains(At(words, at + 1)) || IsYear(At(words, at + 1)))) return false;
        for (; at < words.Count; at++)
        {
            var word = words[at].Lower;
            if (word is "om" or "ifall" or "såvida" or "förutsatt" or "nästa" or "avslutas" or "avbryta" or "avbrytas" or "längre") return false;
            if (StatusWords.Stops(words, at)) return false;
        }

        return true;
    }

    private static bool AllowsCarried(IReadOnlyList<SentenceWord> words, int at)
    {
        // 'Klar att starta', 'klart formulerat', 'färdigt för beslut', 'klart till våren': the word ends the sentence, or says something else.
        if (at < words.Count && StatusWords.Ready.Contains(words[at - 1].Lower)) return false;
        for (var next = SkipHarmless(words, at); next > at; next = SkipHarmless(words, at)) at = next;
        if (at >= words.Count) return true;
        return words[at].Lower == "och" && !words.Skip(at).Any(word =>
            StatusWords.Negations.Contains(word.Lower) || (StatusWords.Limits.Contains(word.Lower) && !StatusWords.LimitsOfNegation.Contains(word.Lower))
            || (char.IsAsciiDigit(word.Lower[0]) && word.Lower.Length != 4));
    }

    /// <summary>'Inte genomförd digitalt', 'inte påbörjad på Södra skolan', 'inte i mars' deny the manner, the place, the month, not the work.</summary>
    private static bool AllowsNegated(Statement statement, IReadOnlyList<SentenceWord> words, int at)
    {
        while (StatusWords.Adverbs.Contains(At(words, at))) at++;
        at = SkipWholeYear(words, at);
        if (at >= words.Count) return true;
        // 'Eftersom den först ska beslutas': put off, not given up.
        return BeginsReason(words, at)
            && (statement == Statement.NotStarted || !words.Skip(at).Any(word => word.Lower is "ska" or "skall" or "skulle" or "först"));
    }

    private static int SkipHarmless(IReadOnlyList<SentenceWord> words, int at)
    {
        var word = At(words, at);
        var next = At(words, at + 1);
        switch (word)
        {
            case "enligt" when next is "plan" or "planen" or "planering" or "planeringen" or "tidplan" or "tidplanen" or "tidsplan" or "tidsplanen":
            case "som" when next is "planerat" or "planerats" or "tänkt" or "beslutat" or "beslutats" or "avsett":
            case "fullt" when next is "ut":
                return at + 2;
            case "i" when next == "sin" && Is(words, at + 2, "helhet"):
                return at + 3;
            case "på" or "i" or "av" or "vid" or "för" or "inom" or "hos" when next is "alla" or "samtliga" && at + 2 < words.Count:
                return Is(words, at + 3, "och") && (at + 5 == words.Count || SkipTime(words, at + 5) > at + 5) ? at + 5 : at + 3;
            case "nu" or "redan" or "helt":
                return at + 1;
        }

        return SkipTime(words, at);
    }

    private static int SkipTime(IReadOnlyList<SentenceWord> words, int at)
    {
        var time = at;
        if (At(words, time) is "under" or "i" or "sedan") time++;
        if (At(words, time) is "i" or "hela" && time > at) time++;
        if (Is(words, time, "den") && At(words, time + 1) is [>= '0' and <= '9', ..] and { Length: <= 2 }) time += 2;
        var noun = At(words, time);
        if (IsYear(noun)) return SkipYear(words, time);
        return noun == "år" && Is(words, time - 1, "i") && time > at ? time + 1 : StatusWords.Times.Contains(noun) ? SkipYear(words, time + 1) : at;
    }

    /// <summary>'Under året', 'i år', '2019', 'läsåret 2018/19': after a negation only the whole year says that it never was.</summary>
    private static int SkipWholeYear(IReadOnlyList<SentenceWord> words, int at)
    {
        var end = SkipTime(words, at);
        if (end == at) return at;
        var isWhole = false;
        for (var i = at; i < end; i++)
        {
            var word = words[i].Lower;
            isWhole |= word is "året" or "år" or "läsåret" or "verksamhetsåret" or "perioden" || IsYear(word);
            if (StatusWords.Times.Contains(word) && word is not ("året" or "läsåret" or "verksamhetsåret" or "perioden")) return at;
        }

        return isWhole ? end : at;
    }

    /// <summary>A year, and the last two digits of a school year's end.</summary>
    private static int SkipYear(IReadOnlyList<SentenceWord> words, int at)
    {
        if (!IsYear(At(words, at))) return at;
        return At(words, at + 1) is { Length: 2 or 4 } end && end.All(char.IsAsciiDigit) && words[at].IsClauseEnd ? at + 2 : at + 1;
    }

    private static bool BeginsReason(IReadOnlyList<SentenceWord> words, int at) => words[at].Lower switch
    {
        "eftersom" or "då" or "därför" or "pga" => true,
        "på" => Is(words, at + 1, "grund"),
        "p" => Is(words, at + 1, "g"),
        "beroende" => Is(words, at + 1, "på"),
        "till" => Is(words, at + 1, "följd"),
        "med" => Is(words, at + 1, "anledning"),
        "av" => At(words, at + 1).EndsWith("skäl", StringComparison.Ordinal) || At(words, at + 2).EndsWith("skäl", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsYear(string word) => word.Length == 4 && word.All(char.IsAsciiDigit);

    private static string At(IReadOnlyList<SentenceWord> words, int at) => at >= 0 && at < words.Count ? words[at].Lower : "";

    private static bool Is(IReadOnlyList<SentenceWord> words, int at, string word) => At(words, at) == word;
}
