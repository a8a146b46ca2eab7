using System.Collections.Frozen;

namespace FollowUp.Core.Imports;

/// <summary>What one statement says of the work.</summary>
internal enum Statement
{
    NotStarted,
    Started,
    Carried,
    NotCarried,

    /// <summary>Not finished, which says neither that it was begun nor that it was not.</summary>
    Unfinished,

    /// <summary>Ended, paused or broken off: no status says so, and it contradicts all.</summary>
    Stopped,
}

/// <summary>What a word says of the work it is said of.</summary>
internal enum Predicate
{
    Started,
    Carried,
    Finished,
    Cancelled,
    Stopped,
}

/// <summary>The Swedish words by which a text states how far an activity has come. Few and plain: a wrong suggestion is worse than none.</summary>
internal static class StatusWords
{
    /// <summary>After <c>är</c>, <c>blev</c>, or alone.</summary>
    public static readonly FrozenDictionary<string, Predicate> Participles = Table(
        (Predicate.Started, "påbörjad påbörjat påbörjade igångsatt igång startad startat inledd inlett"),
        (Predicate.Carried, "genomförd genomfört genomförda"),
        (Predicate.Finished, "slutförd slutfört slutförda klar klart klara färdig färdigt färdigställd färdigställt"),
        (Predicate.Cancelled, "inställd inställt"),
        (Predicate.Stopped, "avslutad avslutat avslutade avbruten avbrutet pausad pausat nedlagd nedlagt vilande stoppad stoppat"));

    /// <summary>After <c>har</c>.</summary>
    public static readonly FrozenDictionary<string, Predicate> Supines = Table(
        (Predicate.Started, "påbörjats startats startat inletts"),
        (Predicate.Carried, "genomförts"),
        (Predicate.Finished, "slutförts färdigställts"),
        (Predicate.Stopped, "avslutats avbrutits pausats avstannat upphört stoppats"));

    /// <summary>By themselves, after the subject.</summary>
    public static readonly FrozenDictionary<string, Predicate> Verbs = Table(
        (Predicate.Started, "påbörjades startade startades inleddes pågår"),
        (Predicate.Carried, "genomfördes"),
        (Predicate.Finished, "slutfördes färdigställdes"),
        (Predicate.Stopped, "avslutades avbröts pausades avstannade upphörde stoppades pågick slutredovisades"));

    /// <summary>After <c>kunde inte</c>, <c>har inte kunnat</c>, <c>har inte hunnit</c>.</summary>
    public static readonly FrozenDictionary<string, Predicate> Infinitives = Table(
        (Predicate.Started, "påbörjas startas starta påbörja inledas"),
        (Predicate.Carried, "genomföras genomföra"),
        (Predicate.Finished, "slutföras slutföra färdigställas"));

    /// <summary>With an object: <c>vi har påbörjat arbetet</c>.</summary>
    public static readonly FrozenDictionary<string, Predicate> Transitives = Table(
        (Predicate.Started, "påbörjat startat inlett"),
        (Predicate.Carried, "genomfört"),
        (Predicate.Finished, "slutfört färdigställt"));

    public static readonly FrozenSet<string> Negations = Set("ej inte icke aldrig");

    public static readonly FrozenSet<string> Adverbs =
        Set("nu redan idag numera därmed således alltså ännu än fortfarande tyvärr heller sedan helt");

    /// <summary>The activity named by its kind. Anything else may be a part of it, or somebody else's.</summary>
    public static readonly FrozenSet<string> Subjects = Set(
        "aktiviteten insatsen uppdraget åtgärden arbetet projektet satsningen utbildningsinsatsen utvecklingsarbetet");

    public static readonly FrozenSet<string> PointedSubjects = Set(
        "aktivitet insats uppdrag åtgärd arbete projekt satsning utbildningsinsats utvecklingsarbete utvecklingsinsats");

    /// <summary>Not <c>skolan</c> or <c>förskolan</c>: one school of several tells of its own part.</summary>
    public static readonly FrozenSet<string> Doers = Set("vi förvaltningen huvudmannen");

    public static readonly FrozenSet<string> Beginnings = Set("arbete projekt");

