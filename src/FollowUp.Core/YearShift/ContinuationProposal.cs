using System.Text.RegularExpressions;
using FollowUp.Core.Activities;
using FollowUp.Core.Notes;

namespace FollowUp.Core.YearShift;

/// <summary>Why a continuation is proposed, or none.</summary>
public enum ProposalReason
{
    /// <summary>An activity of a later plan goes on from it already.</summary>
    Carried = 1,

    /// <summary>The analysis says so.</summary>
    Analysis,

    /// <summary>Påbörjad.</summary>
    InProgress,

    /// <summary>Ej påbörjad.</summary>
    NotStarted,

    /// <summary>Ej genomförd.</summary>
    NotCarriedOut,

    /// <summary>Genomförd, and the analysis says nothing else.</summary>
    Completed,

    /// <summary>Nothing is handed in, or no status is chosen.</summary>
    NothingHandedIn,
}

/// <summary>What could become of an activity, read from its follow-up. A proposal only: a person decides.</summary>
/// <param name="Continuation">What is proposed; null where nothing can be.</param>
/// <param name="Reason">Why.</param>
/// <param name="Words">The sentence of the analysis that says so, shortened; empty where the status alone does.</param>
public sealed partial record ContinuationProposal(Continuation? Continuation, ProposalReason Reason, string Words = "")
{
    /// <summary>Most characters of a sentence that are shown.</summary>
    public const int WordsLength = 160;

    /// <summary>How many words before and after count when a phrase is taken back by <em>inte</em> or <em>ej</em>.</summary>
    private const int WordsBefore = 3;

    private const int WordsAfter = 2;

    /// <summary>
    /// Proposes from what the responsible unit handed in: what the analysis says outright decides, else the status. The transition to
    /// ordinary work goes before the rest, since such an analysis mostly says <em>avslutas</em> as well; of the others the last mention holds.
    /// </summary>
    /// <param name="status">The status handed in; null where none is.</param>
    /// <param name="analysis">The analysis handed in; empty where none is.</param>
    /// <param name="isCarried">Whether an activity of a later plan goes on from it.</param>
    public static ContinuationProposal Of(NoteStatus? status, string analysis, bool isCarried)
    {
        if (isCarried) return new(Activities.Continuation.Continues, ProposalReason.Carried);
        var said = Said(analysis).ToList();
        var word = said.Find(each => each.Continuation == Activities.Continuation.OrdinaryWork)
            ?? said.Find(each => each.Continuation == Activities.Continuation.ReplacedBy)
            ?? said.LastOrDefault();
        return word ?? status switch
        {
            NoteStatus.InProgress => new(Activities.Continuation.Continues, ProposalReason.InProgress),
            NoteStatus.NotStarted => new(Activities.Continuation.Continues, ProposalReason.NotStarted),
            NoteStatus.NotCarriedOut => new(Activities.Continuation.Continues, ProposalReason.NotCarriedOut),
            NoteStatus.Completed => new(Activities.Continuation.Ends, ProposalReason.Completed),
            _ => new(null, ProposalReason.NothingHandedIn),
        };
    }

    private static IEnumerable<ContinuationProposal> Said(string analysis) =>
        from sentence in Sentences().Split(analysis)
        from phrase in Phrases().Matches(sentence)
        let meant = MeantBy(phrase, IsTakenBack(sentence, phrase))
        where meant is not null
        select new ContinuationProposal(meant, ProposalReason.Analysis, Shorten(sentence.Trim()));

    /// <summary><em>Fortsätter inte</em> ends, <em>avslutas inte</em> goes on, and so does what is <em>inte en del av ordinarie verksamhet</em>.</summary>
    private static Continuation? MeantBy(Match phrase, bool isTakenBack) =>
        phrase.Groups["ordinary"].Success ? isTakenBack ? Activities.Continuation.Continues : Activities.Continuation.OrdinaryWork
        : phrase.Groups["replaced"].Success ? isTakenBack ? null : Activities.Continuation.ReplacedBy
        : phrase.Groups["continues"].Success != isTakenBack ? Activities.Continuation.Continues
        : Activities.Continuation.Ends;

    private static bool IsTakenBack(string sentence, Match phrase) =>
        WordsOf(sentence[..phrase.Index]).TakeLast(WordsBefore).Concat(WordsOf(sentence[(phrase.Index + phrase.Length)..]).Take(WordsAfter))
            .Any(word => word is "inte" or "ej" or "aldrig");

    private static string[] WordsOf(string text) =>
        TypedText.Fold(text).Split([' ', '\t', '.', ',', ';', ':', '!', '?', '(', ')', '–', '-'], StringSplitOptions.RemoveEmptyEntries);

    private static string Shorten(string sentence) => sentence.Length <= WordsLength ? sentence : sentence[..(WordsLength - 1)].TrimEnd() + "…";

    [GeneratedRegex(@"(?<=[.!?])\s+|\n+")]
    private static partial Regex Sentences();

    [GeneratedRegex(
        @"(?<ordinary>\bordinarie\s+(?:verksamhet|arbete|arbetss[äa]tt)|\blöpande\s+(?:verksamhet|arbete))|(?<replaced>\bersätt(?:s|as)\b|\bersatts\b)"
        + @"|(?<continues>\bfortsätt(?:er|a|as)\b|\bfortgår\b|\bförlängs\b|\bförs\s+över\b)|(?<ends>\bavsluta(?:s|t|ts|d|des)\b|\bupphör\b|\bavvecklas\b|\bläggs\s+ne[rd]\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Phrases();
}
