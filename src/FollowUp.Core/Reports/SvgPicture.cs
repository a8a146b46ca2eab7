using System.Text;
using System.Xml;

namespace FollowUp.Core.Reports;

/// <summary>
/// Reads an SVG and writes it anew with the elements and attributes that <see cref="SvgRules"/> knows to be harmless. What an editor left behind is
/// dropped; what could run, fetch something or keep a reader busy for ever refuses the whole, since without it the picture would be another.
/// </summary>
internal sealed class SvgPicture
{
    private const string Svg = "http://www.w3.org/2000/svg";
    private const string XLink = "http://www.w3.org/1999/xlink";
    private const string Xml = "http://www.w3.org/XML/1998/namespace";
    private const string Declaration = "http://www.w3.org/2000/xmlns/";
    private const int MaxElements = 20_000;
    private const int MaxDepth = 100;

    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LogoFile.MaxBytes,
        MaxCharactersFromEntities = 1,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly XmlReader _reader;
    private readonly XmlWriter _writer;
    private readonly SvgReferences _references = new();
    private readonly Stack<string> _open = new();
    private readonly StringBuilder _style = new();
    private int _elements;
    private Refusal? _refusal;

    private SvgPicture(XmlReader reader, XmlWriter writer) => (_reader, _writer) = (reader, writer);

    /// <summary>The cleaned picture, or the reason why it may not be kept.</summary>
    public static Outcome<CheckedLogo> Read(byte[] file)
    {
        using var clean = new MemoryStream(file.Length);
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file), Reading);
            using (var writer = XmlWriter.Create(clean, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
            {
                var picture = new SvgPicture(reader, writer);
                picture.Copy();
                if (picture._refusal is { } refusal) return Outcome<CheckedLogo>.From(Outcome.Refused([refusal]));
            }
        }
        catch (Exception fault) when (fault is XmlException or DecoderFallbackException)
        {
            return LogoCheck.Refused("LogoSvgUnreadable");
        }

        return clean.Length > LogoFile.MaxBytes
            ? LogoCheck.Refused("LogoTooLarge", LogoFile.MaxBytes / 1_000_000)
            : new CheckedLogo("image/svg+xml", clean.ToArray());
    }

    private void Copy()
    {
        _reader.MoveToContent();
        if (_reader is not { NodeType: XmlNodeType.Element, LocalName: "svg", NamespaceURI: Svg })
        {
            _refusal ??= Because("LogoSvgUnreadable");
            return;
        }

        var goesOn = true;
        while (goesOn && _refusal is null) goesOn = CopyNode();
        if (_references.IsTooMuch) _refusal ??= Because("LogoSvgTooComplex");
    }

    /// <summary>Copies the node that the reader stands on, and goes to the next.</summary>
    private bool CopyNode()
    {
        switch (_reader.NodeType)
        {
            case XmlNodeType.Element when SvgRules.Runs(_reader.LocalName):
                _refusal ??= Because("LogoSvgScript");
                return false;
            case XmlNodeType.Element when _reader.NamespaceURI != Svg || _reader.LocalName == "metadata":
                _reader.Skip();
                return !_reader.EOF;
            case XmlNodeType.Element:
                StartElement();
                break;
            case XmlNodeType.EndElement:
                EndElement();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when _open.TryPeek(out var around):
                if (around == "style") _style.Append(_reader.Value);
                else if (SvgRules.HoldsText(around)) _writer.WriteString(_reader.Value);
                break;
        }

        return _refusal is null && _reader.Read();
    }

    private void StartElement()
    {
        var name = _reader.LocalName;
        if (!SvgRules.IsElement(name))
        {
            _refusal ??= Because("LogoSvgElement", name);
            return;
        }

        if (++_elements > MaxElements || _open.Count >= MaxDepth)
        {
            _refusal ??= Because("LogoSvgTooComplex");
            return;
        }

        var isEmpty = _reader.IsEmptyElement;
        _writer.WriteStartElement(name, Svg);
        _open.Push(name);
        _references.Enter(_reader.GetAttribute("id"));
        while (_reader.MoveToNextAttribute()) CopyAttribute(name);
        _reader.MoveToElement();
        if (isEmpty) EndElement();
    }

    private void EndElement()
    {
        _references.Leave();

        // A style is looked at whole: a word can begin in one piece of text and end in the next.
        if (_open.Pop() == "style")
        {
            if (!SvgRules.IsHarmlessStyle($"{_style}")) _refusal ??= Because("LogoSvgExternal");
            _writer.WriteString($"{_style}");
            _style.Clear();
        }

        _writer.WriteEndElement();
    }

    private void CopyAttribute(string element)
    {
        var (name, space, value) = (_reader.LocalName, _reader.NamespaceURI, _reader.Value);
        if (space == Declaration) return;
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase)) _refusal ??= Because("LogoSvgScript");
        else if (name == "href" && space is "" or XLink) CopyReference(element, value.Trim(), space);
        else if (space == Xml && name is "space" or "lang") _writer.WriteAttributeString("xml", name, null, value);
        else if (space.Length == 0 && SvgRules.IsAttribute(name)) CopyValue(name, value);
    }

    private void CopyValue(string name, string value)
    {
        if (!SvgRules.IsHarmless(name, value))
        {
            _refusal ??= Because("LogoSvgExternal");
            return;
        }

        foreach (var id in SvgRules.ReferencesIn(value)) _references.Refer(id);
        _writer.WriteAttributeString(name, value);
    }

    /// <summary>Something else in the same picture, or a picture of pixels that lies in the file itself.</summary>
    private void CopyReference(string element, string value, string space)
    {
        if (value.StartsWith('#'))
        {
            _references.Refer(value[1..]);
        }
        else
        {
            var picture = element == "image" ? Embedded(value) : null;
            if (picture is null) _refusal ??= Because("LogoSvgExternal");
            else if (picture.Value is null) _refusal ??= picture.Refusals[0];
            else value = $"data:{picture.Value.MediaType};base64,{Convert.ToBase64String(picture.Value.Content)}";
        }

        if (_refusal is not null) return;
        if (space.Length == 0) _writer.WriteAttributeString("href", value);
        else _writer.WriteAttributeString("xlink", "href", XLink, value);
    }

    private static Outcome<CheckedLogo>? Embedded(string address)
    {
        var comma = address.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !SvgRules.IsEmbeddedPicture(address[..comma])) return null;
        var bytes = new byte[address.Length];
        return Convert.TryFromBase64String(address[(comma + 1)..], bytes, out var length) ? LogoCheck.ReadRaster(bytes[..length]) : null;
    }

    private static Refusal Because(string code, params object[] arguments) => new(code, nameof(LogoUpload.File), arguments);
}