    /// <summary>After one of these a sentence speaks of what is meant, wished or conditional, or of something else.</summary>
    public static readonly FrozenSet<string> Ends = Set(
        "ska skall skulle kommer planeras planerar avser bör måste behöver kan vill beräknas väntas förväntas hoppas när innan som så därför eftersom då medan");

    /// <summary>What makes a statement true of a part only, or of another time.</summary>
    public static readonly FrozenSet<string> Limits = Set(
        "men dock utom förutom några vissa enstaka delvis hälften halva halvvägs bara endast nästan någon något två tre fyra fem sex sju åtta nio tio första "
        + "nästa om ifall såvida förutsatt fullt helhet alla samtliga hela tillräckligt planerat planerad plan tid omfattning varje överallt förrän än del delar delen flera många "
        + "utan tanken vidare enligt");

    /// <summary>Those of <see cref="Limits"/> that do not limit a statement without a negation ('genomförd på alla skolor', 'genomförd enligt plan').</summary>
    public static readonly FrozenSet<string> LimitsOfNegation = Set(
        "fullt helhet alla samtliga hela tillräckligt planerat planerad plan tid omfattning varje överallt förrän än utan enligt");

    /// <summary>Done, at a sentence's end; elsewhere more often ready for something, or clear.</summary>
    public static readonly FrozenSet<string> Ready = Set("klar klart klara färdig färdigt");

    /// <summary>When something was done.</summary>
    public static readonly FrozenSet<string> Times = Set(
        "året läsåret verksamhetsåret perioden våren hösten sommaren vintern terminen vårterminen höstterminen våras höstas somras vintras "
        + "januari februari mars april maj juni juli augusti september oktober november december");

    /// <summary>Somewhere in the text, these contradict that all is done.</summary>
    public static readonly FrozenSet<string> Remainders = Set("återstår kvarstår fortsätter fortsätta fortsatt fortgår återstående kvarstående");

    /// <summary>In a sentence after the statement that all is done, these speak of what is not.</summary>
    public static readonly FrozenSet<string> Objections = Negations.Concat(["dock", "saknas", "saknar", "startar", "börjar", "påbörjas"]).ToFrozenSet();

    /// <summary>Somewhere in the text, these say that what was not carried out still may be.</summary>
    public static readonly FrozenSet<string> Postponements = Set(
        "planeras flyttas flyttats flyttades skjuts skjutits sköts uppskjuten uppskjutet framflyttad framflyttat senareläggs senarelagts påbörjas pågår");

    /// <summary>The words that a sentence about the activity begins with; most sentences begin with another and are not looked at further.</summary>
    public static readonly FrozenSet<string> Openings =
        Subjects.Concat(Doers).Concat(Negations).Concat(Adverbs).Concat(Participles.Keys).Concat(Verbs.Keys).Concat(["hela", "denna", "detta", "den", "det", "vår", "har"])
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True where a wording of several words that ends the work begins: <c>lades ner</c>, <c>har lagts på is</c>, <c>fick avbrytas</c>.</summary>
    public static bool Stops(IReadOnlyList<SentenceWord> words, int at) => words[at].Lower switch
    {
        "lades" or "lagts" or "las" => at + 1 < words.Count && (words[at + 1].Lower is "ner" or "ned" || (words[at + 1].Lower == "på" && at + 2 < words.Count && words[at + 2].Lower == "is")),
        "fick" or "tvingades" => at + 1 < words.Count && words[at + 1].Lower is "avbrytas" or "avbryta" or "avslutas" or "läggas",
        _ => false,
    };

    /// <summary>A word by which something is told to have come to its end.</summary>
    public static bool TellsOfEnd(string word) =>
        word == "plats" || ((Participles.TryGetValue(word, out var predicate) || Supines.TryGetValue(word, out predicate) || Verbs.TryGetValue(word, out predicate))
            && predicate is Predicate.Carried or Predicate.Finished or Predicate.Stopped);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();

    private static FrozenDictionary<string, Predicate> Table(params (Predicate Predicate, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split(' ').Select(word => (word, row.Predicate))).ToFrozenDictionary(pair => pair.word, pair => pair.Predicate);
}
