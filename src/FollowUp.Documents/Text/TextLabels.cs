using FollowUp.Core;
using FollowUp.Core.Notes;
using FollowUp.Core.Reports;

namespace FollowUp.Documents.Text;

/// <summary>
/// What the plain text layout calls things. The Swedish words are those that the reader of reports knows, and so do not come from resources; a report in English is
/// written to be read by people only.
/// </summary>
internal sealed record TextLabels(string Activity, string Unit, string ReportingUnit, string Status, string FollowUp, string Analysis, string Draft, IReadOnlyDictionary<NoteStatus, string> Statuses)
{
    private static readonly TextLabels Swedish = new("Uppdrag/Aktivitet", "Ansvarig enhet", "Enhet", "Status", "Uppföljning", "Analys", "Utkast, visas inte", new Dictionary<NoteStatus, string>
    {
        [NoteStatus.NotStarted] = "Ej påbörjad",
        [NoteStatus.InProgress] = "Påbörjad",
        [NoteStatus.Completed] = "Genomförd",
        [NoteStatus.NotCarriedOut] = "Ej genomförd",
    });

    private static readonly TextLabels English = new("Assignment/Activity", "Responsible unit", "Unit", "Status", "Follow-up", "Analysis", "Draft, not shown", new Dictionary<NoteStatus, string>
    {
        [NoteStatus.NotStarted] = "Not started",
        [NoteStatus.InProgress] = "Started",
        [NoteStatus.Completed] = "Carried out",
        [NoteStatus.NotCarriedOut] = "Not carried out",
    });

    /// <summary>The labels in the language of the report.</summary>
    public static TextLabels Of(AnnualReport report) => report.Language == Languages.English ? English : Swedish;
}
