using System.IO.Compression;
using System.Text;
using FollowUp.Core.Imports.Lists;
using FollowUp.Documents.Excel;
using FollowUp.Documents.Lists;
using MiniExcelLibs;
using Xunit;

namespace FollowUp.Core.Tests.Documents.Lists;

public sealed class ListFileReaderTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public async Task Workbook_ThatWeWrite_IsReadBack()
    {
        string[][] rows = [["=1+1", " å\nä ", "<&>\"'"], ["", "_x0041_", "\u0001"]];
        using var to = new MemoryStream();
        await ExcelListWriter.WriteAsync(new ExcelSheet("Blad", [new("Ett", 10), new("Två", 10), new("Tre", 10), new("Tal", 10), new("Dag", 10), new("Tid", 10)],
            rows.Select((row, index) => (IReadOnlyList<object?>)[.. row, 12 + index, new DateOnly(2027, 6, 15), new DateTime(2027, 6, 15, 9, 30, 0, DateTimeKind.Unspecified)]).ToAsyncEnumerable()), to, TestContext.Current.CancellationToken);

        var table = ListFileReader.Read(to.ToArray()).Table!;
        Assert.Equal(["Ett", "Två", "Tre", "Tal", "Dag", "Tid"], table.Rows[0].Cells);
        Assert.Equal([.. rows[0], "12", "2027-06-15", "2027-06-15 09:30"], table.Rows[1].Cells);
        Assert.Equal([.. rows[1], "13", "2027-06-15", "2027-06-15 09:30"], table.Rows[2].Cells);
    }

    [Fact]
    public void Workbook_OfAnotherProgram_IsRead()
    {
        using var to = new MemoryStream();
        to.SaveAs(new[] { new { Nr = 1, Titel = "Läsning", Senast = new DateTime(2027, 6, 15), Andel = 0.25, Klar = true }, new { Nr = 2, Titel = "", Senast = new DateTime(2027, 1, 2), Andel = 12d, Klar = false } });

        var table = ListFileReader.Read(to.ToArray()).Table!;
        Assert.Equal(["Nr", "Titel", "Senast", "Andel", "Klar"], table.Rows[0].Cells);
        Assert.Equal(["1", "Läsning", "2027-06-15", "0.25"], table.Rows[1].Cells.Take(4));
        Assert.Equal((3, "12"), (table.Rows[2].Number, table.Rows[2].Cells[3]));
    }

    [Fact]
    public void Workbook_WithSharedTextsRunsDatesAndGaps_IsRead()
    {
        var content = Workbook(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
            <row r="2"/>
            <row r="4"><c t="s"><v>0</v></c><c s="1"><v>46188</v></c><c s="2"><v>46188.5</v></c><c s="3"><v>46188</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v>ut</v></c><c t="d"><v>2027-06-15T00:00:00</v></c><c t="s"><v>99</v></c></row>
            """,
            shared: """<si><t>Ett</t></si><si>  <r><t xml:space="preserve">Två </t></r> <r><t>delar</t></r><rPh sb="0" eb="1"><t>uttal</t></rPh></si>""",
            styles: """<numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="0.00&quot; d&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>""");

        var table = ListFileReader.Read(content).Table!;
        Assert.Equal([1, 4], table.Rows.Select(row => row.Number));
        Assert.Equal(["Ett", "", "Två delar"], table.Rows[0].Cells);
        Assert.Equal(["Ett", "2026-06-15", "2026-06-15 12:00", "46188", "true", "#REF!", "ut", "2027-06-15"], table.Rows[1].Cells);
    }

    [Fact]
    public void Workbook_WithAnEmptyAndAHiddenSheetFirst_GivesTheFirstThatIsSeenAndHasSomething()
    {
        var content = Zip(
            ("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="a" r:id="1" state="hidden"/><sheet name="b" r:id="2"/><sheet name="c" r:id="3"/><sheet name="d" r:id="4"/></sheets></workbook>"""),
            ("xl/_rels/workbook.xml.rels", """<Relationships><Relationship Id="1" Target="/xl/worksheets/a.xml"/><Relationship Id="2" Target="worksheets/b.xml"/><Relationship Id="3" Target="https://example.org/c.xml" TargetMode="External"/><Relationship Id="4" Target="worksheets/d.xml"/></Relationships>"""),
            ("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>"""),
            ("xl/worksheets/a.xml", Sheet("<row><c t=\"str\"><v>dolt</v></c></row>")),
            ("xl/worksheets/b.xml", Sheet("<row><c t=\"str\"><v> </v></c></row>")),
            ("xl/worksheets/d.xml", Sheet("<row><c s=\"0\"><v>44726</v></c></row>")));

        Assert.Equal(["2026-06-15"], Assert.Single(ListFileReader.Read(content).Table!.Rows).Cells);
    }

    [Theory]
    [InlineData("Nr;Titel\n1;Läsning, varje dag\n2;Å")]
    [InlineData("Nr\tTitel\r\n1\tLäsning, varje dag\r\n2\tÅ\r\n")]
    [InlineData("sep=;\r\nNr;Titel\r\n1;\"Läsning, varje dag\"\r\n2;Å")]
    [InlineData("Nr,Titel\n1,\"Läsning, varje dag\"\n2,Å")]
    [InlineData("Nr;Titel;\n\n1;Läsning, varje dag;\n2;Å;\n;;\n")]
    public void Text_WhateverTheSeparator_IsRead(string text)
    {
        foreach (var content in new[] { Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], Encoding.Latin1.GetBytes(text), [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)] })
        {
            var rows = ListFileReader.Read(content).Table!.Rows;
            Assert.Equal(["Nr|Titel", "1|Läsning, varje dag", "2|Å"], rows.Select(row => string.Join('|', row.Cells)));
        }
    }

    [Fact]
    public void Text_WithRowsInCells_CountsRowsAsExcelDoes()
    {
        var rows = ListFileReader.ReadPasted("Nr\tTitel\n1\t\"En \"\"rad\"\"\noch en till\"\n2\t5\" skärm").Table!.Rows;

        Assert.Equal("En \"rad\"\noch en till", rows[1].Cells[1]);
        Assert.Equal((3, "5\" skärm"), (rows[2].Number, rows[2].Cells[1]));
    }

    public static TheoryData<string, byte[], ListReadFailure> Unreadable => new()
    {
        { "nothing", [], ListReadFailure.Empty },
        { "white space", "  \r\n ; \n"u8.ToArray(), ListReadFailure.Empty },
        { "pdf", "%PDF-1.7 …"u8.ToArray(), ListReadFailure.NotAList },
        { "picture", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1], ListReadFailure.NotAList },
        { "Word", Zip(("word/document.xml", "<w/>")), ListReadFailure.NotAList },
        { "OpenDocument", Zip(("mimetype", "x"), ("content.xml", "<w/>")), ListReadFailure.NotAList },
        { "old Excel", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, .. Encoding.Unicode.GetBytes("Workbook")], ListReadFailure.OldExcel },
        { "password", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, .. Encoding.Unicode.GetBytes("EncryptedPackage")], ListReadFailure.Password },
        { "old Word", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, .. Encoding.Unicode.GetBytes("WordDocument")], ListReadFailure.NotAList },
        { "cut off", Workbook("<row><c><v>1</v></c></row>")[..200], ListReadFailure.Damaged },
        { "broken XML", Workbook("<row><c><v>1</c></row>"), ListReadFailure.Damaged },
        { "entities", Zip(("xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><workbook>&b;</workbook>")), ListReadFailure.Damaged },
        { "no sheet", Zip(("xl/workbook.xml", "<workbook/>")), ListReadFailure.Empty },
        { "columns", Workbook("<row><c r=\"BI1\"><v>1</v></c></row>"), ListReadFailure.TooManyColumns },
        { "quote", "a;\"b\nc;d"u8.ToArray(), ListReadFailure.UnclosedQuote },
        { "rows", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a;b\n", ListContent.MaxRows + 1))), ListReadFailure.TooManyRows },
        { "text", Encoding.UTF8.GetBytes("a;b\n" + new string('c', ListContent.MaxCharacters)), ListReadFailure.TooMuchText },
        { "bomb", Zip(("xl/workbook.xml", "<workbook>" + new string(' ', 51_000_000) + "</workbook>")), ListReadFailure.UnpacksTooLarge },
        { "many shared texts", Workbook("<row><c t=\"s\"><v>0</v></c></row>", shared: $"<si><t>{new string('a', (2 * ListContent.MaxCharacters) + 1)}</t></si>"), ListReadFailure.TooMuchText },
    };

    [Theory]
    [MemberData(nameof(Unreadable), DisableDiscoveryEnumeration = true)]
    public void File_ThatIsNoList_SaysWhy(string what, byte[] content, ListReadFailure failure)
    {
        var read = ListFileReader.Read(content);
        Assert.True(read.Failure == failure, $"{what}: {read.Failure}");
        Assert.Null(read.Table);
    }

    [Fact]
    public void Workbook_ChangedInAnyByte_NeverThrows()
    {
        var content = Workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>46188</v></c></row>", "<si><t>Ett</t></si>", "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>");
        var random = new Random(20_261_125);
        for (var i = 0; i < 2_000; i++)
        {
            var changed = content.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var read = ListFileReader.Read(changed);
            Assert.True(read.Table is null ^ read.Failure is null);
        }
    }

    private static byte[] Workbook(string rows, string? shared = null, string? styles = null) => Zip(
    [
        ("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"""),
        .. shared is null ? [] : new[] { ("xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{shared}</sst>""") },
        .. styles is null ? [] : new[] { ("xl/styles.xml", $"""<styleSheet xmlns="{Main}">{styles}</styleSheet>""") },
        ("xl/worksheets/sheet1.xml", Sheet(rows)),
    ]);

    private static string Sheet(string rows) => $"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""";

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = new StreamWriter(zip.CreateEntry(name).Open());
                part.Write(text);
            }
        }

        return to.ToArray();
    }
}
