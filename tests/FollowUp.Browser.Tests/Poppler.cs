using System.Diagnostics;
using System.Text;
using Xunit;

namespace FollowUp.Browser.Tests;

/// <summary>An element of a tagged file.</summary>
/// <param name="Name">Its kind: <c>H2</c>, <c>Table</c>.</param>
/// <param name="Text">The text in it.</param>
/// <param name="Below">The kinds of all elements in it.</param>
internal sealed record PdfElement(string Name, string Text, IReadOnlyList<string> Below);

/// <summary>Poppler's <c>pdfinfo</c>: what a screen reader gets of a tagged file. Without it a test is skipped and says so, unless that is forbidden.</summary>
internal static class Poppler
{
    /// <summary>All elements of a file in the order of reading.</summary>
    public static async Task<IReadOnlyList<PdfElement>> StructureAsync(byte[] pdf, CancellationToken cancel)
    {
        var lines = (await RunAsync("-struct-text", pdf, cancel)).Where(line => line.Trim().Length > 0).ToList();
        return [.. Enumerable.Range(0, lines.Count).Where(at => !IsText(lines[at])).Select(at => ElementAt(lines, at))];
    }

    private static PdfElement ElementAt(List<string> lines, int at)
    {
        var inside = lines.Skip(at + 1).TakeWhile(line => DepthOf(line) > DepthOf(lines[at])).ToList();
        return new PdfElement(
            NameOf(lines[at]),
            string.Join(' ', inside.Where(IsText).Select(line => line.Trim()[1..^1])),
            [.. inside.Where(line => !IsText(line)).Select(NameOf)]);
    }

    private static bool IsText(string line) => line.TrimStart().StartsWith('"');

    private static int DepthOf(string line) => line.Length - line.TrimStart().Length;

    private static string NameOf(string line) => line.Trim().Split(' ', ':')[0];

    private static async Task<IReadOnlyList<string>> RunAsync(string option, byte[] pdf, CancellationToken cancel)
    {
        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "pdfinfo.exe" : "pdfinfo")));
        if (!isThere && Environment.GetEnvironmentVariable(InstalledBrowser.RequiredVariable) == "1")
            Assert.Fail("Poppler's pdfinfo is not installed, and this run must not skip its tests.");
        Assert.SkipUnless(isThere, "Poppler's pdfinfo is not installed (package poppler-utils).");
        var file = Path.Combine(Path.GetTempPath(), $"followup-{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, pdf, cancel);
        try
        {
            var start = new ProcessStartInfo("pdfinfo") { ArgumentList = { "-enc", "UTF-8", option, file }, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
            using var process = Process.Start(start)!;

            // It complains of elements that are newer than it is, such as Strong.
            process.BeginErrorReadLine();
            var output = await process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            Assert.Equal(0, process.ExitCode);
            return output.Split('\n');
        }
        finally
        {
            File.Delete(file);
        }
    }
}
