using FollowUp.Core.Notes;
using FollowUp.Core.Plans;
using FollowUp.Core.Reports;
using FollowUp.Web.Resources;

namespace FollowUp.Web.Views.Reports;

/// <summary>A report to be read on the screen: what takes two minutes, and then all of it.</summary>
/// <param name="Report">The whole.</param>
/// <param name="Deviations">What was not carried out, each with its reason.</param>
/// <param name="Continuing">What is not over: begun or not begun yet.</param>
public sealed record ReportReading(AnnualReport Report, IReadOnlyList<ReportActivity> Deviations, IReadOnlyList<ReportEntry> Continuing)
{
    public static async Task<ReportReading> OfAsync(AnnualReport report, CancellationToken cancel) => new(
        report,
        await report.Activities.Where(activity => activity.Status == NoteStatus.NotCarriedOut).ToListAsync(cancel),
        [.. report.Entries.Where(entry => entry.Status is NoteStatus.InProgress or NoteStatus.NotStarted)]);

    /// <summary><c>Läsåret 2026/27</c>.</summary>
    public string Year(Texts texts) => PlanYear.Parse(Report.YearLabel) is { } year ? texts.Year(year) : Report.YearLabel;
}

/// <param name="Reading">The report.</param>
/// <param name="LastDay">The last day on which the link works.</param>
public sealed record SharedReportPage(ReportReading Reading, DateOnly LastDay);
