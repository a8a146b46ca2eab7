using FollowUp.Documents;
using FollowUp.Documents.Pdf.In;

namespace FollowUp.Web.Reading;

/// <summary>Reads an uploaded PDF in a process of its own, which is this program started with <see cref="Verb"/>.</summary>
public sealed class PdfReading(PdfReadingOptions options) : IDisposable
{
    public const string Verb = "read-pdf";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>What one may take of memory and time is much: the others wait.</summary>
    private readonly SemaphoreSlim _turns = new(options.AtOnce);

    /// <summary>Reads the file, or says why it cannot be read.</summary>
    public async Task<ReadResult> ReadAsync(byte[] content, CancellationToken cancel)
    {
        if (!await _turns.WaitAsync(Patience, cancel)) return new ReadResult(null, ReadFailure.PdfTooHeavy);
        try
        {
            using var process = Begin();
            return await process.ReadAsync(content, cancel);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>The process that reads. Started by <c>dotnet</c> where this program was, and where it runs inside another.</summary>
    public static PdfProcess Begin()
    {
        var assembly = typeof(PdfReading).Assembly.Location;
        var program = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        return Environment.ProcessPath == program ? new PdfProcess(program, Verb) : new PdfProcess("dotnet", assembly, Verb);
    }

    /// <summary>The work of that process: to answer until it is not asked any more.</summary>
    public static async Task<int> ServeAsync()
    {
        await using var from = Console.OpenStandardInput();
        await using var to = Console.OpenStandardOutput();
        await PdfProcess.ServeAsync(from, to);
        return 0;
    }

    public void Dispose() => _turns.Dispose();
}

/// <summary>Section <c>PdfReading</c>.</summary>
public sealed class PdfReadingOptions
{
    public const string Section = "PdfReading";

    /// <summary>So many PDFs are read at once on each machine.</summary>
    public int AtOnce { get; init; } = 2;
}
