using System.Globalization;
using System.Text;
using System.Xml;

namespace FollowUp.Documents.Word.In;

/// <summary>One part's XML, read forwards an element at a time. Names are those of WordprocessingML without a prefix; of others with one.</summary>
internal sealed class WordXml(XmlReader xml, CancellationToken cancel) : IDisposable
{
    /// <summary>No program writes elements inside each other as deep as this.</summary>
    private const int MaxDepth = 200;

    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string StrictWord = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    private const string Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private readonly char[] _buffer = new char[4_096];
    private int _steps;

    /// <summary>The name of the element that the reader stands at.</summary>
    public string Name => xml.NamespaceURI switch
    {
        Word or StrictWord => xml.LocalName,
        Compatibility => "mc:" + xml.LocalName,
        var other when other.EndsWith("/math", StringComparison.Ordinal) => "m:" + xml.LocalName,
        var other when other.EndsWith("drawingml/2006/main", StringComparison.Ordinal) || other.EndsWith("drawingml/main", StringComparison.Ordinal) => "a:" + xml.LocalName,
        _ => "x:" + xml.LocalName,
    };

    /// <summary>Moves to the part's outermost element; false where there is none.</summary>
    public bool MoveToRoot()
    {
        while (Read())
        {
            if (xml.NodeType == XmlNodeType.Element) return true;
        }

        return false;
    }

    /// <summary>The names of the elements in this one, each while the reader stands at it. What the caller does not read of one is passed over.</summary>
    public IEnumerable<string> Children()
    {
        if (xml.IsEmptyElement) yield break;
        var depth = xml.Depth;
        while (Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.Depth <= depth) yield break;
            if (xml.NodeType != XmlNodeType.Element) continue;
            yield return Name;
            while (!(xml.Depth == depth + 1 && (xml.NodeType == XmlNodeType.EndElement || (xml.NodeType == XmlNodeType.Element && xml.IsEmptyElement))))
            {
                if (!Read()) yield break;
            }
        }
    }

    /// <summary>An attribute of the element; null where it has none of the name.</summary>
    public string? Attribute(string name) => xml.GetAttribute(name, Word) ?? xml.GetAttribute(name, StrictWord) ?? xml.GetAttribute(name);

    /// <summary>An attribute that names a relationship.</summary>
    public string? Relation(string name) => xml.GetAttribute(name, Relations) ?? xml.GetAttribute(name, StrictRelations);

    public int? Number(string name = "val") => int.TryParse(Attribute(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A property that is on when it stands there, unless it says otherwise.</summary>
    public bool IsOn() => Attribute("val") is not ("0" or "false" or "off" or "none");

    /// <summary>The text in the element.</summary>
    /// <param name="most">How many characters it may have.</param>
    /// <exception cref="WordLimitException">It has more.</exception>
    public string Text(int most)
    {
        if (xml.IsEmptyElement) return "";
        var depth = xml.Depth;
        var text = new StringBuilder();
        while (Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)) continue;
            for (int read; (read = xml.ReadValueChunk(_buffer, 0, _buffer.Length)) > 0;)
            {
                text.Append(_buffer, 0, read);
                if (text.Length > most) throw new WordLimitException(ReadFailure.TooLong);
            }
        }

        return text.ToString();
    }

    public void Dispose() => xml.Dispose();

    private bool Read()
    {
        if ((++_steps & 0xFFF) == 0) cancel.ThrowIfCancellationRequested();
        if (!xml.Read()) return false;
        return xml.Depth <= MaxDepth ? true : throw new WordLimitException(ReadFailure.Damaged);
    }
}
