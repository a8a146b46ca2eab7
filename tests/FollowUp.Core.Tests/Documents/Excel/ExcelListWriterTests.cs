using System.Text;
using System.Xml.Linq;
using FollowUp.Documents.Excel;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace FollowUp.Core.Tests.Documents.Excel;

public sealed class ExcelListWriterTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Theory]
    [InlineData("=1+1")]
    [InlineData("=HYPERLINK(\"http://example.com\")")]
    [InlineData("+46 8 123")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("＝1")]
    public async Task Write_TextThatLooksLikeAFormula_IsTextAndStaysText(string text)
    {
        var workbook = await WriteAsync([text]);

        var cell = workbook.Cells()[1].Single();
        Assert.Equal("inlineStr", (string?)cell.Attribute("t"));
        Assert.Empty(cell.Descendants(Main + "f"));
        Assert.Empty(cell.Descendants(Main + "v"));
        Assert.True(workbook.IsMarkedAsText(cell));
        Assert.Equal(text, workbook.Rows("Lista").Single()["A"]);
    }

    [Theory]
    [InlineData("Vanlig text")]
    [InlineData("a = b")]
    [InlineData("12")]
    [InlineData("2026-01-02")]
    [InlineData("$=1+1")]
    public async Task Write_AnyOtherText_IsPlainText(string text)
    {
        var workbook = await WriteAsync([text]);
        var cell = workbook.Cells()[1].Single();
        Assert.Equal("inlineStr", (string?)cell.Attribute("t"));
        Assert.False(workbook.IsMarkedAsText(cell));
        Assert.Equal(text, workbook.Rows("Lista").Single()["A"]);
    }

    [Fact]
    public void Write_AnyText_IsReadAsItWas() =>
        Prop.ForAll(Arb.From(ReportGenerator.Kept), text =>
            Assert.Equal(text.Length == 0 ? null : text, WriteAsync([text]).GetAwaiter().GetResult().Rows("Lista").Select(row => row["A"]).SingleOrDefault()))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public async Task Write_DaysTimesAndNumbers_AreWhatTheyAre()
    {
        var workbook = await WriteAsync([new DateOnly(2026, 1, 2), new DateTime(2026, 3, 4, 14, 30, 0), 12, 1.5], [null, null, -3L, 0.25m], [new DateOnly(1899, 12, 31)]);

        var rows = workbook.Rows("Lista");
        Assert.Equal([new DateTime(2026, 1, 2), new DateTime(2026, 3, 4, 14, 30, 0), 12d, 1.5d], rows[0].Values);
        Assert.Equal([null, null, -3d, 0.25d], rows[1].Values);
        Assert.Equal("1899-12-31", rows[2]["A"]);
        Assert.Equal(["46024", "12"], workbook.Cells()[1].Where((_, place) => place is 0 or 2).Select(cell => cell.Element(Main + "v")!.Value));
    }

    [Fact]
    public async Task Write_OtherThings_IsAMistake()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync([Guid.Empty]));
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync([1, 2, 3, 4, 5]));
    }

    [Fact]
    public async Task Write_LongerThanACell_IsCutBetweenCharacters()
    {
        var fits = new string('x', 32_767);
        var longer = new string('x', 32_765) + "\U0001F600\U0001F600";
        var rows = (await WriteAsync([fits, longer])).Rows("Lista");
        Assert.Equal(fits, rows[0]["A"]);
        Assert.Equal(new string('x', 32_765) + "…", rows[0]["B"]);
    }

    [Fact]
    public async Task Write_NoRows_HasItsHeaders()
    {
        var workbook = await WriteAsync();
        Assert.Equal(["A", "B", "C", "D"], workbook.Cells().Single().Select(cell => cell.Value));
        Assert.Equal("A1:D1", (string?)workbook.Part("xl/worksheets/sheet1.xml").Element(Main + "autoFilter")!.Attribute("ref"));
    }

    [Fact]
    public async Task Write_HeaderRow_StaysInViewAndIsRepeatedInPrint()
    {
        var workbook = await WriteAsync(["a"]);
        Assert.Equal("1", (string?)workbook.Part("xl/worksheets/sheet1.xml").Descendants(Main + "pane").Single().Attribute("ySplit"));
        Assert.Equal("'Lista'!$1:$1", workbook.Part("xl/workbook.xml").Descendants(Main + "definedName").Single().Value);
    }

    [Theory]
    [InlineData("Årets lista", "Årets lista")]
    [InlineData("a/b: [c]?*\\", "a b   c")]
    [InlineData("'citat'", "citat")]
    [InlineData("", "1")]
    [InlineData("En lista med ett namn som är längre än så", "En lista med ett namn som är l…")]
    public async Task Write_NameOfASheet_IsOneThatExcelTakes(string name, string expected) =>
        Assert.Equal([expected], (await Workbook.WriteAsync(to => ExcelListWriter.WriteAsync(Sheet(name), to))).Sheets);

    [Fact]
    public async Task Write_MoreRowsThanASheetHolds_GoesOnInAnother()
    {
        var workbook = await Workbook.WriteAsync(async to =>
        {
            await using var writer = await ExcelWorkbook.CreateAsync(to, "Titel", maxRows: 3);
            await writer.WriteAsync(0, Sheet("Lista", [1], [2], [3], [4], [5]), default);
            await writer.CompleteAsync(default);
        });

        Assert.Equal(["Lista", "Lista 2", "Lista 3"], workbook.Sheets);
        Assert.Equal([1d, 2d], workbook.Rows("Lista").Select(row => row["A"]));
        Assert.Equal([3d, 4d], workbook.Rows("Lista 2").Select(row => row["A"]));
        Assert.Equal([5d], workbook.Rows("Lista 3").Select(row => row["A"]));
    }

    [Fact]
    public async Task Write_Twice_GivesTheSameBytes() => Assert.Equal((await WriteAsync(["a", 1])).Content, (await WriteAsync(["a", 1])).Content);

    [Fact]
    public async Task Write_ManyRows_SendsThemWhileTheyAreRead()
    {
        using var to = new MemoryStream();
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 2_000))));
        await ExcelListWriter.WriteAsync(new ExcelSheet("Lista", [new("A", 10)], Rows()), to);

        async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
        {
            for (var i = 0; i < 400; i++)
            {
                yield return [i + text];
                if (i != 200) continue;
                await Task.Yield();
                Assert.True(to.Length > 10_000, $"Only {to.Length} bytes were sent.");
            }
        }
    }

    [Theory]
    [InlineData(0, "A1")]
    [InlineData(25, "Z1")]
    [InlineData(26, "AA1")]
    [InlineData(701, "ZZ1")]
    [InlineData(702, "AAA1")]
    public void Name_OfACell_CountsInLetters(int column, string expected) => Assert.Equal(expected, ExcelCells.Name(column, 1));

    private static ExcelSheet Sheet(string name, params IReadOnlyList<object?>[] rows) =>
        new(name, [new("A", 10), new("B", 10), new("C", 10), new("D", 10)], rows.ToAsyncEnumerable());

    private static Task<Workbook> WriteAsync(params IReadOnlyList<object?>[] rows) =>
        Workbook.WriteAsync(to => ExcelListWriter.WriteAsync(Sheet("Lista", rows), to));
}
