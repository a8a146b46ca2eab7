using Microsoft.Playwright;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>The Chromium, Chrome or Edge that is installed on this machine. Without one a test is skipped and says so, unless that is forbidden.</summary>
public static class InstalledBrowser
{
    /// <summary>Names a browser's executable, before those that are looked for.</summary>
    public const string PathVariable = "FOLLOWUP_BROWSER";

    /// <summary>Where it is 1, a missing browser fails the test instead of skipping it.</summary>
    public const string RequiredVariable = "FOLLOWUP_REQUIRE_BROWSER";

    private static readonly string[] Candidates =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/usr/bin/microsoft-edge", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe", @"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    ];

    public static string? Path { get; } = Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named && File.Exists(named)
        ? named
        : Candidates.FirstOrDefault(File.Exists);

    /// <summary>Skips the test, or fails it, where there is none.</summary>
    public static void Require()
    {
        if (Path is null && Environment.GetEnvironmentVariable(RequiredVariable) == "1")
            Assert.Fail("No Chromium, Chrome or Edge is installed, and this run must not skip its browser tests.");
        Assert.SkipWhen(Path is null, $"No Chromium, Chrome or Edge is installed. Install one, or name one in {PathVariable}.");
    }

    /// <summary>Starts it headless; skips the test, or fails it, where there is none.</summary>
    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        Require();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,

            // One process for the application's pages: a new one for each costs more than the page.
            Args = ["--process-per-site", "--disable-site-isolation-trials", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", .. IsRoot ? ["--no-sandbox"] : Array.Empty<string>()],
        });
    }

    // Chromium refuses its sandbox to root, which is who a container runs as.
    private static bool IsRoot => OperatingSystem.IsLinux() && Environment.UserName == "root";
}
