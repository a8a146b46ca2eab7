using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;

namespace FollowUp.Documents.Text;

/// <summary>
/// What the plain text layout calls things. The Swedish words are those that the reader of reports knows, and so do not come from resources; a report in English is
/// written to be read by people only.
/// </summary>
internal sealed record TextLabels(string Activity, string Unit, string ReportingUnit, string Status, string FollowUp, string Analysis, string Draft, string ContinuedFrom, IReadOnlyDictionary<NoteStatus, string> Statuses)
{
    private static readonly TextLabels Swedish = new("Uppdrag/Aktivitet", "Ansvarig enhet", "Enhet", "Status", "Uppföljning", "Analys", "Utkast, visas inte", "Överförd från", new Dictionary<NoteStatus, string>
    {
        [NoteStatus.NotStarted] = "Ej påbörjad",
        [NoteStatus.InProgress] = "Påbörjad",
        [NoteStatus.Completed] = "Genomförd",
        [NoteStatus.NotCarriedOut] = "Ej genomförd",
    });

    private static readonly TextLabels English = new("Assignment/Activity", "Responsible unit", "Unit", "Status", "Follow-up", "Analysis", "Draft, not shown", "Carried over from", new Dictionary<NoteStatus, string>
    {
        [NoteStatus.NotStarted] = "Not started",
        [NoteStatus.InProgress] = "Started",
        [NoteStatus.Completed] = "Carried out",
        [NoteStatus.NotCarriedOut] = "Not carried out",
    });

    private static readonly string[] SwedishYears = ["andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte", "tolfte"];

    private static readonly string[] EnglishYears = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];

    /// <summary>The year that an activity is carried over from, and the how manieth it is in: <c>2023/24, tredje året</c>.</summary>
    public string CarriedFrom(string from, int? year)
    {
        const int first = 2;
        if (year is not { } number) return from;
        var (ordinals, more, noun) = this == English ? (EnglishYears, "th", "year") : (SwedishYears, ":e", "året");
        return $"{from}, {(number - first < ordinals.Length ? ordinals[number - first] : $"{number}{more}")} {noun}";
    }

    /// <summary>The labels in the language of the report.</summary>
    public static TextLabels Of(AnnualReport report) => report.Language == Languages.English ? English : Swedish;
}
