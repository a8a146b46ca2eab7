using System.Diagnostics;
using FollowUp.Testing;

namespace FollowUp.Web.Tests.Hosting;

/// <summary>The program run with a verb, as a process of its own.</summary>
internal static class VerbRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs the program to its end, or kills it at a line.</summary>
    public static async Task<(int Code, string Output)> RunAsync(string folder, string[] arguments, Func<string, bool> isEnd)
    {
        using var process = Start(folder, arguments);
        var lines = new List<string>();
        using var patience = new CancellationTokenSource(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            lines.Add(line);
            if (!isEnd(line)) continue;
            process.Kill(entireProcessTree: true);
            break;
        }

        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, string.Join('\n', lines) + await process.StandardError.ReadToEndAsync(patience.Token));
    }

    /// <summary>The process, with its data in a folder.</summary>
    public static Process Start(string folder, params string[] arguments)
    {
        var web = Path.Combine(SourceTree.Root, "src", "FollowUp.Web");
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(web, "bin", configuration, "net10.0", "FollowUp.Web.dll"), .. arguments, "--contentRoot", web])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["Data__Folder"] = folder, ["ASPNETCORE_ENVIRONMENT"] = "Production" },
        })!;
    }
}
