using System.Globalization;
using FollowUp.Testing;
using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>
/// What a page costs: bytes over the line at the first visit and after, and how much it moves while it loads. The figures of each run lie in
/// <c>artifacts/speed.txt</c>, with the time of the largest paint on a slow phone line, which is shown and not judged: machines differ.
/// </summary>
public sealed class SpeedTests(PublishedSession session) : IClassFixture<PublishedSession>
{
    private const int FirstVisit = 150_000;
    private const int LaterVisit = 30_000;

    /// <summary>What counts as good for cumulative layout shift.</summary>
    private const double MaxShift = .1;

    private const string Observe =
        """
        window.figures = { shift: 0, paint: 0 };
        new PerformanceObserver(list => list.getEntries().forEach(entry => { if (!entry.hadRecentInput) window.figures.shift += entry.value; })).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver(list => list.getEntries().forEach(entry => { window.figures.paint = entry.startTime; })).observe({ type: 'largest-contentful-paint', buffered: true });
        """;

    public static TheoryData<string, string> Pages => new()
    {
        { "rektor", "/" }, { "rektor", "/notes" }, { "rektor", "write" }, { "controller", "/" }, { "controller", "/reviews" }, { "controller", "/reviews?view=matrix" },
        { "controller", "/activities" }, { "controller", "/search?q=skola" }, { "admin", "/users" }, { "namnd", "/reports" }, { "namnd", "/help" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_IsLightAndStandsStill(string account, string address)
    {
        var (first, later) = await MeasureAsync(account, address);

        await File.AppendAllTextAsync(
            Path.Combine(Directory.CreateDirectory(Path.Combine(SourceTree.Root, "artifacts")).FullName, "speed.txt"),
            string.Create(CultureInfo.InvariantCulture, $"{account} {address}: first {first.Bytes / 1000.0:0.0} kB, later {later.Bytes / 1000.0:0.0} kB, shift {first.Shift:0.000}, largest paint {first.Paint:0} ms, later {later.Paint:0} ms\n"),
            TestContext.Current.CancellationToken);
        Assert.InRange(first.Bytes, 1_000, FirstVisit);
        Assert.InRange(later.Bytes, 500, LaterVisit);
        Assert.InRange(first.Shift, 0, MaxShift);
        Assert.InRange(later.Shift, 0, MaxShift);
    }

    /// <summary>Opens a page in a browser that has nothing of it, and once more.</summary>
    private async Task<(Figures First, Figures Later)> MeasureAsync(string account, string address)
    {
        var signedIn = await session.OpenAsync(account, 390);
        if (address == "write") address = (await signedIn.Locator("main a[href*='/notes/']").First.GetAttributeAsync("href"))!;
        await using var context = await signedIn.Context.Browser!.NewContextAsync(new()
        {
            BaseURL = session.App.Address,
            Locale = "sv-SE",
            ViewportSize = new() { Width = 390, Height = 800 },
            StorageState = await signedIn.Context.StorageStateAsync(),
        });
        await signedIn.Context.CloseAsync();
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Observe);
        var line = await context.NewCDPSessionAsync(page);
        var bytes = 0L;
        line.Event("Network.loadingFinished").OnEvent += (_, message) => bytes += (long)message!.Value.GetProperty("encodedDataLength").GetDouble();
        await line.SendAsync("Network.enable");

        // A phone on a slow line: 1.6 Mbit/s, 150 ms there and back.
        await line.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = 200_000, ["uploadThroughput"] = 90_000 });

        async Task<Figures> VisitAsync()
        {
            bytes = 0;
            await page.GotoAsync(address);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            var shift = await page.EvaluateAsync<double>("() => window.figures.shift");
            return new Figures(bytes, shift, await page.EvaluateAsync<double>("() => window.figures.paint"));
        }

        return (await VisitAsync(), await VisitAsync());
    }

    private sealed record Figures(long Bytes, double Shift, double Paint);
}
