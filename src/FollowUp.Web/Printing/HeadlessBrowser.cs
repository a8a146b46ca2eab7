using System.Diagnostics;

namespace FollowUp.Web.Printing;

/// <summary>Prints one file by one process of an installed browser, which ends with the print, with the time allowed or with the caller.</summary>
internal static class HeadlessBrowser
{
    /// <summary>
    /// Scripts off, in the profile that the process gets. The command line has a switch for it too, but with that switch Chromium prints nothing at all.
    /// </summary>
    private const string Preferences = """{"profile":{"default_content_setting_values":{"javascript":2}}}""";

    /// <summary>Chromium makes a socket below its temporary folder, and does not start where that path is longer than the 107 characters that Linux allows.</summary>
    private const int LongestForSockets = 60;

    /// <summary>Turns an HTML file into a PDF file.</summary>
    /// <param name="browser">The executable.</param>
    /// <param name="folder">A folder of the print's own: the browser's profile and its temporary files go there.</param>
    /// <param name="html">The file to print.</param>
    /// <param name="pdf">The file to write.</param>
    /// <param name="allowed">The longest time it may take.</param>
    /// <param name="cancel">Ends the process and all that it started.</param>
    /// <exception cref="PrintFault">It took too long, or no file came out.</exception>
    public static async Task PrintAsync(string browser, string folder, string html, string pdf, TimeSpan allowed, CancellationToken cancel)
    {
        var profile = Path.Combine(folder, "profile");
        var start = new ProcessStartInfo(browser) { RedirectStandardOutput = true, RedirectStandardError = true, CreateNoWindow = true, WorkingDirectory = folder };
        foreach (var argument in ArgumentsOf(profile, html, pdf)) start.ArgumentList.Add(argument);
        if (OperatingSystem.IsLinux())
        {
            start.Environment["HOME"] = folder;
            if (folder.Length <= LongestForSockets) start.Environment["TMPDIR"] = folder;
        }

        Directory.CreateDirectory(Path.Combine(profile, "Default"));
        await File.WriteAllTextAsync(Path.Combine(profile, "Default", "Preferences"), Preferences, cancel);

        using var process = Process.Start(start) ?? throw new PrintFault(PrintFaultKind.NoFile, "The browser did not start.");

        // What it says is of no use here, but a full pipe would stop it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(allowed);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancel.ThrowIfCancellationRequested();
            throw new PrintFault(PrintFaultKind.TooLong, $"The browser took longer than {allowed.TotalSeconds:N0} seconds.");
        }

        if (!File.Exists(pdf)) throw new PrintFault(PrintFaultKind.NoFile, $"The browser ended with {process.ExitCode} and without a file.");
    }

    private static IEnumerable<string> ArgumentsOf(string profile, string html, string pdf) =>
    [
        "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--no-default-browser-check", "--mute-audio",
        $"--user-data-dir={profile}", $"--print-to-pdf={pdf}", "--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf",

        // Nothing leaves the machine: no name is found, and the browser's own errands are off.
        "--host-resolver-rules=MAP * ~NOTFOUND", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-default-apps", "--disable-extensions", "--disable-domain-reliability", "--disable-breakpad", "--no-pings",

        // A container's shared memory is often too small for it.
        "--disable-dev-shm-usage",

        // Chromium refuses its sandbox to root, which is who a container often runs as.
        .. OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? ["--no-sandbox"] : Array.Empty<string>(),
        new Uri(html).AbsoluteUri,
    ];
}
