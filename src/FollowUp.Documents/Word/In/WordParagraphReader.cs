using System.Globalization;
using System.Text;
using FollowUp.Documents.Text;

namespace FollowUp.Documents.Word.In;

/// <summary>Reads one paragraph.</summary>
/// <param name="body">The part that it stands in.</param>
/// <param name="xml">The reader, which stands at it.</param>
/// <param name="story">The document.</param>
internal sealed class WordParagraphReader(WordInBody body, WordXml xml, WordStory story)
{
    private const int MostInRun = 2_000_000;

    private readonly List<(int Number, string Key)> _notes = [];
    private readonly List<WordBlock> _boxes = [];
    private readonly StringBuilder _hidden = new();
    private WordInline _text = new();
    private string? _style;
    private int? _list;
    private int? _listLevel;
    private int? _outline;
    private bool _isJoined;
    private string? _link;
    private bool _isContents;

    /// <summary>The paragraph, and whether its end was deleted, so that the next goes on with it.</summary>
    /// <param name="carried">The text that it goes on with itself; null for none.</param>
    public (WordParagraph Paragraph, bool IsJoined) Read(WordInline? carried)
    {
        story.CountParagraph();
        if (carried is not null) _text = carried;
        _isContents = body.IsInContents;
        ReadInlines();
        _text.Append(body.Fields.EndParagraph(), isBold: false, null);
        story.AddAside(_hidden.ToString());
        var look = story.Styles.Of(_style);
        var isContents = look.IsContents || _isContents || body.IsInContents;
        // What goes on in the next paragraph has its number there.
        var mark = _isJoined || isContents ? null : story.Numbering.Next(_list ?? look.List ?? 0, _listLevel ?? (_list is null ? look.ListLevel : null), _style);
        if (mark is null && look.IsBullet && _list is null && look.List is null) mark = new WordListMark("", 0, -1, false);
        var paragraph = new WordParagraph
        {
            Text = _text,
            Look = look,
            Mark = mark,
            Level = isContents ? 0 : _outline ?? look.Level,
            IsContents = isContents,
            Notes = _notes,
            Boxes = _boxes,
        };
        return (paragraph, _isJoined && _boxes.Count == 0 && _notes.Count == 0);
    }

    private void ReadInlines()
    {
        foreach (var name in xml.Children()) ReadInline(name);
    }

    private void ReadInline(string name)
    {
        switch (name)
        {
            case "pPr":
                ReadProperties();
                break;
            case "r":
                ReadRun();
                break;
            case "hyperlink":
                var outer = _link;
                _link = body.AddressOf(xml.Relation("id")) ?? outer;
                ReadInlines();
                _link = outer;
                break;
            case "sdt":
                ReadControl();
                break;
            case "mc:AlternateContent":
                ReadAlternative(ReadInlines);
                break;
            case "m:oMath" or "m:oMathPara":
                ReadMath();
                break;
            case "ins" or "moveTo" or "smartTag" or "sdtContent" or "customXml" or "fldSimple" or "dir" or "bdo":
                ReadInlines();
                break;
        }
    }

    private void ReadProperties()
    {
        foreach (var name in xml.Children())
        {
            if (name == "pStyle") _style = xml.Attribute("val");
            else if (name == "outlineLvl") _outline = xml.Number() is >= 0 and <= 8 and var level ? level + 1 : 0;
            else if (name == "numPr")
            {
                foreach (var part in xml.Children())
                {
                    if (part == "numId") _list = xml.Number();
                    else if (part == "ilvl") _listLevel = xml.Number();
                }
            }
            else if (name == "rPr")
            {
                foreach (var part in xml.Children()) _isJoined |= part is "del" or "moveFrom";
            }
        }
    }

    private void ReadControl()
    {
        var isPrompt = false;
        foreach (var name in xml.Children())
        {
            if (name == "sdtPr") isPrompt = WordInBody.ReadControlProperties(xml).IsPrompt;
            if (name != "sdtContent") continue;
            if (!isPrompt)
            {
                ReadInlines();
                continue;
            }

            var text = _text;
            _text = new WordInline();
            ReadInlines();
            story.AddAside(_text.Plain());
            _text = text;
        }
    }

