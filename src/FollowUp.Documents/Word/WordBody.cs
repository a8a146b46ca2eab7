using System.Text;
using DocumentFormat.OpenXml;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>The text of the document, written a paragraph at a time; nothing of it is kept.</summary>
internal sealed class WordBody : IDisposable
{
    private static readonly KeyValuePair<string, string>[] Namespaces =
    [
        new("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        new("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
        new("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        new("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        new("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ];

    private readonly OpenXmlWriter _writer;
    private int _headings;
    private bool _endsInTable;

    public WordBody(Stream to, WordSkeleton skeleton, WordLinks links)
    {
        (Styles, Lists, Links, Width) = (skeleton.Styles, skeleton.Lists, links, WordPages.WidthOf(skeleton.Section));
        _writer = OpenXmlWriter.Create(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _writer.WriteStartDocument(standalone: true);
        _writer.WriteStartElement(new W.Document(), [], Namespaces);
        _writer.WriteStartElement(new W.Body());
    }

    public WordStyles Styles { get; }

    public WordLists Lists { get; }

    public WordLinks Links { get; }

    /// <summary>The width of the lines, in twips.</summary>
    public int Width { get; }

    /// <summary>The bookmark at a heading of the contents, by its place among them from 0. Word takes bookmarks of this form up when it updates the contents.</summary>
    public static string BookmarkOf(int heading) => $"_Toc{100_000_000 + heading}";

    public void Write(OpenXmlElement element)
    {
        _writer.WriteElement(element);
        _endsInTable = false;
    }

    /// <summary>An array, not a sequence: an element is itself a sequence, of its children.</summary>
    public void Paragraph(string style, params OpenXmlElement[] content) => Write(Styled(style, content));

    /// <summary>A paragraph with properties beyond its style, in the order of the schema.</summary>
    public W.Paragraph Styled(string style, IReadOnlyList<OpenXmlElement> content, params OpenXmlElement[] properties)
    {
        var look = new W.ParagraphProperties();
        if (style != "Normal") look.Append(new W.ParagraphStyleId { Val = Styles[style] });
        look.Append(properties);
        var paragraph = new W.Paragraph();
        if (look.HasChildren) paragraph.Append(look);
        paragraph.Append(content);
        return paragraph;
    }

    /// <summary>A heading that stands in the contents.</summary>
    /// <param name="level">From 1.</param>
    /// <param name="text">The heading.</param>
    /// <param name="properties">What it has beyond its style.</param>
    public void Heading(int level, string text, params OpenXmlElement[] properties)
    {
        var id = _headings.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Write(Styled(
            $"Heading{level}",
            [new W.BookmarkStart { Id = id, Name = BookmarkOf(_headings) }, WordText.Run(text), new W.BookmarkEnd { Id = id }],
            properties));
        _headings++;
    }

    /// <summary>A heading below those of the contents.</summary>
    public void SubHeading(int level, string text) => Paragraph($"Heading{level}", WordText.Run(text));

    /// <summary>What a fact is called, and the fact.</summary>
    public void Fact(string name, string value, bool staysWithNext)
    {
        var runs = new[] { WordText.Run(name), new W.Run(new W.TabChar()), WordText.Run(value, WordText.Bold()) };
        Write(Styled("ReportFacts", runs, staysWithNext ? [new W.KeepNext()] : []));
    }

    public void Begin(OpenXmlElement element) => _writer.WriteStartElement(element);

    /// <summary>Ends what was begun; a table is told, since Word wants a paragraph after the last.</summary>
    public void Close(bool isTable = false)
    {
        _writer.WriteEndElement();
        _endsInTable = isTable;
    }

    public void End(W.SectionProperties section)
    {
        if (_endsInTable) Write(new W.Paragraph());
        Write(section);
        _writer.WriteEndElement();
        _writer.WriteEndElement();
    }

    public void Dispose() => _writer.Dispose();
}
