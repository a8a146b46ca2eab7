using System.ComponentModel;
using System.Text;

namespace FollowUp.Web.Printing;

/// <summary>Prints HTML as PDF by the installed browser: tagged, with bookmarks, and with the right page numbers in the contents.</summary>
public sealed class PdfPrinter(PdfOptions options, ILogger<PdfPrinter> log)
{
    private const string FolderPrefix = "followup-pdf-";

    /// <summary>Numbers filled in can move a page, and with it others; a third print settles that.</summary>
    private const int MaxPrints = 3;

    private readonly PrintQueue _queue = new(Math.Max(1, options.AtOnce));

    /// <summary>Prints that run or wait for their turn.</summary>
    public int Waiting => _queue.Count;

    /// <summary>False where no browser is found, so that a page can say so before anybody waits.</summary>
    public bool CanPrint => InstalledBrowsers.Find(options.Browser) is not null;

    /// <summary>Waits for its turn, writes the page into a folder of its own, prints it until the numbers in its contents are right, and removes the folder.</summary>
    /// <param name="write">Writes the whole page. It must hold its styles, fonts and pictures itself, as nothing is loaded, and must allow no script.</param>
    /// <param name="tell">Told how far it has come, from any thread; must not block.</param>
    /// <param name="cancel">Leaves the queue, or ends the browser.</param>
    /// <exception cref="PrintFault">Nothing was printed.</exception>
    public async Task<byte[]> PrintAsync(Func<TextWriter, CancellationToken, Task> write, Action<PrintStep> tell, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        await PrintAsync(write, content, tell, cancel);
        return content.ToArray();
    }

    /// <summary>The same, written to a stream, which is not closed.</summary>
    /// <exception cref="PrintFault">Nothing was printed.</exception>
    public async Task PrintAsync(Func<TextWriter, CancellationToken, Task> write, Stream to, Action<PrintStep> tell, CancellationToken cancel)
    {
        var browser = InstalledBrowsers.Find(options.Browser) ?? throw new PrintFault(PrintFaultKind.NoBrowser, "No browser is found on this machine.");
        using var turn = await _queue.EnterAsync(place => tell(new PrintStep(PrintStage.Waiting, place)), cancel);
        try
        {
            await PrintInFolderAsync(browser, write, to, tell, cancel);
        }
        catch (PrintFault fault)
        {
            log.LogError("A report could not be printed: {Fault}", fault.Message);
            throw;
        }
        catch (Exception fault) when (fault is Win32Exception or IOException or UnauthorizedAccessException)
        {
            log.LogError(fault, "A report could not be printed");
            throw new PrintFault(PrintFaultKind.NoFile, "The browser did not start, or its files could not be written or read.", fault);
        }
    }

    private async Task PrintInFolderAsync(string browser, Func<TextWriter, CancellationToken, Task> write, Stream to, Action<PrintStep> tell, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory(FolderPrefix).FullName;
        RemoveLeftBehind(folder);
        try
        {
            tell(new PrintStep(PrintStage.Writing, 0));
            var page = Path.Combine(folder, "page.html");
            await using (var writer = new StreamWriter(page, append: false, Encoding.UTF8)) await write(writer, cancel);
            await using var pdf = File.OpenRead(await PrintPageAsync(browser, folder, page, tell, cancel));
            await pdf.CopyToAsync(to, cancel);
        }
        finally
        {
            await RemoveAsync(folder);
        }
    }

    private async Task<string> PrintPageAsync(string browser, string folder, string page, Action<PrintStep> tell, CancellationToken cancel)
    {
        var html = page;
        IReadOnlyDictionary<string, int> numbers = new Dictionary<string, int>();
        for (var print = 1; ; print++)
        {
            tell(new PrintStep(PrintStage.Printing, print));
            var pdf = Path.Combine(folder, $"print-{print}.pdf");
            await HeadlessBrowser.PrintAsync(browser, folder, html, pdf, TimeSpan.FromSeconds(options.TimeoutSeconds), cancel);
            var found = PageNumbers.Read(pdf);
            if (print == MaxPrints || (found.Count == numbers.Count && found.All(place => numbers.TryGetValue(place.Key, out var number) && number == place.Value))) return pdf;
            numbers = found;
            html = Path.Combine(folder, $"page-{print + 1}.html");
            await PageNumbers.FillInAsync(page, html, numbers, cancel);
        }
    }

    /// <summary>Removes the folders of prints whose server was killed: they hold people's texts. Those younger than an hour may be another process's, at work.</summary>
    private static void RemoveLeftBehind(string folder)
    {
        var now = Directory.GetLastWriteTimeUtc(folder);
        foreach (var other in Directory.GetDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            try
            {
                if (now - Directory.GetLastWriteTimeUtc(other) > TimeSpan.FromHours(1)) Directory.Delete(other, recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or being removed by another print.
            }
        }
    }

    /// <summary>On some systems the last file of a process that has ended is let go of a moment later.</summary>
    private async Task RemoveAsync(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                if (attempt == 10)
                {
                    log.LogWarning("The folder of a print could not be removed: {Folder}", folder);
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt));
            }
        }
    }
}
