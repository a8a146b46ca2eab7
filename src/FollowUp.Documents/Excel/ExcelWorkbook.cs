using System.IO.Compression;
using System.Text;

namespace FollowUp.Documents.Excel;

/// <summary>
/// Writes a workbook straight to where it goes: a row at a time, only with asynchronous calls (a web server's answer takes no others), and with nothing of
/// the present moment in it, so that the same content has the same checksum. Why no library does it: docs/adr/0009.
/// </summary>
internal sealed class ExcelWorkbook : IAsyncDisposable
{
    /// <summary>Rows that a sheet can hold, the headers included: a limit of Excel's.</summary>
    public const int MaxRows = 1_048_576;

    private const int BufferSize = 16 * 1024;

    /// <summary>The earliest time that a zip file can tell.</summary>
    private static readonly DateTimeOffset Never = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly LateStream _to;
    private readonly ZipArchive _zip;
    private readonly string _title;
    private readonly string _language;
    private readonly int _maxRows;
    private readonly List<(int Place, string Name, int File)> _sheets = [];

    private ExcelWorkbook(LateStream to, ZipArchive zip, string title, string language, int maxRows) =>
        (_to, _zip, _title, _language, _maxRows) = (to, zip, title, language, maxRows);

    /// <param name="to">Where to; it is not closed, and need not be able to seek.</param>
    /// <param name="title">What the workbook is called in its properties.</param>
    /// <param name="language">The tag of the language that it is in.</param>
    /// <param name="maxRows">Rows a sheet, for tests.</param>
    /// <param name="cancel">Ends early.</param>
    public static async Task<ExcelWorkbook> CreateAsync(Stream to, string title, string language = "sv-SE", int maxRows = MaxRows, CancellationToken cancel = default)
    {
        var late = new LateStream(to);
        return new ExcelWorkbook(late, await ZipArchive.CreateAsync(late, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel), title, language, maxRows);
    }

    /// <summary>Writes a sheet, and more where one is not enough for its rows.</summary>
    /// <param name="place">Where it stands among the sheets, which may be written in any order.</param>
    /// <param name="sheet">What is written.</param>
    /// <param name="cancel">Ends early.</param>
    public async Task WriteAsync(int place, ExcelSheet sheet, CancellationToken cancel)
    {
        await using var rows = sheet.Rows.GetAsyncEnumerator(cancel);
        var hasRow = await rows.MoveNextAsync();
        do
        {
            var name = ExcelText.SheetName(sheet.Name, _sheets.Select(written => written.Name));
            _sheets.Add((place, name, _sheets.Count + 1));
            hasRow = await WriteAsync(sheet.Columns, rows, hasRow, place == 0, cancel);
        }
        while (hasRow);
    }

    /// <summary>Writes what holds the sheets together, last of all. Without it there is no workbook.</summary>
    public async Task CompleteAsync(CancellationToken cancel)
    {
        await WritePartAsync("xl/workbook.xml", ExcelParts.Workbook([.. _sheets.OrderBy(sheet => sheet.Place).Select(sheet => (sheet.Name, sheet.File))]), cancel);
        await WritePartAsync("xl/_rels/workbook.xml.rels", ExcelParts.WorkbookRelations(_sheets.Count), cancel);
        await WritePartAsync("xl/styles.xml", ExcelParts.Styles, cancel);
        await WritePartAsync("docProps/core.xml", ExcelParts.Properties(_title, _language), cancel);
        await WritePartAsync("_rels/.rels", ExcelParts.PackageRelations, cancel);
        await WritePartAsync("[Content_Types].xml", ExcelParts.ContentTypes(_sheets.Count), cancel);
        await _zip.DisposeAsync();
        await _to.FlushAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _zip.DisposeAsync();
        await _to.DisposeAsync();
    }

    /// <returns>True where the enumerator stands on a row that did not fit.</returns>
    private async Task<bool> WriteAsync(
        IReadOnlyList<ExcelColumn> columns, IAsyncEnumerator<IReadOnlyList<object?>> rows, bool hasRow, bool isFirst, CancellationToken cancel)
    {
        await using var part = await OpenAsync(ExcelParts.SheetPath(_sheets.Count), cancel);
        await using var writer = WriterOn(part);
        var xml = new StringBuilder(ExcelParts.SheetStart(columns, isFirst)).AppendHeaders(columns);
        var number = 1;
        for (; hasRow && number < _maxRows; hasRow = await rows.MoveNextAsync())
        {
            xml.AppendRow(++number, rows.Current, columns.Count);
            if (xml.Length < BufferSize) continue;
            await writer.WriteAsync(xml, cancel);
            xml.Clear();
        }

        await writer.WriteAsync(xml.Append(ExcelParts.SheetEnd(columns.Count, number)), cancel);
        return hasRow;
    }

    private async Task WritePartAsync(string path, string xml, CancellationToken cancel)
    {
        await using var part = await OpenAsync(path, cancel);
        await using var writer = WriterOn(part);
        await writer.WriteAsync(xml.AsMemory(), cancel);
    }

    private Task<Stream> OpenAsync(string path, CancellationToken cancel)
    {
        var entry = _zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = Never;
        return entry.OpenAsync(cancel);
    }

    /// <summary>The part is closed on its own, since a writer would close it synchronously.</summary>
    private static StreamWriter WriterOn(Stream part) => new(part, new UTF8Encoding(false), BufferSize, leaveOpen: true);
}
