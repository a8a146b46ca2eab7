using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using FollowUp.Core.Imports;
using FollowUp.Core.Tests.Documents.PdfIn;
using FollowUp.Documents;
using FollowUp.Documents.Lists;
using FollowUp.Testing.Reports;
using Xunit;

namespace FollowUp.Core.Tests.Documents;

/// <summary>
/// Files of all kinds that are read in, damaged: bytes, parts and words are changed, cut, doubled and mixed. Each is read, or refused with a reason; nothing else happens.
/// <c>FOLLOWUP_TEST_CASES</c> sets how many are tried (500).
/// </summary>
public sealed class DamagedFileTests(ITestOutputHelper output)
{
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("FOLLOWUP_TEST_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 500;

    /// <summary>What breaks readers: bounds of numbers, marks of formats, half characters.</summary>
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "-1", "0", "65536", "2147483647", "99999999999999999999", "1e308", "NaN", "<<", ">>", "[", "]", "(", ")", "<", ">", "%", "/", "/Length 0", "/Length 99999999", "stream\n", "endstream", "endobj", "1 0 R", "2 0 R",
            "obj", "BT", "ET", "Tj", "q", "Q", "cm", "BI ID EI", "Do", "Tf", "/FlateDecode", "/LZWDecode", "/DCTDecode", "/Predictor 15 /Columns 9999", "/Kids", "/Parent", "/Prev 0", "xref", "trailer", "startxref 0", "%%EOF", "null",
            "\0", "\r", "\n", "\t", ";", ",", "\"", "'", "\\", "&", "<a>", "</a>", "]]>", "Uppföljning", "Analys", "Aktivitet 1:", "\uFEFF", "\uD83D\uDE00",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xC3], [0x80, 0, 0, 0x7F], [0x50, 0x4B, 3, 4],
    ];

    [Fact]
    public async Task Read_DamagedFile_IsReadOrRefused()
    {
        var samples = Samples().ToList();
        using var process = ReadingProcess.Begin();
        var random = new Random(20261125);
        var clock = Stopwatch.StartNew();
        var (most, slowest, read) = (0L, TimeSpan.Zero, 0);
        for (var i = 0; i < Cases; i++)
        {
            var seed = random.Next();
            var (kind, sample) = samples[i % samples.Count];
            var own = new Random(seed);
            var damaged = Damage(kind, sample, samples[own.Next(samples.Count)].Content, own);
            var begun = clock.Elapsed;
            try
            {
                if (kind is "csv" or "xlsx")
                {
                    var list = ListFileReader.Read(damaged);
                    Assert.True((list.Table is null) != (list.Failure is null));
                    read += list.Table is null ? 0 : 1;
                }

                var result = DocumentReader.IsPdf(damaged) ? await process.ReadAsync(damaged) : DocumentReader.Read(damaged);
                Assert.True((result.Document is null) != (result.Failure is null));
                if (result.Document is { } document)
                {
                    read++;
                    Assert.All(document.Lines, line => Assert.DoesNotContain('\n', line));
                    Assert.Equal(document.Lines.Count, ReportReader.Read(document).Kinds.Count);
                }
            }
            catch (Exception fault)
            {
                Assert.Fail($"Case {i}, {kind} of seed {seed}: {fault}");
            }

            slowest = clock.Elapsed - begun is var took && took > slowest ? took : slowest;
            Assert.True(took.TotalSeconds < 60, $"Case {i}, {kind} of seed {seed}, took {took.TotalSeconds:0} s.");
            if (i % 50 == 0) most = Math.Max(most, Process.GetCurrentProcess().PeakWorkingSet64);
        }

        output.WriteLine($"{Cases} files in {clock.Elapsed.TotalSeconds:0} s, {read} of them read; the slowest {slowest.TotalMilliseconds:0} ms; {most / 1_000_000} MB at most; {process.Lost} ended the process that reads PDFs.");
    }

    private static byte[] Damage(string kind, byte[] sample, byte[] other, Random random)
    {
        var isZip = kind is "docx" or "xlsx";
        if (isZip && random.Next(4) > 0)
        {
            // Inside the package, where the damage comes further in.
            using var zip = new ZipArchive(new MemoryStream(sample));
            var parts = zip.Entries.Select(entry =>
            {
                using var content = new MemoryStream();
                using var part = entry.Open();
                part.CopyTo(content);
                return (entry.FullName, Content: content.ToArray());
            }).ToList();
            var at = random.Next(parts.Count);
            parts[at] = (parts[at].FullName, Damage(parts[at].Content, other, random));
            if (random.Next(10) == 0) parts.RemoveAt(random.Next(parts.Count));
            return Zip(parts);
        }

        return Damage(sample, other, random);
    }

    private static byte[] Damage(byte[] sample, byte[] other, Random random)
    {
        var bytes = sample.ToList();
        for (var i = random.Next(1, 8); i > 0 && bytes.Count > 4; i--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, random.Next(2, 400)), bytes.Count - at);
            switch (random.Next(9))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 4:
                    var token = Tokens[random.Next(Tokens.Length)];
                    for (var place = 0; place < token.Length && at + place < bytes.Count; place++) bytes[at + place] = token[place];
                    break;
                case 5:
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 6:
                    bytes.InsertRange(at, Enumerable.Repeat(Tokens[random.Next(Tokens.Length)], random.Next(2, 300)).SelectMany(one => one));
                    break;
                case 7 when random.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 7:
                    // A number becomes another.
                    var digit = bytes.FindIndex(at, one => one is >= (byte)'0' and <= (byte)'9');
                    if (digit >= 0) bytes[digit] = (byte)('0' + random.Next(10));
                    break;
                default:
                    var from = random.Next(other.Length);
                    bytes.InsertRange(at, other.Skip(from).Take(Math.Min(length, 200)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static IEnumerable<(string Kind, byte[] Content)> Samples()
    {
        const string report = "Rapport 2024\n\nAktivitet 1: Läsning\nAnsvarig enhet: Norra\nStatus: Pågår\nUppföljning: Vi har läst.\n- mycket\n- ofta\nAnalys:\nBra.\n\n2. Uppdrag/Aktivitet\n\nNy lokal\n\nUppföljning\n\nEj påbörjad.\n\nAnalys\n\n-\n";
        yield return ("pdf", HostilePdfTests.Sample());
        yield return ("txt", Encoding.UTF8.GetBytes(report));
        yield return ("docx", new WordFile().WithStyles().WithLists().Add(
            WordFile.P("Rapport 2024", "Rubrik"), WordFile.P("Ny lokal", "Numrerad"), WordFile.P("Uppföljning", "Rubrik2"), WordFile.P("Text."), WordFile.P("punkt", list: 1), WordFile.P("Analys", "Rubrik2"), WordFile.P("Mer."),
            WordFile.Table(["Uppdrag/Aktivitet", "Läsning"], ["Uppföljning", "Vi läste."], ["Analys", "Bra."])).Build());
        yield return ("csv", Encoding.UTF8.GetBytes("Nummer;Titel;Enhet;Klar senast\n1;Läsning;\"Norra; skolan\";2025-06-01\n2;\"Ny\nlokal\";Södra;\n"));
        yield return ("pdf", Unpacked());
        yield return ("xlsx", Workbook());
        yield return ("txt", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(report)).ToArray());
        yield return ("pdf", new PdfReport().P("Kvalitetsrapport 2024", 20).P("Aktivitet 1: Läsning", 14).Text("Vi har läst.\n\n- ett\n- två").Table([100, 300], true, ["Aktivitet", "Uppföljning"], ["Läsning", "Vi läste."], ["Ny lokal", "Nej."]).Build());
    }

    /// <summary>With a font's table of characters, forms, notes and marks, none of it packed: so damage meets them.</summary>
    private static byte[] Unpacked()
    {
        var objects = new PdfObjects();
        var map = objects.AddStream(PdfObjects.Latin("/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange <41> <5A> <0041> <61> <7A> [<0061> <0062>] endbfrange 1 beginbfchar <20> <0020> endbfchar endcmap end"));
        var form = objects.AddStream(PdfObjects.Latin(PdfDocumentReaderTests.At(70, 300, "I en form")), "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [1 0 0 1 0 0]");
        var font = objects.Add($"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode {map} 0 R /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 /W [1 [500 600] 3 9 400] /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 >> >>] >>");
        return PdfObjects.OnePage(
            "/P << /MCID 0 /ActualText (x) >> BDC " + PdfDocumentReaderTests.Minimal + " EMC q 1 0 0 1 5 5 cm /A Do Q 70 600 300 20 re S 70 580 300 20 re S 170 580 m 170 620 l S BT /F2 10 Tf 80 605 Td <004100420043> Tj ET BI /W 1 /H 1 /BPC 8 /CS /G ID a EI",
            "/Annots [<< /Subtype /Text /T (Anna) /Contents (Hej) /Rect [0 0 9 9] >>] /Rotate 0", $"/XObject << /A {form} 0 R >> /ExtGState << /G << /LW 1 /Font [{font} 0 R 9] >> >>", $"/F2 {font} 0 R", objects);
    }

    private static byte[] Workbook() => Zip(
    [
        ("[Content_Types].xml", Encoding.UTF8.GetBytes("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>")),
        ("xl/workbook.xml", Encoding.UTF8.GetBytes("<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", Encoding.UTF8.GetBytes("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>")),
        ("xl/sharedStrings.xml", Encoding.UTF8.GetBytes("<sst><si><t>Nummer</t></si><si><t>Titel</t></si><si><r><t>Läs</t></r><r><t>ning</t></r></si></sst>")),
        ("xl/worksheets/sheet1.xml", Encoding.UTF8.GetBytes("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" t=\"s\"><v>2</v></c><c r=\"C2\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData></worksheet>")),
    ]);

    private static byte[] Zip(IEnumerable<(string Name, byte[] Content)> parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return file.ToArray();
    }
}
