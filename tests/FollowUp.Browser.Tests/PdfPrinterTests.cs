using System.Net;
using System.Net.Sockets;
using System.Text;
using FollowUp.Web.Printing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>The printing itself, by the installed browser: queue, limits, and what a page may not do.</summary>
public sealed class PdfPrinterTests
{
    [Fact]
    public async Task Print_ThreeAtOnce_TwoRunAndTheThirdIsToldItsPlace()
    {
        var printer = Printer();
        var open = new TaskCompletionSource();
        var begun = 0;
        List<PrintStep>[] steps = [[], [], []];
        var prints = new List<Task<byte[]>>();
        foreach (var told in steps)
        {
            prints.Add(printer.PrintAsync(
                async (writer, _) =>
                {
                    Interlocked.Increment(ref begun);
                    await open.Task;
                    await writer.WriteAsync(Page("<h1>Rapport</h1>"));
                },
                told.Add,
                TestContext.Current.CancellationToken));
        }

        Assert.Equal(2, begun);
        Assert.Equal([new PrintStep(PrintStage.Waiting, 1)], steps[2]);
        open.SetResult();
        foreach (var content in await Task.WhenAll(prints))
        {
            using var pdf = new PdfFile(content);
            Assert.Equal("Rapport", pdf.TextOf(1));
        }

        Assert.Equal([PrintStage.Writing, PrintStage.Printing], steps[0].Select(step => step.Stage));
    }

    [Fact]
    public async Task Print_NumbersThatMoveAPage_AreRightInTheEnd()
    {
        // Once the number is there, the line above the heading is too long for its page.
        var content = await Printer().PrintAsync(
            (writer, _) => writer.WriteAsync(Page(
                """
                <p><a href="#a1">Ett</a></p><div class="full"><span class="page" data-of="a1"></span></div><h2 id="a1">Ett</h2>
                <style>.full { height: 700px } .full:has(.page:not(:empty)) { height: 1200px } h2 { break-before: page }</style>
                """)),
            _ => { },
            TestContext.Current.CancellationToken);

        using var pdf = new PdfFile(content);
        Assert.Equal(3, pdf.Pages.Count);
        Assert.Equal("Ett3", pdf.TextOf(1));
        Assert.Equal("Ett", pdf.TextOf(3));
    }

    [Fact]
    public async Task Print_LongTable_RepeatsItsHeaderOnEveryPage()
    {
        var style = await File.ReadAllTextAsync(Path.Combine(RunningApp.RepositoryRoot, "src", "FollowUp.Web", "wwwroot", "css", "report.css"), TestContext.Current.CancellationToken);
        var rows = string.Concat(Enumerable.Range(1, 150).Select(row => $"<tr><th scope=\"row\">Rad {row}</th><td>Första<br>Andra</td></tr>"));
        var content = await Printer().PrintAsync(
            (writer, _) => writer.WriteAsync(Page($"<style>{style}</style><table class=\"report-table\"><thead><tr><th scope=\"col\">Kolumnhuvud</th><th scope=\"col\">Text</th></tr></thead><tbody>{rows}</tbody></table>")),
            _ => { },
            TestContext.Current.CancellationToken);

        using var pdf = new PdfFile(content);
        Assert.True(pdf.Pages.Count > 3);
        for (var page = 1; page <= pdf.Pages.Count; page++)
        {
            var text = pdf.TextOf(page);
            Assert.StartsWith("KolumnhuvudText", text, StringComparison.Ordinal);

            // No row is cut: as many first lines as second lines.
            Assert.Equal(text.Split("Första").Length, text.Split("Andra").Length);
        }
    }

    [Fact]
    public async Task Print_PageThatWantsToRunAndToLoad_DoesNeither()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x";
        var reached = listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask();

        // Without the policy that the report's page has: the browser alone must see to it.
        var content = await Printer().PrintAsync(
            (writer, _) => writer.WriteAsync(
                $"""
                <!doctype html><html lang="sv"><title>Tyst</title><link rel="stylesheet" href="{address}.css"><body><p>Text</p>
                <script>document.title = "Ropar"; document.body.append("Ropar")</script><img src="{address}.png" onerror="document.body.append('Ropar')"></body></html>
                """),
            _ => { },
            TestContext.Current.CancellationToken);

