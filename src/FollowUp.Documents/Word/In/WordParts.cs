using System.IO.Compression;
using System.Xml;

namespace FollowUp.Documents.Word.In;

/// <summary>A package asks for more than a report can need. Nothing of it is kept.</summary>
internal sealed class WordLimitException(ReadFailure failure) : Exception
{
    public ReadFailure Failure => failure;
}

/// <summary>
/// The parts of an unknown package, read as streams of XML. What they unpack to is counted while it is unpacked, whatever the file says of itself; nothing is
/// loaded whole, and nothing outside the package is looked for.
/// </summary>
internal sealed class WordParts : IDisposable
{
    private const int MaxParts = 5_000;

    /// <summary>The most that all parts read may unpack to, in bytes.</summary>
    private const long MaxUnpacked = 64L * 1024 * 1024;

    /// <summary>A part that unpacks to more than this many times its size is no text.</summary>
    private const int MaxRatio = 400;

    /// <summary>What may unpack at any ratio, in bytes: a short list of the same words packs well.</summary>
    private const long FreeOfRatio = 4L * 1024 * 1024;

    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships/";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly CancellationToken _cancel;
    private long _unpacked;

    /// <exception cref="InvalidDataException">No zip file, or a broken one.</exception>
    public WordParts(byte[] package, CancellationToken cancel)
    {
        _cancel = cancel;
        _zip = new ZipArchive(new MemoryStream(package, writable: false));
        if (_zip.Entries.Count > MaxParts) throw new WordLimitException(ReadFailure.UnpacksTooLarge);
        foreach (var entry in _zip.Entries)
        {
            if (!_entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry)) throw new InvalidDataException("Two parts have one name.");
        }
    }

    public IEnumerable<string> Names => _entries.Keys;

    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>A part to read; null where it is missing.</summary>
    public WordXml? Open(string name) => _entries.TryGetValue(name, out var entry) ? new WordXml(XmlReader.Create(new Counted(this, entry), Settings), _cancel) : null;

    /// <summary>The beginning of a part that is text.</summary>
    public string Text(string name, int length)
    {
        if (!_entries.TryGetValue(name, out var entry)) return "";
        using var content = new Counted(this, entry);
        var buffer = new byte[length];
        return System.Text.Encoding.ASCII.GetString(buffer, 0, content.ReadAtLeast(buffer, length, throwOnEndOfStream: false));
    }

    /// <summary>The content types that the package names, by part or by extension.</summary>
    public List<(string Part, string Type)> Types()
    {
        var types = new List<(string, string)>();
        using var xml = Open("[Content_Types].xml");
        if (xml is null || !xml.MoveToRoot()) return types;
        foreach (var _ in xml.Children()) types.Add((xml.Attribute("PartName") ?? "." + xml.Attribute("Extension"), xml.Attribute("ContentType") ?? ""));
        return types;
    }

    /// <summary>What a part refers to; a part inside the package by its name in it. The root's own are those of the part "".</summary>
    public List<WordRelation> RelationsOf(string part)
    {
        var folder = part.LastIndexOf('/') is >= 0 and var slash ? part[..(slash + 1)] : "";
        var relations = new List<WordRelation>();
        using var xml = Open($"{folder}_rels/{part[folder.Length..]}.rels");
        if (xml is null || !xml.MoveToRoot()) return relations;
        foreach (var _ in xml.Children())
        {
            if (xml.Attribute("Id") is not { } id || xml.Attribute("Target") is not { } target) continue;
            var type = xml.Attribute("Type") ?? "";
            foreach (var prefix in (ReadOnlySpan<string>)[Relations, StrictRelations])
            {
                if (type.StartsWith(prefix, StringComparison.Ordinal)) type = type[prefix.Length..];
            }

            var isExternal = string.Equals(xml.Attribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase);
            relations.Add(new WordRelation(id, type, isExternal ? target : Resolve(folder, target), isExternal));
        }

        return relations;
    }

    public void Dispose() => _zip.Dispose();

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/')) return target[1..];
        var steps = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in target.Split('/'))
        {
            if (step == ".." && steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            else if (step is not ("" or "." or "..")) steps.Add(step);
        }

        return string.Join('/', steps);
    }

    /// <summary>Counts what is unpacked, and stops where it is too much.</summary>
    private sealed class Counted(WordParts parts, ZipArchiveEntry entry) : Stream
    {
        private readonly Stream _content = entry.Open();
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            parts._cancel.ThrowIfCancellationRequested();
            var read = _content.Read(buffer);
            _read += read;
            parts._unpacked += read;
            if (parts._unpacked > MaxUnpacked || (_read > FreeOfRatio && _read / MaxRatio > entry.CompressedLength)) throw new WordLimitException(ReadFailure.UnpacksTooLarge);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) _content.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>What a part refers to.</summary>
/// <param name="Id">By which the part names it.</param>
/// <param name="Type">The last word of its type: <c>styles</c>, <c>hyperlink</c>.</param>
/// <param name="Target">A part's name, or an address outside.</param>
/// <param name="IsExternal">True for an address outside, which is never followed.</param>
internal sealed record WordRelation(string Id, string Type, string Target, bool IsExternal);