    private void ReadAlternative(Action read)
    {
        var isTaken = false;
        foreach (var name in xml.Children())
        {
            if (isTaken || name is not ("mc:Choice" or "mc:Fallback")) continue;
            var before = (_boxes.Count, _text.Length);
            read();
            isTaken = before != (_boxes.Count, _text.Length);
        }
    }

    private void ReadRun()
    {
        var (isBold, isHidden) = (false, false);
        foreach (var name in xml.Children())
        {
            if (name == "rPr") (isBold, isHidden) = ReadRunProperties();
            else ReadPiece(name, isBold, isHidden);
        }
    }

    private (bool IsBold, bool IsHidden) ReadRunProperties()
    {
        bool? isBold = null;
        var isHidden = false;
        string? style = null;
        foreach (var name in xml.Children())
        {
            if (name == "b") isBold = xml.IsOn();
            else if (name == "vanish") isHidden = xml.IsOn();
            else if (name == "rStyle") style = xml.Attribute("val");
        }

        return (isBold ?? (style is not null && story.Styles.IsBold(style)), isHidden);
    }

    private void ReadPiece(string name, bool isBold, bool isHidden)
    {
        switch (name)
        {
            case "t":
                // Soft hyphens divide words where a line ends; here no line does.
                Append(TextNormalisation.Normalise(xml.Text(MostInRun)).Replace('\n', ' ').Replace("\u00AD", "", StringComparison.Ordinal), isBold, isHidden);
                break;
            case "tab" or "ptab":
                Append("\t", isBold, isHidden);
                break;
            case "br" or "cr":
                Append("\n", isBold, isHidden);
                break;
            case "noBreakHyphen":
                Append("-", isBold, isHidden);
                break;
            case "sym":
                Append(WordSymbol.Of(xml.Attribute("char"), xml.Attribute("font")), isBold, isHidden);
                break;
            case "fldChar":
                ReadFieldMark();
                break;
            case "instrText":
                body.Fields.AddCode(xml.Text(MostInRun));
                break;
            case "footnoteReference" or "endnoteReference":
                if (xml.Attribute("id") is { } id) _notes.Add((++story.Notes, $"{name}:{id}"));
                _text.Append(Reference(story.Notes), isBold: false, null);
                break;
            case "mc:AlternateContent":
                ReadAlternative(() => ReadPieces(isBold, isHidden));
                break;
            case "txbxContent":
                _boxes.AddRange(body.ReadBox());
                break;
            case "m:oMath" or "m:oMathPara":
                ReadMath();
                break;
            case "delText" or "delInstrText" or "rPr" or "annotationRef" or "commentReference" or "softHyphen" or "lastRenderedPageBreak":
                break;
            default:
                // A drawing or another thing, which may hold a text box.
                ReadPieces(isBold, isHidden);
                break;
        }
    }

    private void ReadPieces(bool isBold, bool isHidden)
    {
        foreach (var name in xml.Children()) ReadPiece(name, isBold, isHidden);
    }

    /// <summary>How a note is referred to in the text.</summary>
    public static string Reference(int note) => string.Create(CultureInfo.InvariantCulture, $"[{note}]");

    private void ReadFieldMark()
    {
        switch (xml.Attribute("fldCharType"))
        {
            case "begin":
                body.Fields.Begin(WordFormControl.Read(xml));
                break;
            case "separate":
                body.Fields.Separate();
                _isContents |= body.Fields.IsInContents;
                break;
            case "end":
                Append(body.Fields.End(), isBold: false, isHidden: false);
                break;
        }
    }

    private void ReadMath()
    {
        foreach (var name in xml.Children())
        {
            if (name == "m:t") Append(xml.Text(MostInRun), isBold: false, isHidden: false);
            else if (name is not ("m:ctrlPr" or "rPr")) ReadMath();
        }
    }

    private void Append(string text, bool isBold, bool isHidden)
    {
        story.Count(text);
        if (isHidden) _hidden.Append(text);
        else if (body.Fields.IsInCode) body.Fields.AddHidden(text);
        else _text.Append(text, isBold, _link ?? body.Fields.Link);
    }
}
