using System.IO.Compression;
using System.Xml;
using FollowUp.Core.Imports.Lists;

namespace FollowUp.Documents.Lists;

/// <summary>
/// Reads the first sheet of a workbook (ECMA-376 part 1, chapter 18) that has anything in it. Only the parts that say what stands in the cells are unpacked, and no more of
/// them than a list can need; a part that lies elsewhere is not fetched.
/// </summary>
internal sealed class WorkbookReader
{
    /// <summary>The most that is unpacked in all, in bytes.</summary>
    public const int MaxUnpacked = 50_000_000;

    private const string WorkbookPart = "xl/workbook.xml";

    private readonly ZipArchive _zip;
    private readonly List<string> _shared = [];
    private int _left = MaxUnpacked;

    private WorkbookReader(ZipArchive zip) => _zip = zip;

    /// <exception cref="ListReadException">It cannot be read as a list.</exception>
    /// <exception cref="InvalidDataException">The zip file is broken.</exception>
    /// <exception cref="XmlException">A part is broken.</exception>
    public static ListContent Read(Stream content)
    {
        using var zip = new ZipArchive(content, ZipArchiveMode.Read);
        return new WorkbookReader(zip).Read();
    }

    private ListContent Read()
    {
        if (_zip.GetEntry(WorkbookPart) is null) throw new ListReadException(ListReadFailure.NotAList);
        var (sheets, epoch) = ReadWorkbook();
        ReadSharedStrings();
        var cells = new WorkbookCells(_shared, ReadDateStyles(), epoch);
        foreach (var sheet in sheets)
        {
            using var xml = Open(sheet);
            if (xml is null) continue;
            var table = new TableBuilder();
            ReadSheet(xml, cells, table);
            if (!table.IsEmpty) return table.Table;
        }

        return new ListContent([]);
    }

    /// <summary>The parts of the sheets in their order, the hidden ones last, and the days that the workbook's count begins after Excel's own.</summary>
    private (IReadOnlyList<string> Sheets, int Epoch) ReadWorkbook()
    {
        var parts = new Dictionary<string, string>();
        using (var xml = Open("xl/_rels/workbook.xml.rels"))
        {
            while (xml?.Read() == true)
            {
                if (xml is not { NodeType: XmlNodeType.Element, LocalName: "Relationship" } || xml.GetAttribute("TargetMode") == "External") continue;
                var target = xml.GetAttribute("Target") ?? "";
                parts[xml.GetAttribute("Id") ?? ""] = target.StartsWith('/') ? target[1..] : $"xl/{target}";
            }
        }

        var sheets = new List<(string Part, bool IsHidden)>();
        var epoch = 0;
        using (var xml = Open(WorkbookPart))
        {
            while (xml!.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "workbookPr" && xml.GetAttribute("date1904") is "1" or "true") epoch = WorkbookCells.DaysTo1904;
                if (xml.LocalName != "sheet") continue;
                var isHidden = xml.GetAttribute("state") is "hidden" or "veryHidden";
                for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
                {
                    if (xml.LocalName == "id" && parts.TryGetValue(xml.Value, out var part)) sheets.Add((part, isHidden));
                }
            }
        }

        return ([.. sheets.OrderBy(sheet => sheet.IsHidden).Select(sheet => sheet.Part)], epoch);
    }

    private void ReadSharedStrings()
    {
        using var xml = Open("xl/sharedStrings.xml");
        var characters = 0;
        while (xml?.Read() == true)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" }) continue;
            var text = WorkbookCells.ReadText(xml);

            // Those of other sheets stand among them.
            if ((characters += text.Length + 1) > 2 * ListContent.MaxCharacters) throw new ListReadException(ListReadFailure.TooMuchText);
            _shared.Add(text);
        }
    }

    /// <summary>For each look of cells, whether numbers in it are days.</summary>
    private List<bool> ReadDateStyles()
    {
        var formats = new Dictionary<string, string>();
        var styles = new List<bool>();
        using var xml = Open("xl/styles.xml");
        var isInLooks = false;
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs") isInLooks = xml.NodeType == XmlNodeType.Element;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt") formats[xml.GetAttribute("numFmtId") ?? ""] = xml.GetAttribute("formatCode") ?? "";
            if (isInLooks && xml.LocalName == "xf") styles.Add(WorkbookCells.IsDate(xml.GetAttribute("numFmtId") ?? "", formats));
        }

        return styles;
    }

    private static void ReadSheet(XmlReader xml, WorkbookCells cells, TableBuilder table)
    {
        var (row, column) = (0, -1);
        var isBegun = false;
        while (xml.Read())
        {
            if (xml.LocalName == "row" && (xml.NodeType == XmlNodeType.EndElement || xml.IsEmptyElement))
            {
                if (isBegun) table.EndRow(row);
                isBegun = false;
            }

            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "row" && !xml.IsEmptyElement)
            {
                row = int.TryParse(xml.GetAttribute("r"), out var number) && number > row ? number : row + 1;
                (column, isBegun) = (-1, true);
            }
            else if (xml.LocalName == "c")
            {
                column = WorkbookCells.ColumnOf(xml.GetAttribute("r")) ?? column + 1;
                table.Set(column, cells.Read(xml));
            }
        }
    }

    /// <summary>A part of the file, with a limit to how far it unpacks; null where there is none.</summary>
    private XmlReader? Open(string part) => _zip.GetEntry(part) is not { } entry ? null : XmlReader.Create(
        new LimitedStream(entry.Open(), Take), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, IgnoreWhitespace = false });

    private void Take(int bytes)
    {
        if ((_left -= bytes) < 0) throw new ListReadException(ListReadFailure.UnpacksTooLarge);
    }

    /// <summary>Tells how much is read through it, so that a small file cannot unpack without end.</summary>
    private sealed class LimitedStream(Stream from, Action<int> taken) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = from.Read(buffer, offset, count);
            taken(read);
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
            if (disposing) from.Dispose();
            base.Dispose(disposing);
        }
    }
}
