using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace FollowUp.Documents.Word;

/// <summary>
/// The styles of a document by the ids of <c>House/styles.xml</c>. A template's own style of the same name goes before: names are the same in every language of
/// Word (<c>heading 1</c>), ids are not (<c>Rubrik1</c>).
/// </summary>
internal sealed class WordStyles
{
    private readonly Dictionary<string, string> _ids = [];

    private WordStyles()
    {
    }

    /// <summary>The id that a style has in this document.</summary>
    public string this[string id] => _ids[id];

    /// <summary>Adds the styles that the document lacks, and sets its language.</summary>
    public static WordStyles Complete(MainDocumentPart main, string language)
    {
        var part = main.StyleDefinitionsPart ?? main.AddNewPart<StyleDefinitionsPart>("rIdStyles");
        var house = Read();
        if (part.Styles is null)
        {
            part.Styles = new W.Styles();
            part.Styles.AddNamespaceDeclaration("w", part.Styles.NamespaceUri);
        }

        var theirs = part.Styles;
        theirs.DocDefaults ??= (W.DocDefaults)house.DocDefaults!.CloneNode(deep: true);
        theirs.DocDefaults.RunPropertiesDefault ??= new W.RunPropertiesDefault();
        theirs.DocDefaults.RunPropertiesDefault.RunPropertiesBaseStyle ??= new W.RunPropertiesBaseStyle();
        theirs.DocDefaults.RunPropertiesDefault.RunPropertiesBaseStyle.Languages = new W.Languages { Val = language, EastAsia = "en-US", Bidi = "ar-SA" };
        var styles = new WordStyles();
        styles.AddTo(theirs, house);
        return styles;
    }

    private void AddTo(W.Styles theirs, W.Styles house)
    {
        var named = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var style in theirs.Elements<W.Style>())
        {
            if (style.StyleName?.Val?.Value is { } name && style.StyleId?.Value is { } id) named.TryAdd(Key(style, name), id);
        }

        var taken = named.Values.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = new List<W.Style>();
        foreach (var style in house.Elements<W.Style>())
        {
            var id = style.StyleId!.Value!;
            if (named.TryGetValue(Key(style, style.StyleName!.Val!.Value!), out var own))
            {
                _ids[id] = own;
                continue;
            }

            missing.Add((W.Style)style.CloneNode(deep: true));
            while (!taken.Add(_ids[id] = _ids.TryGetValue(id, out var tried) ? tried + "R" : id))
            {
            }
        }

        foreach (var style in missing)
        {
            // A template that calls its default style otherwise keeps it.
            if (theirs.Elements<W.Style>().Any(other => other.Default?.Value == true && other.Type?.Value == style.Type?.Value)) style.Default = null;
            style.StyleId = _ids[style.StyleId!.Value!];
            if (style.BasedOn is { } based) based.Val = _ids[based.Val!.Value!];
            if (style.NextParagraphStyle is { } next) next.Val = _ids[next.Val!.Value!];
            theirs.Append(style);
        }
    }

    private static string Key(W.Style style, string name) => $"{style.Type?.InnerText}:{name}";

    private static W.Styles Read()
    {
        using var stream = typeof(WordStyles).Assembly.GetManifestResourceStream("FollowUp.Documents.Word.House.styles.xml")!;
        var document = System.Xml.Linq.XDocument.Load(stream);
        return new W.Styles(document.Root!.ToString());
    }
}
