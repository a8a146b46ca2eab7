namespace FollowUp.Web.Printing;

/// <summary>Finds an Edge, Chrome or Chromium on this machine.</summary>
public static class InstalledBrowsers
{
    private static readonly string[] OnWindows =
        [@"Microsoft\Edge\Application\msedge.exe", @"Google\Chrome\Application\chrome.exe", @"Chromium\Application\chrome.exe"];

    private static readonly string[] OnMac =
        ["Google Chrome.app/Contents/MacOS/Google Chrome", "Microsoft Edge.app/Contents/MacOS/Microsoft Edge", "Chromium.app/Contents/MacOS/Chromium"];

    private static readonly string[] OnLinux =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
        "/usr/bin/microsoft-edge", "/usr/bin/microsoft-edge-stable", "/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge",
    ];

    /// <summary>The executable that is to print: the named one, or else the first that is found; null where there is none.</summary>
    /// <param name="named">What the configuration names. Where it does not exist no other is taken in its place.</param>
    public static string? Find(string named) => named.Length > 0 ? (File.Exists(named) ? named : null) : Places().FirstOrDefault(File.Exists);

    /// <summary>The usual places on this system, the likeliest first.</summary>
    public static IEnumerable<string> Places()
    {
        if (OperatingSystem.IsWindows()) return Below(OnWindows, Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData);
        if (OperatingSystem.IsMacOS()) return OnMac.Select(path => Path.Combine("/Applications", path));
        return OnLinux;
    }

    private static IEnumerable<string> Below(IEnumerable<string> paths, params Environment.SpecialFolder[] folders) =>
        from path in paths
        from folder in folders.Select(Environment.GetFolderPath).Where(folder => folder.Length > 0)
        select Path.Combine(folder, path);
}
