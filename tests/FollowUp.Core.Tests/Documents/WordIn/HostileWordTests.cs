using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using FollowUp.Core.Imports;
using FollowUp.Documents;
using FollowUp.Testing.Reports;
using Xunit;
using static FollowUp.Testing.Reports.WordFile;

namespace FollowUp.Core.Tests.Documents.WordIn;

/// <summary>Files that are broken, enormous or made to do harm. <c>FOLLOWUP_TEST_CASES</c> sets how many damaged documents are tried (500).</summary>
public sealed class HostileWordTests
{
    private static readonly int Cases =
        int.TryParse(Environment.GetEnvironmentVariable("FOLLOWUP_TEST_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 500;

    private static readonly Dictionary<string, (Func<byte[]> Make, ReadFailure Failure)> Refused = new()
    {
        ["cut off"] = (() => Sample()[..^200], ReadFailure.Damaged),
        ["no parts"] = (() => Zip([]), ReadFailure.OfficeDocument),
        ["OpenDocument"] = (() => Zip([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")]), ReadFailure.OpenDocument),
        ["OpenDocument of cells"] = (() => Zip([("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]), ReadFailure.OfficeDocument),
        ["Excel"] = (() => Typed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), ReadFailure.Workbook),
        ["PowerPoint"] = (() => Typed("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), ReadFailure.OfficeDocument),
        ["macros"] = (() => Typed("application/vnd.ms-word.document.macroEnabled.main+xml"), ReadFailure.Macros),
        ["macros under a false name"] = (() => new WordFile().WithPart("word/vbaProject.bin", "x").Add(P("Text")).Build(), ReadFailure.Macros),
        ["no text"] = (() => new WordFile().Add(P(" ")).Build(), ReadFailure.Empty),
        ["entities"] = (() => Holding("<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + Document("&b;")), ReadFailure.Damaged),
        ["a file of the server's"] = (() => Holding("<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + Document("&a;")), ReadFailure.Damaged),
        ["another root"] = (() => Holding("<x/>"), ReadFailure.Damaged),
        ["no end"] = (() => Holding(Document("text")[..^20]), ReadFailure.Damaged),
        ["deep"] = (() => Holding(Document(string.Concat(Enumerable.Repeat("<w:ins>", 100_000)))), ReadFailure.Damaged),
        ["tables in tables"] = (() => Holding(Document(string.Concat(Enumerable.Repeat("<w:tbl><w:tr><w:tc>", 20_000)))), ReadFailure.Damaged),
        ["zeros"] = (() => Bomb((byte)' ', 400), ReadFailure.UnpacksTooLarge),
        ["many paragraphs"] = (() => Holding(Document(string.Concat(Enumerable.Repeat("<w:p/>", 120_000)))), ReadFailure.TooLong),
        ["many cells"] = (() => Holding(Document("<w:tbl><w:tr>" + string.Concat(Enumerable.Repeat("<w:tc/>", 120_000)) + "</w:tr></w:tbl>")), ReadFailure.TooLong),
        ["much text"] = (() => Holding(Document(string.Concat(Enumerable.Range(0, 60_000).Select(i => P(string.Create(CultureInfo.InvariantCulture, $"{i * 7919L:x16}{i * 104729L:x16}{i:x48}")))))), ReadFailure.TooLong),
        ["two parts of a name"] = (() => Zip([("a.xml", "<a/>"), ("A.xml", "<a/>")]), ReadFailure.Damaged),
        ["many parts"] = (() => Zip(Enumerable.Range(0, 6_000).Select(i => ($"{i}", ""))), ReadFailure.UnpacksTooLarge),
    };

    public static TheoryData<string> Names => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_FileThatCannotBe_SaysWhyInBoundedTimeAndMemory(string what)
    {
        var content = Refused[what].Make();
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var result = DocumentReader.Read(content);

        Assert.Equal(Refused[what].Failure, result.Failure);
        Assert.Null(result.Document);
        Assert.True(clock.Elapsed.TotalSeconds < 20, $"{clock.Elapsed.TotalSeconds:0.0} s");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 400_000_000, "It took more memory than it may.");
    }

    [Fact]
    public void Read_HundredMegabytesOfXml_StopsBeforeTheyAreUnpacked()
    {
        // Text that packs badly, so that it is the sum that stops it, not the ratio.
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Parts("")) Write(zip, name, Encoding.UTF8.GetBytes(content));
            using var part = zip.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            part.Write(Encoding.UTF8.GetBytes($"<w:document {Namespaces}><w:body>"));
            var random = new Random(1);
            for (var written = 0; written < 100_000_000;)
            {
                var paragraph = Encoding.UTF8.GetBytes($"<w:p><!--{string.Concat(Enumerable.Range(0, 40).Select(_ => (char)('a' + random.Next(26))))}{new string('x', 2_000)}--></w:p>");
                part.Write(paragraph);
                written += paragraph.Length;
            }

            part.Write("</w:body></w:document>"u8);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(ReadFailure.UnpacksTooLarge, DocumentReader.Read(file.ToArray()).Failure);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 300_000_000);
    }

    [Fact]
    public void Read_ExternalReferences_AreNotFollowed()
    {
        // The address answers nobody: a reader that asked it would fail or wait.
        var file = new WordFile().Relate("rId7", "image", "http://192.0.2.1/spion.png", isExternal: true).Relate("rId8", "styles", "http://192.0.2.1/styles.xml", isExternal: true)
            .Relate("rId9", "attachedTemplate", "\\\\192.0.2.1\\mall.dotm", isExternal: true).Add(P("Aktivitet 1: T"), P("Uppföljning"), P("Text."), "<w:altChunk r:id=\"rId7\"/>");
        var clock = Stopwatch.StartNew();

        Assert.Equal("Text.", Assert.Single(WordDocumentReaderTests.Read(file).Activities).FollowUp);
        Assert.True(clock.Elapsed.TotalSeconds < 10);
    }

    [Fact]
    public void Read_DamagedDocument_NeverFailsOtherwiseThanBySayingSo()
    {
        var random = new Random(20260801);
        var samples = Samples().ToList();
        for (var i = 0; i < Cases; i++)
        {
            var seed = random.Next();
            var damaged = Damage(samples[i % samples.Count], new Random(seed));
            try
            {
                var result = DocumentReader.Read(damaged);
                Assert.True((result.Document is null) != (result.Failure is null));
                if (result.Document is not { } document) continue;
                Assert.All(document.Lines, line => Assert.DoesNotContain('\n', line));
                Assert.Equal(document.Lines.Count, ReportReader.Read(document).Kinds.Count);
            }
            catch (Exception fault)
            {
                Assert.Fail($"Case {i} of seed {seed}: {fault}");
            }
        }
    }

    /// <summary>Bytes of the package are changed, or its XML is before it is packed: the second comes further in.</summary>
    private static byte[] Damage(byte[] sample, Random random)
    {
        if (random.Next(4) == 0)
        {
            var bytes = (byte[])sample.Clone();
            for (var i = random.Next(1, 20); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            return random.Next(3) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
        }

        using var zip = new ZipArchive(new MemoryStream(sample));
        var parts = zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return (Name: entry.FullName, Content: reader.ReadToEnd());
        }).ToList();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(parts.Count);
            parts[at] = (parts[at].Name, Damage(parts[at].Content, random));
        }

        return Zip(parts);
    }

    private static string Damage(string xml, Random random)
    {
        if (xml.Length < 10) return xml;
        var tags = xml.Split('<');
        var (one, other) = (random.Next(1, tags.Length), random.Next(1, tags.Length));
        switch (random.Next(8))
        {
            case 0:
                return xml[..random.Next(xml.Length)];
            case 1:
                return xml.Remove(random.Next(xml.Length), 1);
            case 2:
                (tags[one], tags[other]) = (tags[other], tags[one]);
                break;
            case 3:
                tags[one] = tags[other];
                break;
            case 4:
                tags = [.. tags[..one], .. tags[Math.Min(one, other)..]];
                break;
            case 5:
                tags = [.. tags[..one], .. Enumerable.Repeat(tags[one], random.Next(2, 200)), .. tags[(one + 1)..]];
                break;
            case 6:
                string[] values = ["", "-1", "2147483647", "99999999999999999999", "%1%2%3%4%5%6%7%8%9", "\uD83D\uDE00", "&#0;", "&#xD800;", "&#10;"];
                var quotes = tags[one].Split('"');
                if (quotes.Length > 2) quotes[1] = values[random.Next(values.Length)];
                tags[one] = string.Join('"', quotes);
                break;
            default:
                string[] names = ["w:p", "w:r", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:ins", "w:del", "w:t", "w:fldChar", "w:txbxContent", "mc:AlternateContent", "mc:Choice", "w:hyperlink", "w:numPr"];
                var (from, to) = (names[random.Next(names.Length)], names[random.Next(names.Length)]);
                return xml.Replace($"<{from}>", $"<{to}>").Replace($"</{from}>", $"</{to}>").Replace($"<{from} ", $"<{to} ");
        }

        return string.Join('<', tags);
    }

    private static IEnumerable<byte[]> Samples()
    {
        yield return Sample();
        yield return WordReports.Full().Write();
        yield return new WordFile().WithStyles().WithLists()
            .With("comments", "comments", "<w:comment w:id=\"0\" w:author=\"Anna\">" + P("Är detta rätt?") + "</w:comment>")
            .With("footnotes", "footnotes", "<w:footnote w:id=\"2\">" + P("Enligt enkäten.") + "</w:footnote>")
            .Add(Table(["Nr", "Aktivitet", "Uppföljning", "Analys"], ["1", "Läsning", P("ett", list: 1) + P("två", list: 2, level: 1), Table(["År", "Andel"], ["2018", "3"])]),
                PX(R("Text", isBold: true), "<w:r><w:footnoteReference w:id=\"2\"/></w:r>", "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType=\"separate\"/></w:r>", R("Rad"), "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"),
                PX("<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>" + P("Ruta") + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>"))
            .Build();
    }

    private static byte[] Sample() => new WordFile().WithStyles().WithLists().Add(
        P("Rapport 2024", "Rubrik"), P("Ny lokal", "Numrerad"), P("Ansvarig enhet: Norra"), P("Uppföljning", "Rubrik2"), P("Text."), P("punkt", list: 1), P("Analys", "Rubrik2"), P("Mer."),
        Table(["Uppdrag/Aktivitet", "Läsning"], ["Uppföljning", "Vi läste."], ["Analys", "Bra."])).Build();

    private static byte[] Typed(string type) => new WordFile { MainType = type }.Add(P("Text")).Build();

    private static string Document(string content) => $"<w:document {Namespaces}><w:body>{content}</w:body></w:document>";

    private static byte[] Holding(string document) => Zip(Parts(document));

    private static IEnumerable<(string Name, string Content)> Parts(string document)
    {
        yield return ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
        if (document.Length > 0) yield return ("word/document.xml", document);
    }

    private static byte[] Bomb(byte with, int megabytes)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in Parts("")) Write(zip, name, Encoding.UTF8.GetBytes(content));
            using var part = zip.CreateEntry("word/document.xml").Open();
            var block = new byte[1_000_000];
            Array.Fill(block, with);
            for (var i = 0; i < megabytes; i++) part.Write(block);
        }

        return file.ToArray();
    }

    private static void Write(ZipArchive zip, string name, byte[] content)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(content);
    }
}
