using System.Globalization;
using FollowUp.Testing.Reports;
using FollowUp.Web.Printing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FollowUp.Browser.Tests;

/// <summary>A generated report as the print view and as PDF.</summary>
internal sealed record PrintedReport(GeneratedReport Source, string Html, byte[] Pdf);

/// <summary>
/// The application within this process, for reports that are not in its database. <c>FOLLOWUP_TEST_CASES</c> sets how many are printed (5), the same ones each
/// time: what a browser does with a page is slow and not to be shrunk.
/// </summary>
public sealed class PrintingApp : WebApplicationFactory<Program>
{
    private const ulong Seed = 20_261_125;

    private const int Size = 30;

    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("FOLLOWUP_TEST_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 5;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"followup-print-{Guid.NewGuid():N}");
    private readonly Lazy<Task<IReadOnlyList<PrintedReport>>> _printed;

    public PrintingApp() => _printed = new(PrintAllAsync);

    /// <summary>The reports, printed once. Without a browser the test is skipped and says so.</summary>
    internal Task<IReadOnlyList<PrintedReport>> PrintedAsync()
    {
        InstalledBrowser.Require();
        return _printed.Value;
    }

    private async Task<IReadOnlyList<PrintedReport>> PrintAllAsync()
    {
        var printed = new List<PrintedReport>();
        await using var scope = Services.CreateAsyncScope();
        var printer = scope.ServiceProvider.GetRequiredService<ReportPrinter>();
        foreach (var source in ReportGen.Plain.Sample(Cases, new Rnd(Seed), Size))
        {
            await using var html = new StringWriter();
            await printer.WriteHtmlAsync(source.Report, html);
            using var pdf = new MemoryStream();
            await printer.PrintAsync(source.Report, pdf, _ => { }, CancellationToken.None);
            printed.Add(new PrintedReport(source, html.ToString(), pdf.ToArray()));
        }

        return printed;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Test");
        builder.UseSetting("Data:Folder", _folder);
        builder.UseSetting("Pdf:Browser", InstalledBrowser.Path);
        builder.UseSetting("Serilog:MinimumLevel:Default", "Warning");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
