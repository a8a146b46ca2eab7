using System.Runtime.CompilerServices;
using FollowUp.Core.Reports;

namespace FollowUp.Web.Views.Reports;

/// <summary>A report that tells how much of it has been written.</summary>
public static class CountedReport
{
    /// <summary>How often a long report tells, at most.</summary>
    private const int MaxTold = 100;

    /// <summary>The same report; whoever writes it, in whatever format, is ended at the next activity.</summary>
    /// <param name="report">The report.</param>
    /// <param name="tell">Told how many activities are written, now and then and at the last.</param>
    /// <param name="cancel">Ends the reading of the activities.</param>
    public static AnnualReport Counted(this AnnualReport report, Action<int> tell, CancellationToken cancel) =>
        report with { Activities = CountAsync(report.Activities, report.Entries.Count, tell, cancel) };

    private static async IAsyncEnumerable<ReportActivity> CountAsync(
        IAsyncEnumerable<ReportActivity> activities, int count, Action<int> tell, [EnumeratorCancellation] CancellationToken cancel)
    {
        var every = Math.Max(1, count / MaxTold);
        var written = 0;
        await foreach (var activity in activities)
        {
            cancel.ThrowIfCancellationRequested();
            yield return activity;

            // Whoever asks for the next one has written this one.
            if (++written % every == 0 || written == count) tell(written);
        }
    }
}
