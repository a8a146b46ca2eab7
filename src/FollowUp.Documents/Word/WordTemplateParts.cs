using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace FollowUp.Documents.Word;

/// <summary>
/// Looks through the parts of an unknown package before any library builds objects of them: what they unpack to is counted while it is unpacked, whatever the file
/// says of itself, and no XML is too large or too deep to be read (the Open XML SDK reads by recursion, and would take the process with it).
/// </summary>
internal sealed class WordTemplateParts
{
    private const string ContentTypes = "[Content_Types].xml";
    private const int MaxParts = 1_000;
    private const int MaxElements = 500_000;
    private const int MaxDepth = 200;

    private static readonly string[] XmlExtensions = ["xml", "rels", "vml"];

    private static readonly string[] Programs = ["vbaProject", "vbaData", "macroEnabled", "activeX", "oleObject"];

    private static readonly string[] AllowedReferences = ["/hyperlink", "/attachedTemplate"];

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private int _elements;
    private long _unpacked;

    /// <summary>Says why the package cannot be used; null where nothing stands against it.</summary>
    /// <exception cref="InvalidDataException">No zip file.</exception>
    /// <exception cref="XmlException">A part is not the XML that it should be.</exception>
    public static WordTemplateFailure? Check(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package, writable: false));
        if (zip.Entries.Count > MaxParts) return WordTemplateFailure.UnpacksTooLarge;
        if (zip.Entries.DistinctBy(entry => entry.FullName, StringComparer.OrdinalIgnoreCase).Count() != zip.Entries.Count) return WordTemplateFailure.NotADocument;
        var parts = new WordTemplateParts();
        foreach (var entry in zip.Entries)
        {
            if (parts.Count(entry) is { } failure) return failure;
        }

        if (zip.GetEntry(ContentTypes) is not { } types) return WordTemplateFailure.NotADocument;
        return CheckTypes(Load(types)) ?? zip.Entries.Where(entry => IsOf(entry.FullName, "rels")).Select(entry => CheckReferences(Load(entry))).FirstOrDefault(failure => failure is not null);
    }

    private WordTemplateFailure? Count(ZipArchiveEntry entry)
    {
        if (Programs.Any(program => entry.FullName.Contains(program, StringComparison.OrdinalIgnoreCase))) return WordTemplateFailure.HasMacros;
        var buffer = new byte[81_920];
        using (var content = entry.Open())
        {
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                _unpacked += read;
                if (_unpacked > WordTemplate.MaxUnpacked) return WordTemplateFailure.UnpacksTooLarge;
            }
        }

        if (!XmlExtensions.Any(extension => IsOf(entry.FullName, extension))) return null;
        using var xml = XmlReader.Create(entry.Open(), Settings);
        while (xml.Read())
        {
            if (xml.Depth > MaxDepth) return WordTemplateFailure.NotADocument;
            if (xml.NodeType == XmlNodeType.Element && ++_elements > MaxElements) return WordTemplateFailure.UnpacksTooLarge;
        }

        return null;
    }

    /// <summary>What is read as XML later must have been looked through as XML here.</summary>
    private static WordTemplateFailure? CheckTypes(XDocument types)
    {
        foreach (var type in types.Root!.Elements())
        {
            var content = (string?)type.Attribute("ContentType") ?? "";
            var of = (string?)type.Attribute("PartName") ?? $".{(string?)type.Attribute("Extension")}";
            if (Programs.Any(program => content.Contains(program, StringComparison.OrdinalIgnoreCase))) return WordTemplateFailure.HasMacros;
            if (content.EndsWith("xml", StringComparison.OrdinalIgnoreCase) && content.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
                && !XmlExtensions.Any(extension => IsOf(of, extension))) return WordTemplateFailure.NotADocument;
        }

        return null;
    }

    private static WordTemplateFailure? CheckReferences(XDocument relationships)
    {
        foreach (var relationship in relationships.Root!.Elements())
        {
            var type = (string?)relationship.Attribute("Type") ?? "";
            // The strict form of the standard has names of its own; Word writes it only when asked to.
            if (type.StartsWith("http://purl.oclc.org/ooxml/", StringComparison.OrdinalIgnoreCase)) return WordTemplateFailure.NotADocument;
            if (string.Equals((string?)relationship.Attribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase)
                && !AllowedReferences.Any(end => type.EndsWith(end, StringComparison.Ordinal))) return WordTemplateFailure.FetchesContent;
        }

        return null;
    }

    private static bool IsOf(string name, string extension) => name.EndsWith($".{extension}", StringComparison.OrdinalIgnoreCase);

    private static XDocument Load(ZipArchiveEntry entry)
    {
        using var xml = XmlReader.Create(entry.Open(), Settings);
        return XDocument.Load(xml);
    }
}
