using System.Security.Cryptography;
using System.Text;

namespace FollowUp.Core.Notes;

/// <summary>What a text is looked through for before it is submitted.</summary>
public enum WarningKind
{
    /// <summary>Something like a personnummer.</summary>
    PersonalNumber = 1,

    /// <summary>The full name of somebody who has an account here.</summary>
    PersonName = 2,

    /// <summary>The analysis says what the follow-up says.</summary>
    AnalysisRepeats = 3,

    /// <summary>The analysis is a dash, or words for nothing.</summary>
    AnalysisSaysNothing = 4,
}

/// <summary>Something to read once more before the text is submitted. It never stands in the way.</summary>
/// <param name="Kind">What was found.</param>
/// <param name="Field">Where: <see cref="NoteText.FollowUp"/> or <see cref="NoteText.Analysis"/>.</param>
/// <param name="Names">The names found; empty for other kinds.</param>
/// <param name="Found">What else tells this finding from another of the same kind; never shown.</param>
public sealed record NoteWarning(WarningKind Kind, string Field, IReadOnlyList<string> Names, string Found = "")
{
    private const int FingerprintLength = 12;

    /// <summary>Tells this warning from others in a form, so that it is shown once: the kind, where, and a fingerprint of what was found.</summary>
    public string Code => $"{Kind}-{Field}-{Fingerprint}";

    private string Fingerprint =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join('\n', Names)}\n{Found}")))[..FingerprintLength];
}

/// <summary>Looks a text through before it is submitted: for what the law protects, and for an analysis that is none.</summary>
public static class NoteWarnings
{
    /// <summary>An analysis shorter than this says too little to be called a repetition of running text, in words.</summary>
    public const int ShortestRepetition = 12;

    /// <summary>An analysis that equals the follow-up is a repetition from this many words on.</summary>
    public const int ShortestEqual = 4;

    /// <summary>The share of an analysis' word triples that stand in the follow-up too, from which it repeats it.</summary>
    public const double RepeatedShare = 0.8;

    private const int WordsInSequence = 3;

    private static readonly HashSet<string> SayingNothing = new(StringComparer.Ordinal)
    {
        "inget", "ingenting", "ingen", "inga", "nej", "nix", "na", "n a", "tom", "tomt", "saknas", "analys", "ingen analys", "analys saknas",
        "inget att säga", "inget att tillägga", "inget att rapportera", "inget att analysera", "inget särskilt", "inget nytt", "inget mer",
        "ingen kommentar", "inga kommentarer", "ej aktuellt", "inte aktuellt", "ej relevant", "ej tillämpligt", "se ovan", "se uppföljning",
        "se uppföljningen", "samma som ovan", "kommer senare", "fylls i senare", "todo", "test",
    };

    /// <summary>Everything found, in the order of the fields.</summary>
    /// <param name="text">The text as it is stored.</param>
    /// <param name="names">The names of people known to the system.</param>
    public static IReadOnlyList<NoteWarning> Of(NoteText text, PersonNames names)
    {
        var found = new List<NoteWarning>();
        foreach (var (field, written) in new[] { (nameof(NoteText.FollowUp), text.FollowUp), (nameof(NoteText.Analysis), text.Analysis) })
        {
            if (PersonalNumber.In(written) is { Count: > 0 } numbers) found.Add(new NoteWarning(WarningKind.PersonalNumber, field, [], string.Join(' ', numbers)));
            if (names.In(written) is { Count: > 0 } people) found.Add(new NoteWarning(WarningKind.PersonName, field, people));
        }

        if (SaysNothing(text.Analysis)) found.Add(new NoteWarning(WarningKind.AnalysisSaysNothing, nameof(NoteText.Analysis), []));
        else if (Repeats(text.Analysis, text.FollowUp)) found.Add(new NoteWarning(WarningKind.AnalysisRepeats, nameof(NoteText.Analysis), []));
        return found;
    }

    /// <summary>True for a dash, a letter, or words such as <em>ingen analys</em>. A text that is empty is a gap, which is another matter.</summary>
    public static bool SaysNothing(string analysis)
    {
        if (string.IsNullOrWhiteSpace(analysis)) return false;
        var words = TextWord.In(analysis);
        return words.Count == 0
            || (words.Count == 1 && words[0].Folded.Distinct().Count() == 1)
            || SayingNothing.Contains(string.Join(' ', words.Select(word => word.Folded)));
    }

    /// <summary>True where the analysis is the follow-up over again, whatever the white space, case and markup.</summary>
    public static bool Repeats(string analysis, string followUp)
    {
        var (said, told) = (WordsOf(analysis), WordsOf(followUp));
        if (said.Count >= ShortestEqual && said.SequenceEqual(told)) return true;
        if (said.Count < ShortestRepetition) return false;
        var known = Sequences(told).ToHashSet();
        var sequences = Sequences(said).ToList();
        return sequences.Count(known.Contains) >= RepeatedShare * sequences.Count;
    }

    private static List<string> WordsOf(string text) => [.. TextWord.In(text).Select(word => word.Folded)];

    private static IEnumerable<(string, string, string)> Sequences(List<string> words) =>
        Enumerable.Range(0, Math.Max(0, words.Count - WordsInSequence + 1)).Select(at => (words[at], words[at + 1], words[at + 2]));
}