        using var pdf = new PdfFile(content);
        Assert.Equal(("Tyst", "Text"), (pdf.Title, pdf.TextOf(1)));
        Assert.False(reached.IsCompleted);
    }

    [Fact]
    public async Task Print_Cancelled_EndsTheBrowserAndRemovesItsFolder()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The processes of a print are looked for in /proc.");
        using var cancel = new CancellationTokenSource();

        // Other prints may be going on, each in a folder of its own: this one's is where its page is written.
        string? folder = null;
        var print = Printer().PrintAsync(
            (writer, token) =>
            {
                folder = Path.GetDirectoryName(((FileStream)((StreamWriter)writer).BaseStream).Name);
                return WriteEndlessAsync(writer, token);
            },
            _ => { },
            cancel.Token);
        while (!print.IsCompleted && !(folder is not null && IsPrintedIn(folder))) await Task.Delay(20, TestContext.Current.CancellationToken);

        // The browser has begun its own processes by then.
        cancel.CancelAfter(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => print);
        Assert.NotNull(folder);
        Assert.False(Directory.Exists(folder));
        Assert.False(IsPrintedIn(folder));
    }

    [Fact]
    public async Task Print_AfterAServerWasKilled_RemovesWhatItLeftBehind()
    {
        var left = Directory.CreateTempSubdirectory("followup-pdf-").FullName;
        var working = Directory.CreateTempSubdirectory("followup-pdf-").FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "page.html"), "Text", TestContext.Current.CancellationToken);
        Directory.SetLastWriteTimeUtc(left, Directory.GetLastWriteTimeUtc(left).AddHours(-2));

        await Printer().PrintAsync((writer, _) => writer.WriteAsync(Page("<p>Text</p>")), _ => { }, TestContext.Current.CancellationToken);

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(working));
        Directory.Delete(working);
    }

    [Fact]
    public async Task Print_LongerThanItMay_IsAFault()
    {
        var printer = Printer(seconds: 1);

        var fault = await Assert.ThrowsAsync<PrintFault>(() => printer.PrintAsync(WriteEndlessAsync, _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(PrintFaultKind.TooLong, fault.Kind);
    }

    [Fact]
    public async Task Print_NoBrowser_IsAFault()
    {
        var printer = new PdfPrinter(new PdfOptions { Browser = "/no/such/browser" }, NullLogger<PdfPrinter>.Instance);

        var fault = await Assert.ThrowsAsync<PrintFault>(() => printer.PrintAsync((_, _) => Task.CompletedTask, _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(PrintFaultKind.NoBrowser, fault.Kind);
        Assert.False(printer.CanPrint);
    }

    private static PdfPrinter Printer(int seconds = 60)
    {
        if (InstalledBrowser.Path is null && Environment.GetEnvironmentVariable(InstalledBrowser.RequiredVariable) == "1") Assert.Fail("No browser is installed, and this run must not skip its browser tests.");
        Assert.SkipWhen(InstalledBrowser.Path is null, $"No Chromium, Chrome or Edge is installed. Install one, or name one in {InstalledBrowser.PathVariable}.");
        return new PdfPrinter(new PdfOptions { Browser = InstalledBrowser.Path!, TimeoutSeconds = seconds }, NullLogger<PdfPrinter>.Instance);
    }

    private static string Page(string content) => $"<!doctype html><html lang=\"sv\"><head><meta charset=\"utf-8\"><title>Prov</title></head><body>{content}</body></html>";

    /// <summary>More pages than any browser lays out within the test.</summary>
    private static async Task WriteEndlessAsync(TextWriter writer, CancellationToken cancel)
    {
        var table = new StringBuilder("<table>").Insert("<table>".Length, "<tr><td>Rad</td><td>Text</td></tr>", 2_000).Append("</table>").ToString();
        for (var i = 0; i < 100; i++) await writer.WriteAsync(table.AsMemory(), cancel);
    }

    /// <summary>Whether a browser has this folder in its command line.</summary>
    private static bool IsPrintedIn(string folder)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => int.TryParse(Path.GetFileName(path), out _)))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(process, "cmdline")).Contains($"--user-data-dir={folder}/", StringComparison.Ordinal)) return true;
            }
            catch (IOException)
            {
                // Ended meanwhile.
            }
        }

        return false;
    }
}
