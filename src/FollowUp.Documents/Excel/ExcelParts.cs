using System.Text;

namespace FollowUp.Documents.Excel;

/// <summary>The parts of a workbook that say what it consists of and how cells look (ECMA-376 part 1, chapter 18).</summary>
internal static class ExcelParts
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>
    /// The looks of cells, in this order: plain, header, text, text that would be a formula if it were typed, day, day and time, number. Days and times (14 and 22) are
    /// shown as the reader's own Excel shows them.
    /// </summary>
    public const string Styles = $"""
        {Declaration}<styleSheet xmlns="{Main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf><xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
        """;

    public const string PackageRelations = $"""
        {Declaration}<Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="{Package}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
        """;

    /// <summary>What kind each part is of.</summary>
    /// <param name="sheets">How many sheets there are.</param>
    public static string ContentTypes(int sheets)
    {
        var xml = new StringBuilder($"""{Declaration}<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/>""");
        for (var i = 1; i <= sheets; i++) xml.Append($"""<Override PartName="/{SheetPath(i)}" ContentType="{Types}.worksheet+xml"/>""");
        return xml.Append("</Types>").ToString();
    }

    /// <summary>The workbook: its sheets in order, each with the row of headers repeated on every printed page.</summary>
    /// <param name="sheets">The name of each sheet and the number of its file.</param>
    public static string Workbook(IReadOnlyList<(string Name, int File)> sheets)
    {
        var xml = new StringBuilder($"""{Declaration}<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>""");
        foreach (var (place, (name, file)) in sheets.Index())
            xml.Append("<sheet name=\"").AppendText(name).Append($"\" sheetId=\"{place + 1}\" r:id=\"rId{file}\"/>");
        xml.Append("</sheets><definedNames>");
        foreach (var (place, (name, _)) in sheets.Index())
            xml.Append($"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{place}\">'").AppendText(name.Replace("'", "''")).Append("'!$1:$1</definedName>");
        return xml.Append("</definedNames></workbook>").ToString();
    }

    /// <summary>Where the workbook's parts are.</summary>
    /// <param name="sheets">How many sheets there are.</param>
    public static string WorkbookRelations(int sheets)
    {
        var xml = new StringBuilder($"""{Declaration}<Relationships xmlns="{Package}/relationships">""");
        for (var i = 1; i <= sheets; i++) xml.Append($"""<Relationship Id="rId{i}" Type="{Relations}/worksheet" Target="/{SheetPath(i)}"/>""");
        return xml.Append($"""<Relationship Id="rId{sheets + 1}" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""").ToString();
    }

    /// <summary>The workbook's title, which programs show and screen readers read, and its language.</summary>
    public static string Properties(string title, string language) => new StringBuilder(
        $"""{Declaration}<cp:coreProperties xmlns:cp="{Package}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>""")
        .AppendText(title).Append("</dc:title><dc:language>").AppendText(language).Append("</dc:language></cp:coreProperties>").ToString();

    public static string SheetPath(int file) => $"xl/worksheets/sheet{file}.xml";

    /// <summary>What stands before the rows: the header row stays in view, the columns have their widths.</summary>
    public static string SheetStart(IReadOnlyList<ExcelColumn> columns, bool isFirst)
    {
        var xml = new StringBuilder($"""{Declaration}<worksheet xmlns="{Main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView{(isFirst ? " tabSelected=\"1\"" : "")} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>""");
        foreach (var (place, column) in columns.Index())
            xml.Append(System.Globalization.CultureInfo.InvariantCulture, $"<col min=\"{place + 1}\" max=\"{place + 1}\" width=\"{column.Width}\" customWidth=\"1\"/>");
        return xml.Append("</cols><sheetData>").ToString();
    }

    /// <summary>What stands after the rows: filters in the header row, and A4 across with as many pages down as it takes.</summary>
    public static string SheetEnd(int columns, int rows) =>
        $"""</sheetData><autoFilter ref="A1:{ExcelCells.Name(columns - 1, rows)}"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;P (&amp;N)</oddFooter></headerFooter></worksheet>""";
}
