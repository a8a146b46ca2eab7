using System.IO.Compression;
using System.Security;
using System.Text;

namespace FollowUp.Testing.Reports;

/// <summary>A Word document for a test, made of the XML that it is to hold.</summary>
public sealed class WordFile
{
    public const string Namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
        + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "
        + "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"";

    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private readonly Dictionary<string, string> _parts = [];
    private readonly StringBuilder _relations = new();

    public StringBuilder Body { get; } = new();

    public string MainType { get; set; } = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    /// <summary>Swedish ids with the names that Word stores, and one heading that is based on another.</summary>
    public WordFile WithStyles() => With("styles", "styles",
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
        + string.Concat(Enumerable.Range(1, 4).Select(level => $"<w:style w:type=\"paragraph\" w:styleId=\"Rubrik{level}\"><w:name w:val=\"heading {level}\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:outlineLvl w:val=\"{level - 1}\"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>"))
        + "<w:style w:type=\"paragraph\" w:styleId=\"Rubrik\"><w:name w:val=\"Title\"/></w:style>"
        + "<w:style w:type=\"paragraph\" w:styleId=\"Innehll1\"><w:name w:val=\"toc 1\"/></w:style>"
        + "<w:style w:type=\"paragraph\" w:styleId=\"Kommunrubrik\"><w:name w:val=\"Kommunens rubrik\"/><w:basedOn w:val=\"Rubrik2\"/></w:style>"
        + "<w:style w:type=\"paragraph\" w:styleId=\"Numrerad\"><w:name w:val=\"Numrerad rubrik\"/><w:basedOn w:val=\"Rubrik1\"/><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>"
        + "<w:style w:type=\"character\" w:styleId=\"Stark\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>");

    /// <summary>List 1 has bullets, 2 numbers (1. a) i.), 3 numbers of several parts (1, 1.1), 4 begins list 2 anew, 5 reads <c>Aktivitet 1:</c>.</summary>
    public WordFile WithLists() => With("numbering", "numbering",
        Abstract(1, level => ("bullet", "\uF0B7")) + Abstract(2, level => level switch { 0 => ("decimal", "%1."), 1 => ("lowerLetter", "%2)"), _ => ("lowerRoman", "%3.") })
        + Abstract(3, level => ("decimal", level == 0 ? "%1" : "%1.%2")) + Abstract(5, _ => ("decimal", "Aktivitet %1:"))
        + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"2\"/></w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"3\"/></w:num>"
        + "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"2\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num><w:num w:numId=\"5\"><w:abstractNumId w:val=\"5\"/></w:num>");

    /// <summary>Adds a part whose root is named like the part.</summary>
    public WordFile With(string type, string root, string content)
    {
        _parts[$"word/{type}.xml"] = $"<w:{root} {Namespaces}>{content}</w:{root}>";
        return Relate("rId" + type, type, type + ".xml");
    }

    public WordFile WithPart(string name, string content)
    {
        _parts[name] = content;
        return this;
    }

    public WordFile Relate(string id, string type, string target, bool isExternal = false)
    {
        _relations.Append($"<Relationship Id=\"{id}\" Type=\"{Relations}{type}\" Target=\"{SecurityElement.Escape(target)}\"{(isExternal ? " TargetMode=\"External\"" : "")}/>");
        return this;
    }

    public WordFile Add(params string[] content)
    {
        foreach (var part in content) Body.Append(part);
        return this;
    }

    public byte[] Build() => Zip(
    [
        ("[Content_Types].xml", $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{MainType}\"/></Types>"),
        ("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Relations}officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
        ("word/_rels/document.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{_relations}</Relationships>"),
        ("word/document.xml", $"<w:document {Namespaces}><w:body>{Body}<w:sectPr/></w:body></w:document>"),
        .. _parts.Select(part => (part.Key, part.Value)),
    ]);

    public static byte[] Zip(IEnumerable<(string Name, string Content)> parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return file.ToArray();
    }

    /// <summary>A paragraph; LF in its text is a line break.</summary>
    public static string P(string text, string? style = null, int? list = null, int level = 0, bool isBold = false) =>
        $"<w:p><w:pPr>{(style is null ? "" : $"<w:pStyle w:val=\"{style}\"/>")}{(list is null ? "" : $"<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")}</w:pPr>{R(text, isBold)}</w:p>";

    /// <summary>A paragraph of runs.</summary>
    public static string PX(params string[] content) => $"<w:p>{string.Concat(content)}</w:p>";

    public static string R(string text, bool isBold = false) =>
        string.Join("<w:r><w:br/></w:r>", text.Split('\n').Select(line => $"<w:r>{(isBold ? "<w:rPr><w:b/></w:rPr>" : "")}<w:t xml:space=\"preserve\">{SecurityElement.Escape(line)}</w:t></w:r>"));

    /// <summary>A table; the cells are texts, or XML where they begin with <c>&lt;</c>.</summary>
    public static string Table(params string[][] rows) =>
        $"<w:tbl><w:tblPr/>{string.Concat(rows.Select(row => $"<w:tr>{string.Concat(row.Select(cell => Cell(cell)))}</w:tr>"))}</w:tbl>";

    public static string Cell(string content, string properties = "") => $"<w:tc><w:tcPr>{properties}</w:tcPr>{(content.StartsWith('<') ? content : P(content))}</w:tc>";

    /// <summary>A typed text as paragraphs and lists.</summary>
    public static string Text(string markdown) => markdown.Length == 0 ? P("") : string.Concat(markdown.Split("\n\n").SelectMany(block => block.Split('\n')).Select(line =>
        line.StartsWith("- ", StringComparison.Ordinal) ? P(line[2..], list: 1) : P(line)));

    private static string Abstract(int id, Func<int, (string Format, string Text)> look) =>
        $"<w:abstractNum w:abstractNumId=\"{id}\">{string.Concat(Enumerable.Range(0, 3).Select(level => $"<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{look(level).Format}\"/><w:lvlText w:val=\"{look(level).Text}\"/></w:lvl>"))}</w:abstractNum>";
}
