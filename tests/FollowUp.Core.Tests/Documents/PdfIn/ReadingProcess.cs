using System.Runtime.CompilerServices;
using FollowUp.Documents.Pdf.In;

namespace FollowUp.Core.Tests.Documents.PdfIn;

/// <summary>This program as the process that reads PDFs: a hostile one may end it, and must not end the tests.</summary>
internal static class ReadingProcess
{
    private const string Verb = "read-pdf";

    public static PdfProcess Begin() => new(Environment.ProcessPath!, Verb);

#pragma warning disable CA2255 // The program's entry point is made by the test framework.
    [ModuleInitializer]
    internal static void Serve()
    {
        if (!Environment.GetCommandLineArgs().Contains(Verb)) return;
        PdfProcess.ServeAsync(Console.OpenStandardInput(), Console.OpenStandardOutput()).GetAwaiter().GetResult();
        Environment.Exit(0);
    }
#pragma warning restore CA2255
}
