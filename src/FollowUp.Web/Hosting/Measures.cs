using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using FollowUp.Core.Reports;
using FollowUp.Web.Printing;
using FollowUp.Web.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace FollowUp.Web.Hosting;

/// <summary>What the application counts of itself: saves, reports, the queue of the printer, sign-ins. Numbers alone, never whose.</summary>
public sealed class Measures
{
    public const string MeterName = "FollowUp";

    private readonly Histogram<double> _saves;
    private readonly Histogram<double> _reports;
    private readonly Counter<long> _signIns;

    public Measures(IMeterFactory meters, PdfPrinter printer)
    {
        var meter = meters.Create(MeterName);
        _saves = meter.CreateHistogram<double>("followup.save.duration", "s", "How long a save took, and how many there were.");
        _reports = meter.CreateHistogram<double>("followup.report.duration", "s", "How long it took to write a report in a format.");
        meter.CreateObservableUpDownCounter("followup.print.waiting", () => printer.Waiting, "{print}", "Prints that wait for their turn or run.");
        _signIns = meter.CreateCounter<long>("followup.sign_ins", "{attempt}", "Attempts to sign in, by how they ended.");
    }

    public void Saved(TimeSpan took, bool isDone) => _saves.Record(took.TotalSeconds, new KeyValuePair<string, object?>("outcome", isDone ? "saved" : "failed"));

    public void SignedIn(SignInOutcome outcome) => _signIns.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    /// <summary>Measures the writing of a report until what is returned is disposed of.</summary>
    public IDisposable Report(ReportFormat format)
    {
        var begun = Stopwatch.GetTimestamp();
        return new Ending(() => _reports.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds, new KeyValuePair<string, object?>("format", format.ToString())));
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

/// <summary>Measures each save. One instance serves many contexts.</summary>
internal sealed class MeasuredSaves(Measures measures) : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, object> _begun = new();

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        _begun.AddOrUpdate(eventData.Context!, Stopwatch.GetTimestamp());
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavingChanges(eventData, result));

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Saved(eventData.Context, isDone: true);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavedChanges(eventData, result));

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Saved(eventData.Context, isDone: false);

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        SaveChangesFailed(eventData);
        return Task.CompletedTask;
    }

    private void Saved(DbContext? db, bool isDone)
    {
        if (db is not null && _begun.TryGetValue(db, out var begun)) measures.Saved(Stopwatch.GetElapsedTime((long)begun), isDone);
    }
}
