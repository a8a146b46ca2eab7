using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace FollowUp.Documents.Files;

/// <summary>A file of an archive package.</summary>
/// <param name="Name">Letters that every system can read, and no folder.</param>
/// <param name="Sha256">The checksum that was kept when the content was made; null where it is reckoned now.</param>
/// <param name="Content">The whole.</param>
public sealed record ArchiveFile(string Name, string? Sha256, byte[] Content);

/// <summary>Files for an archive in one ZIP, with their checksums. The same files make the same package.</summary>
public static class ArchivePackage
{
    /// <summary>Read by <c>sha256sum -c</c>: it checks every other file of the package.</summary>
    public const string Checksums = "checksums.txt";

    /// <summary>Writes the package. A file at a time is in memory.</summary>
    /// <param name="files">The files in order; read once.</param>
    /// <param name="stamp">The time that every file gets, on the wall clock: when what is archived was made, so that the package says nothing of when it was packed.</param>
    /// <param name="to">Where to, which can be sought in; it is not closed.</param>
    /// <param name="cancel">Ends early.</param>
    public static async Task WriteAsync(IAsyncEnumerable<ArchiveFile> files, DateTime stamp, Stream to, CancellationToken cancel = default)
    {
        await using var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        var sums = new StringBuilder();
        await foreach (var file in files.WithCancellation(cancel))
        {
            await AddAsync(archive, file.Name, file.Content, stamp, cancel);

            // Two spaces and LF, whatever the system: that is the form.
            sums.Append(CultureInfo.InvariantCulture, $"{file.Sha256 ?? Convert.ToHexStringLower(SHA256.HashData(file.Content))}  {file.Name}\n");
        }

        await AddAsync(archive, Checksums, Encoding.UTF8.GetBytes(sums.ToString()), stamp, cancel);
    }

    private static async Task AddAsync(ZipArchive archive, string name, byte[] content, DateTime stamp, CancellationToken cancel)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = new DateTimeOffset(DateTime.SpecifyKind(stamp, DateTimeKind.Unspecified), TimeSpan.Zero);
        await using var stream = await entry.OpenAsync(cancel);
        await stream.WriteAsync(content, cancel);
    }
}
