using System.Buffers.Binary;
using System.Diagnostics;
using System.Text.Json;
using FollowUp.Core.Imports;

namespace FollowUp.Documents.Pdf.In;

/// <summary>
/// Reads PDFs in a process of its own: a file can be made so that the library that reads it never ends, takes all memory or overflows the stack, and none of that may reach the one who asks.
/// The process is kept for the next file, and made anew where it was lost. One file at a time.
/// </summary>
/// <param name="program">What is started: a program that calls <see cref="ServeAsync"/>.</param>
/// <param name="arguments">What it is started with.</param>
public sealed class PdfProcess(string program, params string[] arguments) : IDisposable
{
    /// <summary>The most memory that the process keeps objects in, in bytes, in hexadecimal as the runtime wants it.</summary>
    private const string MaxHeap = "50000000";

    /// <summary>The most that goes from one process to the other at once, in bytes: a file, or an import's characters and what is said of its lines.</summary>
    private const int MaxMessage = 256 * 1024 * 1024;

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(30);

    private Process? _process;

    /// <summary>How often a file ended the process.</summary>
    public int Lost { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <param name="content">The whole file, at most <see cref="DocumentReader.MaxPackageBytes"/>.</param>
    /// <param name="cancel">Ends early, and the process with it.</param>
    public async Task<ReadResult> ReadAsync(byte[] content, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        _process ??= Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(MaxTime);
        try
        {
            await WriteAsync(_process.StandardInput.BaseStream, content, limit.Token);
            return Read(await ReadAsync(_process.StandardOutput.BaseStream, MaxMessage, limit.Token) ?? throw new EndOfStreamException());
        }
        catch (OperationCanceledException)
        {
            Lost++;
            End();
            cancel.ThrowIfCancellationRequested();
            return ReadResult.Failed(ReadFailure.PdfTooHeavy);
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            // The file ended it, or what it wrote is no answer.
            Lost++;
            End();
            return ReadResult.Failed(ReadFailure.PdfDamaged);
        }
    }

    /// <summary>Answers one file after the other until there are no more: the other end of <see cref="ReadAsync(byte[], CancellationToken)"/>.</summary>
    public static async Task ServeAsync(Stream from, Stream to)
    {
        while (await ReadAsync(from, MaxMessage, CancellationToken.None) is { } content)
            await WriteAsync(to, JsonSerializer.SerializeToUtf8Bytes(Answer.Of(ReadOne(content))), CancellationToken.None);
    }

    public void Dispose()
    {
        End();
    }

    private static ReadResult ReadOne(byte[] content)
    {
        try
        {
            return PdfDocumentReader.Read(content);
        }
        catch (OutOfMemoryException)
        {
            return ReadResult.Failed(ReadFailure.PdfTooHeavy);
        }
    }

    private static ReadResult Read(byte[] answer) => JsonSerializer.Deserialize<Answer>(answer) is { } read ? read.ToResult() : throw new InvalidDataException("No answer.");

    private Process Start() => Process.Start(new ProcessStartInfo(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        CreateNoWindow = true,
        Environment = { ["DOTNET_GCHeapHardLimit"] = MaxHeap, ["DOTNET_gcServer"] = "0", ["DOTNET_DbgEnableMiniDump"] = "0" },
    }) ?? throw new InvalidOperationException($"{program} cannot be started.");

    private void End()
    {
        if (_process is not { } process) return;
        _process = null;
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }

        process.Dispose();
    }

    private static async Task WriteAsync(Stream to, byte[] content, CancellationToken cancel)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        await to.WriteAsync(length, cancel);
        await to.WriteAsync(content, cancel);
        await to.FlushAsync(cancel);
    }

    /// <summary>What was written at the other end; null where it was closed.</summary>
    private static async Task<byte[]?> ReadAsync(Stream from, int most, CancellationToken cancel)
    {
        var length = new byte[sizeof(int)];
        if (await from.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false, cancel) < length.Length) return null;
        var size = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (size < 0 || size > most) throw new InvalidDataException($"{size} bytes are more than the {most} that may come.");
        var content = new byte[size];
        await from.ReadExactlyAsync(content, cancel);
        return content;
    }

    /// <summary>A result as it goes from one process to the other.</summary>
    private sealed record Answer(ReadFailure? Failure, IReadOnlyList<string>? Lines, IReadOnlyList<LineHint>? Hints)
    {
        public static Answer Of(ReadResult result) => new(result.Failure, result.Document?.Lines, result.Document?.Hints);

        public ReadResult ToResult() => new(Lines is null ? null : new ReadDocument(Lines) { Hints = Hints }, Failure);
    }
}
