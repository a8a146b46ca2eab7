using System.IO.Compression;
using System.Xml.Linq;
using MiniExcelLibs;

namespace FollowUp.Core.Tests.Documents.Excel;

/// <summary>A workbook that was written, looked at in two ways: as its XML, and as another library reads it.</summary>
internal sealed class Workbook(byte[] content)
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public byte[] Content => content;

    public static async Task<Workbook> WriteAsync(Func<Stream, Task> write)
    {
        using var to = new AsynchronousStream();
        await write(to);
        return new Workbook(to.Written);
    }

    public IReadOnlyList<string> Sheets => [.. new MemoryStream(content).GetSheetNames()];

    /// <summary>The rows of a sheet below its headers, by header. An empty cell is null, a number a double, a day a DateTime.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows(string sheet) =>
        [.. new MemoryStream(content).Query(useHeaderRow: true, sheetName: sheet).Select(row => new Dictionary<string, object?>((IDictionary<string, object?>)row))];

    /// <summary>A part of the file.</summary>
    public XElement Part(string path)
    {
        using var zip = new ZipArchive(new MemoryStream(content));
        using var part = zip.GetEntry(path)?.Open() ?? throw new ArgumentException($"There is no {path}.", nameof(path));
        return XDocument.Load(part).Root!;
    }

    /// <summary>The cells of a sheet's file, row by row.</summary>
    public IReadOnlyList<IReadOnlyList<XElement>> Cells(int file = 1) =>
        [.. Part($"xl/worksheets/sheet{file}.xml").Descendants(Main + "row").Select(row => row.Elements(Main + "c").ToList())];

    /// <summary>True where the cell's look keeps a text from becoming a formula when it is edited.</summary>
    public bool IsMarkedAsText(XElement cell) =>
        (string?)Part("xl/styles.xml").Element(Main + "cellXfs")!.Elements().ElementAt((int)cell.Attribute("s")!).Attribute("quotePrefix") == "1";

    /// <summary>Takes no synchronous write, as a web server's answer.</summary>
    private sealed class AsynchronousStream : Stream
    {
        private readonly MemoryStream _written = new();

        public byte[] Written => _written.ToArray();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _written.WriteAsync(buffer, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            _written.WriteAsync(buffer, offset, count, cancellationToken);

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
