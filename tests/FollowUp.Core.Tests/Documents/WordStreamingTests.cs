using System.Runtime.CompilerServices;
using FollowUp.Core.Reports;
using FollowUp.Documents.Word;
using Xunit;

namespace FollowUp.Core.Tests.Documents;

/// <summary>The activities are read one at a time, and what is not finished is not handed out.</summary>
public sealed class WordStreamingTests
{
    private const int Count = 60;

    private readonly List<WeakReference> _read = [];

    [Fact]
    public async Task Write_ManyActivities_HoldsFewAtATime()
    {
        using var to = new MemoryStream();
        await WordReportWriter.WriteAsync(Report(MostAlive), WordReports.Words, to, cancel: TestContext.Current.CancellationToken);

        Assert.Equal(Count, _read.Count);
        Assert.Equal(Count, WordReports.Lines(to.ToArray()).Count(line => line.Style == "heading 2"));

        void MostAlive(int i)
        {
            GC.Collect();
            Assert.InRange(_read.Count(reference => reference.IsAlive), 0, 4);
        }
    }

    [Fact]
    public async Task Write_EndedEarly_HandsOutNothing()
    {
        using var cancel = new CancellationTokenSource();
        using var to = new MemoryStream();
        var writing = WordReportWriter.WriteAsync(Report(i => { if (i == 10) cancel.Cancel(); }), WordReports.Words, to, cancel: cancel.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        Assert.Equal(0, to.Length);
        Assert.InRange(_read.Count, 10, 12);
    }

    [Fact]
    public async Task Write_ReadingThatFails_HandsOutNothing()
    {
        using var to = new MemoryStream();
        var writing = WordReportWriter.WriteAsync(Report(i => { if (i == 10) throw new IOException("The database is gone."); }), WordReports.Words, to);

        Assert.Equal("The database is gone.", (await Assert.ThrowsAsync<IOException>(() => writing)).Message);
        Assert.Equal(0, to.Length);
    }

    private AnnualReport Report(Action<int> before) => ReportGenerator.Report("Rapport") with
    {
        Entries = [.. Enumerable.Range(1, Count).Select(i => new ReportEntry(i, "Titel", null, null, true))],
        Activities = Activities(before),
    };

    private async IAsyncEnumerable<ReportActivity> Activities(Action<int> before)
    {
        for (var i = 1; i <= Count; i++)
        {
            await Task.Yield();
            before(i);
            yield return Next(i);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReportActivity Next(int number)
    {
        var activity = WordReports.Activity(number, "Titel") with { FollowUp = new string('x', 2_000) };
        _read.Add(new WeakReference(activity));
        return activity;
    }
}
